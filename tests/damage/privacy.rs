//! What a bundle must not tell: nothing of a withheld item but its seal digest and the code of the reason, nothing of
//! `environment.json` in a submission, nothing of items and disputes that are not its own.

use crate::judge::{Promise, judge_paths};
use holdfast_tests::files::Files;
use holdfast_tests::forge::{hex, sha256_hex, unhex};
use holdfast_tests::sample::{Case, chat, png};
use serde_json::Value;
use std::path::Path;

/// Every form in which a needle could lie in the ZIP: its bytes, and for digests the raw 32 bytes and Base64 too.
fn forms(needle: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![needle.as_bytes().to_vec()];
    if needle.len() == 64 && needle.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let raw = unhex(needle);
        forms.push(needle.to_uppercase().into_bytes());
        forms.push(holdfast_tests::forge::base64(&raw).into_bytes());
        forms.push(raw);
    }
    let escaped: String = needle.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    forms.push(escaped.into_bytes());
    forms
}

/// True when the needle lies in the hay. A number counts only where it stands alone: four digits also turn up by chance
/// within a digest in hexadecimal or Base64.
fn contains(hay: &[u8], needle: &[u8]) -> bool {
    let number = needle.iter().all(u8::is_ascii_digit);
    let of_a_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte));
    hay.windows(needle.len()).enumerate().any(|(at, window)| {
        let alone =
            || !of_a_word(at.checked_sub(1).and_then(|at| hay.get(at))) && !of_a_word(hay.get(at + needle.len()));
        window == needle && (!number || alone())
    })
}

