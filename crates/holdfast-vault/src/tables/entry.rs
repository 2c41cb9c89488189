//! `entry`, `tree`, `checkpoint`, `body`: the log.
//!
//! The line's bytes are the truth; its leaf hash, kind and dispute stand beside it for finding, and `check`
//! compares them. The frontier lets an entry be appended without reading the others.

use super::{get_digest, get_u64, int};
use crate::error::{Result, VaultError};
use holdfast_proof::{Digest, DisputeId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::ops::Range;

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE entry (
    n       INTEGER PRIMARY KEY CHECK (n >= 0),
    line    BLOB NOT NULL,
    leaf    BLOB NOT NULL CHECK (length(leaf) = 32),
    kind    TEXT NOT NULL,
    dispute BLOB CHECK (length(dispute) = 16),
    seal    BLOB CHECK (length(seal) = 32)
) STRICT;
CREATE INDEX entry_by_dispute ON entry (dispute, n) WHERE dispute IS NOT NULL;
CREATE INDEX entry_by_seal ON entry (seal, n) WHERE dispute IS NOT NULL AND seal IS NOT NULL;
CREATE INDEX entry_of_key ON entry (n) WHERE kind IN ('genesis', 'key-rotated', 'continues');
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;

CREATE TABLE tree (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    frontier BLOB NOT NULL
) STRICT;

CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL CHECK (length(root) = 32),
    note BLOB NOT NULL
) STRICT;
CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint
    BEGIN SELECT RAISE(ABORT, 'a checkpoint stays as signed'); END;
CREATE TRIGGER checkpoint_remains BEFORE DELETE ON checkpoint
    BEGIN SELECT RAISE(ABORT, 'a checkpoint stays as signed'); END;

CREATE TABLE body (
    n          INTEGER PRIMARY KEY REFERENCES entry (n),
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    size_bytes INTEGER NOT NULL,
    about      BLOB CHECK (length(about) = 16),
    erased     INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1))
) STRICT;
CREATE INDEX body_by_digest ON body (digest);
CREATE INDEX body_about ON body (about) WHERE about IS NOT NULL;
CREATE TRIGGER body_stays BEFORE UPDATE OF n, digest, size_bytes, about ON body
    BEGIN SELECT RAISE(ABORT, 'a body stays as said'); END;
CREATE TRIGGER body_once_erased BEFORE UPDATE OF erased ON body WHEN OLD.erased = 1 AND NEW.erased = 0
    BEGIN SELECT RAISE(ABORT, 'what is erased stays erased'); END;
CREATE TRIGGER body_remains BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'a body stays as said'); END;
";

/// One line of the log as the table holds it.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) n: u64,
    pub(crate) line: Vec<u8>,
    pub(crate) leaf: Digest,
    pub(crate) kind: String,
    pub(crate) dispute: Option<DisputeId>,
    /// The item that the entry names by its seal.
    pub(crate) seal: Option<Digest>,
}

/// What an entry says, kept as an object that can be erased.
#[derive(Debug, Clone)]
pub(crate) struct BodyRow {
    pub(crate) n: u64,
    pub(crate) digest: Digest,
    pub(crate) size_bytes: u64,
    pub(crate) erased: bool,
}

pub(crate) fn insert(connection: &Connection, row: &EntryRow) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO entry (n, line, leaf, kind, dispute, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            int(row.n),
            row.line,
            row.leaf.as_bytes().as_slice(),
            row.kind,
            row.dispute.as_ref().map(|id| id.as_bytes().as_slice()),
            row.seal.as_ref().map(|seal| seal.as_bytes().as_slice())
        ])?;
    Ok(())
}

pub(crate) fn count(connection: &Connection) -> Result<u64> {
    let count =
        connection.prepare_cached("SELECT coalesce(max(n) + 1, 0) FROM entry")?.query_row([], |row| get_u64(row, 0))?;
    Ok(count)
}

const COLUMNS: &str = "n, line, leaf, kind, dispute, seal";

fn from_row(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let dispute: Option<[u8; 16]> = row.get(4)?;
    let seal: Option<[u8; 32]> = row.get(5)?;
    Ok(EntryRow {
        n: get_u64(row, 0)?,
        line: row.get(1)?,
        leaf: get_digest(row, 2)?,
        kind: row.get(3)?,
        dispute: dispute.map(DisputeId::from_random),
        seal: seal.map(Digest::from_bytes),
    })
}

pub(crate) fn range(connection: &Connection, range: Range<u64>) -> Result<Vec<EntryRow>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM entry WHERE n >= ?1 AND n < ?2 ORDER BY n"))?;
    let rows = statement.query_map([int(range.start), int(range.end)], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn one(connection: &Connection, n: u64) -> Result<Option<EntryRow>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM entry WHERE n = ?1"))?;
    Ok(statement.query_row([int(n)], from_row).optional()?)
}

