//! The bundle's verbs: out of one vault, into anybody's hands.

use std::fs;

use super::desk::{Desk, keys, spelled, text};

/// A vault with a dispute of two exhibits.
fn dispute_of_two(desk: &Desk) -> String {
    let dispute = desk.dispute("Tent arrived torn");
    for (name, bytes) in [("chat.txt", &b"Seller: full refund\n"[..]), ("invoice.txt", b"CNY 199.00\n")] {
        let id = desk.kept(name, bytes);
        desk.done(&["dispute", "attach", &dispute, &id]);
    }
    dispute
}

#[test]
fn a_bundle_is_made_listed_and_checked() {
    let desk = Desk::with_vault();
    let dispute = dispute_of_two(&desk);
    let file = spelled(&desk.path("complaint.zip"));
    let made = desk.answer(&["bundle", "create", &dispute, "-o", &file]);
    assert_eq!(
        keys(&made, "/bundle"),
        ["path", "size_bytes", "export_id", "sha256", "tagmanifest_sha256", "manifest_sha256", "exhibits", "withheld"],
        "the documented shape"
    );
    assert_eq!((&made["bundle"]["exhibits"], &made["bundle"]["withheld"]), (&2.into(), &0.into()), "{made}");
    let size = fs::metadata(&file).expect("the bundle is there").len();
    assert_eq!(made["bundle"]["size_bytes"], size, "the size is the file's");

    let listed = desk.answer(&["bundle", "list", &dispute]);
    assert_eq!(text(&listed, "/bundles/0/sha256"), text(&made, "/bundle/sha256"), "the vault knows what it gave out");

    let (status, verified) = desk.json(&["bundle", "verify", &file]);
    assert_eq!((status, text(&verified, "/verdict").as_str()), (1, "intact"), "no time was asked for: {verified}");
    assert_eq!(text(&verified, "/integrity"), "intact", "{verified}");
    assert_eq!(verified["exhibits"].as_array().map(Vec::len), Some(2), "{verified}");

    let bare = Desk::bare();
    assert_eq!(bare.json(&["bundle", "verify", &file]).0, 1, "checking needs no vault");
}

#[test]
fn a_changed_bundle_is_broken() {
    let desk = Desk::with_vault();
    let dispute = dispute_of_two(&desk);
    let path = desk.path("complaint.zip");
    let file = spelled(&path);
    desk.done(&["bundle", "create", &dispute, "-o", &file]);
    let mut bytes = fs::read(&path).expect("the bundle is there");
    let at = bytes.windows(11).position(|window| window == b"full refund").expect("we store, so the words are there");
    bytes[at] = b'F';
    fs::write(&path, bytes).expect("a file can be changed");
    let (status, verified) = desk.json(&["bundle", "verify", &file]);
    assert_eq!((status, text(&verified, "/verdict").as_str()), (2, "broken"), "{verified}");
    assert_eq!(keys(&verified, "/findings/0"), ["code", "level", "path", "message"], "the documented shape");
    let ended = desk.run(&["bundle", "verify", &file]);
    assert_eq!(ended.status, 2, "people get the same status: {ended:?}");
}

#[test]
fn several_bundles_are_checked_together_and_the_worst_counts() {
    let desk = Desk::with_vault();
    let dispute = dispute_of_two(&desk);
    let (first, second) = (spelled(&desk.path("a.zip")), spelled(&desk.path("b.zip")));
    desk.done(&["bundle", "create", &dispute, "-o", &first]);
    desk.done(&["bundle", "create", &dispute, "-o", &second]);
    let (status, verified) = desk.json(&["bundle", "verify", &first, &second]);
    assert_eq!(status, 1, "both are intact: {verified}");
    assert_eq!(keys(&verified, "")[..3], ["verdict", "bundles", "findings"], "the documented shape of several");
    let nothing = desk.file("no.zip", b"no bundle");
    assert_eq!(desk.json(&["bundle", "verify", &first, &nothing]).0, 3, "the worst counts");
}

#[test]
fn the_signer_that_was_told_is_compared() {
    let desk = Desk::with_vault();
    let dispute = dispute_of_two(&desk);
    let file = spelled(&desk.path("complaint.zip"));
    desk.done(&["bundle", "create", &dispute, "-o", &file]);
    let own = text(&desk.answer(&["vault", "key", "show"]), "/key/fingerprint");
    let (status, verified) = desk.json(&["bundle", "verify", &file, "--signer", &own]);
    assert_eq!((status, &verified["signer"]["known"]), (1, &true.into()), "{verified}");
    let other = format!("SHA256:{}", "A".repeat(43));
    assert_eq!(desk.json(&["bundle", "verify", &file, "--signer", &other]).0, 2, "another key is another signer");
}

#[test]
fn a_withheld_exhibit_is_a_digest_and_a_code() {
    let desk = Desk::with_vault();
    let dispute = dispute_of_two(&desk);
    let file = spelled(&desk.path("complaint.zip"));
    let made = desk.answer(&["bundle", "create", &dispute, "-o", &file, "--withhold", "E01=other-person"]);
    assert_eq!((&made["bundle"]["exhibits"], &made["bundle"]["withheld"]), (&1.into(), &1.into()), "{made}");
    let bytes = fs::read(&file).expect("the bundle is there");
    assert!(!bytes.windows(11).any(|window| window == b"full refund"), "withheld bytes do not travel");
    let (status, verified) = desk.json(&["bundle", "verify", &file]);
    assert_eq!((status, &verified["disclosure"]["withheld"]), (1, &1.into()), "{verified}");
}

#[test]
fn what_cannot_become_a_bundle_is_refused_before_anything_is_written() {
    let desk = Desk::with_vault();
    let dispute = dispute_of_two(&desk);
    let empty = desk.dispute("Nothing yet");
    let file = spelled(&desk.path("x.zip"));
    let create = |dispute: &str, more: &[&str]| {
        let (status, object) = desk.json(&[&["bundle", "create", dispute, "-o", &file], more].concat());
        (status, text(&object, "/error/code"))
    };
    assert_eq!(create(&empty, &[]), (65, "nothing-to-export".into()), "an empty dispute shows nothing");
    assert_eq!(
        create(&dispute, &["--withhold", "E01=private", "--withhold", "E02=private"]),
        (65, "nothing-to-export".into()),
        "all withheld shows nothing"
    );
    assert_eq!(create(&dispute, &["--withhold", "E09=private"]), (65, "exhibit-unknown".into()), "no such exhibit");
    assert_eq!(
        create(&dispute, &["--withhold", "E01=embarrassing"]),
        (65, "withhold-reason-unknown".into()),
        "no such reason"
    );
    fs::write(&file, b"somebody's").expect("a file can be written");
    assert_eq!(create(&dispute, &[]), (73, "target-exists".into()), "a file that is there is left alone");
    assert_eq!(fs::read(&file).expect("it is there"), b"somebody's", "not a byte of it changed");
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "the vault is whole");
}

#[test]
fn what_is_no_bundle_is_neither_good_nor_bad() {
    let desk = Desk::bare();
    let file = desk.file("photo.zip", b"not a zip at all");
    let (status, verified) = desk.json(&["bundle", "verify", &file]);
    assert_eq!((status, text(&verified, "/verdict").as_str()), (3, "not-checkable"), "{verified}");
}
