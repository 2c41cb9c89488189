//! Vaults copied, split, restored, with their keys replaced: what their bundles say of each other. All through the
//! command line, as it happens to people.

use crate::judge::{Promise, judge_paths};
use holdfast_tests::files::Files;
use holdfast_tests::program::Desk;
use holdfast_tests::sample::{Case, add, text};
use std::path::PathBuf;

/// A second desk with this one's vault, and with its marks if `with_marks`.
fn copy_of(case: &Case, with_marks: bool) -> Desk {
    let desk = Desk::new();
    Files::read_folder(&case.desk.vault()).write_folder(&desk.vault());
    if with_marks {
        Files::read_folder(&case.desk.root().join("home")).write_folder(&desk.root().join("home"));
    }
    desk
}

fn grow(desk: &Desk, name: &str) {
    add(desk, &desk.write(name, format!("{name} alone")));
}

fn export(desk: &Desk, dispute: &str, name: &str) -> PathBuf {
    let path = desk.path(name);
    desk.holdfast(&["bundle", "create", dispute, "-o", path.to_str().expect("a UTF-8 path")]).expect(0);
    path
}

/// What `holdfast-verify` says of several bundles.
fn verify(exit: i32, codes: &[&str], never: &[&str], bundles: &[&PathBuf]) -> serde_json::Value {
    let desk = Desk::new();
    let given: Vec<PathBuf> = bundles.iter().map(|path| (*path).clone()).collect();
    let never = never.iter().map(|code| (*code).to_owned()).collect();
    let promise = Promise { never, ..Promise::new(exit, codes) };
    judge_paths(&desk, &given, &promise).expect("the bundles together are as promised")
}

#[test]
fn two_histories_of_one_vault_are_found_by_comparing_their_bundles() {
    let case = Case::new();
    let before = case.bundle("before.zip", &[]);
    let twin = copy_of(&case, true);
    grow(&case.desk, "one history");
    grow(&twin, "another history");
    let one = case.bundle("one.zip", &[]);
    let other = export(&twin, &case.dispute, "other.zip");
    for bundle in [&before, &one, &other] {
        verify(1, &[], &["log-forked"], &[bundle]);
    }
    verify(1, &[], &["log-forked"], &[&before, &one]);
    verify(1, &[], &["log-forked"], &[&before, &other]);
    verify(2, &["log-forked"], &[], &[&one, &other]);
    verify(2, &["log-forked"], &[], &[&other, &before, &one]);
}

#[test]
fn a_vault_moved_to_another_computer_goes_on_in_a_new_epoch() {
    let case = Case::new();
    let before = case.bundle("before.zip", &[]);
    let moved = copy_of(&case, false);
    grow(&moved, "on the new computer");
    let after = export(&moved, &case.dispute, "after.zip");
    let (_, files) = Files::read_zip(&std::fs::read(&after).expect("the bundle can be read"));
    assert!(
        files.text("metadata/log/checkpoint").lines().next().is_some_and(|line| line.ends_with("/2")),
        "the second epoch"
    );
    assert!(
        files.text("metadata/log/entries.jsonl").contains("\"kind\":\"continues\""),
        "the log says that it went on"
    );
    verify(1, &[], &["log-forked"], &[&before, &after]);
    moved.holdfast(&["vault", "check"]).expect(0);
}

#[test]
fn a_vault_restored_from_an_older_copy_goes_on_and_says_so() {
    let case = Case::new();
    let older = Files::read_folder(&case.desk.vault());
    grow(&case.desk, "lost with the disk");
    let lost = case.bundle("lost.zip", &[]);
    std::fs::remove_dir_all(case.desk.vault()).expect("the vault can be removed");
    older.write_folder(&case.desk.vault());
    grow(&case.desk, "after the restore");
    let after = case.bundle("after.zip", &[]);
    let (_, files) = Files::read_zip(&std::fs::read(&after).expect("the bundle can be read"));
    assert!(
        files.text("metadata/log/checkpoint").lines().next().is_some_and(|line| line.ends_with("/2")),
        "the second epoch"
    );
    verify(1, &[], &["log-forked"], &[&after]);
    verify(1, &[], &["log-forked"], &[&lost, &after]);
}

#[test]
fn bundles_before_and_after_a_key_was_replaced_name_their_own_signers() {
    let case = Case::new();
    let before = case.bundle("before.zip", &[]);
    let old = text(&case.desk.holdfast(&["vault", "key", "show"]).expect(0).json()["key"]["fingerprint"]);
    let new = text(&case.desk.holdfast(&["vault", "key", "rotate"]).expect(0).json()["key"]["fingerprint"]);
    grow(&case.desk, "signed anew");
    let after = case.bundle("after.zip", &[]);
    verify(1, &[], &["log-forked", "old-key-used", "key-not-confirmed"], &[&before, &after]);
    for (bundle, signer, exit) in [(&before, &old, 1), (&before, &new, 2), (&after, &new, 1), (&after, &old, 2)] {
        let desk = Desk::new();
        let arguments = vec!["--signer".to_owned(), signer.clone()];
        let codes: &[&str] = if exit == 2 { &["signer-mismatch"] } else { &[] };
        let promise = Promise { arguments, ..Promise::new(exit, codes) };
        let answer = judge_paths(&desk, std::slice::from_ref(bundle), &promise).expect("the signer is told");
        assert_eq!(answer["signer"]["known"], exit == 1, "a signer is known only when the checker named it");
    }
}

#[test]
fn of_several_inputs_the_worst_counts() {
    let case = Case::new();
    let good = case.bundle("good.zip", &[]);
    let bytes = std::fs::read(&good).expect("the bundle can be read");
    let cut = case.desk.write("cut.zip", &bytes[..bytes.len() / 2]);
    let text = case.desk.write("no-bag.txt", "no bag at all\n");
    verify(1, &[], &[], &[&good, &good]);
    verify(2, &["zip-ambiguous"], &[], &[&good, &cut]);
    verify(3, &[], &[], &[&good, &text]);
    verify(2, &["zip-ambiguous"], &[], &[&text, &cut, &good]);
}
