//! Removal: bytes go for good, the log stays whole, what others use stays.

use crate::world::{World, add, add_leaves, furnished, keep_draft};
use holdfast_proof::log::EntryKind;
use rusqlite::Connection;

fn every_byte_under(dir: &std::path::Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(every_byte_under(&path));
        } else {
            all.extend(std::fs::read(&path).expect("readable"));
        }
    }
    all
}

fn contains(all: &[u8], text: &str) -> bool {
    all.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn nothing_of_a_removed_item_is_left_on_the_disk() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "secret-name-of-file.bin", b"secret-content-of-file");
    add_leaves(&mut vault, &kept);
    vault.note_set(kept.id, "secret-note-on-file").expect("noted");
    vault.thumbnail_put(kept.id, "p001.txt", "image/webp", b"secret-thumbnail-of-file").expect("a thumbnail");
    let dispute = vault.dispute_create("Kettle").expect("made").id;
    vault.attach(dispute, &[kept.id], Some("secret-purpose-of-file")).expect("attached");
    let before = every_byte_under(&world.dir());
    let texts = ["secret-name-of", "secret-content-of", "secret-note-on", "secret-thumbnail-of", "secret-purpose-of"];
    assert!(texts.iter().all(|text| contains(&before, text)), "the search finds what is there");
    let removed = vault.remove(kept.id, "asked for").expect("removed");
    let after = every_byte_under(&world.dir());
    for text in texts {
        assert!(!contains(&after, text), "{text} is still somewhere");
    }
    assert!(
        removed.still_used.is_empty() && removed.objects_erased == 10,
        "two items of four, two bodies: {removed:?}"
    );
    assert_eq!(vault.item(kept.id).expect_err("gone").code(), "item-unknown", "gone from the catalogue");
    world.assert_whole("a removal is no damage");
}

#[test]
fn a_removal_stands_in_the_chain_of_every_dispute_that_names_the_item() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "a", b"a");
    let disputes: Vec<_> = ["x", "y"].map(|title| vault.dispute_create(title).expect("made").id).into();
    for dispute in &disputes {
        vault.attach(*dispute, &[kept.id], None).expect("attached");
    }
    vault.detach(disputes[1], &[kept.id]).expect("detached");
    vault.remove(kept.id, "x").expect("removed");
    for dispute in disputes {
        let history = vault.dispute(dispute).expect("detail").history;
        let last = history.last().expect("entries");
        assert_eq!((last.kind, last.label.as_deref()), (EntryKind::Removed, Some("E01")), "seen in the next bundle");
    }
    let alone = add(&mut vault, "b", b"b");
    vault.remove(alone.id, "x").expect("removed");
    let size = vault.log_size().expect("size");
    let last = vault.entries(size - 1..size).expect("entries").remove(0).entry;
    assert_eq!(
        (last.kind, last.dispute, last.reference),
        (EntryKind::Removed, None, alone.seal_sha256),
        "else outside"
    );
}

#[test]
fn bytes_that_another_item_uses_stay_and_are_told() {
    let world = World::new();
    let mut vault = world.create();
    let first = add(&mut vault, "a", b"shared");
    let mut other = crate::world::draft(&vault, "page", b"shared");
    other.dedupe = false;
    let other = keep_draft(&mut vault, other);
    let removed = vault.remove(first.id, "x").expect("removed");
    assert_eq!(removed.still_used, [first.sha256], "the caller can say so");
    assert!(vault.objects().open(&other.sha256).is_ok(), "the other item is whole");
    world.assert_whole("shared");
    assert!(!add(&mut vault, "a", b"shared").already_kept, "a removed item is not what was added before");
}

#[test]
fn a_record_that_was_added_as_a_file_stays_its_items_record() {
    let world = World::new();
    let mut vault = world.create();
    let first = add(&mut vault, "a", b"a");
    let record = vault.item(first.id).expect("detail").files[1].clone();
    let bytes = vault.objects().read_small(&record.digest, 1 << 20).expect("capture.json");
    let exported = add(&mut vault, "capture.json", &bytes);
    assert_eq!(exported.sha256, record.digest, "one object for both");
    vault.remove(exported.id, "not needed").expect("removed");
    world.assert_whole("the first item still has its record");
}

#[test]
fn a_removal_names_the_bundles_that_were_sent() {
    let world = World::new();
    let (mut vault, ids) = furnished(&world);
    let removed = vault.remove(ids[0], "x").expect("removed");
    assert_eq!(removed.bundles.len(), 1, "it was in one");
    assert_eq!(removed.bundles[0].file_name.as_deref(), Some("kettle.zip"), "by name");
    assert!(vault.remove(ids[2], "x").expect("removed").bundles.is_empty(), "the detached one was in none");
    world.assert_whole("after removals");
}

#[test]
fn a_removal_that_a_crash_cut_short_is_ended_at_the_next_opening() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "a", b"still here");
    let path = |digest: &holdfast_proof::Digest| {
        let name = digest.to_string();
        world.dir().join("objects").join(&name[..2]).join(&name[2..])
    };
    let saved = std::fs::read(path(&kept.sha256)).expect("the object");
    vault.remove(kept.id, "x").expect("removed");
    drop(vault);
    // As if the crash came before the unlinking.
    std::fs::write(path(&kept.sha256), saved).expect("put back");
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    connection
        .execute("INSERT INTO pending_erasure (digest) VALUES (?1)", [kept.sha256.as_bytes().as_slice()])
        .expect("noted");
    drop(connection);
    let report = world.check();
    assert!(report.is_whole() && !report.findings.is_empty(), "noted, and no damage: {report:?}");
    drop(world.open());
    assert!(!path(&kept.sha256).exists(), "ended at opening");
    world.assert_whole("ended");
}
