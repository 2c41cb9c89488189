//! Exit statuses and codes of what is refused; nothing of clap's own 2 or a panic's 101 ever leaks.

use crate::{desk, error_code};
use holdfast_tests::matrix::Matrix;
use holdfast_tests::program::Desk;
use holdfast_tests::sample::{self, Case, text};

#[test]
fn every_refusal_has_its_status_and_its_code() {
    let case = Case::new();
    let desk = &case.desk;
    let name = case.dispute.as_str();
    let id = text(&case.items[0]["id"]);
    let id = id.as_str();
    let empty = text(&sample::create_dispute(desk, "nothing in it")["name"]);
    let closed = text(&sample::create_dispute(desk, "closed")["name"]);
    desk.holdfast(&["dispute", "close", &closed]).expect(0);
    let taken = desk.write("taken.zip", b"here already");
    let taken = taken.to_str().expect("UTF-8");
    let full_folder = desk.path("in");
    let full_folder = full_folder.to_str().expect("UTF-8");
    let new = desk.path("new.zip");
    let new = new.to_str().expect("UTF-8");
    let nobody = "0198c1d2-0000-7000-8000-00000000dead";
    let rows: Vec<(Vec<&str>, i32, &str)> = vec![
        (vec![], 64, "usage"),
        (vec!["eat"], 64, "usage"),
        (vec!["item"], 64, "usage"),
        (vec!["item", "add"], 64, "usage"),
        (vec!["item", "add", "--shape", "x", "y"], 64, "usage"),
        (vec!["--language", "fr", "item", "list"], 64, "usage"),
        (vec!["item", "remove", id], 64, "usage"),
        (vec!["bundle", "create", name], 64, "usage"),
        (vec!["bundle", "create", name, "-o", new, "--edition", "secret"], 64, "usage"),
        (vec!["bundle", "create", name, "-o", new, "--withhold", "E02"], 64, "usage"),
        (vec!["bundle", "verify"], 64, "usage"),
        (vec!["bundle", "verify", taken, "--block", "x"], 64, "usage"),
        (vec!["vault", "create"], 73, "vault-exists"),
        (vec!["item", "show", nobody], 65, "item-unknown"),
        (vec!["item", "show", "zz"], 65, "item-ambiguous"),
        (vec!["item", "show", "zzzzzzzzzzzz"], 65, "item-unknown"),
        (vec!["item", "note", nobody, "x"], 65, "item-unknown"),
        (vec!["item", "remove", nobody, "--reason", "x"], 65, "item-unknown"),
        (vec!["item", "export", nobody, new], 65, "item-unknown"),
        (vec!["item", "export", id, full_folder], 73, "folder-not-empty"),
        (vec!["item", "add", taken, "--kind", "judgment"], 64, "usage"),
        (vec!["capture"], 64, "usage"),
        (vec!["capture", "clipboard", "--kind", "judgment"], 64, "usage"),
        // These programs run without a display.
        (vec!["capture", "clipboard"], 74, "clipboard-unreachable"),
        (vec!["item", "add", taken, "--dispute", "no-such-dispute"], 65, "dispute-unknown"),
        (vec!["dispute", "show", "no-such-dispute"], 65, "dispute-unknown"),
        (vec!["dispute", "attach", "no-such-dispute", id], 65, "dispute-unknown"),
        (vec!["dispute", "attach", name, nobody], 65, "item-unknown"),
        (vec!["dispute", "detach", name, "E77"], 65, "exhibit-unknown"),
        (vec!["dispute", "order", name, "E77"], 65, "exhibit-unknown"),
        (vec!["dispute", "attach", &closed, id], 65, "dispute-closed"),
        (vec!["bundle", "create", "no-such-dispute", "-o", new], 65, "dispute-unknown"),
        (vec!["bundle", "create", &empty, "-o", new], 65, "nothing-to-export"),
        (vec!["bundle", "create", name, "-o", taken], 73, "target-exists"),
        (vec!["bundle", "create", name, "-o", "/no/such/folder/b.zip"], 73, "cannot-write"),
        (vec!["bundle", "create", name, "-o", new, "--withhold", "E77=private"], 65, "exhibit-unknown"),
    ];
    let mut matrix = Matrix::new("refusals");
    for (arguments, exit, code) in &rows {
        matrix.row(arguments.join(" "), move || {
            let ran = desk.holdfast(arguments);
            if ran.exit != Some(*exit) {
                return Err(format!("not {exit}: {}", ran.story()));
            }
            let found = error_code(&ran);
            if found == *code { Ok(()) } else { Err(format!("{found}, not {code}: {}", ran.story())) }
        });
    }
    matrix.run();
    assert!(!std::path::Path::new(new).exists(), "a refused export leaves no file");
    assert_eq!(std::fs::read(taken).expect("the file is there"), b"here already", "nothing is overwritten");
    desk.holdfast(&["vault", "check"]).expect(0);
}

#[test]
fn a_folder_without_a_vault_is_refused_and_left_alone() {
    let desk = Desk::new();
    for arguments in [["item", "list"], ["vault", "info"], ["dispute", "list"]] {
        let ran = desk.holdfast(&arguments).expect(65);
        assert_eq!(error_code(&ran), "not-a-vault", "{}", ran.story());
    }
    let ran = desk.holdfast(&["vault", "check"]).expect(3);
    assert_eq!(error_code(&ran), "not-a-vault", "{}", ran.story());
    assert!(!desk.vault().exists(), "looking for a vault does not make one");
}

#[test]
fn help_and_version_end_well_in_both_forms() {
    let desk = desk();
    for arguments in [["--help"], ["--version"]] {
        desk.run("holdfast", &arguments).expect(0);
        desk.run("holdfast-verify", &arguments).expect(0);
        desk.holdfast(&arguments).expect(0).json();
    }
    for verb in [["item", "add"], ["bundle", "create"], ["dispute", "attach"], ["vault", "copy"]] {
        let ran = desk.run("holdfast", &[verb[0], verb[1], "--help"]).expect(0);
        assert!(ran.text().contains("Example"), "help shows an example: {}", ran.story());
    }
    let ran = desk.run("holdfast", &["completions", "bash"]).expect(0);
    assert!(ran.text().contains("holdfast"), "completions are a script");
}

#[test]
fn the_checker_alone_refuses_what_makes_no_sense() {
    let desk = Desk::new();
    for arguments in [vec![], vec!["--signer"], vec!["--shape", "x"]] {
        let ran = desk.verify(&arguments);
        assert_eq!(ran.exit, Some(64), "{}", ran.story());
    }
    let ran = desk.verify(&["no-such-file.zip"]);
    assert!(matches!(ran.exit, Some(65 | 74 | 3)), "a file that is not there: {}", ran.story());
}

#[test]
fn words_follow_the_language_and_codes_do_not() {
    let desk = desk();
    let ran = |language: &str| desk.holdfast(&["--language", language, "item", "show", "0000000000"]).expect(65);
    let (zh, en) = (ran("zh"), ran("en"));
    assert_eq!(error_code(&zh), error_code(&en), "one code in both languages");
    let message = |ran: &holdfast_tests::program::Ran| ran.json()["error"]["message"].to_string();
    assert_ne!(message(&zh), message(&en), "each language has its own sentence");
    let chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    assert!(chinese(&message(&zh)) && !chinese(&message(&en)), "the sentences are in their languages");
}
