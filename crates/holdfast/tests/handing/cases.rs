//! A stranger's bundle as a case: what it says of itself, and nothing on the disk afterwards.

use holdfast::answers::Case;
use holdfast::commands::{self, CaseToShow};
use holdfast::{Result, Unwatched};
use std::path::Path;

use crate::bench::Bench;

fn show(bench: &Bench, path: &Path) -> Result<Case> {
    commands::case_show(&bench.holdfast, CaseToShow { path: path.to_owned() }, &Unwatched)
}

#[test]
fn a_bundle_is_read_as_a_case_zipped_or_unpacked() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    for (path, zipped) in [(bench.path("open.zip"), true), (folder, false)] {
        let case = show(&bench, &path).expect("a case");
        assert_eq!(case.zipped, zipped, "{}", path.display());
        assert_eq!(case.title.as_deref(), Some("Kettle, price not kept"), "the title as stated");
        let facts: Vec<&str> = case.facts.iter().map(|fact| fact.name.as_str()).collect();
        assert_eq!(facts, ["merchant", "claim", "desk_number"], "those known by name first, in their order");
        assert_eq!((case.edition.as_deref(), case.shown, case.withheld), (Some("full"), 2, 1), "as it says");
        let first = &case.exhibits[0];
        assert_eq!(first.name.as_deref(), Some("what chat.txt shows"), "what it is to prove");
        let parts: Vec<&str> = first.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(parts, ["p001.txt", "capture.json", "environment.json", "item.sha256"], "parts, then records");
        assert_eq!(first.parts[0].sha256, bench.items.items[0].sha256, "with their digests");
        let third = &case.exhibits[2];
        assert_eq!((third.shown.as_str(), third.reason.as_deref()), ("withheld", Some("other-person")), "and why");
        assert!(third.parts.is_empty() && third.kind.is_none(), "nothing more is known of it");
    }
}

#[test]
fn an_exhibit_that_contradicts_itself_is_marked_and_the_others_can_be_read() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    std::fs::write(folder.join("data/items/E01/capture.json"), "{}").expect("tampered");
    std::fs::remove_dir_all(folder.join("data/items/E02")).expect("removed");
    let case = show(&bench, &folder).expect("a case all the same");
    assert_eq!(case.exhibits[0].problem.as_deref(), Some("part-differs"), "its record is another one");
    assert!(case.exhibits[0].parts.is_empty(), "what it says is not repeated");
    assert_eq!(case.exhibits[1].shown, "absent", "said to be here, and is not");
}

#[test]
fn what_is_no_bundle_is_refused_in_plain_words() {
    let bench = Bench::new();
    std::fs::write(bench.path("plain.zip"), "no zip").expect("a file");
    std::fs::create_dir(bench.path("empty")).expect("a folder");
    for name in ["plain.zip", "empty"] {
        let refused = show(&bench, &bench.path(name)).expect_err("no case");
        assert_eq!(refused.code(), "case-unreadable", "{name}");
    }
    assert_eq!(show(&bench, &bench.path("nowhere")).expect_err("nothing").code(), "cannot-read", "not there");
}

#[test]
fn a_strangers_words_neither_turn_nor_flood_the_window() {
    let bench = Bench::new();
    let folder = bench.unpacked("open");
    let change = |name: &str, from: &str, to: &str| {
        let path = folder.join(name);
        let text = std::fs::read_to_string(&path).expect("a document");
        assert!(text.contains(from), "{name} holds {from}");
        std::fs::write(&path, text.replace(from, to)).expect("changed");
    };
    change("metadata/dispute.json", "Kettle, price not kept", &format!("\u{202e}{}", "x".repeat(100_000)));
    change("metadata/exhibits.json", "what chat.txt shows", "<b>\u{202e}gpj.exe</b>");
    let case = show(&bench, &folder).expect("a case");
    let title = case.title.expect("a title");
    assert!(title.starts_with("\\u{202e}") && title.len() < 5_000, "cut, and its mark is seen");
    assert_eq!(case.exhibits[0].name.as_deref(), Some("<b>\\u{202e}gpj.exe</b>"), "text, as text");
    let question = commands::BundlesToVerify { inputs: vec![folder], ..commands::BundlesToVerify::default() };
    let checked = commands::bundle_verify(&bench.holdfast, question, &Unwatched).expect("a report").checked();
    let told = serde_json::to_string(&checked).expect("JSON");
    assert!(!told.contains('\u{202e}') && told.len() < 100_000, "nor does the report: {} bytes", told.len());
}
