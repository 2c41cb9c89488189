//! `thumbnail`, `leaf_key`, `reading`: what is made from items and can be made again, and the keys of leaves.
//!
//! None of it is evidence; all of it goes with its item. Every leaves item has its key here; one whose key was lost
//! with a database has 32 zeros, so that a missing row is a finding.

use super::get_item_id;
use crate::error::Result;
use holdfast_proof::ItemId;
use rusqlite::{Connection, OptionalExtension as _, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE thumbnail (
    item       INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    part       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (item, part)
) STRICT;

CREATE TABLE leaf_key (
    item  INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
    bytes BLOB NOT NULL CHECK (length(bytes) = 32)
) STRICT;

CREATE TABLE reading (
    item    INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    reader  TEXT NOT NULL,
    version TEXT NOT NULL,
    outcome TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (item, reader)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn put_thumbnail(
    connection: &Connection,
    key: i64,
    part: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<()> {
    connection.execute(
        "INSERT INTO thumbnail (item, part, media_type, bytes) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (item, part) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes",
        params![key, part, media_type, bytes],
    )?;
    Ok(())
}

pub(crate) fn thumbnail(connection: &Connection, key: i64, part: &str) -> Result<Option<(String, Vec<u8>)>> {
    let mut statement =
        connection.prepare_cached("SELECT media_type, bytes FROM thumbnail WHERE item = ?1 AND part = ?2")?;
    Ok(statement.query_row(params![key, part], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// What stands where the key was lost: nobody draws it by chance.
const LOST: [u8; 32] = [0; 32];

/// `None`: the key is lost.
pub(crate) fn put_leaf_key(connection: &Connection, key: i64, bytes: Option<&[u8; 32]>) -> Result<()> {
    let bytes = bytes.unwrap_or(&LOST);
    connection.execute("INSERT INTO leaf_key (item, bytes) VALUES (?1, ?2)", params![key, bytes.as_slice()])?;
    Ok(())
}

/// A leaves item's key as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeafKey {
    Known([u8; 32]),
    /// Lost with a database; its lines can no longer be shown one by one.
    Lost,
    /// There is no row.
    Missing,
}

pub(crate) fn leaf_key(connection: &Connection, key: i64) -> Result<LeafKey> {
    let mut statement = connection.prepare_cached("SELECT bytes FROM leaf_key WHERE item = ?1")?;
    let bytes: Option<[u8; 32]> = statement.query_row([key], |row| row.get(0)).optional()?;
    Ok(match bytes {
        Some(LOST) => LeafKey::Lost,
        Some(bytes) => LeafKey::Known(bytes),
        None => LeafKey::Missing,
    })
}

pub(crate) fn put_reading(
    connection: &Connection,
    key: i64,
    reader: (&str, &str),
    outcome: &str,
    read_at: &str,
) -> Result<()> {
    connection.execute(
        "INSERT INTO reading (item, reader, version, outcome, read_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (item, reader) DO UPDATE SET version = excluded.version, outcome = excluded.outcome,
            read_at = excluded.read_at",
        params![key, reader.0, reader.1, outcome, read_at],
    )?;
    Ok(())
}

/// Items that this version of the reader has not seen, oldest first; leaves items are never read.
pub(crate) fn unread(connection: &Connection, reader: &str, version: &str, limit: i64) -> Result<Vec<ItemId>> {
    let mut statement = connection.prepare_cached(
        "SELECT item.id FROM item WHERE item.kind <> 'leaves' AND NOT EXISTS
            (SELECT 1 FROM reading WHERE reading.item = item.key AND reading.reader = ?1 AND reading.version = ?2)
         ORDER BY item.key LIMIT ?3",
    )?;
    let rows = statement.query_map(params![reader, version, limit], |row| get_item_id(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
