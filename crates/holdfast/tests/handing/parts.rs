//! Bytes for viewers: what their fixed list names, or nothing.

use holdfast::{Ref, Result, open_part};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use crate::bench::{Bench, CHAT};

fn in_case(path: &Path, exhibit: &str, part: &str) -> Ref {
    Ref::Case { case: path.display().to_string(), exhibit: exhibit.to_owned(), part: part.to_owned() }
}

fn read(bench: &Bench, part: &Ref) -> Result<Vec<u8>> {
    let mut opened = open_part(&bench.holdfast, part)?;
    let mut bytes = Vec::new();
    opened.file.read_to_end(&mut bytes).expect("readable");
    assert_eq!(bytes.len() as u64, opened.size_bytes, "as many as it says");
    Ok(bytes)
}

#[test]
fn a_part_of_the_vault_is_handed_out_and_a_damaged_one_is_not() {
    let bench = Bench::new();
    let item = &bench.items.items[0];
    let part = |part: &str| Ref::Vault { item: item.id.to_string(), part: part.to_owned() };
    assert_eq!(read(&bench, &part("p001.txt")).expect("the part"), CHAT.as_bytes(), "as it came");
    assert_eq!(read(&bench, &part("p002.txt")).expect_err("no such part").code(), "part-unknown", "by its name");
    let digest = item.sha256.to_string();
    let object = bench.path("vault/objects").join(&digest[..2]).join(&digest[2..]);
    std::fs::remove_file(&object).expect("taken away");
    std::fs::write(&object, CHAT.replace("299", "999")).expect("another of the same length");
    let refused = read(&bench, &part("p001.txt")).expect_err("damaged");
    assert_eq!(refused.code(), "object-damaged", "also when it was handed out before");
}

#[test]
fn a_part_of_a_bundle_is_handed_out_from_zip_and_folder() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    for path in [bench.path("open.zip"), folder] {
        let part = in_case(&path, "E01", "p001.txt");
        assert_eq!(read(&bench, &part).expect("the part"), CHAT.as_bytes(), "{}", path.display());
        assert_eq!(open_part(&bench.holdfast, &part).expect("open").media_type, "text/plain", "as its record says");
        assert!(!read(&bench, &in_case(&path, "E01", "capture.json")).expect("the record").is_empty(), "records too");
        assert!(!read(&bench, &in_case(&path, "E01", "item.sha256")).expect("the list").is_empty(), "and the list");
    }
}

#[test]
fn two_readers_of_one_part_do_not_move_each_other() {
    let bench = Bench::new();
    bench.bundle("out.zip");
    let part = in_case(&bench.path("out.zip"), "E01", "p001.txt");
    let mut one = open_part(&bench.holdfast, &part).expect("open");
    let mut other = open_part(&bench.holdfast, &part).expect("open again");
    one.file.seek(SeekFrom::End(0)).expect("at the end");
    let mut bytes = Vec::new();
    other.file.read_to_end(&mut bytes).expect("readable");
    assert_eq!(bytes, CHAT.as_bytes(), "each has its own place");
    use std::io::Write;
    assert!(other.file.write_all(b"x").is_err(), "and neither can write");
}

#[test]
fn bytes_that_differ_from_the_fixed_list_are_never_handed_out() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    let part = in_case(&folder, "E01", "p001.txt");
    read(&bench, &part).expect("as it was made");
    std::fs::write(folder.join("data/items/E01/p001.txt"), CHAT.replace("299", "999")).expect("tampered");
    let refused = read(&bench, &in_case(&folder, "E02", "p001.txt"));
    assert!(refused.is_ok(), "the other exhibit is not blamed");
    // What was copied while it agreed is still what the list names; a desk that never saw it gets nothing.
    let fresh = Bench::new();
    assert_eq!(read(&fresh, &part).expect_err("tampered").code(), "part-differs", "no byte of it is shown");
    std::fs::write(folder.join("data/items/E01/item.sha256"), "no list").expect("tampered");
    assert_eq!(read(&bench, &part).expect_err("no list").code(), "part-differs", "without a list nothing is named");
}

#[test]
fn a_bundle_that_was_replaced_is_read_anew() {
    let bench = Bench::new();
    let path = bench.path("out.zip");
    bench.bundle("out.zip");
    read(&bench, &in_case(&path, "E02", "p001.txt")).expect("the part");
    std::fs::write(&path, "another file").expect("replaced");
    assert_eq!(
        read(&bench, &in_case(&path, "E02", "p001.txt")).expect_err("gone").code(),
        "case-unreadable",
        "not the old one"
    );
}

#[test]
fn no_name_leads_out_of_an_exhibits_folder() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    for (exhibit, part) in [
        ("E01", "../E02/p001.txt"),
        ("E01/..", "p001.txt"),
        ("..", "index.html"),
        ("E01", "/etc/passwd"),
        ("E01", ""),
        ("", "p001.txt"),
        ("E03", "p001.txt"),
        ("E01", "p001.png"),
    ] {
        for path in [&bench.path("open.zip"), &folder] {
            let refused = read(&bench, &in_case(path, exhibit, part)).expect_err("nothing there");
            assert_eq!(refused.code(), "case-part-unknown", "{exhibit:?} {part:?}");
        }
    }
}

#[test]
fn nothing_of_a_bundle_is_left_under_a_name() {
    let bench = Bench::new();
    bench.bundle("out.zip");
    let before = std::fs::read_dir(std::env::temp_dir()).expect("the folder").count();
    let _held = open_part(&bench.holdfast, &in_case(&bench.path("out.zip"), "E01", "p001.txt")).expect("open");
    let names = std::fs::read_dir(std::env::temp_dir()).expect("the folder");
    let told = names.filter_map(|entry| Some(std::fs::read(entry.ok()?.path()).ok()? == CHAT.as_bytes()));
    assert!(!told.into_iter().any(|same| same), "no file of the part's bytes among {before}");
}

#[test]
fn a_part_that_would_fill_the_disk_is_not_copied() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    let video = std::fs::File::create(folder.join("data/items/E01/p001.txt")).expect("made");
    video.set_len(5 << 30).expect("a file with a hole of five gigabytes");
    let refused = read(&bench, &in_case(&folder, "E01", "p001.txt")).expect_err("too large");
    assert_eq!(refused.code(), "case-part-too-large", "said before a byte of it is read");
}
