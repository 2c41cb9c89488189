//! Large nonsense: what a stranger writes into 64 MiB stays small in memory and in words.

use holdfast_proof::{
    checkpoint::SignedCheckpoint,
    json::{self, Reason, VALUES},
    list::List,
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
struct Known {
    known: Vec<u64>,
}

#[test]
fn a_million_values_are_read_and_one_more_is_refused() {
    let zeros = |count: usize| format!("[{}0]", "0,".repeat(count - 1));
    assert_eq!(json::check(zeros(VALUES - 1).as_bytes()), Ok(()), "the list itself is a value too");
    let refused = json::check(zeros(VALUES).as_bytes()).expect_err("one more");
    assert_eq!(refused.reason.code(), "too-many-values", "64 MiB of zeros would be 1 GiB in memory");
}

#[test]
fn unknown_keys_are_found_wherever_they_stand_and_named_up_to_a_bound() {
    let text = br#" { "a" : [ {"b":1} , 2 ] , "known" : [ 1 , 2 ] , "z" : { } } "#;
    let (read, unknown) = json::parse_noting_unknown::<Known>(text).expect("good");
    assert_eq!((read.known, unknown), (vec![1, 2], vec!["a".to_owned(), "z".to_owned()]), "beside the known one");
    let many: Vec<String> = (0..5_000).map(|number| format!("\"k{number}\":0")).collect();
    let text = format!("{{\"known\":[],{}}}", many.join(","));
    let (_, unknown) = json::parse_noting_unknown::<Known>(text.as_bytes()).expect("good");
    assert_eq!(unknown.len(), 1_000, "a page of findings, not a book");
}

#[test]
fn an_error_never_repeats_a_whole_file() {
    let text = format!("\"{}\"", "字".repeat(1_000_000));
    let error = json::parse::<Known>(text.as_bytes()).expect_err("a text is no record");
    assert!(matches!(error.reason, Reason::Shape(_)), "of another shape: {:?}", error.reason.code());
    assert!(error.to_string().len() < 400, "{} bytes of words", error.to_string().len());
}

#[test]
fn a_file_of_line_feeds_ends_at_its_first_line() {
    let feeds = vec![b'\n'; 1 << 20];
    assert_eq!(List::parse(&feeds).expect_err("no list").line, 1, "the first line is wrong already");
    assert!(SignedCheckpoint::parse(&feeds).is_err(), "no note");
}
