//! Epochs and keys: a copied or restored log goes on openly; there is never a second key.

use crate::world::{World, add, outside};
use holdfast_proof::body::{Body, Continues};
use holdfast_proof::checkpoint::SignedCheckpoint;
use holdfast_proof::log::EntryKind;
use holdfast_proof::{key::SecretKey, sshsig};
use holdfast_vault::{Access, CheckCode, Unwatched, Vault};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    std::fs::set_permissions(to, std::fs::Permissions::from_mode(0o700)).expect("set");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Epoch, and the reason of the newest continuation.
fn epoch(vault: &Vault) -> (u32, Option<String>) {
    let size = vault.log_size().expect("size");
    let entries = vault.entries(0..size).expect("entries");
    let continued = entries.iter().rev().find(|entry| entry.entry.kind == EntryKind::Continues);
    let reason = continued.map(|entry| {
        let body = vault.body(entry.n).expect("read").expect("there");
        Continues::parse(&body).expect("a body").0.reason
    });
    let note = SignedCheckpoint::parse(&vault.checkpoint().expect("a note")).expect("a checkpoint");
    assert_eq!(note.checkpoint.size, size, "the newest checkpoint covers the log");
    assert!(note.verify(&vault.public_key().expect("a key")), "and is signed by the key");
    (note.checkpoint.origin.epoch, reason)
}

#[test]
fn opening_again_on_the_same_machine_appends_nothing() {
    let world = World::new();
    let mut vault = world.create();
    add(&mut vault, "a", b"a");
    let size = vault.log_size().expect("size");
    drop(vault);
    let vault = world.open();
    assert_eq!((vault.log_size().expect("size"), epoch(&vault)), (size, (1, None)), "the mark fits");
}

#[test]
fn a_machine_without_the_mark_begins_a_new_epoch() {
    let world = World::new();
    drop(world.create());
    let elsewhere = outside(9, &world.folder.path().join("other-marks"));
    let vault = Vault::open(&world.dir(), elsewhere.clone(), Access::Write).expect("opens");
    assert_eq!(epoch(&vault), (2, Some("no-mark-here".to_owned())), "said in the log");
    drop(vault);
    let vault = Vault::open(&world.dir(), elsewhere, Access::Write).expect("opens");
    assert_eq!(epoch(&vault).0, 2, "once");
    world.assert_whole("the first machine sees a log that extends its mark");
    assert_eq!(epoch(&world.open()).0, 2, "and goes on with it silently");
}

#[test]
fn a_restored_backup_is_found_and_goes_on_in_a_new_epoch() {
    let world = World::new();
    let mut vault = world.create();
    add(&mut vault, "a", b"a");
    drop(vault);
    let backup = world.folder.path().join("backup");
    copy_folder(&world.dir(), &backup);
    let mut vault = world.open();
    add(&mut vault, "b", b"b");
    drop(vault);
    std::fs::remove_dir_all(world.dir()).expect("lost");
    copy_folder(&backup, &world.dir());
    let found: Vec<_> = world.check().findings.iter().map(|finding| finding.code).collect();
    assert!(found.contains(&CheckCode::LogBehindMark), "a rolled-back log is found: {found:?}");
    let vault = world.open();
    assert_eq!(epoch(&vault), (2, Some("behind-mark".to_owned())), "and goes on openly");
    drop(vault);
    let report = world.check();
    let found: Vec<_> = report.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, [CheckCode::LogWentOn], "whole again, and still told");
}

#[test]
fn a_backup_restored_twice_never_signs_two_histories_under_one_origin() {
    let world = World::new();
    drop(world.create());
    let backup = world.folder.path().join("backup");
    copy_folder(&world.dir(), &backup);
    add(&mut world.open(), "a", b"a");
    let mut epochs = Vec::new();
    for bytes in [b"b", b"c"] {
        std::fs::remove_dir_all(world.dir()).expect("lost");
        copy_folder(&backup, &world.dir());
        let mut vault = world.open();
        add(&mut vault, "again", bytes);
        epochs.push(epoch(&vault).0);
    }
    assert_eq!(epochs, [2, 3], "else an honest person's bundles would call each other a fork");
    let found: Vec<_> = world.check().findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, [CheckCode::LogWentOn], "and the log is whole");
}

#[test]
fn two_copies_that_both_went_on_are_told_apart() {
    let world = World::new();
    drop(world.create());
    let twin = world.folder.path().join("twin");
    copy_folder(&world.dir(), &twin);
    add(&mut world.open(), "a", b"a");
    let other = outside(99, &world.folder.path().join("nowhere-yet"));
    let mut other_vault = Vault::open(&twin, other, Access::Write).expect("opens");
    add(&mut other_vault, "b", b"b");
    add(&mut other_vault, "c", b"c");
    drop(other_vault);
    let vault = Vault::open(&twin, world.outside.clone(), Access::Read).expect("opens");
    let report = vault.check(&Unwatched).expect("runs");
    assert!(report.findings.iter().any(|finding| finding.code == CheckCode::LogBehindMark), "beside the mark");
    drop(vault);
    let vault = Vault::open(&twin, world.outside.clone(), Access::Write).expect("opens");
    assert_eq!(epoch(&vault), (3, Some("beside-mark".to_owned())), "longer, but another history");
}

