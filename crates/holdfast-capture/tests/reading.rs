//! What readers derive: leaves that anyone can recompute, thumbnails that cost nothing when they fail, and a queue
//! that goes on where it was stopped.

// The helpers here are tests too, which clippy.toml cannot see.
#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use holdfast_capture::{
    EnvironmentBase, MadeThumbnail, ThumbnailOutcome, ThumbnailReader, ThumbnailRefused, make_leaves, make_thumbnail,
    read_unread,
};
use holdfast_proof::leaves::{leaf_bytes, leaf_name, leaf_salt};
use holdfast_proof::list::List;
use holdfast_proof::record::Kind;
use holdfast_proof::{Digest, ItemId};
use holdfast_vault::{Unwatched, Watch};
use std::fs::File;
use std::io::Read;

fn leaves_of(place: &mut Place, item: ItemId) -> Vec<holdfast_vault::Kept> {
    make_leaves(&mut place.vault, item, &EnvironmentBase::default(), &place.outside, &Unwatched).unwrap().made
}

fn add_one(place: &mut Place, name: &str, bytes: &[u8]) -> ItemId {
    let path = place.file(name, bytes);
    place.add(&[path]).kept[0].id
}

#[test]
fn each_line_becomes_a_leaf_that_the_key_recomputes() {
    let mut place = Place::new();
    let text = "你好\n亲，已发货\r\n\nlast without end";
    let item = add_one(&mut place, "chat.txt", text.as_bytes());
    let made = leaves_of(&mut place, item);
    assert_eq!(made.len(), 1, "one list for its one part");
    assert_eq!(made[0].kind, Kind::Leaves, "an item of its own");
    let detail = place.vault.item(made[0].id).unwrap();
    assert_eq!(detail.capture.of, Some(place.vault.item(item).unwrap().row.seal_sha256), "it names its item");
    assert_eq!(detail.capture.part.as_deref(), Some("p001.txt"), "and its part");
    assert_eq!(detail.capture.count, Some(4), "and how many lines there are");
    let list = List::parse(&place.file_bytes(made[0].id, "leaves.sha256")).unwrap();
    let key = place.vault.leaf_key(made[0].id).unwrap().unwrap();
    for (index, line) in ["你好\n", "亲，已发货\r\n", "\n", "last without end"].iter().enumerate() {
        let name = leaf_name(index as u64 + 1);
        let bytes = leaf_bytes(&leaf_salt(&key, &name), line.as_bytes());
        assert_eq!(list.get(&name), Some(Digest::of(&bytes)), "leaf {name} is that line");
    }
    place.assert_whole();
}

#[test]
fn making_leaves_twice_makes_them_once() {
    let mut place = Place::new();
    let item = add_one(&mut place, "chat.txt", b"a\nb\n");
    assert_eq!(leaves_of(&mut place, item).len(), 1, "the first time");
    assert!(leaves_of(&mut place, item).is_empty(), "the second time nothing is to do");
}

#[test]
fn what_is_no_text_or_empty_has_no_leaves() {
    let mut place = Place::new();
    for (name, bytes) in
        [("empty.txt", &b""[..]), ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("x.pdf", b"%PDF-1.4\n")]
    {
        let item = add_one(&mut place, name, bytes);
        assert!(leaves_of(&mut place, item).is_empty(), "{name} has no lines to hide or show");
    }
}

#[test]
fn a_part_of_many_lines_is_cut_in_constant_memory_pieces() {
    let mut place = Place::new();
    let text = "0123456789 0123456789 0123456789\n".repeat(100_000) + &"x".repeat(10_000);
    let item = add_one(&mut place, "long.txt", text.as_bytes());
    let made = leaves_of(&mut place, item);
    let count = place.vault.item(made[0].id).unwrap().capture.count;
    assert_eq!(count, Some(100_003), "each line, and the long one in three");
}

/// Thumbnails by the first byte of a picture, so that each behaviour has its picture.
struct FakeReader;

