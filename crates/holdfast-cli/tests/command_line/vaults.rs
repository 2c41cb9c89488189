//! The vault's verbs.

use std::fs;

use super::desk::{Desk, keys, spelled, text};

#[test]
fn without_a_vault_every_verb_says_what_to_run() {
    let desk = Desk::bare();
    let file = desk.file("a.txt", b"a");
    for arguments in [
        &["item", "add", &file][..],
        &["item", "list"],
        &["dispute", "create", "t"],
        &["bundle", "list", "d"],
        &["vault", "info"],
        &["vault", "key", "show"],
    ] {
        let (status, object) = desk.json(arguments);
        assert_eq!((status, text(&object, "/error/code").as_str()), (65, "not-a-vault"), "{arguments:?}");
        assert!(text(&object, "/error/help").contains("holdfast vault create"), "the help says what to run: {object}");
    }
    assert_eq!(desk.json(&["vault", "check"]).0, 3, "a vault that is not there cannot be opened");
    assert!(!desk.vault().exists(), "asking makes nothing");
}

#[test]
fn a_vault_is_made_once_and_left_alone_afterwards() {
    let desk = Desk::bare();
    let made = desk.answer(&["vault", "create"]);
    assert_eq!(keys(&made, "/vault"), ["path", "id", "fingerprint"], "the documented shape");
    let (status, object) = desk.json(&["vault", "create"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (73, "vault-exists"), "a second one is refused");
    let info = desk.answer(&["vault", "info"]);
    assert_eq!(text(&info, "/vault/fingerprint"), text(&made, "/vault/fingerprint"), "the key is still the first one");
}

#[test]
fn the_vault_is_chosen_by_the_option_before_the_environment() {
    let desk = Desk::with_vault();
    let other = desk.path("other");
    desk.done(&["--vault", &spelled(&other), "vault", "create"]);
    let info = desk.answer(&["vault", "info", "--vault", &spelled(&other)]);
    assert_eq!(text(&info, "/vault/path"), spelled(&other), "--vault may stand anywhere and wins");
}

#[test]
fn without_a_home_folder_a_vault_that_is_named_is_used_all_the_same() {
    let mut desk = Desk::bare();
    desk.homeless = true;
    let vault = spelled(&desk.vault());
    let made = desk.answer(&["--vault", &vault, "vault", "create"]);
    assert_eq!(made["advice"][0], "marks-unwritable", "there is no place for this machine's mark: {made}");
    desk.done(&["--vault", &vault, "item", "add", &desk.file("a.txt", b"a")]);
    assert_eq!(desk.answer(&["--vault", &vault, "item", "list"])["items"].as_array().map(Vec::len), Some(1), "kept");
    let (status, object) = desk.json(&["item", "list"]);
    assert_eq!((status, text(&object, "/error/code").as_str()), (65, "no-vault-chosen"), "only when none is named");
    let file = desk.file("no-bundle", b"x");
    assert_eq!(desk.json(&["bundle", "verify", &file]).0, 3, "a check needs neither vault nor home");
}

#[test]
fn a_check_of_a_whole_vault_ends_with_0_and_of_a_damaged_one_with_2() {
    let desk = Desk::with_vault();
    desk.kept("a.txt", b"one line\n");
    let whole = desk.answer(&["vault", "check"]);
    assert_eq!(text(&whole, "/verdict"), "whole", "nothing was touched");
    assert_eq!(keys(&whole, ""), ["verdict", "counts", "findings"], "the documented shape");
    damage_one_object(&desk);
    let (status, object) = desk.json(&["vault", "check"]);
    assert_eq!((status, text(&object, "/verdict").as_str()), (2, "damaged"), "{object}");
    assert_eq!(keys(&object, "/findings/0"), ["code", "level", "path", "message"], "the documented shape");
}

/// Changes one byte of the greatest object.
fn damage_one_object(desk: &Desk) {
    let mut objects: Vec<_> = fs::read_dir(desk.vault().join("objects"))
        .expect("the vault has objects")
        .flat_map(|folder| fs::read_dir(folder.expect("a folder").path()).into_iter().flatten())
        .map(|file| file.expect("a file").path())
        .filter(|path| path.is_file())
        .collect();
    objects.sort_by_key(|path| fs::metadata(path).map(|found| found.len()).unwrap_or(0));
    let path = objects.pop().expect("an object");
    let mut bytes = fs::read(&path).expect("an object can be read");
    bytes[0] ^= 1;
    fs::remove_file(&path).expect("an object can be replaced");
    fs::write(&path, bytes).expect("an object can be replaced");
}

#[test]
fn a_copy_is_checked_and_opens_where_it_lies() {
    let desk = Desk::with_vault();
    let id = desk.kept("a.txt", b"one line\n");
    let copy = spelled(&desk.path("copy"));
    let answer = desk.answer(&["vault", "copy", &copy]);
    assert_eq!(text(&answer, "/copy/verdict"), "whole", "the copy was checked: {answer}");
    let shown = desk.answer(&["--vault", &copy, "item", "show", &id]);
    assert_eq!(text(&shown, "/item/id"), id, "the copy holds the item");
}

#[test]
fn a_new_key_is_vouched_for_and_the_secret_is_never_printed() {
    let desk = Desk::with_vault();
    let old = desk.answer(&["vault", "key", "show"]);
    let rotated = desk.answer(&["vault", "key", "rotate"]);
    assert_eq!(text(&rotated, "/old_fingerprint"), text(&old, "/key/fingerprint"), "the old key is named");
    assert_ne!(text(&rotated, "/key/fingerprint"), text(&old, "/key/fingerprint"), "the key is another one");
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "the log goes on");

    let file = spelled(&desk.path("key-copy"));
    desk.done(&["vault", "key", "copy", &file]);
    let secret = fs::read(&file).expect("the key was copied");
    assert!(!secret.is_empty(), "the copy holds something");
    let (status, object) = desk.json(&["vault", "key", "copy", &file]);
    assert_eq!(status, 73, "a file that is there is left alone: {object}");
}

