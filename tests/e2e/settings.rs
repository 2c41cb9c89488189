//! What a user chooses holds at once and after a new start.

use holdfast_tests::window::sample::with_sample;
use holdfast_tests::window::words::{en, say};
use holdfast_tests::window::{Start, Window};

#[test]
fn language_theme_and_text_size_change_at_once_and_stay() {
    let (desk, _) = with_sample("en");
    let window = Window::open(desk, &Start::default());
    window.go("settings/general");
    window.press("radio", &en("settings_theme_dark"));
    window.wait("the dark theme", "return document.documentElement.dataset.theme === 'dark'");
    let ground = window.script("return getComputedStyle(document.body).backgroundColor");
    window.press("button", "English");
    window.press("option", "中文");
    window.see(&say("zh", "settings_text_size", &[]));
    window.see(&say("zh", "shell_nav_evidence", &[]));
    let language = window.script("return document.documentElement.lang");
    assert_eq!(language, "zh-CN", "assistive technology is told the language");

    let desk = window.close().desk;
    let window = Window::open(desk, &Start { started_before: false, ..Start::default() });
    window.see(&say("zh", "shell_nav_evidence", &[]));
    window.wait("the dark theme", "return document.documentElement.dataset.theme === 'dark'");
    assert_eq!(window.script("return getComputedStyle(document.body).backgroundColor"), ground, "the same dark");
}

#[test]
fn the_key_is_shown_and_its_copy_asks_first() {
    let (desk, _) = with_sample("en");
    let shown = desk.holdfast(&["vault", "key", "show"]).expect(0).json();
    let fingerprint = shown["key"]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let window = Window::open(desk, &Start::default());
    window.go("settings/key");
    window.see(&fingerprint);
    window.press("button", &en("settings_key_copy_do"));
    window.see(&en("settings_key_copy_title"));
    window.picture("settings-key-copy-en");
}

#[test]
fn the_vault_is_checked_in_the_window_and_the_result_is_remembered() {
    let (desk, _) = with_sample("en");
    let window = Window::open(desk, &Start::default());
    window.go("settings/vaults");
    window.press("button", &en("settings_check_do"));
    window.see(&en("settings_check_whole"));
    window.picture("settings-vaults-en");
    let info = window.desk.holdfast(&["vault", "info"]).expect(0).json();
    assert_eq!(info["vault"]["checked"]["result"], "whole", "the next bundle can say so");
}
