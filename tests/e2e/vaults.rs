//! A vault copied, moved and found again from Settings, with the system's dialog for folders.

use std::fs;
use std::path::PathBuf;

use holdfast_tests::window::sample::with_sample;
use holdfast_tests::window::words::en;
use holdfast_tests::window::{Start, Window};

use crate::faults::walk;

/// The title of the system's dialog that asks for a folder.
const FOLDER: &str = "Choose a folder";

#[test]
fn a_vault_is_copied_and_the_copy_opens() {
    let (desk, _) = with_sample("en");
    let copy = desk.path("copy");
    fs::create_dir(&copy).expect("a folder can be made");
    let window = Window::open(desk, &Start::default());
    window.go("settings/vaults");
    window.press("button", &en("settings_copy_do"));
    window.answer_dialog(FOLDER, &copy);
    window.see(&en("settings_copied"));
    window.picture("settings-vault-copied-en");
    let items = window.items().len();
    let list = window.desk.holdfast(&["--vault", &copy.display().to_string(), "item", "list"]).expect(0).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(items), "the copy holds what the vault holds");
}

#[test]
fn a_vault_is_moved_and_its_old_place_is_erased_when_that_was_asked_for() {
    let (desk, _) = with_sample("en");
    let (old, new) = (desk.vault(), desk.path("moved"));
    fs::create_dir(&new).expect("a folder can be made");
    let window = Window::open(desk, &Start::default());
    let items = window.items().len();
    window.go("settings/vaults");
    window.press("button", &en("settings_move_do"));
    window.press("button", &en("settings_move_choose"));
    window.answer_dialog(FOLDER, &new);
    window.see("/moved");
    window.press("checkbox", &en("settings_move_erase"));
    window.picture("settings-vault-move-en");
    window.press("button", &en("settings_move_start"));
    window.see(&en("settings_moved_erased"));
    window.picture("settings-vault-moved-en");
    assert!(!old.join("vault.db").exists(), "the old vault is gone");
    let at_new = new.display().to_string();
    let info = window.desk.holdfast(&["--vault", &at_new, "vault", "info"]).expect(0).json();
    assert_eq!(info["vault"]["checked"]["result"], "whole", "the check of the copy is remembered in it: {info}");
    window.desk.holdfast(&["--vault", &at_new, "vault", "check"]).expect(0);
    window.go("evidence");
    let list = window.desk.holdfast(&["--vault", &at_new, "item", "list"]).expect(0).json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(items), "with everything in it");
}

#[test]
fn items_of_a_damaged_vault_are_found_again_from_the_window() {
    let (desk, _) = with_sample("en");
    let before = desk.holdfast(&["item", "list"]).expect(0).json()["items"].as_array().map(Vec::len);
    let database = desk.vault().join("vault.db");
    let length = fs::metadata(&database).expect("a database").len();
    fs::write(&database, vec![0x5a; usize::try_from(length).expect("a small file")]).expect("damage can be done");
    for rest in ["vault.db-wal", "vault.db-shm"] {
        let _ = fs::remove_file(desk.vault().join(rest));
    }
    let window = Window::open(desk, &Start::default());
    window.go("settings/vaults");
    window.picture("settings-vault-damaged-en");
    window.press("button", &en("settings_salvage_do"));
    window.see("Found again:");
    window.picture("settings-vault-salvaged-en");
    let after = window.desk.holdfast(&["item", "list"]).expect(0).json()["items"].as_array().map(Vec::len);
    assert_eq!(after, before, "every item is there again");
}

#[test]
fn opening_at_login_is_written_for_the_desktop_and_taken_back() {
    let (desk, _) = with_sample("en");
    let window = Window::open(desk, &Start::default());
    let root = window.desk.root().to_owned();
    let is_entry = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "desktop") && path.display().to_string().contains("autostart")
    };
    let entries = || walk(&root).into_iter().filter(is_entry).collect::<Vec<PathBuf>>();
    window.go("settings/general");
    assert_eq!(entries(), Vec::<PathBuf>::new(), "not before it is asked for");
    window.press("switch", &en("settings_login"));
    window.wait("the switch", "return document.querySelector('[role=switch]').checked === true");
    let written = entries();
    assert_eq!(written.len(), 1, "one entry of the desktop: {written:?}");
    let entry = fs::read_to_string(&written[0]).expect("an entry can be read");
    assert!(entry.contains("holdfast-window"), "it names this program: {entry}");
    window.press("switch", &en("settings_login"));
    window.wait("the switch", "return document.querySelector('[role=switch]').checked === false");
    assert_eq!(entries(), Vec::<PathBuf>::new(), "taken back");
}
