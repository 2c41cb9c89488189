//! The item's verbs.

use std::fs;
use std::sync::atomic::Ordering;

use super::desk::{Desk, keys, spelled, text};

#[test]
fn an_added_item_is_told_in_the_documented_shape() {
    let desk = Desk::with_vault();
    let path = desk.file("聊天 记录.txt", "卖家：可以退\n".as_bytes());
    let added = desk.answer(&["item", "add", &path]);
    assert_eq!(keys(&added, ""), ["items", "failed"], "the documented shape");
    assert_eq!(
        keys(&added, "/items/0"),
        ["id", "kind", "name", "size_bytes", "sha256", "seal_sha256", "already_kept"],
        "the documented shape"
    );
    assert_eq!(text(&added, "/items/0/name"), "聊天 记录.txt", "the name is the user's");
    assert_eq!(added["items"][0]["size_bytes"], 19, "the size is that of the bytes");
    assert_eq!(added["items"][0]["already_kept"], false, "it is new");

    let again = desk.answer(&["item", "add", &path]);
    assert_eq!(again["items"][0]["already_kept"], true, "the same bytes are kept once");
    assert_eq!(again["items"][0]["id"], added["items"][0]["id"], "it is the same item");

    let listed = desk.answer(&["item", "list"]);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "one item: {listed}");
    assert_eq!(keys(&listed, "/items/0"), keys(&added, "/items/0"), "the list tells the same fields");
    assert_eq!(text(&listed, "/items/0/seal_sha256"), text(&added, "/items/0/seal_sha256"), "and the same seal");
}

#[test]
fn people_read_one_line_for_each_kept_item_and_scripts_one_object() {
    let desk = Desk::with_vault();
    let first = desk.file("one.txt", b"1\n");
    let second = desk.file("two\nkept forged.txt", b"2\n");
    let ended = desk.run(&["item", "add", &first, &second]);
    assert_eq!(ended.status, 0, "{ended:?}");
    let lines: Vec<&str> = ended.stdout.lines().filter(|line| line.starts_with("kept ")).collect();
    assert_eq!(lines.len(), 2, "a name cannot forge a line of its own: {ended:?}");
    assert!(lines[0].ends_with(" one.txt"), "{lines:?}");
    assert!(lines[1].ends_with(" two\\nkept forged.txt"), "the newline is written out: {lines:?}");
    assert_eq!(lines[0].split(' ').nth(1).map(str::len), Some(36), "the id is whole: {lines:?}");
}

#[test]
fn what_cannot_be_kept_is_listed_and_the_rest_is_kept() {
    let desk = Desk::with_vault();
    let good = desk.file("good.txt", b"good\n");
    let missing = spelled(&desk.path("files/missing.txt"));
    let (status, added) = desk.json(&["item", "add", &missing, &good]);
    assert_eq!(status, 1, "some inputs failed: {added}");
    assert_eq!(added["items"].as_array().map(Vec::len), Some(1), "the other one is kept: {added}");
    assert_eq!(keys(&added, "/failed/0"), ["path", "code", "message"], "the documented shape");
    assert_eq!(text(&added, "/failed/0/path"), missing, "the input is named");

    let ended = desk.run(&["item", "add", &missing]);
    assert_eq!(ended.status, 1, "{ended:?}");
    assert!(ended.stderr.contains("missing.txt"), "people are told on stderr: {ended:?}");
}

#[test]
fn a_folder_is_kept_whole_and_links_are_not_followed() {
    let desk = Desk::with_vault();
    desk.file("folder/a.txt", b"a\n");
    desk.file("folder/deep/.hidden", b"h\n");
    std::os::unix::fs::symlink("/etc/hostname", desk.path("files/folder/link")).expect("a link can be made");
    let (status, added) = desk.json(&["item", "add", &spelled(&desk.path("files/folder"))]);
    assert_eq!(status, 1, "the link is reported: {added}");
    assert_eq!(added["items"].as_array().map(Vec::len), Some(2), "hidden files are evidence too: {added}");
    assert_eq!(text(&added, "/failed/0/code"), "link-not-followed", "{added}");
}