#[test]
fn a_number_within_a_digest_is_no_size() {
    assert!(contains(br#"{"size_bytes":3262}"#, b"3262"), "a size of its own is found");
    assert!(contains(b"3262 bytes", b"3262"), "at the start too");
    assert!(!contains(b"\"ab93262f0c\"", b"3262"), "four digits of a digest are no size");
    assert!(!contains(b"AAA+3262=", b"3262"), "nor are four of a Base64 text");
    assert!(contains(b"ab-chat.txt", b"chat.txt"), "a name is found wherever it stands");
}

/// Names the needles that lie anywhere in the bundle.
fn leaks(zip: &Path, needles: &[(&str, String)]) -> Vec<String> {
    let (_, files) = Files::read_zip(&std::fs::read(zip).expect("the bundle can be read"));
    let mut found = Vec::new();
    for (what, needle) in needles {
        for (name, bytes) in &files.0 {
            if forms(needle).iter().any(|form| contains(bytes, form) || contains(name.as_bytes(), form)) {
                found.push(format!("{what} {needle:?} in {name}"));
            }
        }
    }
    found
}

fn record(case: &Case, at: usize) -> (Files, Value) {
    let id = case.items[at]["id"].as_str().expect("an id").to_owned();
    let folder = case.desk.path(format!("export-{at}"));
    case.desk.holdfast(&["item", "export", &id, folder.to_str().expect("a UTF-8 path")]).expect(0);
    let files = Files::read_folder(&folder);
    let capture = files.json("capture.json");
    (files, capture)
}

#[test]
fn a_submission_tells_nothing_of_what_it_withholds() {
    let case = Case::new();
    let zip = case.bundle("submission.zip", &["--edition", "submission", "--withhold", "E02=private"]);
    let (files, capture) = record(&case, 1);
    let seal = sha256_hex(files.get("item.sha256"));
    let mut needles: Vec<(&str, String)> = vec![
        ("name", "chat.txt".to_owned()),
        ("text", "保价到双十二".to_owned()),
        ("id", capture["id"].as_str().expect("an id").to_owned()),
        ("salt", capture["salt"].as_str().expect("a salt").to_owned()),
        ("what it proves", "the promise".to_owned()),
        ("size", chat(40).len().to_string()),
    ];
    for (_, bytes) in files.0.iter().filter(|(name, _)| name.as_str() != "item.sha256") {
        needles.push(("digest", sha256_hex(bytes)));
    }
    for line in chat(40).split_inclusive(|byte| *byte == b'\n') {
        needles.push(("line", sha256_hex(line)));
    }
    let found = leaks(&zip, &needles);
    assert!(found.is_empty(), "a withheld item leaks:\n{}", found.join("\n"));
    let (_, bundle) = Files::read_zip(&std::fs::read(&zip).expect("the bundle can be read"));
    assert!(bundle.text("metadata/omissions.json").contains(&seal), "a withheld item is named by its seal digest");
    assert!(!bundle.names().any(|name| name.contains("E02")), "a withheld item has no folder");
    let promise = Promise::new(1, &[]);
    let answer = judge_paths(&case.desk, &[zip], &promise).expect("the submission is intact");
    assert_eq!(answer["disclosure"]["withheld"], 1, "the withheld item is counted");
}

#[test]
fn a_submission_tells_nothing_of_the_computer() {
    let case = Case::new();
    let zip = case.bundle("submission.zip", &["--edition", "submission"]);
    let mut needles: Vec<(&str, String)> = ["商品页", "商品页 截图.png", "chat.txt", "mail.eml", "empty.txt"]
        .map(|name| ("original name", name.to_owned()))
        .to_vec();
    for at in [0, 1, 2, 4] {
        let (files, _) = record(&case, at);
        let environment = files.json("environment.json");
        needles.push(("salt of an environment", environment["salt"].as_str().expect("a salt").to_owned()));
    }
    let found = leaks(&zip, &needles);
    assert!(found.is_empty(), "an environment leaks:\n{}", found.join("\n"));
    let (_, bundle) = Files::read_zip(&std::fs::read(&zip).expect("the bundle can be read"));
    assert!(!bundle.names().any(|name| name.ends_with("environment.json")), "a submission withholds environment.json");
    let named = bundle.json("metadata/omissions.json")["environment"].as_array().map(Vec::len);
    assert_eq!(named, Some(holdfast_tests::sample::EXHIBITS), "each withheld environment.json is named");
    let promise = Promise::new(1, &[]);
    judge_paths(&case.desk, &[zip], &promise).expect("the submission is intact");
}

#[test]
fn a_bundle_tells_nothing_of_other_items_and_disputes() {
    let case = Case::new();
    for (name, more) in [("full.zip", &[] as &[&str]), ("submission.zip", &["--edition", "submission"])] {
        let zip = case.bundle(name, more);
        let mut needles = vec![
            ("title of another dispute", "another shop".to_owned()),
            ("name", "kept aside".to_owned()),
            ("name", "elsewhere.txt".to_owned()),
            ("text", "said in another dispute".to_owned()),
            ("text", "2025110212345678".to_owned()),
            ("note", "seen by me".to_owned()),
        ];
        for at in [5, 6] {
            let (files, capture) = record(&case, at);
            needles.push(("id", capture["id"].as_str().expect("an id").to_owned()));
            needles.push(("seal", sha256_hex(files.get("item.sha256"))));
            needles.extend(files.0.values().map(|bytes| ("digest", sha256_hex(bytes))));
            let _ = std::fs::remove_dir_all(case.desk.path(format!("export-{at}")));
        }
        let found = leaks(&zip, &needles);
        assert!(found.is_empty(), "another dispute leaks:\n{}", found.join("\n"));
    }
    assert_eq!(hex(&unhex("00ff")), "00ff", "needles are written and read alike");
}

#[test]
fn a_removed_item_leaves_only_its_seal() {
    let case = Case::new();
    let id = case.items[0]["id"].as_str().expect("an id").to_owned();
    let digest = sha256_hex(&png(64, 200));
    case.desk.holdfast(&["item", "remove", &id, "--reason", "shown to the wrong person"]).expect(0);
    let zip = case.bundle("after.zip", &[]);
    let found = leaks(&zip, &[("digest", digest.clone()), ("id", id), ("reason", "wrong person".to_owned())]);
    assert!(found.is_empty(), "a removed item leaks into a bundle:\n{}", found.join("\n"));
    let vault = Files::read_folder(&case.desk.vault());
    for (name, bytes) in &vault.0 {
        for needle in ["商品页", "截图.png"] {
            assert!(!contains(bytes, needle.as_bytes()), "the removed item's name lies in {name}");
        }
        assert!(forms(&digest).iter().all(|form| !contains(bytes, form)), "the removed part's digest lies in {name}");
        assert!(!contains(bytes, &png(64, 200)), "the removed bytes lie in {name}");
    }
}
