//! Every code that can reach a person has its sentences in both languages.

use holdfast::has;

/// Codes that this crate gives itself.
const OWN: &[&str] = &[
    "bad-input",
    "case-part-too-large",
    "case-part-unknown",
    "case-unreadable",
    "edition-unknown",
    "exhibit-partial",
    "internal-error",
    "licences-missing",
    "no-vault-chosen",
    "nothing-to-salvage",
    "order-incomplete",
    "part-differs",
    "part-unknown",
    "reader-unreachable",
    "sample-damaged",
    "sample-missing",
    "settings-damaged",
    "target-exists",
    "usage",
    "withhold-reason-unknown",
];

#[test]
fn every_error_code_has_a_message_and_a_help() {
    let vault = holdfast_vault::VaultError::CODES;
    let bundle = holdfast_bundle::BundleError::CODES;
    let capture = holdfast_capture::IntakeProblem::CODES;
    let dispute = ["fact-name", "fact-twice", "fact-amount", "fact-date", "fact-too-long", "fact-text", "title-empty"];
    let clipboard = holdfast_capture::ClipboardProblem::CODES;
    let all = [vault, bundle, capture, clipboard, &dispute[..], OWN].concat();
    let silent: Vec<&str> = all
        .into_iter()
        .filter(|code| !has(&format!("error.{code}.message")) || !has(&format!("error.{code}.help")))
        .collect();
    assert!(silent.is_empty(), "a person would be told nothing: {silent:?}");
}

#[test]
fn every_advice_has_a_sentence() {
    for code in holdfast_vault::Advice::CODES {
        assert!(has(&format!("cli.advice.{code}")), "{code} would be printed bare");
    }
    for code in ["not-a-vault", "not-enough-space", "reader-unreachable"] {
        assert!(has(&format!("error.{code}.help")), "{code} would be printed bare");
    }
}

#[test]
fn the_lists_of_commands_name_each_once_as_noun_and_verb() {
    let listed = [holdfast::commands::COMMANDS, holdfast::desk::COMMANDS].concat();
    let mut names = listed.clone();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), listed.len(), "no command stands twice");
    for name in names.into_iter().filter(|name| *name != "doctor") {
        assert!(name.contains('_'), "{name} is a noun and a verb");
    }
}
