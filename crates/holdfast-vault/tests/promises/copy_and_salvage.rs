//! Copying a vault whole, and finding everything again without a database.

use crate::world::{World, add, add_leaves, furnished, outside};
use holdfast_vault::{Access, CheckCode, Filter, Unwatched, Vault, VaultError, Watch, salvage};
use std::path::Path;

fn names(vault: &Vault) -> Vec<String> {
    vault.item_page(&Filter::default()).expect("a page").into_iter().map(|row| row.name).collect()
}

#[test]
fn a_copy_is_whole_and_opens_anywhere() {
    let world = World::new();
    let (vault, _) = furnished(&world);
    let target = world.folder.path().join("deep/er/copy");
    let report = vault.copy_to(&target, &Unwatched).expect("copied");
    assert!(report.is_whole(), "checked before it gets its name");
    let elsewhere = outside(4, &world.folder.path().join("elsewhere"));
    let copy = Vault::open(&target, elsewhere, Access::Write).expect("opens for writing");
    assert_eq!(names(&copy), names(&vault), "the same items");
    assert_eq!(copy.dispute_list().expect("list"), vault.dispute_list().expect("list"), "the same disputes");
    assert_eq!(copy.info().expect("info").epoch, 2, "and goes on as a copy");
    assert_eq!(vault.copy_to(&target, &Unwatched).expect_err("taken").code(), "vault-exists", "never into a vault");
}

#[test]
fn a_damaged_vault_is_not_copied_and_half_a_copy_has_no_name() {
    struct Stop;
    impl Watch for Stop {
        fn cancelled(&self) -> bool {
            true
        }
    }
    let world = World::new();
    let (vault, ids) = furnished(&world);
    let target = world.folder.path().join("copy");
    assert_eq!(vault.copy_to(&target, &Stop).expect_err("stopped").code(), "cancelled", "cancelled");
    let name = vault.item(ids[0]).expect("detail").row.sha256.to_string();
    std::fs::remove_file(world.dir().join("objects").join(&name[..2]).join(&name[2..])).expect("damage");
    assert_eq!(vault.copy_to(&target, &Unwatched).expect_err("damaged").code(), "object-missing", "damaged");
    let names = std::fs::read_dir(world.folder.path()).expect("listed").flatten().map(|entry| entry.file_name());
    let left = names.filter(|name| name.to_string_lossy().starts_with("copy")).count();
    assert_eq!(left, 0, "nothing is left");
}

#[test]
fn a_copy_made_while_others_write_is_one_moment_of_the_vault() {
    let world = World::new();
    let (vault, _) = furnished(&world);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut writer = world.open();
            for number in 0..30_u8 {
                let kept = add(&mut writer, "w", &[number, 200]);
                if number % 3 == 0 {
                    writer.remove(kept.id, "x").expect("removed");
                }
            }
        });
        for number in 0..3 {
            let target = world.folder.path().join(format!("copy {number}"));
            assert!(vault.copy_to(&target, &Unwatched).expect("copied").is_whole(), "copy {number}");
        }
        writer.join().expect("the writer");
    });
}

fn lose_database(dir: &Path) {
    for name in ["vault.db", "vault.db-wal", "vault.db-shm"] {
        let _ = std::fs::remove_file(dir.join(name));
    }
}

#[test]
fn without_its_database_every_item_is_found_again() {
    let world = World::new();
    let (mut vault, ids) = furnished(&world);
    let fingerprint = vault.fingerprint().expect("a key");
    let extra = add(&mut vault, "extra", b"extra");
    add_leaves(&mut vault, &extra);
    let (before, vault_id) = (names(&vault), vault.info().expect("info").vault);
    drop(vault);
    lose_database(&world.dir());
    let error = Vault::open(&world.dir(), world.outside.clone(), Access::Write).expect_err("no database");
    assert!(matches!(error, VaultError::VaultDamaged { .. }), "said as damage, not as no vault");
    let report = salvage(&world.dir(), world.outside.clone(), &Unwatched).expect("salvaged");
    assert_eq!((report.items, report.notes, report.new_key), (6, 1, false), "four items, two leaves, one note");
    assert!(report.damaged.is_empty() && report.old_database.is_none(), "{report:?}");
    assert_ne!(report.vault, vault_id, "another log is another vault");
    let vault = world.open();
    assert_eq!(names(&vault), before, "every item, in the order of intake");
    assert_eq!(vault.item(ids[0]).expect("there").row.note, "ordered on the phone", "the note's body told it");
    assert_eq!(vault.fingerprint().expect("a key"), fingerprint, "the same key");
    drop(vault);
    let report = world.check();
    assert!(report.is_whole(), "{:?}", report.findings);
    assert!(report.findings.iter().all(|found| found.code == CheckCode::UnreferencedObject), "old bodies are noted");
}

