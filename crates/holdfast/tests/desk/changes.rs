//! What anybody commits is told by noun: through the desk at once, of other programs within a moment.

use holdfast::Unwatched;
use holdfast::commands::{self, NoteToSet};
use holdfast::desk::{Noun, VaultPlace, vault_choose};

use crate::world::World;

#[test]
fn another_programs_writing_is_told_by_itself() {
    let world = World::new();
    let _desk = world.desk_with_vault();
    let kept = world.add(&world.usual(), &["a.txt"]).items.remove(0);
    world.wait_for(Noun::Item, "another program kept an item");
    world.hush();
    let other = world.other(&world.usual());
    commands::dispute_create(&other, "Kettle".to_owned(), &Unwatched).expect("a dispute");
    world.wait_for(Noun::Dispute, "another program opened a dispute");
    world.hush();
    let note = NoteToSet { id: kept.id.to_string(), text: "seen".to_owned() };
    commands::item_note(&other, note, &Unwatched).expect("noted");
    world.wait_for(Noun::Item, "another program noted something");
    assert!(!world.told().contains(&Noun::Bundle), "of bundles there is nothing to tell");
}

#[test]
fn what_is_written_through_the_desk_is_told_too_and_reading_is_not() {
    let world = World::new();
    let desk = world.desk_with_vault();
    desk.ask(|desk| commands::dispute_create(&desk.holdfast(), "Kettle".to_owned(), &Unwatched)).expect("a dispute");
    world.wait_for(Noun::Dispute, "this program opened a dispute");
    world.hush();
    for _ in 0..3 {
        desk.ask(|desk| commands::dispute_list(&desk.holdfast(), (), &Unwatched)).expect("a list");
    }
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    assert!(world.told().is_empty(), "who only reads changes nothing: {:?}", world.told());
}

#[test]
fn a_vault_made_by_another_program_appears() {
    let world = World::new();
    let _desk = world.desk();
    commands::vault_create(&world.other(&world.usual()), (), &Unwatched).expect("a vault");
    world.wait_for(Noun::Vault, "there is one now");
}

#[test]
fn after_turning_to_another_vault_only_that_one_is_told_of() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let second = world.path("second");
    commands::vault_create(&world.other(&second), (), &Unwatched).expect("a vault");
    vault_choose(&desk, VaultPlace { path: second.clone() }, &Unwatched).expect("chosen");
    world.wait_for(Noun::Vault, "another vault is shown");
    world.hush();
    world.add(&world.usual(), &["left behind"]);
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    assert!(world.told().is_empty(), "the other one is no longer looked at: {:?}", world.told());
    world.add(&second, &["here"]);
    world.wait_for(Noun::Item, "the chosen one is");
}

#[test]
fn the_lookout_ends_with_the_desk() {
    let world = World::new();
    let desk = world.desk_with_vault();
    drop(desk);
    world.hush();
    world.add(&world.usual(), &["a"]);
    std::thread::sleep(std::time::Duration::from_millis(1_200));
    assert!(world.told().is_empty(), "nobody looks any more");
}