impl ThumbnailReader for FakeReader {
    fn name(&self) -> &str {
        "fake"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn thumbnail(&self, mut picture: File) -> Result<MadeThumbnail, ThumbnailRefused> {
        let mut bytes = Vec::new();
        picture.read_to_end(&mut bytes).unwrap();
        match bytes.last() {
            Some(b'!') => Err(ThumbnailRefused { code: "reader-crashed".into(), is_final: true }),
            Some(b'?') => Err(ThumbnailRefused { code: "reader-missing".into(), is_final: false }),
            _ => Ok(MadeThumbnail { media_type: "image/png".into(), bytes: b"small".to_vec() }),
        }
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

#[test]
fn a_thumbnail_is_kept_beside_its_item_and_a_crash_costs_only_it() {
    let mut place = Place::new();
    let good = add_one(&mut place, "good.png", PNG);
    let bad = add_one(&mut place, "bad.png", &[PNG, b"!"].concat());
    let text = add_one(&mut place, "text.txt", b"hello");
    assert_eq!(make_thumbnail(&mut place.vault, &FakeReader, good).unwrap(), ThumbnailOutcome::Made(1), "made");
    let kept = place.vault.thumbnail(good, "p001.png").unwrap();
    assert_eq!(kept, Some(("image/png".into(), b"small".to_vec())), "and kept");
    assert_eq!(make_thumbnail(&mut place.vault, &FakeReader, bad).unwrap().code(), "reader-crashed", "said");
    assert_eq!(
        make_thumbnail(&mut place.vault, &FakeReader, text).unwrap(),
        ThumbnailOutcome::NoPicture,
        "none to make"
    );
    assert!(place.vault.unread_items("fake", "1", 10).unwrap().is_empty(), "all three have been looked at");
    place.assert_whole();
}

#[test]
fn the_queue_reads_each_item_once_and_waits_for_a_missing_reader() {
    let mut place = Place::new();
    for index in 0..5 {
        add_one(&mut place, &format!("{index}.txt"), format!("line {index}\n").as_bytes());
    }
    add_one(&mut place, "a.png", PNG);
    add_one(&mut place, "b.png", &[PNG, b"!"].concat());
    let base = EnvironmentBase::default();
    let count = read_unread(&mut place.vault, Some(&FakeReader), &base, &place.outside, &Unwatched).unwrap();
    assert_eq!((count.leaves, count.thumbnails, count.refused), (5, 1, 1), "everything once");
    let again = read_unread(&mut place.vault, Some(&FakeReader), &base, &place.outside, &Unwatched).unwrap();
    assert_eq!((again.leaves, again.thumbnails, again.refused), (0, 0, 0), "and never twice");
    let waiting = add_one(&mut place, "c.png", &[PNG, b"?"].concat());
    let count = read_unread(&mut place.vault, Some(&FakeReader), &base, &place.outside, &Unwatched).unwrap();
    assert_eq!(count.refused, 1, "the reader is missing");
    assert_eq!(place.vault.unread_items("fake", "1", 10).unwrap(), [waiting], "so the picture waits for it");
}

struct Cancelled;

impl Watch for Cancelled {
    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn reading_goes_on_where_it_was_cancelled() {
    let mut place = Place::new();
    for index in 0..3 {
        add_one(&mut place, &format!("{index}.txt"), format!("line {index}\n").as_bytes());
    }
    let base = EnvironmentBase::default();
    let count = read_unread(&mut place.vault, None, &base, &place.outside, &Cancelled).unwrap();
    assert_eq!(count.leaves, 0, "cancelled before the first");
    let count = read_unread(&mut place.vault, None, &base, &place.outside, &Unwatched).unwrap();
    assert_eq!(count.leaves, 3, "all three, later");
    place.assert_whole();
}

#[test]
fn a_damaged_object_is_one_items_refusal() {
    let mut place = Place::new();
    let item = add_one(&mut place, "chat.txt", b"a\nb\n");
    add_one(&mut place, "other.txt", b"c\n");
    let digest = place.vault.item(item).unwrap().row.sha256.to_string();
    let object = place.vault_dir().join("objects").join(&digest[..2]).join(&digest[2..]);
    let mut permissions = std::fs::metadata(&object).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o600);
    std::fs::set_permissions(&object, permissions).unwrap();
    std::fs::write(&object, b"a\nB\n").unwrap();
    let base = EnvironmentBase::default();
    let count = read_unread(&mut place.vault, None, &base, &place.outside, &Unwatched).unwrap();
    assert_eq!((count.leaves, count.refused), (1, 1), "no list is made of bytes that are not the sealed ones");
}