#[test]
fn a_doctor_never_fails() {
    let desk = Desk::bare();
    let before = desk.answer(&["doctor"]);
    assert_eq!(text(&before, "/doctor/vault/state"), "not-a-vault", "no vault yet");
    desk.done(&["vault", "create"]);
    let after = desk.answer(&["doctor"]);
    assert_eq!(text(&after, "/doctor/vault/state"), "opens", "now it is there");
    assert!(desk.run(&["doctor"]).stdout.contains("Vault"), "people are told too");
}

#[test]
fn a_vault_without_its_database_is_found_again_from_its_objects() {
    let desk = Desk::with_vault();
    let id = desk.kept("a.txt", b"one line\n");
    for name in ["vault.db", "vault.db-wal", "vault.db-shm"] {
        // The two side files are there only while the database is open.
        let _absent_or_removed = fs::remove_file(desk.vault().join(name));
    }
    assert_ne!(desk.run(&["item", "list"]).status, 0, "a vault without its database does not open as an empty one");
    let salvaged = desk.answer(&["vault", "salvage"]);
    assert_eq!(salvaged["salvaged"]["items"], 1, "{salvaged}");
    assert_eq!(text(&desk.answer(&["item", "show", &id]), "/item/name"), "a.txt", "the item is whole again");
    assert_eq!(text(&desk.answer(&["vault", "check"]), "/verdict"), "whole", "and so is the vault");
}

#[test]
fn a_whole_vault_is_not_salvaged() {
    let desk = Desk::with_vault();
    desk.kept("a.txt", b"a\n");
    let before = desk.answer(&["vault", "info"]);
    let (status, object) = desk.json(&["vault", "salvage"]);
    assert_eq!((status, text(&object, "/error/code")), (65, "nothing-to-salvage".into()), "{object}");
    let after = desk.answer(&["vault", "info"]);
    assert_eq!(after["vault"]["id"], before["vault"]["id"], "its log, from which bundles came, goes on");
}

#[test]
fn a_check_is_noted_and_changes_nothing_else() {
    let desk = Desk::with_vault();
    desk.kept("a.txt", b"a\n");
    let before = desk.answer(&["vault", "info"]);
    desk.done(&["vault", "check"]);
    let after = desk.answer(&["vault", "info"]);
    assert_eq!(text(&after, "/vault/checked/result"), "whole", "the next bundle can say it: {after}");
    assert_eq!(after["vault"]["entries"], before["vault"]["entries"], "a check is no entry of the log");

    fs::remove_dir_all(desk.path("config")).expect("the marks lie there");
    desk.done(&["vault", "check"]);
    let elsewhere = desk.answer(&["vault", "info"]);
    assert_eq!(elsewhere["vault"]["entries"], before["vault"]["entries"], "also not on a machine without a mark");
}