#[test]
fn an_unwritable_place_of_marks_never_fails_what_is_kept() {
    let world = World::new();
    let mut outside = world.outside.clone();
    let file = world.folder.path().join("a-file");
    std::fs::write(&file, b"").expect("written");
    outside.marks = file.join("marks");
    let mut vault = Vault::create(&world.dir(), outside).expect("made");
    assert!(!add(&mut vault, "a", b"a").already_kept, "kept");
    let advice: Vec<_> = vault.info().expect("info").advice.iter().map(|advice| advice.code()).collect();
    assert!(advice.contains(&"marks-unwritable"), "and told: {advice:?}");
}

#[test]
fn a_missing_or_other_key_is_unreachable_and_never_replaced() {
    let world = World::new();
    drop(world.create());
    let key = world.dir().join("key");
    let seed = std::fs::read(&key).expect("the key");
    let open = || Vault::open(&world.dir(), world.outside.clone(), Access::Write).map(|_| ());
    for other in [Some(vec![3; 32]), Some(seed[..31].to_vec()), None] {
        std::fs::remove_file(&key).expect("there");
        if let Some(bytes) = &other {
            std::fs::write(&key, bytes).expect("written");
        }
        assert_eq!(open().expect_err("refused").code(), "key-unreachable", "{other:?}");
        assert!(world.check().findings.iter().any(|found| found.code == CheckCode::KeyDiffers), "found by a check");
        assert_eq!(std::fs::read(&key).ok(), other, "untouched");
        std::fs::write(&key, &seed).expect("written");
    }
    open().expect("with its key it opens");
}

#[test]
fn a_rotation_is_signed_by_both_keys_and_survives_a_crash_at_each_step() {
    let world = World::new();
    let mut vault = world.create();
    let old = vault.fingerprint().expect("a key");
    let key = |name: &str| world.dir().join(name);
    let old_seed = std::fs::read(key("key")).expect("the key");
    let new = vault.key_rotate().expect("rotated");
    assert_ne!(old, new, "another key");
    let old_public = SecretKey::from_seed(old_seed.clone().try_into().expect("32 bytes")).public_key();
    let note = SignedCheckpoint::parse(&vault.checkpoint().expect("a note")).expect("a checkpoint");
    assert!(note.verify(&old_public), "the first checkpoint with the rotation is signed by the old key");
    add(&mut vault, "a", b"a");
    assert_eq!(epoch(&vault).0, 1, "and the next by the new");
    drop(vault);
    world.assert_whole("rotated");

    // A crash after the commit, before the new file took its place.
    std::fs::rename(key("key"), key("key.new")).expect("renamed");
    std::fs::write(key("key"), &old_seed).expect("written");
    let mut vault = world.open();
    assert_eq!(vault.fingerprint().expect("a key"), new, "the recorded key wins");
    assert!(!key("key.new").exists(), "and has its place");
    add(&mut vault, "b", b"b");
    drop(vault);
    // A crash before the commit.
    std::fs::write(key("key.new"), [9; 32]).expect("written");
    drop(world.open());
    assert!(!key("key.new").exists(), "a key that never took over goes");
    world.assert_whole("after both");
}

#[test]
fn a_rotation_by_another_program_is_followed() {
    let world = World::new();
    let mut one = world.create();
    let mut two = world.open();
    two.key_rotate().expect("rotated");
    add(&mut one, "a", b"a");
    let line = one.sign_sshsig("bundle@holdfast", b"message").expect("signed");
    let signer = sshsig::verify(line.as_bytes(), "bundle@holdfast", b"message").expect("holds");
    assert_eq!(signer, two.public_key().expect("a key"), "never the old key again");
    world.assert_whole("two programs, one key");
}

#[test]
fn a_copy_of_the_key_is_private_and_replaces_nothing() {
    let world = World::new();
    let mut vault = world.create();
    let file = world.folder.path().join("my-key");
    vault.key_copy_to(&file).expect("copied");
    assert_eq!(std::fs::read(&file).expect("read"), std::fs::read(world.dir().join("key")).expect("read"), "the seed");
    assert_eq!(file.metadata().expect("there").permissions().mode() & 0o777, 0o600, "nobody else reads it");
    assert_eq!(vault.key_copy_to(&file).expect_err("there already").code(), "cannot-write", "never replaced");
}
