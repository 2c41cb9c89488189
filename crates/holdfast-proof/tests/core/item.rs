//! The rules of an item's folder.

use crate::made::{capture, environment};
use holdfast_proof::{
    Code, Digest, Salt,
    leaves::{self, Cutting},
    list::List,
    record::{CaptureRecord, EnvironmentRecord, Field, Kind},
    seal,
};
use std::collections::BTreeSet;

fn sealed(record: &CaptureRecord, parts: &[(&str, &[u8])]) -> List {
    let parts: Vec<_> = parts.iter().map(|(name, bytes)| ((*name).to_owned(), Digest::of(bytes))).collect();
    seal::build(Digest::of(&record.to_bytes()), Digest::of(&environment().to_bytes()), &parts).expect("a good list")
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn codes(list: &List, record: &CaptureRecord, present: &[&str], omitted: bool) -> Vec<Code> {
    seal::check(list, record, &names(present), omitted).into_iter().map(|finding| finding.code).collect()
}

const WHOLE: &[&str] = &["capture.json", "environment.json", "item.sha256", "p001.png"];

#[test]
fn a_folder_holds_exactly_what_its_list_names_and_proofs() {
    let parts: &[(&str, &[u8])] = &[("p001.png", b"picture")];
    let record = capture(parts);
    let list = sealed(&record, parts);
    assert_eq!(codes(&list, &record, WHOLE, false), [], "whole");
    let with = |name: &'static str| [WHOLE, &[name]].concat();
    assert_eq!(codes(&list, &record, &with("item.sha256.digicert.tsr"), false), [], "with a token");
    assert_eq!(codes(&list, &record, &with("item.sha256.alice.btc.ots"), false), [], "with a calendar's proof");
    for stranger in
        ["p002.png", "item.sha256.tsr", "item.sha256..tsr", "item.sha256.a.txt", "l/00000001", "item.sha256.x/y.tsr"]
    {
        assert_eq!(codes(&list, &record, &with(stranger), false), [Code::UnsealedPart], "a stranger: {stranger}");
    }
    for gone in ["capture.json", "environment.json", "p001.png"] {
        let fewer: Vec<&str> = WHOLE.iter().copied().filter(|name| *name != gone).collect();
        assert_eq!(codes(&list, &record, &fewer, false), [Code::PartMissing], "gone: {gone}");
        let expected =
            if gone == "environment.json" { vec![] } else { vec![Code::PartMissing, Code::OmissionsMismatch] };
        assert_eq!(codes(&list, &record, &fewer, true), expected, "only environment.json may be withheld: {gone}");
    }
    assert_eq!(codes(&list, &record, WHOLE, true), [Code::OmissionsMismatch], "said to be withheld, and shown");
}

#[test]
fn record_and_list_speak_of_the_same_parts() {
    let one: &[(&str, &[u8])] = &[("p001.png", b"picture")];
    let two: &[(&str, &[u8])] = &[("p001.png", b"picture"), ("p002.png", b"another")];
    let present = [WHOLE, &["p002.png"]].concat();
    assert_eq!(codes(&sealed(&capture(one), two), &capture(one), &present, false), [Code::RecordMismatch], "list more");
    assert_eq!(codes(&sealed(&capture(two), one), &capture(two), WHOLE, false), [Code::RecordMismatch], "record more");
    let none: &[(&str, &[u8])] = &[];
    let present = &["capture.json", "environment.json", "item.sha256"];
    assert_eq!(codes(&sealed(&capture(none), none), &capture(none), present, false), [Code::RecordMismatch], "no part");
    let only_parts = List::build(vec![("p001.png".to_owned(), Digest::of(b"picture"))]).expect("a good list");
    let found = codes(&only_parts, &capture(one), WHOLE, false);
    assert_eq!(found.iter().filter(|code| **code == Code::RecordMismatch).count(), 2, "both records unlisted");
    let itself: &[(&str, &[u8])] = &[("item.sha256.x.tsr", b"proof"), ("p001.png", b"picture")];
    let present = [WHOLE, &["item.sha256.x.tsr"]].concat();
    let found = codes(&sealed(&capture(itself), itself), &capture(itself), &present, false);
    assert_eq!(found, [Code::RecordMismatch], "a proof is never listed");
}

#[test]
fn leaves_are_listed_by_their_own_list() {
    let parts: &[(&str, &[u8])] = &[("leaves.sha256", b"list")];
    let plain = capture(parts);
    let of = Some(Digest::of(b"seal"));
    let record = CaptureRecord { kind: Kind::Leaves, of, part: Some("p001.txt".to_owned()), count: Some(3), ..plain };
    let present = ["capture.json", "environment.json", "item.sha256", "leaves.sha256", "l/00000002"];
    assert_eq!(codes(&sealed(&record, parts), &record, &present, false), [], "a shown leaf is no stranger");
    let lacking = CaptureRecord { count: None, ..record.clone() };
    assert_eq!(codes(&sealed(&lacking, parts), &lacking, &present, false), [Code::RecordMismatch], "without a count");
    let text = String::from_utf8(record.to_bytes()).expect("UTF-8");
    let (of, part, count) = (text.find("\"of\""), text.find("\"part\":\""), text.find("\"count\""));
    assert!(of < part && part < count && of.is_some(), "`part` and `count` follow `of`: {text}");
}

#[test]
fn records_are_read_as_they_were_written_and_unknown_keys_are_noted() {
    let record = capture(&[("p001.png", b"picture")]);
    let bytes = record.to_bytes();
    assert_eq!(CaptureRecord::parse(&bytes), Ok((record, vec![])), "there and back");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let more = text.replace("\"tool\":", "\"mood\":1,\"tool\":").replace("\"v\":1,", "\"v\":1,\"x\":null,");
    let (_, unknown) = CaptureRecord::parse(more.as_bytes()).expect("still a record");
    assert_eq!(unknown, ["x", "how.mood"], "noted, not refused");
    for bad in [
        text.replace("\"v\":1", "\"v\":2"),
        text.replace("screenshot", "Screenshot"),
        text.replace(".123+08:00", "+08:00"),
        text.replace("\"how\":", "\"HOW\":"),
        text.replace("\"kind\":", "\"kind\":\"chat\",\"kind\":"),
    ] {
        assert!(CaptureRecord::parse(bad.as_bytes()).is_err(), "refused: {bad}");
    }
}

#[test]
fn the_environment_keeps_its_order_and_its_sources() {
    let record = environment();
    let text = String::from_utf8(record.to_bytes()).expect("UTF-8");
    assert!(text.find("\"os\"") < text.find("\"original_name\""), "the order of the format, not of setting: {text}");
    assert!(text.contains("{\"source\":\"unavailable\",\"why\":\"never-asked\"}"), "why there is no value: {text}");
    let (read, unknown) = EnvironmentRecord::parse(text.as_bytes()).expect("a record");
    assert_eq!((read.to_bytes(), unknown), (text.clone().into_bytes(), vec![]), "there and back");
    assert_eq!(read.get("os"), Some(&Field::measured("Debian GNU/Linux 12")), "a measured field");
    let more = text.replace("\"os\":", "\"mood\":{\"source\":\"declared\",\"value\":1},\"os\":");
    let (_, unknown) = EnvironmentRecord::parse(more.as_bytes()).expect("a record");
    assert_eq!(unknown, ["mood"], "noted, not refused");
    for bad in [text.replace("measured", "guessed"), text.replace("\"why\"", "\"value\""), text.replace("\"v\":1,", "")]
    {
        assert!(EnvironmentRecord::parse(bad.as_bytes()).is_err(), "refused: {bad}");
    }
}

#[test]
fn leaves_join_to_the_part_and_none_is_too_long() {
    let long = [vec![b'x'; 10_000], b"\r\n\n".to_vec(), vec![b'y'; 4096], b"\nend".to_vec()].concat();
    let all: Vec<_> = leaves::cut(Cutting::Lines, &long[..]).map(|leaf| leaf.expect("memory")).collect();
    let lengths: Vec<usize> = all.iter().map(|leaf| leaf.bytes.len()).collect();
    assert_eq!(lengths, [4096, 4096, 1810, 1, 4096, 1, 3], "cut at LF and every 4,096 bytes");
    assert_eq!(all.iter().flat_map(|leaf| leaf.bytes.clone()).collect::<Vec<u8>>(), long, "nothing lost");
    assert_eq!(leaves::cut(Cutting::Lines, &b""[..]).count(), 0, "an empty part has none");

    let json = [br#"[{"a":1},{"b":"},"},"#.as_slice(), &vec![b'z'; 5000], b"},tail"].concat();
    let pieces: Vec<_> = leaves::cut(Cutting::JsonObjects, &json[..]).map(|leaf| leaf.expect("memory").bytes).collect();
    assert_eq!(&pieces[0], br#"[{"a":1},"#, "after `}},`, with no eye for strings");
    assert_eq!(pieces.concat(), json, "nothing lost");

    let across = [vec![b'x'; 4095], b"},rest".to_vec()].concat();
    let pieces: Vec<_> =
        leaves::cut(Cutting::JsonObjects, &across[..]).map(|leaf| leaf.expect("memory").bytes).collect();
    assert_eq!(pieces[1], b",", "the pair is found across a cut by length");
    assert_eq!(pieces[2], b"rest", "and what follows is the next leaf");
}

#[test]
fn small_reads_cut_as_large_ones() {
    struct OneByte<'a>(&'a [u8]);
    impl std::io::Read for OneByte<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }
    let part: Vec<u8> =
        (0..20_000_u32).flat_map(|n| if n % 900 == 0 { b"},\n".to_vec() } else { vec![b'a'] }).collect();
    for cutting in [Cutting::Lines, Cutting::JsonObjects] {
        let large: Vec<_> = leaves::cut(cutting, &part[..]).map(|leaf| leaf.expect("memory")).collect();
        let small: Vec<_> = leaves::cut(cutting, OneByte(&part)).map(|leaf| leaf.expect("memory")).collect();
        assert_eq!(large, small, "{cutting:?}");
    }
}

#[test]
fn only_text_parts_are_cut() {
    let how = |name: &str, bytes: &[u8]| Cutting::of(name, bytes).expect("memory");
    assert_eq!(how("p001.png", b"\n"), None, "a picture has no lines");
    assert_eq!(how("p001", b"\n"), None, "no ending");
    assert_eq!(how("p001.TXT", b""), Some(Cutting::Lines), "endings in any case");
    assert_eq!(how("p001.json", b"{}\n"), Some(Cutting::Lines), "JSON with a line feed");
    assert_eq!(how("p001.json", b"{}"), Some(Cutting::JsonObjects), "JSON without");
    let file = leaves::leaf_bytes(&Salt::from_bytes([7; 32]), b"hello\n");
    assert_eq!(leaves::parse_leaf(&file), Some((Salt::from_bytes([7; 32]), &b"hello\n"[..])), "there and back");
    assert_eq!(leaves::parse_leaf(&file[..65]), None, "no bytes");
    assert_eq!(leaves::parse_leaf(&file[1..]), None, "another form");
}
