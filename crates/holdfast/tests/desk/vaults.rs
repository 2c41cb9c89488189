//! Choosing, making, moving and forgetting vaults: whatever goes wrong, the vault before stays the chosen one, whole.

use std::sync::Mutex;

use holdfast::commands;
use holdfast::desk::{
    Desk, Noun, VaultPlace, VaultToMove, vault_choose, vault_create, vault_forget, vault_list, vault_move,
};
use holdfast::{Unwatched, Watch};

use crate::world::{World, files_below, show};

fn at(path: &std::path::Path) -> VaultPlace {
    VaultPlace { path: path.to_owned() }
}

fn is_whole(desk: &Desk) -> bool {
    commands::vault_check(&desk.holdfast(), (), &Unwatched).expect("a check").whole
}

/// Ends the work after so many bytes.
struct Impatient(Mutex<u64>);

impl Watch for Impatient {
    fn bytes(&self, size_bytes: u64) {
        let mut left = self.0.lock().expect("a number");
        *left = left.saturating_sub(size_bytes);
    }

    fn cancelled(&self) -> bool {
        *self.0.lock().expect("a number") == 0
    }
}

#[test]
fn an_absent_vault_is_shown_as_absent_and_one_that_is_made_is_chosen() {
    let world = World::new();
    let desk = world.desk();
    let state = show(&desk);
    assert_eq!((state.vault.state.as_str(), state.vault.failure), ("absent", None), "that is no failure");
    assert_eq!(state.vault.path, world.usual().display().to_string(), "this is where one would be");

    let place = world.path("mine");
    let state = vault_create(&desk, at(&place), &Unwatched).expect("made");
    assert_eq!((state.vault.state.as_str(), state.vault.name.as_str()), ("open", "mine"), "made and chosen");
    assert!(state.vault.id.is_some(), "with its id");
    assert_eq!(state.settings.vaults, [place.display().to_string()], "and remembered");
    drop(desk);
    assert_eq!(show(&world.desk()).vault.name, "mine", "also at the next start");
}

#[test]
fn a_folder_that_is_no_vault_is_not_chosen() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let before = show(&desk);
    world.file("not a vault/letter.txt", b"dear");
    for (folder, code) in [
        (world.path("files/not a vault"), "not-a-vault"),
        (world.path("nowhere"), "not-a-vault"),
        ("here".into(), "bad-input"),
    ] {
        let refused = vault_choose(&desk, at(&folder), &Unwatched).expect_err("refused");
        assert_eq!(refused.code(), code, "{}", folder.display());
    }
    let occupied = vault_create(&desk, at(&world.path("files")), &Unwatched).expect_err("refused");
    assert_eq!(occupied.code(), "folder-not-empty", "nothing is put among somebody's files");
    assert_eq!(show(&desk), before, "nothing changed");
}

#[test]
fn a_damaged_vault_is_shown_with_its_failure_and_another_can_be_chosen() {
    let world = World::new();
    std::fs::create_dir_all(world.usual().join("objects")).expect("a folder");
    std::fs::write(world.usual().join("vault.db"), b"no database").expect("written");
    let desk = world.desk();
    let state = show(&desk);
    assert_eq!(state.vault.state, "vault-damaged", "the window opens and says so");
    assert_eq!(state.vault.failure.expect("a failure").code(), "vault-damaged", "with what can be done");
    let place = world.path("new");
    assert_eq!(vault_create(&desk, at(&place), &Unwatched).expect("made").vault.state, "open", "life goes on");
    let list = vault_list(&desk, (), &Unwatched).expect("a list");
    let states: Vec<_> = list.vaults.iter().map(|vault| vault.state.as_str()).collect();
    assert_eq!(states, ["open", "vault-damaged"], "and the damaged one is not forgotten");
}

#[test]
fn a_vault_whose_database_is_lost_is_salvaged_from_the_window_and_shown_by_itself() {
    let world = World::new();
    drop(world.desk_with_vault());
    world.add(&world.usual(), &["a", "b"]);
    for name in ["vault.db", "vault.db-wal", "vault.db-shm"] {
        let _may_be_absent = std::fs::remove_file(world.usual().join(name));
    }
    let desk = world.desk();
    assert_eq!(show(&desk).vault.state, "vault-damaged", "it cannot be opened");
    let salvaged = desk
        .run("vault_salvage", &|_| {}, |desk, watch| commands::vault_salvage(&desk.holdfast(), (), watch))
        .expect("found again");
    assert_eq!(salvaged.salvaged.items, 2, "everything sealed");
    world.wait_for(Noun::Item, "the items are there again");
    let state = show(&desk);
    assert_eq!((state.vault.state.as_str(), state.vault.items), ("open", 2), "without choosing it anew");
}

#[test]
fn a_vault_named_for_this_run_is_shown_whatever_the_settings_say() {
    let mut world = World::new();
    vault_create(&world.desk(), at(&world.path("remembered")), &Unwatched).expect("made");
    world.surroundings.vault = Some(world.path("named"));
    assert_eq!(show(&world.desk()).vault.name, "named", "the user said so just now");
    world.surroundings.vault = None;
    assert_eq!(show(&world.desk()).vault.name, "remembered", "and it was for that run only");
}

