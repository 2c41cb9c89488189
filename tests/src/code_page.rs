//! docs/errors.md, made from the code and the catalogues: every code that a program can answer with, its level or
//! exit status, whose move it is, and its sentences in both languages.
//!
//! Nothing is written down twice: levels come from the enums, exit status and move from a sample of each error passed
//! through `holdfast::Error`, sentences from holdfast-text. `cargo xtask errors` writes the page; a tidy test compares.

mod inner;
mod samples;

use holdfast_bundle::BundleError;
use holdfast_capture::IntakeProblem;
use holdfast_dispute::{AmountProblem, DateProblem};
use holdfast_proof::Code;
use holdfast_readers::ReadProblem;
use holdfast_text::{Language, keys, text};
use holdfast_vault::{Advice, CheckCode, VaultError};
use std::collections::{BTreeMap, BTreeSet};

const HEAD: &str = "\
# Codes

Made by `cargo xtask errors` from the code and the sentences of holdfast-text. Do not edit: change those, and run it \
again. Codes are stable and have no language; programs decide by them and by the exit status, never by a sentence. \
`{…}` is a place for a value.
";

const BUNDLES: &str = "
## What a check of a bundle finds

`holdfast-verify` and `holdfast bundle verify`. Any error makes the bundle `broken` (exit 2); those marked with * \
alone make it `not-checkable` (exit 3). Warnings and notes change neither.
";

const VAULTS: &str = "
## What a check of the vault finds

`holdfast vault check`. Any error makes the vault `damaged` (exit 2).
";

const ERRORS: &str = "
## Errors of a command

`{\"error\":{\"code\",\"message\",\"help\"}}`. Whose move it is: the **user**'s; the **disk**'s or the system's; a damaged \
**vault**'s (`holdfast vault check`, then `salvage`); a **newer** Holdfast's; **us**: a defect. `item add` puts the \
same codes into `failed` and ends with 1. Three checks have an exit status of their own: see \
[command-line.md](command-line.md).
";

const READERS: &str = "
## Problems of the reader process

What a viewer says instead of a picture, page or text; what was kept is untouched. `doctor` shows those of the reader as \
`reader.state`; when no thumbnail could be made, the vault remembers those that are about a file.
";

const REASONS: &str = "
## Reasons why a fact was not taken

They stand in the sentence of `fact-amount` and `fact-date`.
";

const ADVICE: &str = "
## Advice

In `advice` of `vault create`, `vault info` and `doctor`. It stops nothing. `doctor` also puts an error's code there.
";

const INNER: &str = "
## Reasons inside a finding

The English detail of a finding may carry a finer reason; tests/vectors name them. They are stable too.
";

/// The whole page. Its error lists codes without a sentence, or sentences of errors that no program gives.
pub fn page() -> Result<String, String> {
    let errors = samples::errors();
    let wrong = gaps(&errors);
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    let mut page = HEAD.to_owned();
    section(
        &mut page,
        BUNDLES,
        "| code | level | |",
        Code::ALL.iter().map(|code| {
            let mark = if code.not_checkable() { " *" } else { "" };
            [format!("`{code}`"), format!("{}{mark}", code.level()), both(&format!("finding.{code}"))]
        }),
    );
    section(
        &mut page,
        VAULTS,
        "| code | level | |",
        CheckCode::ALL
            .iter()
            .map(|code| [format!("`{code}`"), code.level().as_str().to_owned(), both(&format!("finding.{code}"))]),
    );
    section(
        &mut page,
        ERRORS,
        "| code | exit, move | what happened; what is safe and helps |",
        errors.iter().map(|(code, ends)| {
            [format!("`{code}`"), ends.iter().cloned().collect::<Vec<_>>().join("; "), message_and_help(code)]
        }),
    );
    section(
        &mut page,
        READERS,
        "| code | about | |",
        ReadProblem::CODES.iter().map(|code| {
            let about = if code.starts_with("reader-") { "the reader" } else { "the file" };
            [format!("`{code}`"), about.to_owned(), message_and_help(code)]
        }),
    );
    let amounts = AmountProblem::ALL.iter().map(|problem| ("amount", problem.reason()));
    let dates = DateProblem::ALL.iter().map(|problem| ("date", problem.reason()));
    section(
        &mut page,
        REASONS,
        "| reason | of | |",
        amounts
            .chain(dates)
            .map(|(of, reason)| [format!("`{reason}`"), of.to_owned(), both(&format!("reason.{reason}"))]),
    );
    section(
        &mut page,
        ADVICE,
        "| code | about | |",
        Advice::CODES
            .iter()
            .map(|code| [format!("`{code}`"), "the vault's place".to_owned(), both(&format!("cli.advice.{code}"))]),
    );
    section(
        &mut page,
        INNER,
        "| reason | inside | |",
        inner::reasons()
            .into_iter()
            .map(|(code, inside, meaning)| [format!("`{code}`"), inside.to_owned(), cell(&meaning)]),
    );
    Ok(page)
}

