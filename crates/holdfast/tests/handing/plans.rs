//! What a plan and a preview say before anything is made, and what the bundle says after.

use holdfast::answers::{BundlePlan, BundlePreview};
use holdfast::commands::{self, BundleToPlan, ExhibitsToDetach};
use holdfast::{Language, Result, Unwatched};

use crate::bench::Bench;

fn question(bench: &Bench, withhold: &[&str]) -> BundleToPlan {
    BundleToPlan {
        dispute: bench.dispute.clone(),
        edition: "submission".to_owned(),
        withhold: withhold.iter().map(|exhibit| ((*exhibit).to_owned(), "private".to_owned())).collect(),
        language: Language::En,
        to: None,
    }
}

fn plan(bench: &Bench, withhold: &[&str]) -> BundlePlan {
    commands::bundle_plan(&bench.holdfast, question(bench, withhold), &Unwatched).expect("a plan")
}

fn preview(bench: &Bench, language: Language) -> Result<BundlePreview> {
    let question = BundleToPlan { language, ..question(bench, &["E03"]) };
    commands::bundle_preview(&bench.holdfast, question, &Unwatched)
}

#[test]
fn the_plan_says_what_the_bundle_will_be() {
    let bench = Bench::new();
    let plan = plan(&bench, &["E03"]);
    let shown: Vec<&str> = plan.exhibits.iter().map(|exhibit| exhibit.shown.as_str()).collect();
    assert_eq!(shown, ["whole", "whole", "withheld"], "each exhibit has its place");
    assert_eq!(plan.exhibits[2].reason.as_deref(), Some("private"), "and its reason");
    assert_eq!(plan.exhibits[2].size_bytes, 0, "of what is withheld nothing goes out");
    assert_eq!(plan.file_name, format!("{}-submission.zip", bench.dispute), "a name that tells no more than it must");
    assert!(plan.problems.is_empty() && plan.free_bytes.is_none(), "nothing stands in the way: {:?}", plan.problems);

    let made = bench.bundle("out.zip");
    assert_eq!(made.log_size, plan.log_size, "what the reader will see was told before");
    assert_eq!(made.fingerprint, plan.fingerprint, "the key too");
    assert!(plan.size_bytes.abs_diff(made.bundle.size_bytes) < made.bundle.size_bytes / 3, "the size roughly");
}

#[test]
fn what_was_taken_out_again_is_counted_because_the_reader_sees_it() {
    let bench = Bench::new();
    let out = ExhibitsToDetach { dispute: bench.dispute.clone(), ids: vec!["E02".to_owned()] };
    commands::dispute_detach(&bench.holdfast, out, &Unwatched).expect("taken out");
    let gone = bench.items.items[2].id.to_string();
    let gone = commands::ItemToRemove { id: gone, reason: "not mine".to_owned() };
    commands::item_remove(&bench.holdfast, gone, &Unwatched).expect("removed");
    let plan = plan(&bench, &[]);
    assert_eq!((plan.shown, plan.detached, plan.removed), (1, 1, 1), "one is shown, two have left their mark");
    let removed = plan.exhibits.last().expect("the removed one");
    assert_eq!(
        (removed.exhibit.as_str(), removed.shown.as_str(), removed.item_id),
        ("E03", "removed", None),
        "by number"
    );
}

#[test]
fn whatever_stands_in_the_way_is_in_the_plan_and_no_error() {
    let bench = Bench::new();
    let all = plan(&bench, &["E01", "E02", "E03"]);
    let codes: Vec<_> = all.problems.iter().map(|problem| (problem.code.as_str(), problem.blocks)).collect();
    assert_eq!(codes, [("nothing-to-export", true)], "nothing would be shown");
    assert_eq!(all.exhibits.len(), 3, "and still one sees what there is");

    std::fs::write(bench.path("taken.zip"), "x").expect("a file in the way");
    let to = Some(bench.path("taken.zip"));
    let taken = BundleToPlan { to, ..question(&bench, &[]) };
    let taken = commands::bundle_plan(&bench.holdfast, taken, &Unwatched).expect("a plan");
    assert_eq!(taken.problems[0].code, "target-exists", "the name is taken");
    assert!(taken.problems[0].values["path"].ends_with("taken.zip"), "which name");
    assert!(taken.free_bytes.is_some_and(|free| free > 0), "and how much room there is");

    let wrong = BundleToPlan { edition: "grand".to_owned(), ..question(&bench, &[]) };
    let refused = commands::bundle_plan(&bench.holdfast, wrong, &Unwatched).expect_err("no such edition");
    assert_eq!(refused.code(), "edition-unknown", "a choice that does not exist is an error");
}

#[test]
fn the_preview_speaks_the_language_asked_for_and_logs_nothing() {
    let bench = Bench::new();
    let before = plan(&bench, &[]).log_size;
    let (en, zh) = (preview(&bench, Language::En).expect("a page"), preview(&bench, Language::Zh).expect("a page"));
    assert_eq!(en.how.statement, "This page is the complainant's statement. It has not been checked.", "first of all");
    assert_eq!(zh.how.statement, "本页是投诉人的陈述，没有经过核对。", "the same in Chinese");
    assert_eq!((en.title.as_str(), zh.title.as_str()), ("Kettle, price not kept", "Kettle, price not kept"), "theirs");
    let stated = en.stated.clone().expect("facts");
    assert_eq!(stated.first[0].value, "It was dearer.", "the claim stands first");
    let labels: Vec<&str> = stated.facts.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["Against", "desk_number"], "known names in words, free ones as they are");
    assert_eq!(en.exhibits.rows.len(), 3, "each exhibit has its row");
    assert_eq!(en.exhibits.rows[0].proves, "what chat.txt shows", "with what it is to prove");
    assert_eq!(en.exhibits.rows[0].parts[0].name, "p001.txt", "and its file, not the user's name for it");
    let withheld = en.exhibits.rows[2].withheld.as_ref().expect("E03 is withheld");
    assert_eq!(
        (withheld.reason.as_str(), en.exhibits.rows[2].proves.as_str()),
        ("private", ""),
        "and nothing tells what it is"
    );
    assert_eq!(en.digests.rows.len(), 4, "the list's digest, then each exhibit's");
    assert!(!format!("{en:?}").contains("other.txt"), "no file name of the user's anywhere");
    assert_eq!(plan(&bench, &[]).log_size, before, "looking logs nothing");
}

#[test]
fn a_new_bundle_says_what_to_send_in_both_languages() {
    let bench = Bench::new();
    let made = bench.bundle("out.zip");
    let digest = made.bundle.sha256.to_string();
    for words in [&made.send.zh, &made.send.en] {
        assert_eq!(words.points.len(), 5, "what to send, and what to mind");
        assert!(words.points.iter().any(|point| point.contains(&digest)), "the digest to copy");
        assert!(words.points.iter().any(|point| point.contains(&made.fingerprint)), "the key's fingerprint");
        assert!(words.summary.contains(&digest) && words.summary.contains("out.zip"), "lines for a complaint");
        assert!(!words.summary.contains('?') && !words.points.concat().contains('?'), "no place is left open");
    }
}
