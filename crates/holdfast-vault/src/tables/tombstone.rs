//! `tombstone`, `pending_erasure`: what was removed, and what is still to be erased from the disk.
//!
//! A tombstone keeps the seal digest, which tells nothing of the content, and the user's reason, which stands in
//! the database alone. An object in `pending_erasure` is unlinked under the write lock, and only if no item uses it.

use super::{get_digest, get_item_id};
use crate::error::Result;
use holdfast_proof::{Digest, ItemId};
use rusqlite::{Connection, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE tombstone (
    seal       BLOB PRIMARY KEY CHECK (length(seal) = 32),
    id         BLOB NOT NULL CHECK (length(id) = 16),
    entry      INTEGER NOT NULL REFERENCES entry (n),
    kind       TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    reason     TEXT NOT NULL
) STRICT;
CREATE TRIGGER tombstone_stays BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'a tombstone stays'); END;
CREATE TRIGGER tombstone_remains BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'a tombstone stays'); END;

CREATE TABLE pending_erasure (
    digest BLOB PRIMARY KEY CHECK (length(digest) = 32)
) STRICT;
";

/// A removed item.
#[derive(Debug, Clone)]
pub(crate) struct Tombstone {
    pub(crate) seal: Digest,
    pub(crate) id: ItemId,
    /// Its `item` or `leaves` entry.
    pub(crate) entry: u64,
    pub(crate) kind: String,
    pub(crate) removed_at: String,
    pub(crate) reason: String,
}

pub(crate) fn insert(connection: &Connection, stone: &Tombstone) -> Result<()> {
    connection.execute(
        "INSERT INTO tombstone (seal, id, entry, kind, removed_at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            stone.seal.as_bytes().as_slice(),
            stone.id.as_bytes().as_slice(),
            super::int(stone.entry),
            stone.kind,
            stone.removed_at,
            stone.reason
        ],
    )?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Tombstone>> {
    let mut statement =
        connection.prepare_cached("SELECT seal, id, entry, kind, removed_at, reason FROM tombstone ORDER BY entry")?;
    let rows = statement.query_map([], |row| {
        Ok(Tombstone {
            seal: get_digest(row, 0)?,
            id: get_item_id(row, 1)?,
            entry: super::get_u64(row, 2)?,
            kind: row.get(3)?,
            removed_at: row.get(4)?,
            reason: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The `item` or `leaves` entry of a removed item.
pub(crate) fn entry_of(connection: &Connection, seal: &Digest) -> Result<Option<u64>> {
    use rusqlite::OptionalExtension as _;
    let mut statement = connection.prepare_cached("SELECT entry FROM tombstone WHERE seal = ?1")?;
    Ok(statement.query_row([seal.as_bytes().as_slice()], |row| super::get_u64(row, 0)).optional()?)
}

pub(crate) fn await_erasure(connection: &Connection, digests: &[Digest]) -> Result<()> {
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO pending_erasure (digest) VALUES (?1)")?;
    for digest in digests {
        statement.execute([digest.as_bytes().as_slice()])?;
    }
    Ok(())
}

pub(crate) fn awaiting_erasure(connection: &Connection) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached("SELECT digest FROM pending_erasure")?;
    let rows = statement.query_map([], |row| get_digest(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn erased(connection: &Connection, digest: &Digest) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM pending_erasure WHERE digest = ?1")?
        .execute([digest.as_bytes().as_slice()])?;
    Ok(())
}
