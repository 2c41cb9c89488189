//! The sample: a dispute to try everything with, in a vault of its own, gone without a trace.

use holdfast::Unwatched;
use holdfast::commands;
use holdfast::desk::{VaultPlace, sample_discard, sample_open, vault_create, vault_list};
use serde_json::json;

use crate::world::{World, files_below, show};

/// Puts a small sample where the desk looks for it.
fn sample_comes_with(world: &World) {
    let folder = world.path("assets/sample");
    std::fs::create_dir_all(&folder).expect("a folder");
    let description = json!({
        "title": { "zh": "水壶", "en": "Kettle" },
        "facts": { "zh": { "merchant": "水壶店" }, "en": { "merchant": "Kettle shop" } },
        "files": [
            { "file": "page.txt", "kind": "screenshot", "proves": { "zh": "承诺的价格", "en": "the promised price" } },
            { "file": "聊天.txt", "proves": { "zh": "拒绝", "en": "the refusal" } }
        ]
    });
    std::fs::write(folder.join("sample.json"), description.to_string()).expect("written");
    std::fs::write(folder.join("page.txt"), "299").expect("written");
    std::fs::write(folder.join("聊天.txt"), "no").expect("written");
}

#[test]
fn the_sample_has_its_dispute_its_facts_and_its_exhibits_in_the_language_spoken() {
    let world = World::new();
    sample_comes_with(&world);
    let desk = world.desk_with_vault();
    let state = sample_open(&desk, (), &Unwatched).expect("opened");
    assert!(state.vault.sample, "it says what it is");
    assert_eq!((state.vault.items, state.vault.disputes), (2, 1), "kept and attached like anybody's");
    let list = commands::dispute_list(&desk.holdfast(), (), &Unwatched).expect("a list");
    let dispute = commands::dispute_show(&desk.holdfast(), list.disputes[0].name.clone(), &Unwatched).expect("shown");
    let dispute = dispute.dispute;
    assert_eq!((dispute.title.as_str(), dispute.facts["merchant"].as_str()), ("Kettle", "Kettle shop"), "in English");
    let proves: Vec<_> = dispute.exhibits.iter().map(|exhibit| exhibit.proves.as_str()).collect();
    assert_eq!(proves, ["the promised price", "the refusal"], "each says what it is to prove");
    assert!(commands::vault_check(&desk.holdfast(), (), &Unwatched).expect("a check").whole, "a vault like any");
}

#[test]
fn a_discarded_sample_leaves_nothing_and_goes_back_to_the_vault_before() {
    let world = World::new();
    sample_comes_with(&world);
    let desk = world.desk_with_vault();
    let mine = world.path("mine");
    vault_create(&desk, VaultPlace { path: mine.clone() }, &Unwatched).expect("made");
    let before = files_below(&world.path(""));
    sample_open(&desk, (), &Unwatched).expect("opened");
    drop(desk);
    // Also after the window was closed and opened again in between.
    let desk = world.desk();
    assert!(show(&desk).vault.sample, "the sample is still shown");
    sample_open(&desk, (), &Unwatched).expect("opened again");
    let state = sample_discard(&desk, (), &Unwatched).expect("thrown away");
    assert_eq!(state.vault.path, mine.display().to_string(), "back where one was");
    assert_eq!(files_below(&world.path("")), before, "no file of it is left anywhere, its mark neither");
    assert!(!vault_list(&desk, (), &Unwatched).expect("a list").vaults.iter().any(|vault| vault.sample), "nor a name");
    assert_eq!(sample_discard(&desk, (), &Unwatched).expect("nothing to do"), show(&desk), "once is enough");
}

#[test]
fn a_sample_that_did_not_come_with_holdfast_or_not_whole_is_said() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let before = show(&desk);
    assert_eq!(sample_open(&desk, (), &Unwatched).expect_err("none").code(), "sample-missing", "nothing came along");
    sample_comes_with(&world);
    std::fs::remove_file(world.path("assets/sample/page.txt")).expect("lost");
    assert_eq!(sample_open(&desk, (), &Unwatched).expect_err("half").code(), "sample-damaged", "not all of it");
    assert_eq!(show(&desk), before, "nothing changed");
    assert_eq!(files_below(&world.path("data/vault-sample")), Vec::<std::path::PathBuf>::new(), "nothing was begun");
}

#[test]
fn a_run_that_was_ended_while_it_made_the_sample_is_made_good() {
    let world = World::new();
    sample_comes_with(&world);
    let desk = world.desk_with_vault();
    let half = world.path("data/vault-sample.being-made");
    commands::vault_create(&world.other(&half), (), &Unwatched).expect("as far as it came");
    let state = sample_open(&desk, (), &Unwatched).expect("opened");
    assert_eq!((state.vault.items, half.exists()), (2, false), "whole, and nothing of the first try");
}

#[test]
fn a_vault_of_the_users_own_is_never_taken_for_the_sample() {
    let world = World::new();
    sample_comes_with(&world);
    let desk = world.desk_with_vault();
    let mine = world.path("data/vault-sample");
    vault_create(&desk, VaultPlace { path: mine.clone() }, &Unwatched).expect("made where the sample would lie");
    world.add(&mine, &["my evidence"]);
    assert_eq!(sample_open(&desk, (), &Unwatched).expect_err("taken").code(), "vault-exists", "the place is taken");
    let state = sample_discard(&desk, (), &Unwatched).expect("nothing to throw away");
    assert_eq!((state.vault.items, state.vault.sample), (1, false), "evidence stays");
}

#[test]
fn the_sample_that_comes_with_holdfast_can_be_opened() {
    let mut world = World::new();
    world.surroundings.assets = Some(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets"));
    let desk = world.desk_with_vault();
    let state = sample_open(&desk, (), &Unwatched).expect("opened");
    assert!(state.vault.items >= 9 && state.vault.disputes == 1, "everything that it says: {:?}", state.vault);
}
