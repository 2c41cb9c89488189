//! The check as the window gets it: the checker's own words in both languages, evidence and statement apart.

use holdfast::answers::{BundleChecked, VerifyBundle};
use holdfast::commands::{self, BundlesToVerify};
use holdfast::{Language, Unwatched};
use std::path::PathBuf;

use crate::bench::{Bench, CHAT};

fn check(bench: &Bench, inputs: Vec<PathBuf>) -> BundleChecked {
    let question = BundlesToVerify { inputs, ..BundlesToVerify::default() };
    commands::bundle_verify(&bench.holdfast, question, &Unwatched).expect("a report").checked()
}

fn only(report: BundleChecked) -> (VerifyBundle, VerifyBundle) {
    let (mut zh, mut en) = (report.zh, report.en);
    (zh.bundles.remove(0), en.bundles.remove(0))
}

#[test]
fn a_whole_bundle_is_told_without_praise_and_with_what_it_does_not_prove() {
    let bench = Bench::new();
    let made = bench.bundle("out.zip");
    let checked = check(&bench, vec![bench.path("out.zip")]);
    assert_eq!(checked.exit, 1, "whole, no time is proven");
    assert_eq!(checked.en.checker.program, concat!("holdfast-verify ", env!("CARGO_PKG_VERSION")), "which checker");
    let (zh, en) = only(checked);
    assert_eq!(
        en.head.before,
        "The files agree with each other. Nothing shows when they were made: anyone could have made this today.",
        "the headline"
    );
    assert_eq!(zh.head.second, "内容是否真实，本检查不判断。", "its second half is always there");
    assert!(en.head.date.is_none() && en.head.matching.is_none(), "nothing is dated, nothing is broken");
    assert_eq!((en.files, en.recomputed), (en.files, en.files), "every file was read");
    assert!(en.size_bytes > 0 && en.file_name == "out.zip", "the file by its name");
    assert_eq!(en.integrity.does_not_prove, "that what the files show is true", "each part says its limit");
    assert_eq!(en.time.does_not_prove, "that these files were made before today", "also when nothing is dated");
    let disclosure = en.disclosure.expect("a bundle of Holdfast");
    assert_eq!((disclosure.whole, disclosure.withheld, disclosure.named), (2, 1, 3), "counts");
    let origin = en.origin.expect("a bundle of Holdfast");
    assert_eq!(origin.groups.len(), 1, "all were supplied");
    assert_eq!(origin.groups[0].exhibits, ["E01", "E02"], "by number; of what is withheld nothing is said");

    let (first, third) = (&en.exhibits[0], &en.exhibits[2]);
    assert_eq!(first.name.as_deref(), Some("what chat.txt shows"), "the complainant's words");
    assert_eq!(
        (first.shown.as_str(), first.integrity.as_str(), first.parts),
        ("whole", "agrees", 1),
        "its bytes agree"
    );
    assert!(first.kind.is_some() && first.stated_at.is_some() && first.size_bytes > 0, "what its record states");
    assert_eq!(
        (third.shown.as_str(), third.reason.as_deref()),
        ("withheld", Some("other-person")),
        "why it is withheld"
    );
    assert_eq!((third.kind, third.name.as_deref()), (None, None), "and nothing else is known of it");

    let statement = en.statement;
    assert_eq!(statement.title.as_deref(), Some("Kettle, price not kept"), "a statement, kept apart");
    let names: Vec<&str> = statement.files.iter().map(|file| file.name.as_str()).collect();
    assert!(names.contains(&"index.html") && names.contains(&"READ-ME-FIRST.txt"), "pages by name: {names:?}");
    assert!(names.iter().all(|name| !name.starts_with("data/") && !name.contains("/log/")), "no evidence among them");
    assert!(statement.files.iter().all(|file| file.agrees), "all are on the bundle's lists");
    assert_eq!(statement.signer.expect("signed").fingerprint, made.fingerprint, "who signed");
}

