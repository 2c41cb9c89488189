//! Files as people have them: every name comes in under its own name, every byte comes out again, and what cannot be
//! kept is listed with its reason while the rest is kept.

use crate::desk;
use holdfast_tests::files::Files;
use holdfast_tests::forge::sha256_hex;
use holdfast_tests::program::Desk;
use holdfast_tests::sample::{self, chat, mail, pdf, png};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

/// Name and bytes of files that can all be kept.
fn kept() -> Vec<(String, Vec<u8>)> {
    let long = format!("{}.txt", "n".repeat(196));
    let long_chinese = format!("{}.png", "证".repeat(80));
    let named = |name: &str, bytes: Vec<u8>| (name.to_owned(), bytes);
    vec![
        named("发票 照片.png", png(16, 1)),
        named("🧾 收据 🙂.txt", chat(3)),
        named("line\nbreak.txt", chat(4)),
        named("tab\tand \"quotes\" 'single' \\ back.txt", chat(5)),
        named("e\u{301}clair.txt", chat(6)),
        named("\u{e9}clair.txt", chat(7)),
        named("right\u{202e}gnp.exe", b"MZ not what it says".to_vec()),
        named("zero\u{200b}width.txt", chat(8)),
        named("CASE.txt", chat(9)),
        named("case.txt", chat(10)),
        named("Case.TXT", chat(11)),
        named("empty.txt", Vec::new()),
        named("a picture that says it is a text.txt", png(17, 2)),
        named("a pdf that says it is a picture.png", pdf()),
        named("no ending", mail()),
        named(".hidden", b"hidden\n".to_vec()),
        named("-rf", b"looks like an option\n".to_vec()),
        named("CON", b"a Windows device\n".to_vec()),
        named("ends in a dot.", b"dot\n".to_vec()),
        named("ends in a space ", b"space\n".to_vec()),
        named("<script>alert(1)<b>&amp;.html", b"<script>alert(1)<script>".to_vec()),
        named("%2e%2e%2f.txt", b"percent\n".to_vec()),
        named("capture.json", br#"{"not":"ours"}"#.to_vec()),
        named("item.sha256", b"not a list\n".to_vec()),
        (long, chat(12)),
        (long_chinese, png(18, 3)),
    ]
}

fn add_folder(desk: &Desk, exit: i32) -> Value {
    desk.holdfast(&[OsStr::new("item"), OsStr::new("add"), desk.path("in").as_os_str()]).expect(exit).json()
}

#[test]
fn every_name_comes_in_as_it_is_and_every_byte_comes_out() {
    let desk = desk();
    let files = kept();
    for (name, bytes) in &files {
        desk.write(format!("in/{name}"), bytes);
    }
    let answer = add_folder(&desk, 0);
    let items = answer["items"].as_array().expect("items");
    assert_eq!(answer["failed"], serde_json::json!([]), "nothing failed");
    let by_name: BTreeMap<&str, &Value> =
        items.iter().map(|item| (item["name"].as_str().expect("a name"), item)).collect();
    assert_eq!(by_name.len(), files.len(), "each file is an item of its own name");
    let dispute = sample::text(&sample::create_dispute(&desk, "<b>名字</b> & \u{202e}names\n")["name"]);
    for (name, bytes) in &files {
        let item = by_name.get(name.as_str()).unwrap_or_else(|| panic!("{name:?} is not among {:?}", by_name.keys()));
        assert_eq!(item["sha256"], sha256_hex(bytes), "the digest of {name:?}");
        assert_eq!(item["size_bytes"], bytes.len(), "the size of {name:?}");
        assert_eq!(item["already_kept"], false, "{name:?} is new");
        desk.holdfast(&["dispute", "attach", &dispute, item["id"].as_str().expect("an id")]).expect(0);
    }
    let zip = desk.path("bundle.zip");
    desk.holdfast(&["bundle", "create", &dispute, "-o", zip.to_str().expect("a UTF-8 path")]).expect(0);
    let ran = desk.verify(&[&zip]).expect(1);
    assert_eq!(ran.json()["verdict"], "intact", "{}", ran.story());
    let (_, bundle) = Files::read_zip(&std::fs::read(&zip).expect("the bundle can be read"));
    for name in bundle.names() {
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
        assert!(plain, "names in a bundle are plain ASCII, not {name:?}");
    }
    for (name, bytes) in &files {
        assert!(bundle.0.values().any(|inside| inside == bytes), "the bytes of {name:?} are in the bundle");
    }
    for page in ["index.html", "READ-ME-FIRST.html"] {
        let html = bundle.text(page);
        assert!(!html.contains("<script"), "no script reaches {page}");
        assert!(!html.contains('\u{202e}'), "nothing turns the reading direction in {page}");
    }
    desk.holdfast(&["vault", "check"]).expect(0);
}

#[test]
fn a_file_is_taken_for_what_it_is_and_not_for_its_ending() {
    let desk = desk();
    for (name, bytes) in [("lying.txt", png(16, 1)), ("lying.png", pdf()), ("truly.eml", mail())] {
        desk.write(format!("in/{name}"), bytes);
    }
    let answer = add_folder(&desk, 0);
    let ids = answer["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| (sample::text(&item["name"]), sample::text(&item["id"])));
    let types: BTreeMap<String, Value> = ids
        .map(|(name, id)| {
            (
                name,
                desk.holdfast(&["item", "show", &id]).expect(0).json()["item"]["capture"]["parts"][0]["media_type"]
                    .clone(),
            )
        })
        .collect();
    assert_eq!(types["lying.txt"], "image/png", "a picture is a picture");
    assert_eq!(types["lying.png"], "application/pdf", "a PDF is a PDF");
    assert_eq!(types["truly.eml"], "message/rfc822", "a mail is a mail");
}

#[test]
fn what_cannot_be_kept_is_listed_and_the_rest_is_kept() {
    let desk = desk();
    desk.write("in/good.txt", chat(2));
    let outside = desk.write("outside/secret.txt", b"not given\n");
    let link =
        |name: &str, to: &std::path::Path| std::os::unix::fs::symlink(to, desk.path("in").join(name)).expect("a link");
    link("link.txt", &outside);
    link("folder-link", outside.parent().expect("a folder"));
    link("dangling.txt", std::path::Path::new("nowhere"));
    link("loop", &desk.path("in"));
    let made = std::process::Command::new("mkfifo").arg(desk.path("in/pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo makes a pipe");
    let socket = std::os::unix::net::UnixListener::bind(desk.path("in/socket")).expect("a socket");
    let unreadable = desk.write("in/unreadable.txt", b"x");
    std::fs::set_permissions(&unreadable, std::os::unix::fs::PermissionsExt::from_mode(0o000))
        .expect("a mode can be set");
    let readable_by_root = std::fs::read(&unreadable).is_ok();
    let answer = add_folder(&desk, 1);
    drop(socket);
    let failed: BTreeMap<String, String> = answer["failed"]
        .as_array()
        .expect("failed")
        .iter()
        .map(|one| {
            (sample::text(&one["path"]).rsplit('/').next().expect("a name").to_owned(), sample::text(&one["code"]))
        })
        .collect();
    for name in ["link.txt", "folder-link", "dangling.txt", "loop"] {
        assert_eq!(failed.get(name).map(String::as_str), Some("link-not-followed"), "{name} among {failed:?}");
    }
    for name in ["pipe", "socket"] {
        assert_eq!(failed.get(name).map(String::as_str), Some("not-a-file"), "{name} among {failed:?}");
    }
    if !readable_by_root {
        assert_eq!(failed.get("unreadable.txt").map(String::as_str), Some("file-unreadable"), "among {failed:?}");
    }
    let names: Vec<_> =
        answer["items"].as_array().expect("items").iter().map(|item| sample::text(&item["name"])).collect();
    assert!(names.contains(&"good.txt".to_owned()), "the rest is kept: {names:?}");
    assert!(!names.contains(&"secret.txt".to_owned()), "nothing behind a link is kept");
    for one in answer["failed"].as_array().expect("failed") {
        assert_eq!(crate::keys(one), ["path", "code", "message"], "what failed says why");
    }
    desk.holdfast(&["vault", "check"]).expect(0);
}

#[test]
fn a_name_that_is_no_text_is_kept_all_the_same() {
    let desk = desk();
    let name = OsStr::from_bytes(b"\xc4\xe3\xba\xc3.txt");
    std::fs::create_dir(desk.path("in")).expect("a folder");
    std::fs::write(desk.path("in").join(name), b"GBK bytes as a name\n").expect("a file");
    let answer = add_folder(&desk, 0);
    assert_eq!(answer["items"][0]["sha256"], sha256_hex(b"GBK bytes as a name\n"), "the bytes are kept");
}

#[test]
fn one_line_is_printed_for_each_kept_file_whatever_its_name() {
    let desk = desk();
    desk.write("in/line\nkept 0 forged.txt", b"one");
    desk.write("in/esc\u{1b}[2J.txt", b"two");
    desk.write("in/right\u{202e}txt.exe", b"three");
    let ran = desk.run("holdfast", &[OsStr::new("item"), OsStr::new("add"), desk.path("in").as_os_str()]).expect(0);
    let lines: Vec<String> = ran.text().lines().map(str::to_owned).collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("kept ")).count(), 3, "one line each: {lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("kept 0 forged")), "a name cannot forge a line: {lines:?}");
    for wild in ['\u{1b}', '\u{202e}'] {
        assert!(!ran.text().contains(wild), "no wild character reaches the terminal: {lines:?}");
    }
}

#[test]
fn the_same_bytes_are_kept_once() {
    let desk = desk();
    let first = desk.write("one.txt", chat(5));
    let other = desk.write("two.txt", chat(5));
    let one = sample::add(&desk, &first);
    let two = sample::add(&desk, &other);
    assert_eq!(
        (&two["already_kept"], &two["id"]),
        (&Value::Bool(true), &one["id"]),
        "the item that is there is answered"
    );
    let list = desk.holdfast(&["item", "list"]).expect(0).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "one item");
    let both = desk.write("in/a.txt", b"twice at once\n");
    std::fs::copy(&both, desk.path("in/b.txt")).expect("a copy");
    let answer = add_folder(&desk, 0);
    assert_eq!(answer["items"][0]["id"], answer["items"][1]["id"], "two files of one run are one item");
}

#[test]
fn a_bare_name_is_a_place_in_the_present_folder() {
    let desk = desk();
    sample::add(&desk, &desk.write("one.txt", chat(5)));
    let id = desk.holdfast(&["item", "list"]).expect(0).json()["items"][0]["id"].as_str().map(str::to_owned);
    let id = id.expect("an item");
    desk.holdfast(&["vault", "key", "copy", "key"]).expect(0);
    desk.holdfast(&["vault", "copy", "copy"]).expect(0);
    desk.holdfast(&["item", "export", &id, "item"]).expect(0);
    desk.holdfast(&["dispute", "create", "bare"]).expect(0);
    let name = desk.holdfast(&["dispute", "list"]).expect(0).json()["disputes"][0]["name"].as_str().map(str::to_owned);
    let name = name.expect("a dispute");
    desk.holdfast(&["dispute", "attach", &name, &id]).expect(0);
    desk.holdfast(&["bundle", "create", &name, "-o", "bundle.zip"]).expect(0);
    for made in ["key", "copy/vault.db", "item/item.sha256", "bundle.zip"] {
        assert!(desk.path(made).is_file(), "{made} lies where the command was given");
    }
}
