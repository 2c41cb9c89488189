//! The source asks for sentences by key; the two must fit.

use holdfast_text::keys;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What a key begins with.
const TOPICS: [&str; 15] = [
    "finding.",
    "error.",
    "verdict.",
    "paper.",
    "cli.",
    "kind.",
    "origin.",
    "withheld.",
    "completeness.",
    "edition.",
    "level.",
    "fact.",
    "outcome.",
    "reason.",
    "window.",
];

/// Texts between double quotes in the source of crates and window that begin like a key, and the sentences of errors
/// made by code. `{…}` stands for anything.
fn asked_for() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeSet::new();
    collect(&root.join("crates"), &mut found);
    collect(&root.join("src-tauri/src"), &mut found);
    assert!(found.len() > 50, "the source was found: {}", found.len());
    found
}

fn collect(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            collect(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(&entry).expect("source");
            let quoted = source.split('"').filter(|text| TOPICS.iter().any(|topic| text.starts_with(topic)));
            let like_a_key =
                |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-{}".contains(&byte));
            found.extend(quoted.filter(like_a_key).map(str::to_owned));
            for made in source.split("Error::").skip(1) {
                let code = ["user(\"", "new(\"", "edge(\""].iter().find_map(|made_by| made.strip_prefix(made_by));
                let code = code.and_then(|rest| rest.split('"').next());
                found.extend(code.map(|code| format!("error.{code}.message")));
            }
        }
    }
}

/// Whether a key is asked for as `pattern`, whose places stand for anything. A text that ends before a dot is the
/// first part of keys that are put together.
fn fits(key: &str, pattern: &str) -> bool {
    if !pattern.contains('{') {
        return key == pattern || key.strip_prefix(pattern).is_some_and(|rest| rest.starts_with('.'));
    }
    let mut rest = key;
    let mut pieces = pattern.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after));
    let first = pieces.next().unwrap_or_default();
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    let mut last = first;
    for piece in pieces {
        let Some(at) = rest.rfind(piece) else { return false };
        rest = &rest[at + piece.len()..];
        last = piece;
    }
    rest.is_empty() || (pattern.ends_with('}') && last.is_empty())
}

#[test]
fn every_key_that_the_source_asks_for_exists() {
    let stands_for_some = |pattern: &String| keys().any(|key| fits(key, pattern));
    let whole = |text: &String| !text.contains('{') && !text.ends_with('.');
    let missing: Vec<_> = asked_for().into_iter().filter(|text| whole(text) && !stands_for_some(text)).collect();
    assert_eq!(missing, Vec::<String>::new(), "such a key would be shown instead of a sentence");
}

#[test]
fn no_sentence_lies_around_that_nobody_asks_for() {
    let asked = asked_for();
    let unused: Vec<_> = keys().filter(|key| !asked.iter().any(|pattern| fits(key, pattern))).collect();
    assert_eq!(unused, Vec::<&str>::new(), "a sentence that nobody can see cannot be kept true");
}

#[test]
fn a_pattern_fits_what_it_stands_for() {
    assert!(fits("error.disk-full.help", "error.{code}.help"), "a place in the middle");
    assert!(fits("kind.chat", "kind.{}"), "a place at the end");
    assert!(!fits("error.disk-full.message", "error.{code}.help"), "another ending");
    assert!(fits("cli.state.open", "cli.state"), "a first part");
    assert!(!fits("cli.statement", "cli.state"), "not of a word");
}
