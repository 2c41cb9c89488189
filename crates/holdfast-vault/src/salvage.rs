//! `vault salvage`: the database is lost or damaged, the objects are there.
//!
//! 1. Whatever the old database still tells is read: disputes, notes, keys of leaves. Often that is nothing.
//! 2. Every object that is a whole item.sha256 is looked at: its records and parts are read and hashed.
//! 3. A new database is made with an entry for each whole item, under a name of its own.
//! 4. The old database is set aside as `vault.db.damaged-<time>`, never deleted; the new one takes its place.
//! 5. Time proofs over lists that were found are kept again; notes and disputes that were read in 1 are said again.
//!
//! The log that bundles of before came from is lost with its database, so this is another vault: it has a new id,
//! and its log begins with genesis and `continues` (`salvaged`). The key stays the same if it is there.

mod old;
mod scan;

use crate::error::{Result, VaultError};
use crate::items::keep_one;
use crate::layout::{DATABASE, INCOMING, KEY, LOCK, OBJECTS};
use crate::mark;
use crate::objects::ObjectStore;
use crate::outside::{Outside, Watch};
use crate::sealing::SealedItem;
use crate::tables::{item, vault_row};
use crate::vault::{Access, Vault, begin_log, close};
use crate::writing::Writing;
use crate::{database, durable, key};
use holdfast_proof::body::Continues;
use holdfast_proof::key::SecretKey;
use holdfast_proof::{Salt, VaultId, time};
use rustix::fs::FlockOperation;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The new database while it is made.
const NEW_DATABASE: &str = "vault.db.salvaged";
/// Items kept in one turn.
const TURN: usize = 500;

/// What a salvage found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SalvageReport {
    /// The vault as it is now.
    pub vault: VaultId,
    /// Whole items, kept again; leaves items are counted too.
    pub items: u64,
    /// Items found whose records or parts are missing or damaged: seal digest and what is wrong.
    pub damaged: Vec<String>,
    /// Objects that belong to none of these items: left by removals, cancelled intakes, lost items, old bodies.
    pub unplaced: u64,
    /// Disputes that the old database still told.
    pub disputes: u64,
    /// Notes that came back.
    pub notes: u64,
    /// Time proofs that were found and kept again.
    pub proofs: u64,
    /// Disputes whose exhibits have other numbers now, because an item of theirs is lost.
    pub renumbered: Vec<String>,
    /// Where the old database lies.
    pub old_database: Option<PathBuf>,
    /// True: the key was lost too, and a new one was made.
    pub new_key: bool,
}

/// Finds every sealed item again from the objects in `dir` and makes a new database for them.
///
/// Nothing is deleted. Errors: `not-a-vault` (no objects), `vault-busy` (a program has the vault open), `vault-newer` and
/// `vault-unfinished` (there is nothing wrong with it), `disk-full`, `cancelled`; then the folder is as it was.
pub fn salvage(dir: &Path, outside: Outside, watch: &dyn Watch) -> Result<SalvageReport> {
    let objects = dir.join(OBJECTS);
    if !objects.is_dir() {
        return Err(VaultError::NotAVault { dir: dir.to_owned() });
    }
    refuse_open(&objects)?;
    refuse_sound(dir, &outside)?;
    let store = ObjectStore::open_for_writing(&objects, outside.random.as_ref(), outside.spare_bytes)?;
    let old = old::read(&dir.join(DATABASE));
    let found = scan::scan(&store, &old, watch)?;
    let (secret, new_key) = match key::read(&dir.join(KEY)) {
        Ok(Some(secret)) => (secret, false),
        // Nothing else can sign; the old bundles stay checkable with the old public key.
        _ => (SecretKey::from_seed(outside.random_array()), true),
    };
    let id = VaultId::from_random(outside.random_array());
    let head = make_database(dir, &store, &outside, id, &secret, &found.items)?;
    drop(store);
    if new_key {
        set_aside(dir, KEY, &suffix(&outside))?;
        key::store_new(dir, &secret)?;
    }
    let old_database = set_aside(dir, DATABASE, &suffix(&outside))?;
    let place = |from: &str| std::fs::rename(dir.join(from), dir.join(DATABASE));
    place(NEW_DATABASE).map_err(|error| VaultError::writing(&dir.join(DATABASE), error))?;
    durable::sync_folder(dir).map_err(|error| VaultError::writing(dir, error))?;
    mark::write(&outside.marks, id, &head);

    let mut vault = Vault::open(dir, outside, Access::Write)?;
    let said = old::say_again(&mut vault, &old, &found)?;
    Ok(SalvageReport {
        vault: id,
        items: found.items.len() as u64,
        damaged: found.damaged,
        unplaced: found.unplaced,
        disputes: said.disputes,
        notes: said.notes,
        proofs: said.proofs,
        renumbered: said.renumbered,
        old_database,
        new_key,
    })
}

