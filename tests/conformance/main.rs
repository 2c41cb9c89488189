//! The BagIt conformance suite of the Library of Congress: every folder's verdict is ours too, or the disagreement
//! stands in a table here, with its reason.
//!
//! `valid` and `warning` mean that the bag matches its own checksums (`intact`); `invalid`, `linux-only` and
//! `windows-only` mean that it must be refused (`broken`), the last two on every system, since a path that is harmless
//! here may not be harmless on the machine of the next reader.

use chrono::DateTime;
use holdfast_proof::source::Unwatched;
use holdfast_proof::tsp::Trust;
use holdfast_proof::verdict::{Report, Verdict};
use holdfast_proof::verify::{Options, verify};
use holdfast_tests::fixtures::fixtures;
use std::path::{Path, PathBuf};

/// (version/group/bag, our verdict, why it is another than the suite's)
const DISAGREEMENTS: [(&str, Verdict, &str); 3] = [
    (
        "v0.97/warning/duplicate-file-with-different-case",
        Verdict::Broken,
        "as the suite is stored, data/HELLO.txt is listed and not there: systems that fold case lost it",
    ),
    (
        "v0.97/warning/same-filename-listed-twice-with-different-normalization",
        Verdict::Broken,
        "two names that differ in Unicode normalisation are two files, and only one of them is there",
    ),
    (
        "v0.97/warning/special-system-files",
        Verdict::Broken,
        "as the suite is stored, data/.DS_Store is listed and not there",
    ),
];

fn check(path: &Path) -> Report {
    let now = DateTime::from_timestamp(1_760_000_000, 0).expect("a time that exists");
    let options = Options { now, signer: None, trust: &Trust::pins(), watch: &Unwatched, threads: 1 };
    verify(&[path.to_owned()], &options).expect("the fixture can be read")
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(path)
        .expect("the fixtures can be listed")
        .map(|entry| entry.expect("the fixtures can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

fn last(path: &Path) -> String {
    path.file_name().expect("a folder has a name").to_string_lossy().into_owned()
}

#[test]
fn every_bag_of_the_conformance_suite_gets_its_verdict() {
    let Some(root) = fixtures("bagit") else { return };
    let (mut agreed, mut told, mut wrong) = (0, 0, Vec::new());
    for version in folders(&root.join("conformance-suite")) {
        for group in folders(&version) {
            for bag in folders(&group) {
                let name = format!("{}/{}/{}", last(&version), last(&group), last(&bag));
                let suite = match last(&group).as_str() {
                    "valid" | "warning" => Verdict::Intact,
                    _ => Verdict::Broken,
                };
                let report = check(&bag);
                let disagreement = DISAGREEMENTS.iter().find(|(bag, _, _)| *bag == name);
                let expected = disagreement.map_or(suite, |(_, ours, _)| *ours);
                if report.verdict != expected {
                    let found: Vec<_> = report.bundles[0].findings.iter().map(|one| (one.code, &one.path)).collect();
                    wrong.push(format!("{name}: {:?}, not {expected:?}: {found:?}", report.verdict));
                }
                let foreign = report.bundles[0].findings.iter().any(|one| one.code.as_str() == "not-a-holdfast-bundle");
                if !foreign {
                    wrong.push(format!("{name}: is not called someone else's bag"));
                }
                if disagreement.is_some() { told += 1 } else { agreed += 1 }
            }
        }
    }
    eprintln!("conformance: {agreed} agree, {told} disagree with their reason");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(told, DISAGREEMENTS.len(), "a disagreement that is no longer there must leave the table");
    assert!(agreed >= 50, "the suite was not there in whole: {agreed} bags");
}
