//! Bent input: every bit turned and every cut of what is signed or hashed is noticed, and nothing panics.

use crate::made::{capture, entry, environment, key, origin};
use holdfast_proof::{
    Digest,
    body::{self, Body, Genesis},
    checkpoint::{Checkpoint, SignedCheckpoint},
    json, leaves,
    list::List,
    log::{EntryKind, LogLine, parse_lines},
    record::{CaptureRecord, EnvironmentRecord},
    sshsig::{self, BUNDLE_NAMESPACE},
};

/// The input cut at each place, and with each bit turned.
fn bent(good: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let cuts = (0..good.len()).map(|end| good[..end].to_vec());
    let turned = (0..good.len() * 8).map(|bit| {
        let mut bytes = good.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    });
    cuts.chain(turned)
}

#[test]
fn no_bent_checkpoint_holds() {
    let checkpoint = Checkpoint { origin: origin(1), size: 1000, root: Digest::of(b"root") };
    let note = checkpoint.sign(&key(1));
    for bytes in bent(&note) {
        let holds = SignedCheckpoint::parse(&bytes).is_ok_and(|signed| signed.verify(&key(1).public_key()));
        assert!(!holds, "accepted: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn no_bent_ssh_signature_holds_for_the_same_key() {
    let armored = sshsig::sign(&key(1), BUNDLE_NAMESPACE, b"message");
    for bytes in bent(armored.as_bytes()) {
        let signer = sshsig::verify(&bytes, BUNDLE_NAMESPACE, b"message");
        // Only where a line of the armor ends may change: its white space is not part of the signature.
        let same = String::from_utf8_lossy(&bytes).replace('\n', "") == armored.replace('\n', "");
        assert!(signer != Ok(key(1).public_key()) || same, "accepted: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn no_bent_allowed_signers_line_names_the_same_key() {
    let line = sshsig::allowed_signers_line(&key(1).public_key());
    for bytes in bent(line.as_bytes()) {
        let named = sshsig::parse_allowed_signers(&bytes);
        assert!(named.is_err(), "fingerprint and key must agree: {}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_bent_log_line_is_refused_or_another_leaf() {
    let good = entry(5, EntryKind::Item, Digest::of(b"seal"), None);
    let line = good.entry.to_line();
    for bytes in bent(line.as_bytes()) {
        let read = LogLine::parse(&bytes);
        assert!(read.is_err() || read.is_ok_and(|read| read.leaf != good.leaf), "one line, one leaf");
    }
    let file = format!("{line}\n{}\n", entry(6, EntryKind::Item, Digest::of(b"seal"), None).entry.to_line());
    assert_eq!(parse_lines(file.as_bytes()).map(|lines| lines.len()), Ok(2), "two lines");
    assert_eq!(parse_lines(b"").map(|lines| lines.len()), Ok(0), "no line");
    let line_of_fault = |text: &str| parse_lines(text.as_bytes()).map(|lines| lines.len()).map_err(|(line, _)| line);
    assert_eq!(line_of_fault(file.trim_end()), Err(2), "the last line feed is missing");
    assert_eq!(line_of_fault(&format!("{line}\n{line}\n")), Err(2), "the same n twice");
    assert_eq!(line_of_fault(&format!("{line}\n\n")), Err(2), "an empty line");
}

#[test]
fn every_list_that_is_read_is_written_in_the_same_bytes() {
    let list = List::build(vec![("a/b".to_owned(), Digest::of(b"1")), ("c.d".to_owned(), Digest::of(b"2"))]);
    for bytes in bent(&list.expect("good").to_bytes()) {
        if let Ok(list) = List::parse(&bytes) {
            assert_eq!(list.to_bytes(), bytes, "one list has one spelling");
        }
    }
}

#[test]
fn bent_records_are_refused_or_differ_and_never_panic() {
    let record = capture(&[("p001.png", b"picture")]);
    for bytes in bent(&record.to_bytes()) {
        let same = CaptureRecord::parse(&bytes).is_ok_and(|(read, unknown)| read == record && unknown.is_empty());
        // A key of an optional field cannot be bent here, so equality would mean that a byte says nothing.
        assert!(!same, "a byte that says nothing: {}", String::from_utf8_lossy(&bytes));
    }
    for bytes in bent(&environment().to_bytes()) {
        let same = EnvironmentRecord::parse(&bytes).is_ok_and(|(read, _)| read == environment());
        assert!(!same, "a byte that says nothing: {}", String::from_utf8_lossy(&bytes));
    }
    let genesis = crate::epochs::genesis();
    for bytes in bent(&genesis.to_bytes()) {
        let same = Genesis::parse(&bytes).is_ok_and(|(read, unknown)| read == genesis && unknown.is_empty());
        assert!(!same, "a byte that says nothing: {}", String::from_utf8_lossy(&bytes));
        assert!(body::check_salted(&bytes).is_ok() || Genesis::parse(&bytes).is_err(), "the salt stands first");
    }
}

/// A small generator of bytes that look a little like JSON: the scanner must end on each, and agree with serde where
/// it says yes.
#[test]
fn the_json_scanner_ends_on_anything_and_never_accepts_what_serde_refuses() {
    let pieces: [&[u8]; 18] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\"",
        b"\"a\"",
        b"\\",
        b"\\u",
        b"d83d",
        b"0",
        b"-",
        b"1",
        b" ",
        b"true",
        b"\xe4\xbd\xa0",
        b"\xff",
    ];
    let mut state = 1_u64;
    for _ in 0..200_000 {
        let mut text = Vec::new();
        for _ in 0..(state >> 60) + 1 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend_from_slice(pieces[usize::try_from((state >> 33) % 18).expect("small")]);
        }
        if json::check(&text).is_ok() {
            let read = serde_json::from_slice::<serde_json::Value>(&text);
            assert!(read.is_ok(), "serde refuses {}", String::from_utf8_lossy(&text));
        }
        assert!(leaves::parse_leaf(&text).is_none(), "no leaf is this short");
    }
}
