//! The bytes of the ZIP: where the plan says, in the profile that the verifier reads, whatever the size.

use crate::desk::Desk;
use holdfast_bundle::Source;
use holdfast_proof::record::Kind;
use holdfast_proof::source::OpenFile;
use holdfast_proof::zip::{Method, walk};
use std::fs::{self, File};

#[test]
fn the_file_is_as_long_as_the_plan_says_and_its_reader_finds_no_fault() {
    let desk = Desk::usual();
    let plan = desk.plan().expect("a plan");
    let written = desk.write().expect("a bundle");
    let bytes = fs::read(&written.path).expect("the file");
    assert_eq!(bytes.len() as u64, plan.size_bytes, "layout equals bytes");
    assert_eq!(written.zip_sha256, holdfast_proof::Digest::of(&bytes), "the digest is that of the whole file");

    let walked = walk(&OpenFile::new(File::open(&written.path).expect("the file")).expect("a size")).expect("readable");
    assert!(walked.whole && walked.problems.is_empty(), "the verifier's profile: {:?}", walked.problems);
    let names: Vec<_> = walked.entries.iter().map(|entry| entry.name.clone()).collect();
    let planned: Vec<_> = plan.members.iter().map(|member| member.name.clone()).collect();
    assert_eq!(names, planned, "every member in its order");
    assert!(walked.entries.iter().all(|entry| entry.method == Method::Stored), "all are stored");
}

#[test]
fn the_same_state_gives_the_same_bytes() {
    let (one, other) = (Desk::usual(), Desk::usual());
    let (one, other) = (one.write().expect("a bundle"), other.write().expect("a bundle"));
    assert_eq!(one.zip_sha256, other.zip_sha256, "nothing but the input goes in");
}

#[test]
fn contents_longer_than_a_block_come_out_whole() {
    let mut desk = Desk::empty();
    for size in [1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_001] {
        let bytes: Vec<u8> = (0..size).map(|at: u32| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        desk.add(Kind::Video, &[("p001.mp4", &bytes)], "");
    }
    let top = desk.unpacked();
    for (exhibit, item) in desk.draft.shown() {
        for file in &item.files {
            let out = fs::read(top.join("data/items").join(&exhibit.label).join(&file.name)).expect("a member");
            assert_eq!(holdfast_proof::Digest::of(&out), file.digest, "{} {}", exhibit.label, file.name);
        }
    }
}

#[test]
fn only_data_comes_from_the_store() {
    let plan = Desk::usual().plan().expect("a plan");
    for member in &plan.members {
        let stored = matches!(member.source, Source::Object(_));
        assert_eq!(stored, member.name.contains("/data/items/"), "{}", member.name);
    }
}