pub(crate) fn of_dispute(connection: &Connection, dispute: &DisputeId) -> Result<Vec<EntryRow>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM entry WHERE dispute = ?1 ORDER BY n"))?;
    let rows = statement.query_map([dispute.as_bytes().as_slice()], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The kinds of the entries from `n` on, each once, and whether they are about a dispute.
pub(crate) fn kinds_since(connection: &Connection, n: u64) -> Result<Vec<(String, bool)>> {
    let sql = "SELECT DISTINCT kind, dispute IS NOT NULL FROM entry WHERE n >= ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([int(n)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Genesis, rotations of the key, continuations.
pub(crate) fn of_key(connection: &Connection) -> Result<Vec<EntryRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM entry WHERE kind IN ('genesis', 'key-rotated', 'continues') ORDER BY n"
    ))?;
    let rows = statement.query_map([], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Entries of disputes that name this seal, and entries whose bodies are about this item.
pub(crate) fn of_item(connection: &Connection, seal: &Digest, item: &[u8; 16]) -> Result<Vec<EntryRow>> {
    let said = format!("SELECT {COLUMNS} FROM entry WHERE n IN (SELECT n FROM body WHERE about = ?1)");
    let mut statement = connection.prepare_cached(&said)?;
    let mut found = statement.query_map([item.as_slice()], from_row)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let named = format!("SELECT {COLUMNS} FROM entry WHERE seal = ?1 AND dispute IS NOT NULL");
    let mut statement = connection.prepare_cached(&named)?;
    for row in statement.query_map([seal.as_bytes().as_slice()], from_row)? {
        found.push(row?);
    }
    found.sort_by_key(|row| row.n);
    found.dedup_by_key(|row| row.n);
    Ok(found)
}

/// The leaf hashes of the first `size` entries.
pub(crate) fn leaves(connection: &Connection, size: u64) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached("SELECT leaf FROM entry WHERE n < ?1 ORDER BY n")?;
    let rows = statement.query_map([int(size)], |row| get_digest(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn frontier(connection: &Connection) -> Result<Vec<u8>> {
    let frontier = connection
        .prepare_cached("SELECT frontier FROM tree WHERE one = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    frontier.ok_or_else(|| VaultError::damaged("the log has no frontier"))
}

pub(crate) fn set_frontier(connection: &Connection, frontier: &[u8]) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO tree (one, frontier) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET frontier = ?1",
        )?
        .execute([frontier])?;
    Ok(())
}

pub(crate) fn insert_checkpoint(connection: &Connection, size: u64, root: &Digest, note: &[u8]) -> Result<()> {
    connection.prepare_cached("INSERT INTO checkpoint (size, root, note) VALUES (?1, ?2, ?3)")?.execute(params![
        int(size),
        root.as_bytes().as_slice(),
        note
    ])?;
    Ok(())
}

/// Size, root and note of the newest checkpoint.
pub(crate) fn newest_checkpoint(connection: &Connection) -> Result<Option<(u64, Digest, Vec<u8>)>> {
    let mut statement =
        connection.prepare_cached("SELECT size, root, note FROM checkpoint ORDER BY size DESC LIMIT 1")?;
    Ok(statement.query_row([], checkpoint_from_row).optional()?)
}

/// All checkpoints, smallest first, given one by one.
pub(crate) fn each_checkpoint(
    connection: &Connection,
    mut with: impl FnMut(u64, Digest, Vec<u8>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT size, root, note FROM checkpoint ORDER BY size")?;
    for row in statement.query_map([], checkpoint_from_row)? {
        let (size, root, note) = row?;
        with(size, root, note)?;
    }
    Ok(())
}

pub(crate) fn checkpoint_root(connection: &Connection, size: u64) -> Result<Option<Digest>> {
    let mut statement = connection.prepare_cached("SELECT root FROM checkpoint WHERE size = ?1")?;
    Ok(statement.query_row([int(size)], |row| get_digest(row, 0)).optional()?)
}

pub(crate) fn checkpoint_note(connection: &Connection, size: u64) -> Result<Option<Vec<u8>>> {
    let mut statement = connection.prepare_cached("SELECT note FROM checkpoint WHERE size = ?1")?;
    Ok(statement.query_row([int(size)], |row| row.get(0)).optional()?)
}

fn checkpoint_from_row(row: &Row<'_>) -> rusqlite::Result<(u64, Digest, Vec<u8>)> {
    Ok((get_u64(row, 0)?, get_digest(row, 1)?, row.get(2)?))
}

/// `about` is the item whose removal erases this body.
pub(crate) fn insert_body(
    connection: &Connection,
    n: u64,
    digest: &Digest,
    size_bytes: u64,
    about: Option<&[u8; 16]>,
) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO body (n, digest, size_bytes, about) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![int(n), digest.as_bytes().as_slice(), int(size_bytes), about.map(<[u8; 16]>::as_slice)])?;
    Ok(())
}

pub(crate) fn body(connection: &Connection, n: u64) -> Result<Option<BodyRow>> {
    let mut statement = connection.prepare_cached("SELECT n, digest, size_bytes, erased FROM body WHERE n = ?1")?;
    Ok(statement.query_row([int(n)], body_from_row).optional()?)
}

pub(crate) fn bodies(connection: &Connection) -> Result<Vec<BodyRow>> {
    let mut statement = connection.prepare_cached("SELECT n, digest, size_bytes, erased FROM body ORDER BY n")?;
    let rows = statement.query_map([], body_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Bodies that are called erased although the item that they are about was not removed, or that are about none.
pub(crate) fn erased_without_removal(connection: &Connection) -> Result<Vec<u64>> {
    let mut statement = connection.prepare_cached(
        "SELECT n FROM body WHERE erased = 1 AND NOT EXISTS (SELECT 1 FROM tombstone WHERE tombstone.id = body.about)",
    )?;
    let rows = statement.query_map([], |row| get_u64(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Marks every body about this item erased and gives back the digests.
pub(crate) fn erase_bodies_about(connection: &Connection, item: &[u8; 16]) -> Result<Vec<Digest>> {
    let digests = connection
        .prepare_cached("SELECT digest FROM body WHERE about = ?1 AND erased = 0")?
        .query_map([item.as_slice()], |row| get_digest(row, 0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    connection.execute("UPDATE body SET erased = 1 WHERE about = ?1 AND erased = 0", [item.as_slice()])?;
    Ok(digests)
}

fn body_from_row(row: &Row<'_>) -> rusqlite::Result<BodyRow> {
    Ok(BodyRow { n: get_u64(row, 0)?, digest: get_digest(row, 1)?, size_bytes: get_u64(row, 2)?, erased: row.get(3)? })
}