fn section(page: &mut String, head: &str, columns: &str, rows: impl Iterator<Item = [String; 3]>) {
    page.push_str(head);
    page.push_str(&format!("\n{columns}\n|---|---|---|\n"));
    for [first, second, third] in rows {
        page.push_str(&format!("| {first} | {second} | {third} |\n"));
    }
}

/// Everything that would leave a hole in the page.
fn gaps(errors: &BTreeMap<&'static str, BTreeSet<String>>) -> Vec<String> {
    let mut needed: BTreeSet<String> = BTreeSet::new();
    needed.extend(Code::ALL.iter().map(|code| format!("finding.{code}")));
    needed.extend(CheckCode::ALL.iter().map(|code| format!("finding.{code}")));
    let codes = errors.keys().chain(VaultError::CODES).chain(BundleError::CODES).chain(IntakeProblem::CODES);
    for code in codes.chain(ReadProblem::CODES) {
        needed.extend([format!("error.{code}.message"), format!("error.{code}.help")]);
    }
    needed.extend(Advice::CODES.iter().map(|code| format!("cli.advice.{code}")));
    let missing = needed.iter().filter(|key| !holdfast_text::has(key)).map(|key| format!("no sentence: {key}"));
    let listed = VaultError::CODES.iter().chain(BundleError::CODES).chain(IntakeProblem::CODES);
    let unsampled = listed
        .filter(|code| !errors.contains_key(*code))
        .map(|code| format!("no sample in code_page/samples.rs: {code}"));
    let given = |key: &'static str| key.strip_prefix("error.").and_then(|rest| rest.strip_suffix(".message"));
    let unused = keys()
        .filter_map(given)
        .filter(|code| !errors.contains_key(code) && !ReadProblem::CODES.contains(code))
        .map(|code| format!("no program gives it: error.{code}"));
    missing.chain(unsampled).chain(unused).collect()
}

fn message_and_help(code: &str) -> String {
    format!("{}<br>{}", both(&format!("error.{code}.message")), both(&format!("error.{code}.help")))
}

/// The sentence in English and in Chinese, its places left open.
fn both(key: &str) -> String {
    format!("{}<br>{}", cell(&open(Language::En, key)), cell(&open(Language::Zh, key)))
}

/// Each place of the sentence filled with its own name.
fn open(language: Language, key: &str) -> String {
    const PLACES: &[&str] = &[
        "at_most",
        "characters",
        "count",
        "detail",
        "digest",
        "edition",
        "found",
        "free",
        "id",
        "known",
        "needed",
        "path",
        "reason",
        "size",
        "what",
    ];
    let braced: Vec<(&str, String)> = PLACES.iter().map(|place| (*place, format!("{{{place}}}"))).collect();
    let values: Vec<(&str, &str)> = braced.iter().map(|(place, value)| (*place, value.as_str())).collect();
    text(language, key, &values)
}

fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('<', "&lt;")
}