#[test]
fn what_a_damaged_database_still_tells_comes_back() {
    let world = World::new();
    let (vault, _) = furnished(&world);
    let disputes = vault.dispute_list().expect("list");
    let detail = vault.dispute(disputes[0].id).expect("detail");
    drop(vault);
    let report = salvage(&world.dir(), world.outside.clone(), &Unwatched).expect("salvaged");
    assert_eq!((report.disputes, report.notes), (1, 1), "{report:?}");
    assert!(report.old_database.as_ref().is_some_and(|path| path.exists()), "set aside, never deleted");
    let vault = world.open();
    let now = vault.dispute_list().expect("list");
    assert_eq!((&now[0].name, &now[0].title), (&disputes[0].name, &disputes[0].title), "name and title");
    let now = vault.dispute(now[0].id).expect("detail");
    assert_eq!(now.facts, detail.facts, "facts");
    let shape = |detail: &holdfast_vault::DisputeDetail| {
        detail.exhibits.iter().map(|row| (row.label.clone(), row.state, row.proves.clone())).collect::<Vec<_>>()
    };
    assert_eq!(shape(&now), shape(&detail), "exhibits with numbers, order and purposes");
    drop(vault);
    assert!(world.check().is_whole(), "and it is whole");
}

#[test]
fn a_damaged_item_is_told_and_the_others_come_back() {
    let world = World::new();
    let (vault, ids) = furnished(&world);
    let name = vault.item(ids[1]).expect("detail").row.sha256.to_string();
    drop(vault);
    let path = world.dir().join("objects").join(&name[..2]).join(&name[2..]);
    std::fs::remove_file(&path).expect("gone");
    std::fs::write(&path, b"other bytes").expect("damage");
    lose_database(&world.dir());
    let report = salvage(&world.dir(), world.outside.clone(), &Unwatched).expect("salvaged");
    assert_eq!((report.items, report.damaged.len()), (3, 1), "two items and the leaves; one damaged: {report:?}");
}

#[test]
fn a_vault_that_is_open_is_not_salvaged() {
    let world = World::new();
    let vault = world.create();
    let error = salvage(&world.dir(), world.outside.clone(), &Unwatched).expect_err("open");
    assert_eq!(error.code(), "vault-busy", "its database would be pulled away");
    drop(vault);
}

#[test]
fn a_vault_of_a_newer_program_is_not_salvaged() {
    let world = World::new();
    drop(world.create());
    let database = world.dir().join("vault.db");
    let connection = rusqlite::Connection::open(&database).expect("opens");
    connection.pragma_update(None, "user_version", 99).expect("set");
    drop(connection);
    let error = salvage(&world.dir(), world.outside.clone(), &Unwatched).expect_err("refused");
    assert_eq!(error.code(), "vault-newer", "its log is whole; an older program would put a new one in its place");
    let connection = rusqlite::Connection::open(&database).expect("opens");
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("read");
    assert_eq!(version, 99, "the database is where and what it was");
}

#[test]
fn a_vault_on_media_that_cannot_be_written_opens_for_reading() {
    use std::os::unix::fs::PermissionsExt as _;
    if rustix::process::geteuid().is_root() {
        // Permissions do not bind the superuser; SQLite's immutable way is tried directly below.
        println!("skipped: read-only folders bind everyone but root");
        return;
    }
    let world = World::new();
    let (vault, _) = furnished(&world);
    let target = world.folder.path().join("disc");
    vault.copy_to(&target, &Unwatched).expect("copied");
    std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o500)).expect("set");
    let open = |access| Vault::open(&target, world.outside.clone(), access);
    assert_eq!(open(Access::Write).expect_err("refused").code(), "vault-read-only", "for writing");
    assert_eq!(names(&open(Access::Read).expect("opens")), names(&vault), "for reading");
}
