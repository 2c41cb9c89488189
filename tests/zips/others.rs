//! ZIPs made by other programs, honest and hostile. None is a bag: each is `not-checkable`, but what contradicts itself
//! or is cut off is `broken` (docs/format.md, section 9).

use chrono::DateTime;
use holdfast_proof::source::Unwatched;
use holdfast_proof::tsp::Trust;
use holdfast_proof::verdict::Verdict;
use holdfast_proof::verify::{Options, verify};
use holdfast_tests::fixtures::fixtures;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// (file, a code that must be told) of everything that is broken.
const BROKEN: [(&str, &str); 27] = [
    // a folder by its name, a file by its mode
    ("c2pa-rs/bad_path_archive.zip", "zip-ambiguous"),
    ("go-zip/comment-truncated.zip", "zip-ambiguous"),
    // a file and a folder of one name
    ("go-zip/dupdir.zip", "name-twice"),
    // text after the end record
    ("go-zip/readme.zip", "zip-ambiguous"),
    ("go-zip/symlink.zip", "link-found"),
    ("go-zip/test-badbase.zip", "zip-ambiguous"),
    ("go-zip/test-baddirsz.zip", "zip-ambiguous"),
    ("go-zip/test-prefix.zip", "zip-ambiguous"),
    ("go-zip/test-trailing-junk.zip", "zip-ambiguous"),
    // an extra field gives the member a second name
    ("zip2/chinese.zip", "zip-ambiguous"),
    ("zip2/comment_garbage.zip", "zip-ambiguous"),
    ("zip2/deflate64_issue_25.zip", "zip-ambiguous"),
    ("zip2/extended_timestamp_bad.zip", "zip-ambiguous"),
    ("zip2/invalid_cde_number_of_files_allocation_greater_offset.zip", "zip-ambiguous"),
    ("zip2/invalid_cde_number_of_files_allocation_smaller_offset.zip", "zip-ambiguous"),
    ("zip2/invalid_offset.zip", "zip-ambiguous"),
    ("zip2/invalid_offset2.zip", "zip-ambiguous"),
    ("zip2/misaligned_comment.zip", "zip-ambiguous"),
    ("zip2/raw_deflate64_index_out_of_bounds.zip", "zip-ambiguous"),
    ("zip2/symlink.zip", "link-found"),
    ("zip2/windows-7zip.zip", "zip-ambiguous"),
    // "Leading junk." before the first member
    ("zip2/zip64_demo.zip", "zip-ambiguous"),
    ("zip2/zip64_magic_in_filename_1.zip", "zip-ambiguous"),
    ("zip2/zip64_magic_in_filename_2.zip", "zip-ambiguous"),
    // one piece of several
    ("zip2/zip64_magic_in_filename_3.zip", "zip-ambiguous"),
    ("zip2/zip64_magic_in_filename_4.zip", "zip-ambiguous"),
    ("zip2/zip64_magic_in_filename_5.zip", "zip-ambiguous"),
];

fn files(folder: &Path) -> BTreeSet<(PathBuf, u64)> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the fixtures can be listed") {
        let path = entry.expect("the fixtures can be listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let size = path.metadata().expect("the fixtures can be read").len();
            found.insert((path, size));
        }
    }
    found
}

#[test]
fn every_zip_of_others_gets_its_verdict_and_nothing_is_written() {
    let Some(root) = fixtures("zips") else { return };
    let before = files(&root);
    let now = DateTime::from_timestamp(1_760_000_000, 0).expect("a time that exists");
    let options = Options { now, signer: None, trust: &Trust::pins(), watch: &Unwatched, threads: 1 };
    let (mut count, mut wrong) = (0, Vec::new());
    for (path, _) in before.iter().filter(|(path, _)| path.extension().is_some_and(|end| end != "md")) {
        let name = path.strip_prefix(&root).expect("below the root").to_string_lossy().into_owned();
        let begun = Instant::now();
        let report = verify(std::slice::from_ref(path), &options).expect("the fixture can be read");
        let codes: Vec<&str> = report.bundles[0].findings.iter().map(|finding| finding.code.as_str()).collect();
        let expected = BROKEN.iter().find(|(broken, _)| *broken == name);
        let verdict = if expected.is_some() { Verdict::Broken } else { Verdict::NotCheckable };
        if report.verdict != verdict || expected.is_some_and(|(_, code)| !codes.contains(code)) {
            wrong.push(format!("{name}: {:?}, not {verdict:?} {expected:?}: {codes:?}", report.verdict));
        }
        if begun.elapsed() > Duration::from_secs(10) {
            wrong.push(format!("{name}: took {:?}", begun.elapsed()));
        }
        count += 1;
    }
    eprintln!("zips: {} of {count} as promised", count - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "the fixtures were not there in whole: {count}");
    assert_eq!(files(&root), before, "checking wrote beside the fixtures");
}
