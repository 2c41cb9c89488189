//! Codes and words that come out of the crates, against the catalogues.

use holdfast_bundle::BundleError;
use holdfast_capture::IntakeProblem;
use holdfast_dispute::{KNOWN_FACTS, Withholding};
use holdfast_proof::Code;
use holdfast_proof::record::{CompletenessState, Kind, Origin};
use holdfast_text::has;
use holdfast_time::ClockError;
use holdfast_vault::{Advice, CheckCode, VaultError};

/// Keys that are missing, all of them, so that one run tells the whole work.
fn missing(keys: impl IntoIterator<Item = String>) -> Vec<String> {
    keys.into_iter().filter(|key| !has(key)).collect()
}

#[test]
fn every_finding_of_a_bundle_and_of_a_vault_has_its_sentence() {
    let of_bundles = Code::ALL.iter().map(|code| code.as_str());
    let of_vaults = CheckCode::ALL.iter().map(|code| code.as_str());
    let keys = of_bundles.chain(of_vaults).map(|code| format!("finding.{code}"));
    assert_eq!(missing(keys), Vec::<String>::new(), "a finding without a sentence tells nobody anything");
}

#[test]
fn every_error_of_a_crate_says_what_happened_and_what_helps() {
    let codes = VaultError::CODES.iter().chain(BundleError::CODES).chain(IntakeProblem::CODES).chain(ClockError::CODES);
    let keys = codes.flat_map(|code| [format!("error.{code}.message"), format!("error.{code}.help")]);
    assert_eq!(missing(keys), Vec::<String>::new(), "an error without a sentence helps nobody");
}

#[test]
fn every_word_of_the_format_has_its_name() {
    let mut keys: Vec<String> = Vec::new();
    keys.extend(Kind::ALL.iter().map(|kind| format!("kind.{kind}")));
    keys.extend(Origin::ALL.iter().map(|origin| format!("origin.{origin}")));
    keys.extend(CompletenessState::ALL.iter().map(|state| format!("completeness.{state}")));
    keys.extend(Withholding::ALL.iter().map(|reason| format!("withheld.{reason}")));
    keys.extend(KNOWN_FACTS.iter().map(|fact| format!("fact.{fact}")));
    keys.extend(Advice::CODES.iter().map(|advice| format!("cli.advice.{advice}")));
    keys.extend(["edition.full", "edition.submission", "level.error", "level.warning", "level.note"].map(String::from));
    assert_eq!(missing(keys), Vec::<String>::new(), "a word without a name");
}