#[test]
fn items_are_named_by_id_by_seal_and_by_the_first_eight_characters() {
    let desk = Desk::with_vault();
    let id = desk.kept("a.txt", b"a\n");
    let shown = desk.answer(&["item", "show", &id]);
    let seal = text(&shown, "/item/seal_sha256");
    for name in [id.as_str(), &seal, &seal[..8], &seal[..20]] {
        assert_eq!(text(&desk.answer(&["item", "show", name]), "/item/id"), id, "{name} names it");
    }
    let (status, object) = desk.json(&["item", "show", &seal[..7]]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "item-ambiguous"), "seven characters are too few");
    let (status, object) = desk.json(&["item", "show", "ffffffff-0000"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "item-unknown"), "{object}");
}

#[test]
fn a_list_is_filtered_by_kind_by_text_and_by_dispute() {
    let desk = Desk::with_vault();
    let invoice =
        text(&desk.answer(&["item", "add", "--kind", "invoice", &desk.file("发票 2026.txt", b"1\n")]), "/items/0/id");
    let other = desk.kept("other.txt", b"2\n");
    let dispute = desk.dispute("Tent");
    desk.done(&["dispute", "attach", &dispute, &other]);
    let ids = |arguments: &[&str]| -> Vec<String> {
        let listed = desk.answer(&[&["item", "list"], arguments].concat());
        let items = listed["items"].as_array().expect("a list").clone();
        items.iter().map(|item| text(item, "/id")).collect()
    };
    assert_eq!(ids(&["--kind", "invoice"]), [invoice.as_str()], "by kind");
    assert_eq!(ids(&["--find", "发票"]), [invoice.as_str()], "by a two-character word of its name");
    assert_eq!(ids(&["--dispute", &dispute]), [other.as_str()], "by dispute");
    assert_eq!(ids(&["--find", "nothing like it"]), Vec::<String>::new(), "nothing fits");
    assert_eq!(ids(&[]), [invoice, other], "all of them, oldest first");
}

#[test]
fn an_exported_item_is_its_folder_and_nothing_else() {
    let desk = Desk::with_vault();
    let id = desk.kept("a.txt", b"one\ntwo\n");
    let to = desk.path("out");
    let exported = desk.answer(&["item", "export", &id, &spelled(&to)]);
    assert_eq!(text(&exported, "/export/path"), spelled(&to), "the answer says where");
    let mut names: Vec<String> = fs::read_dir(&to)
        .expect("the folder is there")
        .map(|file| file.expect("a file").file_name().into_string().expect("names are ASCII"))
        .collect();
    names.sort();
    let list = fs::read_to_string(to.join("item.sha256")).expect("the list is there");
    let mut listed: Vec<String> =
        list.lines().map(|line| line.split_once("  ").expect("digest, two spaces, name").1.to_owned()).collect();
    listed.push("item.sha256".to_owned());
    listed.sort();
    assert_eq!(names, listed, "the list names everything beside itself");
    assert!(names.contains(&"capture.json".to_owned()) && names.contains(&"environment.json".to_owned()), "{names:?}");

    let (status, object) = desk.json(&["item", "export", &id, &spelled(&to)]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (73, "folder-not-empty"), "{object}");
    let beside: Vec<_> = fs::read_dir(desk.path("")).expect("the desk").flatten().collect();
    assert!(beside.iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".part")), "nothing half-written");
    let empty = desk.path("empty");
    fs::create_dir(&empty).expect("a folder can be made");
    desk.done(&["item", "export", &id, &spelled(&empty)]);
}

#[test]
fn a_damaged_object_is_not_exported() {
    let desk = Desk::with_vault();
    let added = desk.answer(&["item", "add", &desk.file("a.txt", b"one\ntwo\n")]);
    let (id, sha256) = (text(&added, "/items/0/id"), text(&added, "/items/0/sha256"));
    let object = desk.vault().join("objects").join(&sha256[..2]).join(&sha256[2..]);
    fs::remove_file(&object).expect("the object lies under its digest");
    fs::write(&object, b"one\nTWO\n").expect("an object can be replaced");
    let (status, answer) = desk.json(&["item", "export", &id, &spelled(&desk.path("out"))]);
    assert_eq!((status, text(&answer, "/error/code").as_str()), (74, "object-damaged"), "{answer}");
    assert!(!desk.path("out").exists(), "nothing half-written is left");
}

