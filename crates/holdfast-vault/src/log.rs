//! Reading the log: entries, leaf hashes, the newest checkpoint, bodies.

use crate::error::{Result, VaultError};
use crate::items::RECORD_AT_MOST_BYTES;
use crate::tables::entry::{self, EntryRow};
use crate::vault::Vault;
use holdfast_proof::Digest;
use holdfast_proof::log::Entry;
use std::ops::Range;

/// One entry with its exact line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    pub n: u64,
    /// Without its line feed.
    pub line: String,
    pub entry: Entry,
    /// The line's leaf hash, computed from it.
    pub leaf: Digest,
}

impl LogEntry {
    /// Understands a row by its line alone.
    pub(crate) fn read(row: EntryRow) -> Result<Self> {
        let damaged = |detail: String| VaultError::damaged(format!("log entry {}: {detail}", row.n));
        let entry = Entry::parse_line(&row.line).map_err(|error| damaged(error.to_string()))?;
        let leaf = holdfast_proof::log::leaf_hash(&row.line);
        let line = String::from_utf8(row.line.clone()).map_err(|error| damaged(error.to_string()))?;
        if entry.n != row.n {
            return Err(damaged(format!("its line says {}", entry.n)));
        }
        Ok(Self { n: entry.n, line, entry, leaf })
    }
}

impl Vault {
    /// Entries in the log.
    pub fn log_size(&self) -> Result<u64> {
        entry::count(&self.connection)
    }

    /// Entries by number.
    pub fn entries(&self, range: Range<u64>) -> Result<Vec<LogEntry>> {
        entry::range(&self.connection, range)?.into_iter().map(LogEntry::read).collect()
    }

    /// The leaf hashes of the whole log, in order.
    pub fn leaf_hashes(&self) -> Result<Vec<Digest>> {
        entry::leaves(&self.connection, entry::count(&self.connection)?)
    }

    /// The newest checkpoint: a signed note.
    pub fn checkpoint(&self) -> Result<Vec<u8>> {
        let newest = entry::newest_checkpoint(&self.connection)?;
        Ok(newest.ok_or_else(|| VaultError::damaged("the log has no checkpoint"))?.2)
    }

    /// The bytes of an entry's body, checked. `None`: the entry names a seal, or its body was erased.
    pub fn body(&self, n: u64) -> Result<Option<Vec<u8>>> {
        match entry::body(&self.connection, n)? {
            Some(body) if !body.erased => self.store.read_small(&body.digest, RECORD_AT_MOST_BYTES).map(Some),
            _ => Ok(None),
        }
    }
}
