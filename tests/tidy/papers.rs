//! The papers beside the code: what users read claims no more than a check can show, and every code that a program
//! can answer with is explained.

use holdfast_tests::code_page;

use crate::tree::{all_files, none_break, read, root, rust_files};

/// Words that promise what no computer can know, as pieces, so that this file does not hold them itself.
const FORBIDDEN: &[(&str, &str)] = &[
    ("trus", "ted"),
    ("quali", "fied"),
    ("court-", "recognised"),
    ("可", "信"),
    ("具有法律", "效力"),
    ("sea", "led"),
    ("封", "存"),
    ("wit", "ness"),
    ("证", "人"),
    ("✓", ""),
    ("✔", ""),
    ("✅", ""),
];

#[test]
fn user_sentences_promise_nothing_that_a_check_cannot_show() {
    let mut places = Vec::new();
    for file in all_files().iter().filter(|file| is_for_users(&file.path)) {
        for (number, line) in file.text.lines().enumerate() {
            for word in forbidden_in(line) {
                places.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    none_break("a word that claims too much", &places);
}

#[test]
fn the_page_of_codes_is_what_the_code_says() {
    let page = code_page::page().unwrap_or_else(|gaps| panic!("docs/errors.md cannot be made:\n{gaps}"));
    let path = root().join("docs/errors.md");
    if std::env::var_os("HOLDFAST_WRITE_CODE_PAGE").is_some() {
        std::fs::write(&path, page).expect("docs/ can be written");
        return;
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = page.lines().zip(found.lines()).find(|(made, found)| made != found);
    assert!(page == found, "docs/errors.md is stale, run `cargo xtask errors`; the first difference: {differs:?}");
}

#[test]
fn every_code_of_a_finding_or_an_error_is_explained() {
    let text = read("docs/errors.md");
    let mut codes = codes_with_sentences();
    codes.extend(error_codes());
    codes.sort();
    codes.dedup();
    codes.retain(|code| !text.contains(&format!("`{code}`")));
    none_break("a code that docs/errors.md does not explain", &codes);
}

#[test]
fn the_change_log_has_a_place_for_what_comes_next() {
    assert!(read("CHANGELOG.md").contains("\n## [Unreleased]\n"), "a change needs a line to stand on");
}

/// What is written for shoppers, officers and lawyers; papers for builders may name the words they forbid.
fn is_for_users(path: &str) -> bool {
    path == "README.md"
        || (path.starts_with("ui/messages/") && path.ends_with(".json"))
        || path.starts_with("docs/guide")
        || (path.starts_with("crates/holdfast-text/src/catalogue/") && path.ends_with(".json"))
        || (path.starts_with("crates/holdfast-bundle/")
            && [".html", ".txt", ".css"].iter().any(|end| path.ends_with(end)))
}

/// The forbidden words of a line, after codes such as `a-b-c`, keys and file names (which are exempt) are taken out.
fn forbidden_in(line: &str) -> Vec<String> {
    let sentence = match line.trim_start().strip_prefix('"').and_then(|rest| rest.split_once("\": \"")) {
        Some((_, value)) => value,
        None => line,
    };
    let words: String = sentence
        .split(|letter: char| letter.is_whitespace() || ",;:()\"".contains(letter))
        .filter(|word| !(word.is_ascii() && word.contains(['-', '_', '/', '`', '='])))
        .map(|word| word.to_lowercase() + " ")
        .collect();
    FORBIDDEN
        .iter()
        .map(|(front, back)| format!("{front}{back}"))
        .filter(|word| {
            if !word.is_ascii() {
                return words.contains(word.as_str());
            }
            words.split(|letter: char| !letter.is_ascii_alphabetic()).any(|own| own == word)
        })
        .collect()
}

/// The kebab-case words that a function `code` or `as_code` of an error answers with, found by reading.
fn error_codes() -> Vec<String> {
    let mut codes = Vec::new();
    for file in rust_files().iter().filter(|file| !file.is_test() && file.path.starts_with("crates/holdfast")) {
        let mut inside = false;
        for (_, line) in file.product_lines() {
            if line.contains("fn code(") {
                inside = true;
            } else if line == "    }" || line == "}" {
                inside = false;
            }
            if inside && let Some(word) = line.split('"').nth(1) {
                codes.push(word.to_owned());
            }
        }
    }
    codes
}

/// The codes of the catalogue: `finding.<code>` and `error.<code>.message`. That every code of the programs stands
/// there is a test of holdfast-text's own.
fn codes_with_sentences() -> Vec<String> {
    let folder = "crates/holdfast-text/src/catalogue/en";
    let keys = |file: &str| -> Vec<String> {
        read(&format!("{folder}/{file}")).lines().filter_map(|line| Some(line.split('"').nth(1)?.to_owned())).collect()
    };
    let findings = keys("findings.json").into_iter().filter_map(|key| Some(key.strip_prefix("finding.")?.to_owned()));
    let errors = keys("errors.json")
        .into_iter()
        .filter_map(|key| Some(key.strip_prefix("error.")?.strip_suffix(".message")?.to_owned()));
    findings.chain(errors).collect()
}

#[test]
fn the_reading_of_codes_finds_those_of_the_vault_and_of_the_catalogue() {
    let codes = error_codes();
    assert!(codes_with_sentences().len() > 50, "the catalogue must have been read");
    assert!(codes.iter().any(|code| code == "vault-damaged"), "the search must see what it is there to see: {codes:?}");
}