/// A database that this program cannot open, and that is not damaged, is not pulled away from under the one that can.
fn refuse_sound(dir: &Path, outside: &Outside) -> Result<()> {
    match Vault::open(dir, outside.clone(), Access::Read) {
        Err(error @ (VaultError::VaultNewer { .. } | VaultError::VaultBusy | VaultError::VaultUnfinished)) => {
            Err(error)
        }
        _ => Ok(()),
    }
}

/// A new database beside the old one, whole and closed.
fn make_database(
    dir: &Path,
    store: &ObjectStore,
    outside: &Outside,
    id: VaultId,
    secret: &SecretKey,
    items: &[SealedItem],
) -> Result<mark::HighWater> {
    let path = dir.join(NEW_DATABASE);
    for ending in ["", "-wal", "-shm", "-journal"] {
        let left = dir.join(format!("{NEW_DATABASE}{ending}"));
        durable::remove_if_there(&left).map_err(|error| VaultError::writing(&left, error))?;
    }
    let mut connection = database::create(&path)?;
    let continues = Continues {
        salt: Salt::from_bytes(outside.random_array()),
        epoch: 2,
        mark: None,
        reason: "salvaged".to_owned(),
        public_key: None,
    };
    let mut head = begin_log(&mut connection, store, outside, id, secret, Some(&continues))?;
    for turn in items.chunks(TURN) {
        let transaction = database::begin(&mut connection)?;
        let row = vault_row::read(&transaction)?.ok_or_else(|| VaultError::damaged("the vault's row is missing"))?;
        let frontier = Writing::read_frontier(&transaction)?;
        let mut writing = Writing::new(&transaction, outside, row, secret, frontier);
        for sealed in turn {
            // What was kept twice before is kept twice again: each seal is an item of its own.
            if item::by_seal(&transaction, &sealed.seal)?.is_none() {
                keep_one(&mut writing, sealed)?;
            }
        }
        head = writing.finish()?.unwrap_or(head);
        transaction.commit()?;
    }
    close(connection)?;
    durable::sync_file(&path).map_err(|error| VaultError::writing(&path, error))?;
    Ok(head)
}

/// Whoever has the vault open for writing holds the store's lock.
fn refuse_open(objects: &Path) -> Result<()> {
    let Ok(lock) = std::fs::File::open(objects.join(INCOMING).join(LOCK)) else { return Ok(()) };
    match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
        Err(rustix::io::Errno::WOULDBLOCK) => Err(VaultError::VaultBusy),
        _ => Ok(()),
    }
}

/// Gives a file and SQLite's files beside it another name; `None`: it is not there.
fn set_aside(dir: &Path, name: &str, suffix: &str) -> Result<Option<PathBuf>> {
    let aside = format!("{name}.damaged-{suffix}");
    // The write-ahead log first: under the name of the new database it would be read into it.
    for ending in ["-wal", "-shm", "-journal", ""] {
        let (from, to) = (dir.join(format!("{name}{ending}")), dir.join(format!("{aside}{ending}")));
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(VaultError::writing(&to, error)),
            _ => {}
        }
    }
    let aside = dir.join(aside);
    Ok(aside.exists().then_some(aside))
}

/// The time, as it can stand in a file's name.
fn suffix(outside: &Outside) -> String {
    time::wall(&outside.clock.now().to_utc()).replace([':', '.', '-'], "")
}