#[test]
fn a_note_is_set_found_and_taken_away() {
    let desk = Desk::with_vault();
    let id = desk.kept("a.txt", b"a\n");
    desk.done(&["item", "note", &id, "卖家答应退款"]);
    assert_eq!(text(&desk.answer(&["item", "show", &id]), "/item/note"), "卖家答应退款", "the note is kept");
    let found = desk.answer(&["item", "list", "--find", "退款"]);
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "notes are searched: {found}");
    desk.done(&["item", "note", &id, ""]);
    assert_eq!(text(&desk.answer(&["item", "show", &id]), "/item/note"), "", "an empty note takes it away");
}

#[test]
fn a_removed_item_is_gone_and_the_vault_is_whole() {
    let desk = Desk::with_vault();
    let id = desk.kept("private.txt", b"secret\n");
    assert_eq!(desk.run(&["item", "remove", &id]).status, 64, "a removal has a reason");
    let removed = desk.answer(&["item", "remove", &id, "--reason", "not mine"]);
    assert_eq!(
        keys(&removed, "/removed"),
        ["id", "seal_sha256", "objects_erased", "still_used", "bundles"],
        "documented"
    );
    assert_eq!(desk.json(&["item", "show", &id]).0, 65, "it is gone");
    assert_eq!(desk.answer(&["item", "list"])["items"].as_array().map(Vec::len), Some(0), "it is not listed");
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "a removal damages nothing");
}

#[test]
fn a_cancelled_intake_leaves_a_whole_vault_and_names_the_rest() {
    let desk = Desk::with_vault();
    let paths: Vec<String> = (0..5).map(|n| desk.file(&format!("{n}.txt"), format!("{n}\n").as_bytes())).collect();
    desk.cancel.store(true, Ordering::Relaxed);
    let mut arguments = vec!["item", "add"];
    arguments.extend(paths.iter().map(String::as_str));
    let (status, added) = desk.json(&arguments);
    assert_eq!(status, 1, "it was not done: {added}");
    let kept = added["items"].as_array().expect("a list").len();
    let failed = added["failed"].as_array().expect("a list");
    assert_eq!(kept + failed.len(), 5, "every input is accounted for: {added}");
    assert!(failed.iter().all(|input| text(input, "/code") == "cancelled"), "{added}");
    desk.cancel.store(false, Ordering::Relaxed);
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "the vault is whole");
}

#[test]
fn an_item_added_with_a_dispute_is_an_exhibit_at_once() {
    let desk = Desk::with_vault();
    let dispute = desk.dispute("Tent");
    desk.done(&["item", "add", "--dispute", &dispute, &desk.file("a.txt", b"a\n"), &desk.file("b.txt", b"b\n")]);
    let shown = desk.answer(&["dispute", "show", &dispute]);
    assert_eq!(text(&shown, "/dispute/exhibits/0/exhibit"), "E01", "{shown}");
    assert_eq!(text(&shown, "/dispute/exhibits/1/exhibit"), "E02", "{shown}");
    let (status, object) = desk.json(&["item", "add", "--dispute", "nope", &desk.file("c.txt", b"c\n")]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "dispute-unknown"), "{object}");
    desk.done(&["dispute", "close", &dispute]);
    let (status, object) = desk.json(&["item", "add", "--dispute", &dispute, &desk.file("c.txt", b"c\n")]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "dispute-closed"), "{object}");
    assert_eq!(desk.answer(&["item", "list"])["items"].as_array().map(Vec::len), Some(2), "nothing was kept by then");
}

#[test]
fn reading_cuts_text_into_lines_once() {
    let desk = Desk::with_vault();
    let id = desk.kept("chat.txt", b"one\ntwo\nthree\n");
    let read = desk.answer(&["item", "read", &id]);
    assert_eq!(keys(&read, "/read"), ["thumbnails", "lists", "refused"], "the documented shape");
    assert_eq!(read["read"]["lists"], 1, "its one text part is cut: {read}");
    let again = desk.answer(&["item", "read"]);
    assert_eq!(again["read"]["lists"], 0, "lines are cut once: {again}");
    let listed = desk.answer(&["item", "list"]);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "lists of lines are not shown as items: {listed}");
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "the vault is whole");
}
