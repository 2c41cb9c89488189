//! Removing an item: its bytes go, its place in the log stays.
//!
//! 1. One transaction: a `removed` entry in the chain of every dispute that names it (or one outside any chain), a
//!    tombstone with its seal digest, rows away, its objects noted as awaiting erasure.
//! 2. Under the write lock each of those objects is unlinked, unless another item uses it, and that is made durable.
//! 3. The write-ahead log is emptied, so that nothing of the rows remains there; deleted rows are overwritten. A
//!    snapshot of before the schema changed would still tell of the item, and goes.
//!
//! A crash after 1 is taken up again at the next opening for writing. Its leaves items go with it, and so do the time
//! proofs over its own list; a batch that names its seal stays, for the other items in it.

use crate::error::{Result, VaultError};
use crate::export::BundleRow;
use crate::tables::tombstone::Tombstone;
use crate::tables::{entry, exhibit, export, item, time_proof, tombstone};
use crate::vault::Vault;
use crate::writing::Writing;
use crate::{durable, erase};
use holdfast_proof::log::EntryKind;
use holdfast_proof::{Digest, ItemId};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a removal did, and what it cannot undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    pub id: ItemId,
    pub seal_sha256: Digest,
    /// Finished bundles that hold it: they have been handed out, perhaps.
    pub bundles: Vec<BundleRow>,
    pub objects_erased: u64,
    /// Parts that stay because another item has the same bytes.
    pub still_used: Vec<Digest>,
}

impl Vault {
    /// Removes an item for good. The reason stands in the database alone.
    pub fn remove(&mut self, id: ItemId, reason: &str) -> Result<Removed> {
        let (seal_sha256, bundles, digests) = self.write(|writing| {
            let key = item::require_key(writing.connection, &id)?;
            let seal = item::one(writing.connection, key)?.seal_sha256;
            let bundles = export::with_seal(writing.connection, &seal)?;
            let mut digests = BTreeSet::new();
            for (leaves_key, leaves_id) in item::leaves_of(writing.connection, &seal)? {
                remove_one(writing, leaves_key, leaves_id, reason, &mut digests)?;
            }
            remove_one(writing, key, id, reason, &mut digests)?;
            Ok((seal, bundles, digests))
        })?;
        self.finish_erasures()?;
        let still_used = digests.iter().filter(|digest| self.store.exists(digest)).copied().collect::<Vec<_>>();
        let objects_erased = (digests.len() - still_used.len()) as u64;
        Ok(Removed { id, seal_sha256, bundles, objects_erased, still_used })
    }

    /// Steps 2 and 3; also at every opening for writing.
    pub(crate) fn finish_erasures(&mut self) -> Result<()> {
        if tombstone::awaiting_erasure(&self.connection)?.is_empty() {
            return Ok(());
        }
        let store = self.store.clone();
        self.write(|writing| {
            // Under the lock, so that nobody can keep an item with these bytes between the question and the act.
            let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
            for digest in tombstone::awaiting_erasure(writing.connection)? {
                if !item::uses_object(writing.connection, &digest)? {
                    store.erase(&digest)?;
                    folders.extend(store.path(&digest).parent().filter(|folder| folder.exists()).map(Path::to_owned));
                }
                tombstone::erased(writing.connection, &digest)?;
            }
            for folder in folders {
                durable::sync_folder(&folder).map_err(|error| VaultError::writing(&folder, error))?;
            }
            Ok(())
        })?;
        // A reader may hold the old state for as long as it reads; then the next writer empties the log.
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        erase::erase_snapshots(&self.dir)
    }
}

/// Entries, tombstone and rows of one item; its objects are added to `digests`.
fn remove_one(
    writing: &mut Writing<'_>,
    key: i64,
    id: ItemId,
    reason: &str,
    digests: &mut BTreeSet<Digest>,
) -> Result<()> {
    let row = item::one(writing.connection, key)?;
    let seal = row.seal_sha256;
    let disputes = exhibit::of_item(writing.connection, key)?;
    for (dispute, ..) in &disputes {
        writing.append(EntryKind::Removed, seal, Some(dispute))?;
    }
    if disputes.is_empty() {
        writing.append(EntryKind::Removed, seal, None)?;
    }
    let mut gone: Vec<Digest> = item::files(writing.connection, key)?.iter().map(|file| file.digest).collect();
    gone.extend(entry::erase_bodies_about(writing.connection, id.as_bytes())?);
    tombstone::insert(
        writing.connection,
        &Tombstone {
            seal,
            id,
            entry: item::entry_of(writing.connection, key)?,
            kind: row.kind.as_str().to_owned(),
            removed_at: writing.now(),
            reason: reason.to_owned(),
        },
    )?;
    exhibit::remove(writing.connection, &seal)?;
    item::delete(writing.connection, key)?;
    gone.extend(time_proof::delete_own(writing.connection, &seal)?);
    tombstone::await_erasure(writing.connection, &gone)?;
    digests.extend(gone);
    Ok(())
}
