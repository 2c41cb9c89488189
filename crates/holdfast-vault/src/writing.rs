//! A turn of writing: entries appended to the log and rows beside them, committed together.
//!
//! 1. `BEGIN IMMEDIATE`; the vault's row says epoch and key as they are now.
//! 2. Entries are appended: line, leaf hash, frontier, the dispute's chain.
//! 3. The new root is signed as a checkpoint with the key of the beginning of the turn.
//! 4. `COMMIT`: everything or nothing.
//!
//! Objects named here were made durable before 1.

use crate::error::{Result, VaultError};
use crate::outside::Outside;
use crate::tables::entry::EntryRow;
use crate::tables::vault_row::VaultRow;
use crate::tables::{dispute, entry};
use chrono::{DateTime, Utc};
use holdfast_proof::checkpoint::{Checkpoint, Origin};
use holdfast_proof::key::SecretKey;
use holdfast_proof::log::{self, ChainLink, Entry, EntryKind, EntrySalt, NO_PREVIOUS};
use holdfast_proof::tree::Frontier;
use holdfast_proof::{Digest, DisputeId, ItemId, time};
use rusqlite::Connection;

use crate::mark::HighWater;

/// The log's next lines and everything that goes with them.
pub(crate) struct Writing<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) outside: &'a Outside,
    pub(crate) vault: VaultRow,
    /// One moment for everything in this turn.
    at: DateTime<Utc>,
    key: &'a SecretKey,
    frontier: Frontier,
    appended: bool,
}

/// An entry that was just appended.
pub(crate) struct Appended {
    pub(crate) n: u64,
    /// The log's `at`.
    pub(crate) at: String,
}

/// A body that is durable already and now enters the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) digest: Digest,
    pub(crate) size_bytes: u64,
}

impl<'a> Writing<'a> {
    pub(crate) fn new(
        connection: &'a Connection,
        outside: &'a Outside,
        vault: VaultRow,
        key: &'a SecretKey,
        frontier: Frontier,
    ) -> Self {
        let at = outside.clock.now().with_timezone(&Utc);
        Self { connection, outside, vault, at, key, frontier, appended: false }
    }

    /// Reads the frontier of the log as it is.
    pub(crate) fn read_frontier(connection: &Connection) -> Result<Frontier> {
        let frontier = Frontier::from_bytes(&entry::frontier(connection)?)
            .ok_or_else(|| VaultError::damaged("the log's frontier does not fit its size"))?;
        if frontier.size() != entry::count(connection)? {
            return Err(VaultError::damaged("the log's frontier is of another size than the log"));
        }
        Ok(frontier)
    }

    /// Number of entries so far.
    pub(crate) fn size(&self) -> u64 {
        self.frontier.size()
    }

    pub(crate) fn origin(&self) -> Origin {
        Origin { vault: self.vault.id, epoch: self.vault.epoch }
    }

    /// The time of this turn, as the log writes it.
    pub(crate) fn now(&self) -> String {
        time::wall(&self.at)
    }

    /// Appends one entry; with a dispute, also to its chain.
    pub(crate) fn append(&mut self, kind: EntryKind, reference: Digest, of: Option<&DisputeId>) -> Result<Appended> {
        let link = of.map(|id| self.next_link(id)).transpose()?;
        let entry = Entry {
            n: self.frontier.size(),
            at: self.at,
            kind,
            salt: EntrySalt::from_bytes(self.outside.random_array()),
            reference,
            dispute: link,
        };
        let line = entry.to_line().into_bytes();
        let leaf = log::leaf_hash(&line);
        let seal = kind.refers_to_seal().then_some(reference);
        let row = EntryRow { n: entry.n, line, leaf, kind: kind.as_str().to_owned(), dispute: of.copied(), seal };
        entry::insert(self.connection, &row)?;
        if let Some(link) = link {
            dispute::set_chain(self.connection, &link.id, link.n, &leaf)?;
        }
        self.frontier.append(leaf);
        self.appended = true;
        Ok(Appended { n: entry.n, at: time::wall(&entry.at) })
    }

    /// Appends an entry about a body. `about`: the item with whose removal the body is erased.
    pub(crate) fn say(
        &mut self,
        kind: EntryKind,
        said: Said,
        of: Option<&DisputeId>,
        about: Option<&ItemId>,
    ) -> Result<Appended> {
        let appended = self.append(kind, said.digest, of)?;
        entry::insert_body(self.connection, appended.n, &said.digest, said.size_bytes, about.map(ItemId::as_bytes))?;
        Ok(appended)
    }

    /// Signs the log as it is now. `None`: nothing was appended, and nothing is signed.
    pub(crate) fn finish(self) -> Result<Option<HighWater>> {
        if !self.appended {
            return Ok(None);
        }
        let (size, root) = (self.frontier.size(), self.frontier.root());
        entry::set_frontier(self.connection, &self.frontier.to_bytes())?;
        let note = Checkpoint { origin: self.origin(), size, root }.sign(self.key);
        entry::insert_checkpoint(self.connection, size, &root, &note)?;
        Ok(Some(HighWater { epoch: self.vault.epoch, size, root }))
    }

    fn next_link(&self, id: &DisputeId) -> Result<ChainLink> {
        let held = dispute::one(self.connection, id)?;
        let prev = if held.chain_n == 0 { NO_PREVIOUS } else { held.chain_leaf };
        Ok(ChainLink { id: *id, n: held.chain_n + 1, prev })
    }
}