#[test]
fn what_was_changed_is_named_and_the_rest_still_stands() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    std::fs::write(folder.join("data/items/E01/p001.txt"), CHAT.replace("299", "999")).expect("tampered");
    std::fs::write(folder.join("index.html"), "<script>").expect("replaced");
    let checked = check(&bench, vec![folder]);
    assert_eq!(checked.exit, 2, "broken");
    let (zh, en) = only(checked);
    assert_eq!(en.head.matching.as_deref(), Some("Still matching their fixed lists: E02."), "what still holds");
    assert_eq!(en.head.not_matching.as_deref(), Some("Not matching: E01, index.html."), "what does not");
    assert_eq!(zh.head.not_matching.as_deref(), Some("不相符：E01、index.html。"), "the same in Chinese");
    assert_eq!(en.integrity.does_not_prove, "who changed it, or when", "the limit of a broken part");
    assert_eq!(en.exhibits[0].integrity, "differs", "the exhibit");
    assert_eq!(en.exhibits[1].integrity, "agrees", "the other one is not blamed");
    let index = en.statement.files.iter().find(|file| file.name == "index.html").expect("named");
    assert!(!index.agrees, "the page is not the one that was listed");
    let finding = en.findings.iter().find(|finding| finding.exhibit.as_deref() == Some("E01")).expect("a finding");
    assert_eq!(finding.level, "error", "errors come with their exhibit");
    assert!(!finding.sentence.is_empty() && finding.path.is_some(), "a sentence and a path");
    let levels: Vec<&str> = en.findings.iter().map(|finding| finding.level.as_str()).collect();
    let mut sorted = levels.clone();
    sorted.sort_by_key(|level| ["error", "warning", "note"].iter().position(|known| known == level));
    assert_eq!(levels, sorted, "errors, then warnings, then notes");
    assert_eq!(en.counts.errors as usize, levels.iter().filter(|level| **level == "error").count(), "counted");
}

#[test]
fn several_are_checked_together_and_the_worst_counts() {
    let bench = Bench::new();
    bench.bundle("one.zip");
    let folder = bench.unpacked("two");
    std::fs::remove_file(folder.join("data/items/E02/p001.txt")).expect("removed");
    let checked = check(&bench, vec![bench.path("one.zip"), folder]);
    assert_eq!(checked.exit, 2, "the worst");
    assert_eq!(checked.en.bundles.iter().map(|bundle| bundle.exit).collect::<Vec<_>>(), [1, 2], "each for itself");
    assert!(checked.en.together.is_some() && checked.zh.together.is_some(), "and it is said that they went together");
}

#[test]
fn what_the_window_gets_is_the_json_of_the_command_line_and_more() {
    let bench = Bench::new();
    bench.bundle("out.zip");
    let question = BundlesToVerify { inputs: vec![bench.path("out.zip")], ..BundlesToVerify::default() };
    let verified = commands::bundle_verify(&bench.holdfast, question, &Unwatched).expect("a report");
    let (object, checked) = (verified.object(Language::En), verified.checked());
    let bundle = &checked.en.bundles[0];
    assert_eq!(object["verdict"], bundle.verdict, "one word");
    assert_eq!(object["integrity"], bundle.integrity.state, "one state");
    assert_eq!(object["findings"].as_array().map(Vec::len), Some(bundle.findings.len()), "the same findings");
    assert_eq!(object["exhibits"][0]["seal_sha256"], bundle.exhibits[0].seal_sha256.to_string(), "the same exhibits");
    let keys: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    let documented =
        ["verdict", "integrity", "time", "origin", "disclosure", "signer", "exhibits", "findings", "verifier"];
    assert_eq!(keys, documented, "the command line's object stays as documented");
    let to_window = serde_json::to_value(&verified).expect("JSON");
    assert_eq!(to_window["en"]["bundles"][0]["file_name"], "out.zip", "an answer to the window is the report in full");
}

#[test]
fn somebody_elses_bag_is_told_as_such() {
    let bench = Bench::new();
    let bag = bench.path("bag");
    std::fs::create_dir_all(bag.join("data")).expect("a folder");
    std::fs::write(bag.join("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n").expect("made");
    std::fs::write(bag.join("data/a.txt"), "").expect("made");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/a.txt\n";
    std::fs::write(bag.join("manifest-sha256.txt"), empty).expect("made");
    let (_, en) = only(check(&bench, vec![bag]));
    assert!(!en.holdfast && en.origin.is_none() && en.disclosure.is_none(), "no parts that only Holdfast states");
    assert!(en.statement.sentence.is_none() && en.exhibits.is_empty(), "no exhibits");
    assert!(en.head.before.starts_with("This was not made by Holdfast."), "first of all");
    assert_eq!(en.recomputed, en.files, "it was read all the same");
}
