//! The shapes of the answers: exactly the keys of docs/command-line.md, one object on one line, nothing else.

use crate::{desk, keys};
use holdfast_tests::program::{Desk, Ran};
use holdfast_tests::sample::{self, Case, text};
use serde_json::Value;

const ITEM: [&str; 7] = ["id", "kind", "name", "size_bytes", "sha256", "seal_sha256", "already_kept"];
const FILE: [&str; 5] = ["name", "role", "media_type", "size_bytes", "sha256"];
const DISPUTE: [&str; 7] = ["id", "name", "title", "state", "outcome", "created_at", "exhibits"];
const EXHIBIT: [&str; 7] = ["exhibit", "state", "item_id", "seal_sha256", "kind", "name", "proves"];
const BUNDLE: [&str; 8] =
    ["export_id", "dispute", "edition", "begun_at", "done_at", "file_name", "sha256", "size_bytes"];

/// The answer of a run that must succeed: one line, one object, silence on stderr.
#[track_caller]
fn answer(ran: Ran) -> Value {
    let ran = ran.expect(0);
    assert_eq!(ran.text().matches('\n').count(), 1, "one object on one line: {}", ran.story());
    assert!(ran.text().ends_with('\n'), "the line is ended: {}", ran.story());
    assert!(ran.stderr.is_empty(), "nothing on stderr when it is no terminal: {}", ran.story());
    ran.json()
}

#[track_caller]
fn same_keys(value: &Value, expected: &[&str]) {
    let (mut found, mut expected) = (keys(value), expected.to_vec());
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected, "the keys of {value}");
}

#[test]
fn items_and_vault_answer_in_their_shapes() {
    let desk = Desk::new();
    let created = answer(desk.holdfast(&["vault", "create"]));
    same_keys(&created, &["vault", "advice"]);
    same_keys(&created["vault"], &["path", "id", "fingerprint"]);
    let path = desk.write("a.txt", b"a\nb\n");
    let added = answer(desk.holdfast(&["item", "add", path.to_str().expect("UTF-8")]));
    same_keys(&added, &["items", "failed"]);
    same_keys(&added["items"][0], &ITEM);
    let id = text(&added["items"][0]["id"]);
    let listed = answer(desk.holdfast(&["item", "list"]));
    same_keys(&listed, &["items"]);
    same_keys(&listed["items"][0], &ITEM);
    let shown = answer(desk.holdfast(&["item", "show", &id]));
    let more = ["added_at", "note", "files", "capture", "exhibits", "entries", "leaves", "time_proofs", "time"];
    same_keys(&shown["item"], &[&ITEM[..], &more].concat());
    for file in shown["item"]["files"].as_array().expect("files") {
        same_keys(file, &FILE);
    }
    same_keys(&answer(desk.holdfast(&["item", "note", &id, "seen"]))["item"], &["id", "note"]);
    let read = answer(desk.holdfast(&["item", "read"]));
    same_keys(&read, &["read", "advice"]);
    same_keys(&read["read"], &["thumbnails", "lists", "refused"]);
    let folder = desk.path("export");
    let exported = answer(desk.holdfast(&["item", "export", &id, folder.to_str().expect("UTF-8")]));
    same_keys(&exported["export"], &["id", "path", "files"]);
    let info = answer(desk.holdfast(&["vault", "info"]));
    let whole =
        ["path", "id", "epoch", "fingerprint", "created_at", "items", "disputes", "entries", "size_bytes", "checked"];
    same_keys(&info["vault"], &[&whole[..], &["writable", "advice"]].concat());
    assert_eq!(info["vault"]["writable"], true, "asking does not make it read-only");
    let check = answer(desk.holdfast(&["vault", "check"]));
    same_keys(&check, &["verdict", "counts", "findings"]);
    same_keys(&check["counts"], &["items", "objects", "entries", "size_bytes"]);
    assert_eq!(check["verdict"], "whole", "a vault that nobody touched is whole");
    let copy = desk.path("copy");
    let copied = answer(desk.holdfast(&["vault", "copy", copy.to_str().expect("UTF-8")]));
    same_keys(&copied["copy"], &["path", "verdict", "counts", "findings"]);
    let key = answer(desk.holdfast(&["vault", "key", "show"]));
    same_keys(&key["key"], &["fingerprint", "public_key"]);
    let rotated = answer(desk.holdfast(&["vault", "key", "rotate"]));
    same_keys(&rotated, &["key", "old_fingerprint"]);
    assert_eq!(rotated["old_fingerprint"], key["key"]["fingerprint"], "the old key is named");
    let file = desk.path("key.copy");
    let copied = answer(desk.holdfast(&["vault", "key", "copy", file.to_str().expect("UTF-8")]));
    same_keys(&copied["copy"], &["path", "fingerprint"]);
    let removed = answer(desk.holdfast(&["item", "remove", &id, "--reason", "test"]));
    same_keys(&removed["removed"], &["id", "seal_sha256", "objects_erased", "still_used", "bundles"]);
    let doctor = answer(desk.holdfast(&["doctor"]));
    same_keys(&doctor["doctor"], &["version", "system", "vault", "marks", "space", "reader", "advice"]);
}