#[test]
fn a_forgotten_vault_stays_on_the_disk() {
    let world = World::new();
    let desk = world.desk_with_vault();
    let place = world.path("second");
    vault_create(&desk, at(&place), &Unwatched).expect("made");
    let list = vault_list(&desk, (), &Unwatched).expect("a list");
    assert_eq!(list.vaults.len(), 2, "the chosen one, and the usual place: {list:?}");
    let list = vault_forget(&desk, at(&place), &Unwatched).expect("forgotten");
    assert_eq!(list.current, world.usual().display().to_string(), "the usual place is next");
    assert_eq!(list.vaults.len(), 1, "it is off the list");
    assert_eq!(vault_choose(&desk, at(&place), &Unwatched).expect("chosen").vault.state, "open", "and still there");
}

#[test]
fn a_moved_vault_is_a_checked_copy_and_the_old_one_goes_only_if_asked() {
    let world = World::new();
    let desk = world.desk_with_vault();
    world.add(&world.usual(), &["a", "b", "c"]);
    let id = show(&desk).vault.id;
    let first = world.path("first move");
    let moved = vault_move(&desk, VaultToMove { to: first.clone(), erase_old: false }, &Unwatched).expect("moved");
    assert!(moved.check.whole && !moved.erased, "checked, and the old one left: {moved:?}");
    assert!(world.usual().join("vault.db").exists(), "it is still there");
    assert_eq!(show(&desk).vault.id, id, "the same vault");
    assert_eq!(show(&desk).vault.path, first.display().to_string(), "in its new place");

    let second = world.path("second move");
    let moved = vault_move(&desk, VaultToMove { to: second.clone(), erase_old: true }, &Unwatched).expect("moved");
    assert_eq!((moved.erased, moved.failure), (true, None), "the old one is gone");
    assert!(!first.exists(), "with its folder");
    assert!(is_whole(&desk), "and the new one is whole");
    assert_eq!(show(&desk).vault.items, 3, "with everything");
    let list = vault_list(&desk, (), &Unwatched).expect("a list");
    assert!(!list.vaults.iter().any(|vault| vault.name == "first move"), "what is gone is not listed: {list:?}");
}

#[test]
fn a_move_that_is_interrupted_leaves_the_old_vault_chosen_and_whole() {
    let world = World::new();
    let desk = world.desk_with_vault();
    for n in 0..4 {
        let name = format!("large {n}");
        world.file(&name, &vec![n; 3 << 20]);
    }
    let folder = world.path("files");
    let add = commands::ItemsToAdd { paths: vec![folder], ..commands::ItemsToAdd::default() };
    commands::item_add(&desk.holdfast(), add, &Unwatched).expect("kept");
    let before = show(&desk);
    let to = world.path("elsewhere");
    for after_bytes in [1_u64, 5 << 20, 13 << 20] {
        let question = VaultToMove { to: to.clone(), erase_old: true };
        let stopped = vault_move(&desk, question, &Impatient(Mutex::new(after_bytes))).expect_err("stopped");
        assert_eq!(stopped.code(), "cancelled", "after {after_bytes} bytes");
        assert!(!to.exists(), "nothing half-done lies there");
        assert_eq!(show(&desk).vault.path, before.vault.path, "the vault before is the chosen one");
        assert!(is_whole(&desk), "and it is whole");
    }
    let left: Vec<_> =
        std::fs::read_dir(world.path("")).expect("the folder").flatten().map(|one| one.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("partial")), "nothing beside it: {left:?}");
}

#[test]
fn a_move_onto_something_is_refused_and_one_of_a_damaged_vault_too() {
    let world = World::new();
    let desk = world.desk_with_vault();
    world.add(&world.usual(), &["a"]);
    let before = show(&desk);
    for (to, code) in [(world.usual(), "vault-exists"), (world.path("files"), "folder-not-empty")] {
        let refused = vault_move(&desk, VaultToMove { to, erase_old: true }, &Unwatched).expect_err("refused");
        assert_eq!(refused.code(), code, "nothing is written over");
    }
    let object = files_below(&world.usual().join("objects"))
        .into_iter()
        .find(|path| std::fs::read(path).is_ok_and(|bytes| bytes == b"a"))
        .expect("the object");
    std::fs::remove_file(&object).expect("lost");
    let to = world.path("elsewhere");
    let refused = vault_move(&desk, VaultToMove { to: to.clone(), erase_old: true }, &Unwatched).expect_err("refused");
    assert_eq!(refused.code(), "object-missing", "a damaged vault is not moved as if it were whole");
    assert!(!to.exists() && show(&desk) == before, "and nothing changed");
}

#[test]
fn what_another_program_keeps_while_a_vault_moves_is_not_erased() {
    let world = World::new();
    let desk = world.desk_with_vault();
    world.add(&world.usual(), &["a"]);
    // At the last moment of the move, before erasing, another program keeps something in the old place.
    struct Late<'a>(&'a World, Mutex<bool>);
    impl Watch for Late<'_> {
        fn item(&self) {
            let mut done = self.1.lock().expect("a flag");
            if !*done {
                *done = true;
                self.0.add(&self.0.usual(), &["late"]);
            }
        }
    }
    let to = world.path("elsewhere");
    let late = Late(&world, Mutex::new(false));
    let moved = vault_move(&desk, VaultToMove { to, erase_old: true }, &late).expect("moved");
    assert!(*late.1.lock().expect("a flag"), "it was kept in time");
    assert!(!moved.erased, "the copy does not have it");
    assert_eq!(moved.failure.expect("said").code(), "vault-busy", "and why is said");
    assert_eq!(show(&desk).vault.items, 1, "the copy is what it was");
    let old = vault_choose(&desk, at(&world.usual()), &Unwatched).expect("still there");
    assert_eq!(old.vault.items, 2, "with both");
    world.wait_for(Noun::Vault, "the other vault is shown");
}
