//! What a window needs of a whole vault: noticing what others commit, and erasing what was moved.

use crate::world::{World, add, furnished};
use holdfast_vault::{Access, Noticed, Noticing, Unwatched, Vault, VaultError, erase};

#[test]
fn what_another_program_commits_is_noticed_by_what_it_is_about() {
    let world = World::new();
    let mut vault = world.create();
    let mut noticing = Noticing::begin(&world.dir(), world.outside.clone());
    assert_eq!(noticing.look(), Noticed::default(), "nothing happened");

    let kept = add(&mut vault, "a", b"bytes");
    let items = Noticed { items: true, vault: true, ..Noticed::default() };
    assert_eq!(noticing.look(), items, "an item was kept");
    assert_eq!(noticing.look(), Noticed::default(), "it is told once");

    let dispute = vault.dispute_create("Kettle").expect("a dispute").id;
    let disputes = Noticed { items: true, disputes: true, vault: true, ..Noticed::default() };
    assert_eq!(noticing.look(), disputes, "a dispute, whose title stands on cards");
    vault.attach(dispute, &[kept.id], None).expect("attached");
    assert_eq!(noticing.look(), disputes, "an exhibit");
    vault.note_set(kept.id, "a note").expect("noted");
    assert_eq!(noticing.look(), items, "a note");
    vault.thumbnail_put(kept.id, "p001.txt", "image/webp", b"small").expect("a thumbnail");
    assert!(noticing.look().items, "a thumbnail, of which the log knows nothing");
    vault.remove(kept.id, "wrong file").expect("removed");
    assert_eq!(noticing.look(), Noticed::ALL, "a removal touches everything");
}

#[test]
fn a_vault_that_comes_goes_or_is_replaced_is_noticed() {
    let world = World::new();
    let mut noticing = Noticing::begin(&world.dir(), world.outside.clone());
    assert_eq!(noticing.look(), Noticed::default(), "none is there");
    drop(world.create());
    assert_eq!(noticing.look(), Noticed::ALL, "one came");
    assert_eq!(noticing.look(), Noticed::default(), "once");
    let aside = world.folder.path().join("aside");
    std::fs::rename(world.dir(), &aside).expect("moved");
    assert_eq!(noticing.look(), Noticed::ALL, "it went");
    drop(world.create());
    assert_eq!(noticing.look(), Noticed::ALL, "another is in its place");
}

#[test]
fn an_erased_vault_leaves_no_byte_and_what_is_not_its_own_stays() {
    let world = World::new();
    let (vault, _) = furnished(&world);
    let log_size = vault.info().expect("info").log_size;
    drop(vault);
    let letter = world.dir().join("letter.txt");
    std::fs::write(&letter, "somebody else's").expect("written");
    erase(&world.dir(), world.outside.clone(), log_size).expect("erased");
    let left: Vec<_> =
        std::fs::read_dir(world.dir()).expect("the folder").map(|entry| entry.expect("one").path()).collect();
    assert_eq!(left, std::slice::from_ref(&letter), "only what was never the vault's");

    std::fs::remove_file(&letter).expect("removed");
    drop(world.create());
    erase(&world.dir(), world.outside.clone(), 1).expect("erased");
    assert!(!world.dir().exists(), "an empty folder goes too");
}

#[test]
fn a_vault_that_grew_since_or_is_being_written_is_not_erased() {
    let world = World::new();
    let mut vault = world.create();
    let log_size = vault.info().expect("info").log_size;
    let busy = erase(&world.dir(), world.outside.clone(), log_size);
    assert!(matches!(busy, Err(VaultError::VaultBusy)), "somebody has it open for writing: {busy:?}");
    add(&mut vault, "a", b"kept after the copy was made");
    drop(vault);
    let grown = erase(&world.dir(), world.outside.clone(), log_size);
    assert!(matches!(grown, Err(VaultError::VaultBusy)), "the copy does not have it: {grown:?}");
    let vault = Vault::open(&world.dir(), world.outside.clone(), Access::Read).expect("it still opens");
    assert!(vault.check(&Unwatched).expect("a check").is_whole(), "and nothing of it is gone");
}
