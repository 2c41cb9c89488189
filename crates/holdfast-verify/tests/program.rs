//! The program from outside: exit statuses, one object for every `--json`, and honesty about what it cannot do yet.

use serde_json::Value;
use std::process::{Command, Output};

fn run(words: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_holdfast-verify");
    Command::new(program).args(words).env("LANG", "C").output().expect("the program starts")
}

fn object(words: &[&str], status: i32) -> Value {
    let ran = run(words);
    assert_eq!(ran.status.code(), Some(status), "{words:?}: {}", String::from_utf8_lossy(&ran.stdout));
    serde_json::from_slice(&ran.stdout).expect("one object on stdout")
}

#[test]
fn usage_and_unreadable_inputs_have_their_own_status() {
    assert_eq!(object(&["--json"], 64)["error"]["code"], "usage", "no input");
    assert_eq!(object(&["--json", "--nonsense", "x"], 64)["error"]["code"], "usage", "an unknown option");
    assert_eq!(object(&["--json", "no-such-file.zip"], 74)["error"]["code"], "cannot-read", "no such file");
    assert_eq!(
        object(&["--json", "--trust", "no.pem", env!("CARGO_MANIFEST_DIR")], 74)["error"]["code"],
        "cannot-read",
        "no such root"
    );
    let ran = run(&["no-such-file.zip"]);
    assert!(ran.stdout.is_empty() && !ran.stderr.is_empty(), "without --json the reason is on stderr");
    assert_eq!(run(&["--help"]).status.code(), Some(0), "help is no error");
    assert!(object(&["--json", "--help"], 0)["help"].is_string(), "one object for help too");
    assert!(object(&["--version", "--json"], 0)["version"].is_string(), "and for the version");
}

#[cfg(unix)]
#[test]
fn a_device_is_bad_input_and_a_lost_answer_is_no_verdict() {
    assert_eq!(object(&["--json", "/dev/zero"], 65)["error"]["code"], "not-a-file", "it never ends, so it is not read");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let program = env!("CARGO_BIN_EXE_holdfast-verify");
    let ran = Command::new(program).arg(folder).stdout(full).output().expect("the program starts");
    assert_eq!(ran.status.code(), Some(74), "nobody has read this verdict");
    assert!(!ran.stderr.is_empty(), "and it says why");
}

#[test]
fn a_folder_that_is_no_bag_is_not_checkable() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let answer = object(&["--json", folder], 3);
    assert_eq!(answer["verdict"], "not-checkable", "{answer}");
    assert_eq!(answer["findings"][0]["code"], "not-a-bag", "{answer}");
    let several = object(&["--json", folder, folder], 3);
    assert_eq!(several["bundles"].as_array().map(Vec::len), Some(2), "one report for each input");
}

#[test]
fn a_proof_that_is_none_is_invalid_and_one_that_cannot_be_checked_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let answer = object(&["--json", "--proof", file, file], 2);
    assert_eq!(answer["verdict"], "invalid", "{answer}");
    assert_eq!(answer["findings"][0]["code"], "proof-invalid", "{answer}");
    assert!(answer["at"].is_null() && answer["by"].is_null(), "nothing is told that does not hold");
    let ots = folder.path().join("item.sha256.ots");
    std::fs::write(&ots, b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01").expect("a file");
    let answer = object(&["--json", "--proof", ots.to_str().expect("UTF-8"), file], 3);
    assert_eq!(answer["verdict"], "not-checkable", "{answer}");
    assert_eq!(answer["kind"], "opentimestamps", "{answer}");
    assert_eq!(answer["findings"][0]["code"], "present-not-checkable-here", "{answer}");
    let keys: Vec<&str> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys[..4], ["verdict", "kind", "at", "by"], "the documented keys come first");
    assert_eq!(run(&["--proof", "no-such.tsr", file]).status.code(), Some(74), "the proof must be there");
    assert_eq!(run(&["--proof", file, "no-such-file"]).status.code(), Some(74), "and the file");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    assert_eq!(object(&["--json", "--proof", file, folder], 65)["error"]["code"], "not-a-file", "a folder is no file");
}

#[test]
fn a_root_that_is_none_is_told_and_nothing_is_checked() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let answer = object(&["--json", "--trust", file, concat!(env!("CARGO_MANIFEST_DIR"), "/src")], 65);
    assert_eq!(answer["error"]["code"], "trust-no-certificate", "{answer}");
    let message = answer["error"]["message"].as_str().expect("a message");
    assert!(message.contains("Cargo.toml"), "the file is named: {message}");
}
