//! Reading in the background: by itself, never in anybody's way, never where writing would change more than that.
//!
//! Lists of lines are made in this process, so a program that reads no picture is reader enough.

use std::path::Path;
use std::time::{Duration, Instant};

use holdfast::commands;
use holdfast::desk::{Desk, VaultToMove, vault_move};
use holdfast::{Holdfast, Unwatched};

use crate::world::World;

const PATIENCE: Duration = Duration::from_secs(20);

/// A world whose reader is there and draws nothing.
fn world() -> World {
    let mut world = World::new();
    world.surroundings.reader = Some(Path::new("/bin/false").to_owned());
    world
}

fn lists_of(holdfast: &Holdfast, id: &str) -> usize {
    commands::item_show(holdfast, id.to_owned(), &Unwatched).expect("shown").item.leaves.len()
}

fn wait_for_lists(holdfast: &Holdfast, id: &str, why: &str) {
    let begun = Instant::now();
    while lists_of(holdfast, id) == 0 {
        assert!(begun.elapsed() < PATIENCE, "nothing was read: {why}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn add(world: &World, name: &str) -> String {
    world.add(&world.usual(), &[name]).items[0].id.to_string()
}

fn entries(desk: &Desk) -> u64 {
    commands::vault_info(&desk.holdfast(), (), &Unwatched).expect("info").vault.entries
}

#[test]
fn what_came_in_is_read_without_being_asked() {
    let world = world();
    let before = {
        let _made = world.desk_with_vault();
        add(&world, "before the start.txt")
    };
    let desk = world.desk();
    wait_for_lists(&desk.holdfast(), &before, "it came in before the window was opened");
    let now = add(&world, "by another program.txt");
    wait_for_lists(&desk.holdfast(), &now, "it came in from another program");
}

#[test]
fn nothing_is_read_while_a_job_runs_and_what_waits_is_read_after_it() {
    let world = world();
    let desk = world.desk_with_vault();
    let id = desk
        .run("item_add", &|_| {}, |desk, _| {
            let id = add(&world, "meanwhile.txt");
            std::thread::sleep(Duration::from_millis(1_500));
            assert_eq!(lists_of(&desk.holdfast(), &id), 0, "the job has the vault for itself");
            Ok(id)
        })
        .expect("done");
    wait_for_lists(&desk.holdfast(), &id, "the job is over");
}

#[test]
fn a_vault_that_was_put_back_is_left_as_it_lies_until_its_user_writes() {
    let world = world();
    let id = {
        let _made = world.desk_with_vault();
        world.add(&world.usual(), &["a.txt"]).items[0].id.to_string()
    };
    // As on a machine that has never seen it.
    std::fs::remove_dir_all(world.path("config/marks")).expect("the marks");
    let desk = world.desk();
    let before = entries(&desk);
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!((entries(&desk), lists_of(&desk.holdfast(), &id)), (before, 0), "looking at it began no new epoch");
    let next = add(&world, "b.txt");
    wait_for_lists(&desk.holdfast(), &next, "its user wrote to it, so it goes on here");
}

#[test]
fn a_vault_is_moved_while_something_is_to_be_read() {
    let world = world();
    let desk = world.desk_with_vault();
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt")).collect();
    world.add(&world.usual(), &names.iter().map(String::as_str).collect::<Vec<_>>());
    let question = VaultToMove { to: world.path("elsewhere"), erase_old: true };
    let moved = vault_move(&desk, question, &Unwatched).expect("moved");
    assert_eq!((moved.erased, moved.failure), (true, None), "reading stood aside");
    let id = commands::item_list(&desk.holdfast(), commands::ItemFilter::default(), &Unwatched).expect("a list").items
        [39]
    .id
    .to_string();
    wait_for_lists(&desk.holdfast(), &id, "it goes on in the new place");
}
