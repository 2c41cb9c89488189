//! A vault of the first version: read as it is, brought up to date when it is opened for writing.

use crate::world::{World, add, furnished};
use holdfast_vault::{Access, ItemOrder, ItemQuery, TimeState, Unwatched, Vault};
use rusqlite::Connection;

/// Makes a furnished vault into one of version 1: the tables of that version alone, which have not changed since.
fn of_version_1(world: &World) -> Vec<holdfast_proof::ItemId> {
    let (vault, ids) = furnished(world);
    drop(vault);
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    connection.pragma_update(None, "foreign_keys", false).expect("off");
    for table in ["item_time", "stamped_item", "time_proof", "covered", "stamped_list", "authority", "asking"] {
        connection.execute_batch(&format!("DROP TABLE {table}")).expect("dropped");
    }
    connection.pragma_update(None, "user_version", 1).expect("set");
    ids
}

fn version(world: &World) -> u32 {
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("read")
}

#[test]
fn an_older_vault_is_read_as_it_is() {
    let world = World::new();
    let ids = of_version_1(&world);
    let vault = Vault::open(&world.dir(), world.outside.clone(), Access::Read).expect("opens for reading");
    assert_eq!(vault.item(ids[0]).expect("there").row.id, ids[0], "its items");
    assert!(vault.item_proofs(ids[0]).expect("read").is_empty(), "no proofs, which is so");
    assert_eq!(vault.record_not_before().expect("read"), None, "nothing to lean on");
    let query =
        ItemQuery { times: vec![TimeState::Waiting], authorities: vec!["a".to_owned()], ..ItemQuery::default() };
    assert_eq!(vault.item_cards(&query, ItemOrder::Newest, 0, 10).expect("cards").0, 3, "all of it waits");
    assert!(vault.check(&Unwatched).expect("checked").findings.is_empty(), "whole, by the rules of its version");
    let copy = world.folder.path().join("copy");
    assert!(vault.copy_to(&copy, &Unwatched).expect("copied").is_whole(), "copied as it is");
    drop(vault);
    assert_eq!(version(&world), 1, "reading changes nothing");
}

#[test]
fn opened_for_writing_it_is_brought_up_to_date_after_a_snapshot() {
    let world = World::new();
    let ids = of_version_1(&world);
    let mut vault = world.open();
    assert_eq!(version(&world), 2, "the newest version");
    assert!(vault.item_proofs(ids[0]).expect("read").is_empty(), "with the new tables");
    assert_eq!(vault.waiting("a").expect("counted").count, 4, "what was kept before waits too, lines as well");
    let snapshot = world.dir().join("vault-before-2.db");
    assert!(snapshot.exists(), "what it was before");
    world.assert_whole("an older vault, up to date");
    add(&mut vault, "new", b"new");
    world.assert_whole("and it goes on");

    vault.remove(ids[0], "a wrong file").expect("removed");
    assert!(!snapshot.exists(), "a snapshot would still tell of what is removed");
}

#[test]
fn two_programs_that_bring_it_up_to_date_at_once_both_succeed() {
    let world = World::new();
    of_version_1(&world);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| drop(world.open()))).collect();
        for thread in threads {
            thread.join().expect("opened");
        }
    });
    world.assert_whole("four at once");
}
