//! Settings: read key by key, written whole, and never a reason why the window does not open.

use holdfast::desk::{EvidenceView, Noun, PublicClocks, Settings, SettingsChange, Theme, settings_set};
use holdfast::{Language, Unwatched};
use serde_json::{Value, json};

use crate::world::{World, show};

fn change(value: Value) -> SettingsChange {
    serde_json::from_value(value).expect("a change is any object")
}

#[test]
fn what_was_set_is_there_at_the_next_start() {
    let world = World::new();
    let desk = world.desk();
    assert_eq!(show(&desk).settings, Settings::default(), "nothing was ever set");
    assert!(show(&desk).first_start, "so the first screen is still to come");
    let changed = change(json!({
        "theme": "dark", "text_size": 150, "public_clocks": "denied", "evidence_view": "list",
        "capture_dispute": "kettle-12ab", "first_start_done": true, "language": "zh"
    }));
    let set = settings_set(&desk, changed, &Unwatched).expect("set");
    drop(desk);
    let desk = world.desk();
    let state = show(&desk);
    assert_eq!(state.settings, set, "the file holds all of it");
    assert_eq!((state.settings.theme, state.settings.text_size), (Theme::Dark, 150), "as set");
    assert_eq!(state.settings.public_clocks, Some(PublicClocks::Denied), "an answer is an answer");
    assert_eq!(state.settings.evidence_view, EvidenceView::List, "as set");
    assert_eq!(desk.language(), Language::Zh, "chosen before the system's");
    assert!(!state.first_start, "it was gone through");

    let set = settings_set(&desk, change(json!({ "capture_dispute": null })), &Unwatched).expect("set");
    assert_eq!((set.capture_dispute, set.theme), (None, Theme::Dark), "a null takes away, and only that");
}

#[test]
fn a_change_is_taken_whole_or_not_at_all() {
    let world = World::new();
    let desk = world.desk();
    for wrong in [
        json!({ "theme": "dark", "text_size": 99 }),
        json!({ "theme": "purple" }),
        json!({ "theme": "dark", "colour": "red" }),
        json!({ "theme": "dark", "vaults": ["/somewhere"] }),
        json!({ "theme": "dark", "language": "de" }),
    ] {
        let refused = settings_set(&desk, change(wrong.clone()), &Unwatched).expect_err("refused");
        assert_eq!(refused.code(), "bad-input", "{wrong}");
        assert_eq!(show(&desk).settings, Settings::default(), "nothing of {wrong} was taken");
    }
    assert!(!world.settings().exists(), "and nothing was written");
}

#[test]
fn a_damaged_file_counts_as_absent_and_that_is_said() {
    let world = World::new();
    std::fs::create_dir_all(world.path("config")).expect("a folder");
    std::fs::write(world.settings(), b"{\"theme\": \"dark\", ").expect("half a file");
    let desk = world.desk();
    let state = show(&desk);
    assert_eq!(state.settings, Settings::default(), "as if never set");
    assert_eq!(state.settings_failure.expect("said").code(), "settings-damaged", "the user is told");

    settings_set(&desk, change(json!({ "theme": "light" })), &Unwatched).expect("set");
    assert_eq!(show(&desk).settings_failure, None, "now it is as set");
    let aside = std::fs::read(world.path("config/settings.damaged.json")).expect("set aside");
    assert_eq!(aside, b"{\"theme\": \"dark\", ", "what was damaged is not thrown away");
}

#[test]
fn keys_and_words_of_another_holdfast_stay_in_the_file() {
    let world = World::new();
    std::fs::create_dir_all(world.path("config")).expect("a folder");
    let newer = json!({ "theme": "sepia", "text_size": 115, "reminders": { "days": 3 } });
    std::fs::write(world.settings(), newer.to_string()).expect("a file");
    let desk = world.desk();
    assert_eq!((show(&desk).settings.theme, show(&desk).settings.text_size), (Theme::System, 115), "key by key");
    assert_eq!(show(&desk).settings_failure, None, "another version's words are no damage");
    settings_set(&desk, change(json!({ "language": "en" })), &Unwatched).expect("set");
    let kept: Value = serde_json::from_slice(&std::fs::read(world.settings()).expect("a file")).expect("JSON");
    assert_eq!(kept, json!({ "theme": "sepia", "text_size": 115, "reminders": { "days": 3 }, "language": "en" }));
}

#[test]
fn a_change_is_told_and_a_folder_that_cannot_be_written_is_an_error() {
    let world = World::new();
    let desk = world.desk();
    settings_set(&desk, change(json!({ "theme": "dark" })), &Unwatched).expect("set");
    assert_eq!(world.told(), [Noun::Settings], "whoever shows a setting hears of it");

    let world = World::new();
    std::fs::write(world.path("config"), "a file where the folder would be").expect("written");
    let refused = settings_set(&world.desk(), change(json!({ "theme": "dark" })), &Unwatched).expect_err("refused");
    assert_eq!(refused.code(), "cannot-write", "what cannot be kept is not said to be kept");
}
