//! Whatever goes wrong, there is no file under the final name and no partial one beside it.

use crate::desk::Desk;
use holdfast_bundle::{BundleError, Draft, check_room, plan, write};
use holdfast_dispute::Withholding;
use holdfast_proof::record::Kind;
use holdfast_vault::{Unwatched, Watch};
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};

/// Names in the desk's folder besides its objects.
fn left_behind(desk: &Desk) -> Vec<String> {
    let names = fs::read_dir(desk.path())
        .expect("the desk")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "objects").collect()
}

#[test]
fn a_changed_object_stops_the_bundle_and_leaves_nothing_behind() {
    for change in ["flipped", "longer", "shorter", "gone"] {
        let desk = Desk::usual();
        let digest = desk.draft.shown().next().expect("an exhibit").1.files[0].digest;
        let path = desk.object(&digest);
        let bytes = fs::read(&path).expect("an object");
        match change {
            "flipped" => fs::write(&path, [&[bytes[0] ^ 1], &bytes[1..]].concat()),
            "longer" => fs::write(&path, [bytes, vec![0]].concat()),
            "shorter" => fs::write(&path, &bytes[1..]),
            _ => fs::remove_file(&path),
        }
        .expect("the change");
        let code = desk.write().map_err(|error| error.code());
        let expected = if change == "gone" { "object-missing" } else { "object-damaged" };
        assert_eq!(code, Err(expected), "{change}");
        assert_eq!(left_behind(&desk), Vec::<String>::new(), "{change}: no whole and no half file");
    }
}

#[test]
fn a_wrong_noted_crc_never_gets_into_a_header() {
    let mut desk = Desk::empty();
    let mut file = desk.put(b"bytes");
    file.crc32 ^= 1;
    file.name = "p001.txt".to_owned();
    desk.add_files(Kind::Document, vec![file], "");
    assert_eq!(desk.write().map_err(|error| error.code()), Err("input-mismatch"), "a reader would call it damaged");
    assert_eq!(left_behind(&desk), Vec::<String>::new(), "nothing is left");
}

#[test]
fn what_stands_under_the_name_stays_as_it_is() {
    let desk = Desk::usual();
    fs::write(desk.target(), "older").expect("a file in the way");
    assert_eq!(desk.write().map_err(|error| error.code()), Err("target-exists"), "nothing is replaced");
    assert_eq!(
        check_room(&desk.draft, &desk.target()).map_err(|error| error.code()),
        Err("target-exists"),
        "told before"
    );
    assert_eq!(fs::read_to_string(desk.target()).expect("still there"), "older", "untouched");
    assert_eq!(left_behind(&desk), ["complaint.zip"], "and nothing beside it");
}

#[test]
fn a_dangling_link_under_the_name_is_not_followed() {
    let desk = Desk::usual();
    std::os::unix::fs::symlink(desk.path().join("elsewhere"), desk.target()).expect("a link");
    assert_eq!(desk.write().map_err(|error| error.code()), Err("target-exists"), "a name is taken by a link too");
    assert!(!desk.path().join("elsewhere").exists(), "nothing was written through it");
}

#[test]
fn a_missing_folder_is_told_by_name() {
    let desk = Desk::usual();
    let target = desk.path().join("no-such-folder/complaint.zip");
    let made = write(&desk.plan().expect("a plan"), &desk, &target, &Unwatched);
    assert_eq!(made.map_err(|error| error.code()), Err("cannot-write"), "there is no such folder");
}

/// Wants to stop once so many members were read.
struct StopAfter {
    members: u64,
    read: AtomicU64,
}

impl Watch for StopAfter {
    fn item(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.read.load(Ordering::Relaxed) >= self.members
    }
}

#[test]
fn cancelling_leaves_nothing_behind() {
    let mut desk = Desk::usual();
    desk.add(Kind::Video, &[("p001.mp4", &vec![1; 9_000_000])], "");
    let watch = StopAfter { members: 12, read: AtomicU64::new(0) };
    let made = write(&desk.plan().expect("a plan"), &desk, &desk.target(), &watch);
    assert_eq!(made.map_err(|error| error.code()), Err("cancelled"), "the watcher's word counts");
    assert_eq!(left_behind(&desk), Vec::<String>::new(), "nothing is left");
}

#[test]
fn nothing_to_show_is_refused() {
    let mut desk = Desk::empty();
    assert_eq!(desk.plan().map_err(|error| error.code()).map(|_| ()), Err("nothing-to-export"), "no exhibit at all");
    desk.add(Kind::Chat, &[("p001.txt", b"x")], "");
    desk.withhold("E01", Withholding::Private);
    assert_eq!(desk.plan().map_err(|error| error.code()).map(|_| ()), Err("nothing-to-export"), "each one withheld");
}

#[test]
fn an_item_that_is_not_the_attached_one_is_refused() {
    let mut desk = Desk::usual();
    desk.draft.exhibits[0].seal = desk.draft.exhibits[1].seal;
    assert_eq!(desk.plan().map_err(|error| error.code()).map(|_| ()), Err("input-mismatch"), "seal and list differ");
}

#[test]
fn more_than_a_verifier_reads_is_refused_before_anything_is_written() {
    let refused = |draft: &Draft, desk: &Desk| {
        let mut sign = |_: &[u8]| Ok(String::new());
        let planned =
            plan(draft.clone(), desk.announcement(), &mut |_| Ok(None), &mut sign, &mut |_| Vec::new()).map(|_| ());
        let room = check_room(draft, &desk.target());
        (planned.map_err(|error| error.code()), room.map_err(|error: BundleError| error.code()))
    };
    let mut desk = Desk::empty();
    let mut huge = desk.put(b"x");
    huge.name = "p001.mp4".to_owned();
    huge.size_bytes = (64 << 30) + 1;
    desk.add_files(Kind::Video, vec![huge.clone()], "");
    assert_eq!(refused(&desk.draft, &desk).0, Err("bundle-too-large"), "64 GiB a member");
    for _ in 0..4 {
        huge.size_bytes = 64 << 30;
        desk.add_files(Kind::Video, vec![huge.clone()], "");
    }
    assert_eq!(refused(&desk.draft, &desk), (Err("bundle-too-large"), Err("bundle-too-large")), "256 GiB in all");
}