#[test]
fn disputes_and_bundles_answer_in_their_shapes() {
    let case = Case::new();
    let (desk, name) = (&case.desk, case.dispute.as_str());
    same_keys(&answer(desk.holdfast(&["dispute", "list"]))["disputes"][0], &DISPUTE);
    let shown = answer(desk.holdfast(&["dispute", "show", name]));
    let whole = ["id", "name", "title", "state", "outcome", "created_at", "facts", "exhibits", "history", "bundles"];
    same_keys(&shown["dispute"], &whole);
    for exhibit in shown["dispute"]["exhibits"].as_array().expect("exhibits") {
        same_keys(exhibit, &EXHIBIT);
    }
    for line in shown["dispute"]["history"].as_array().expect("a history") {
        same_keys(line, &["n", "at", "kind", "exhibit", "what", "change"]);
    }
    same_keys(&answer(desk.holdfast(&["dispute", "set", name, "claim=x"])), &["facts"]);
    same_keys(&answer(desk.holdfast(&["dispute", "order", name, "E02", "E01"]))["exhibits"][0], &EXHIBIT);
    let path = desk.path("b.zip");
    let path_text = path.to_str().expect("UTF-8");
    let made = answer(desk.holdfast(&["bundle", "create", name, "-o", path_text]));
    let bundle =
        ["path", "size_bytes", "export_id", "sha256", "tagmanifest_sha256", "manifest_sha256", "exhibits", "withheld"];
    same_keys(&made["bundle"], &bundle);
    let bytes = std::fs::read(&path).expect("the bundle can be read");
    assert_eq!(made["bundle"]["sha256"], holdfast_tests::forge::sha256_hex(&bytes), "the digest of the ZIP");
    same_keys(&answer(desk.holdfast(&["bundle", "list", name]))["bundles"][0], &BUNDLE);
    let verified = desk.holdfast(&["bundle", "verify", path_text]).expect(1).json();
    let verdict = ["verdict", "integrity", "time", "origin", "disclosure", "signer", "exhibits", "findings"];
    for key in verdict {
        assert!(keys(&verified).contains(&key), "{key} is part of a verdict: {:?}", keys(&verified));
    }
    same_keys(&verified["time"], &["proven", "not_later_than", "by"]);
    same_keys(&verified["disclosure"], &["whole", "in_part", "withheld", "removed"]);
    same_keys(&verified["signer"], &["fingerprint", "known"]);
    let row = ["number", "item_id", "seal_sha256", "stated", "integrity", "not_later_than", "by", "through"];
    same_keys(&verified["exhibits"][0], &row);
    assert_eq!(verified, desk.verify(&[path_text]).expect(1).json(), "both programs give one answer");
    let several = desk.holdfast(&["bundle", "verify", path_text, path_text]).expect(1).json();
    for key in ["verdict", "bundles", "findings"] {
        assert!(keys(&several).contains(&key), "{key} is part of a verdict on several: {:?}", keys(&several));
    }
    same_keys(&answer(desk.holdfast(&["dispute", "close", name, "--outcome", "paid"]))["dispute"], &DISPUTE);
}

#[test]
fn the_list_is_never_cut_and_finds_chinese() {
    let desk = desk();
    for at in 0..60 {
        desk.write(format!("in/聊天记录 {at:03}.txt"), format!("{at}\n"));
    }
    desk.holdfast(&["item", "add", desk.path("in").to_str().expect("UTF-8")]).expect(0);
    let count = |more: &[&str]| {
        let arguments = [&["item", "list"], more].concat();
        desk.holdfast(&arguments).expect(0).json()["items"].as_array().map(Vec::len)
    };
    assert_eq!(count(&[]), Some(60), "all items are listed");
    assert_eq!(count(&["--find", "聊天"]), Some(60), "two characters are found");
    assert_eq!(count(&["--find", "记录 007"]), Some(1), "one name is found");
    assert_eq!(count(&["--find", "没有"]), Some(0), "what is not there is not found");
}

#[test]
fn a_note_is_kept_and_taken_away() {
    let desk = desk();
    let item = sample::add(&desk, &desk.write("a.txt", b"x"));
    let id = text(&item["id"]);
    let note = "第一次看到 🙂\nsecond line";
    desk.holdfast(&["item", "note", &id, note]).expect(0);
    let shown = || desk.holdfast(&["item", "show", &id[..8]]).expect(0).json()["item"]["note"].clone();
    assert_eq!(shown(), note, "the note is as written");
    desk.holdfast(&["item", "note", &id, ""]).expect(0);
    assert_eq!(shown(), "", "an empty note takes it away");
}
