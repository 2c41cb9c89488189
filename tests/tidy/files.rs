//! What every source file owes its reader: a story at the top, a length one can read, nothing left for later, and a
//! place in the build.

use crate::tree::{SourceFile, all_files, none_break, read, rust_files};

const LONGEST: usize = 500;
const LONGEST_TEST: usize = 700;

#[test]
fn every_file_opens_with_its_story() {
    let places: Vec<String> =
        rust_files().iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path.clone()).collect();
    none_break("a file that does not begin with what it is", &places);
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    let mut places = Vec::new();
    for file in rust_files() {
        let whole = file.text.lines().count();
        let product = file.product_lines().count();
        if whole > LONGEST_TEST || (!file.is_test() && product > LONGEST) {
            places.push(format!("{}: {whole} lines", file.path));
        }
    }
    none_break("a file too long to read in one go", &places);
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let words = ["TO", "FIX", "X", "db", "to", "unimple", "#[ig"]
        .into_iter()
        .zip(["DO", "ME", "XX", "g!(", "do!(", "mented!(", "nore"]);
    let words: Vec<String> = words.map(|(front, back)| format!("{front}{back}")).collect();
    let mut places = Vec::new();
    for file in rust_files() {
        for (number, line) in file.text.lines().enumerate() {
            // Between quotes it is a word that some test looks for, not a note of the author's.
            let found =
                words.iter().find(|word| line.contains(word.as_str()) && !line.contains(&format!("\"{word}\"")));
            if let Some(word) = found {
                places.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    none_break("unfinished work, or a test that is switched off", &places);
}

#[test]
fn every_lint_that_is_allowed_says_why() {
    let mut places = Vec::new();
    for file in rust_files() {
        let lines: Vec<&str> = file.text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let allows = ["#[allow(", "#![allow(", "#[expect(", "#![expect("]
                .iter()
                .any(|form| line.trim_start().starts_with(form));
            let has_reason = line.contains("reason =")
                || line.contains(" // ")
                || index > 0 && lines[index - 1].trim_start().starts_with("//");
            if allows && !has_reason {
                places.push(format!("{}:{}", file.path, index + 1));
            }
        }
    }
    none_break("a lint switched off without a reason beside it", &places);
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let homes = [concat!("/ro", "ot/"), concat!("/wo", "rk/")];
    let hosts = [
        concat!("py", "pi.org"),
        concat!("pythonhosted", ".org"),
        concat!("npmjs", ".org"),
        concat!("index.crates", ".io"),
    ];
    let folder = concat!("sha", "red/");
    let mut places = Vec::new();
    let is_lock = |file: &SourceFile| ["Cargo.lock", "ui/package-lock.json"].contains(&file.path.as_str());
    for file in all_files().iter().filter(|file| !is_lock(file)) {
        for (number, line) in file.text.lines().enumerate() {
            let named = homes.iter().chain(&hosts).find(|word| line.contains(**word)).copied();
            // The one folder beside the tree that the tests may read, by its default name.
            let beside = (line.contains(folder) && !line.contains(&format!("../{folder}fixtures"))).then_some(folder);
            if let Some(word) = named.or(beside) {
                places.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    none_break("a path or a host of one machine", &places);
}

#[test]
fn every_file_of_tests_is_part_of_the_build() {
    let manifest = read("tests/Cargo.toml");
    let mut places = Vec::new();
    for file in rust_files() {
        let Some(inner) = file.path.strip_prefix("tests/") else { continue };
        let is_target = !inner.contains('/') || inner.split_once('/').is_some_and(|(_, rest)| rest == "main.rs");
        if inner.starts_with("src/") {
            continue;
        }
        if is_target && !manifest.contains(&format!("path = \"{inner}\"")) {
            places.push(format!("{}: no [[test]] in tests/Cargo.toml has this path", file.path));
        }
    }
    none_break("a test that nobody runs", &places);
}

#[test]
fn every_module_file_is_named_by_a_module_above_it() {
    let files = rust_files();
    let mut places = Vec::new();
    for file in &files {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let stem = name.trim_end_matches(".rs");
        let is_root = ["main", "lib", "build"].contains(&stem) || !folder.contains('/') || {
            // A crate's tests/*.rs, examples/*.rs and benches/*.rs are found by cargo itself.
            ["/tests", "/examples", "/benches"]
                .iter()
                .any(|ending| folder.ends_with(ending) && !folder.contains("/src"))
        };
        if is_root {
            continue;
        }
        // `folder/mod.rs` is the module `folder` of whatever lies beside that folder.
        let (folder, stem) =
            if stem == "mod" { folder.rsplit_once('/').unwrap_or(("", folder)) } else { (folder, stem) };
        // `folder/stem.rs` is declared in `folder.rs`, or in main.rs, lib.rs or mod.rs of the same folder.
        let parents = ["main.rs", "lib.rs", "mod.rs"].map(|root| format!("{folder}/{root}"));
        let declared = files.iter().filter(|other| {
            let in_tests = folder.ends_with("/tests") && other.path.starts_with(&format!("{folder}/"));
            parents.contains(&other.path) || other.path == format!("{folder}.rs") || in_tests
        });
        let forms = [format!("mod {stem};"), format!("mod {stem} {{")];
        if !declared.into_iter().any(|other| forms.iter().any(|form| other.text.contains(form.as_str()))) {
            places.push(file.path.clone());
        }
    }
    none_break("a file that no module names, so that nothing compiles it", &places);
}
