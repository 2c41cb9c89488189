//! The first day: one screen that explains, asks once, and lets in; a sample that leaves nothing behind.

use holdfast_tests::program::Desk;
use holdfast_tests::window::words::{en, say};
use holdfast_tests::window::{Start, Window};

fn first_day() -> Start {
    Start { started_before: false, ..Start::default() }
}

#[test]
fn the_first_screen_explains_and_asks_once_and_lets_in() {
    let window = Window::open(Desk::new(), &first_day());
    window.see(&en("first_start_title"));
    window.see(&en("first_start_does_not"));
    for step in ["first_start_step_keep", "first_start_step_order", "first_start_step_send"] {
        window.see(&en(step));
    }
    window.see(&window.desk.vault().display().to_string());
    window.picture("first-start-en");
    window.press("button", &en("first_start_clocks_deny"));
    window.press("button", &en("first_start_begin_empty"));
    window.see(&en("evidence_empty"));
    assert!(window.desk.vault().join("vault.db").is_file(), "the vault is made where the screen said");

    let desk = window.close().desk;
    let window = Window::open(desk, &first_day());
    window.see(&en("evidence_empty"));
    assert!(!window.shows(&en("first_start_clocks")), "it asks once");
}

#[test]
fn the_first_screen_speaks_the_systems_language() {
    let window = Window::open(Desk::new(), &Start { language: "zh", ..first_day() });
    window.see(&say("zh", "first_start_title", &[]));
    window.picture("first-start-zh");
}

#[test]
fn the_sample_has_a_vault_of_its_own_and_goes_with_one_click() {
    let window = Window::open(Desk::new(), &first_day());
    window.press("button", &en("first_start_sample"));
    window.see("K2 price promise");
    window.go("evidence");
    window.wait("the sample's items", "return all('gridcell').length >= 8");
    window.picture("sample-evidence-en");
    assert!(!window.desk.vault().join("vault.db").exists(), "the user's own vault is not touched");
    window.press("button", &en("shell_sample_discard"));
    window.see_no_more("K2 price promise");
    let left = std::process::Command::new("find").arg(window.desk.root()).args(["-name", "*sample*"]).output();
    let left = String::from_utf8(left.expect("find runs").stdout).expect("paths are UTF-8");
    let left: Vec<&str> = left.lines().filter(|line| line.ends_with("vault.db") || line.contains("objects")).collect();
    assert!(left.is_empty(), "nothing of the sample stays: {left:?}");
}
