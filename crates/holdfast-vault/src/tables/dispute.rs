//! `dispute`, `fact`: disputes and the newest of what the user said of them.
//!
//! The log holds every change; these rows hold the newest state and the end of the dispute's chain.

use super::{get_digest, get_dispute_id, get_u64, get_word, int};
use crate::disputes::DisputeRow;
use crate::error::{Result, VaultError};
use holdfast_proof::{Digest, DisputeId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::collections::BTreeMap;

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE dispute (
    key        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    outcome    TEXT,
    created_at TEXT NOT NULL,
    chain_n    INTEGER NOT NULL,
    chain_leaf BLOB NOT NULL CHECK (length(chain_leaf) = 32)
) STRICT;
CREATE TRIGGER dispute_stays BEFORE UPDATE OF key, id, name, created_at ON dispute
    BEGIN SELECT RAISE(ABORT, 'a dispute keeps its name'); END;
CREATE TRIGGER dispute_remains BEFORE DELETE ON dispute BEGIN SELECT RAISE(ABORT, 'a dispute stays'); END;

CREATE TABLE fact (
    dispute INTEGER NOT NULL REFERENCES dispute (key),
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (dispute, name)
) STRICT, WITHOUT ROWID;
";

/// A dispute's row with its key and the end of its chain.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) key: i64,
    pub(crate) row: DisputeRow,
    pub(crate) chain_n: u64,
    pub(crate) chain_leaf: Digest,
}

const SELECT: &str = "SELECT key, id, name, title, state, outcome, created_at, chain_n, chain_leaf,
    (SELECT count(*) FROM exhibit WHERE exhibit.dispute = dispute.key AND exhibit.state = 'attached') FROM dispute";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Held> {
    Ok(Held {
        key: row.get(0)?,
        row: DisputeRow {
            id: get_dispute_id(row, 1)?,
            name: row.get(2)?,
            title: row.get(3)?,
            state: get_word(row, 4)?,
            outcome: row.get(5)?,
            created_at: row.get(6)?,
            exhibit_count: get_u64(row, 9)?,
        },
        chain_n: get_u64(row, 7)?,
        chain_leaf: get_digest(row, 8)?,
    })
}

pub(crate) fn insert(connection: &Connection, row: &DisputeRow) -> Result<()> {
    connection.execute(
        "INSERT INTO dispute (id, name, title, state, outcome, created_at, chain_n, chain_leaf)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, zeroblob(32))",
        params![row.id.as_bytes().as_slice(), row.name, row.title, row.state.as_str(), row.outcome, row.created_at],
    )?;
    Ok(())
}

pub(crate) fn one(connection: &Connection, id: &DisputeId) -> Result<Held> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let held = statement.query_row([id.as_bytes().as_slice()], from_row).optional()?;
    held.ok_or_else(|| VaultError::DisputeUnknown { text: id.to_string() })
}

pub(crate) fn by_name(connection: &Connection, name: &str) -> Result<Option<DisputeId>> {
    let mut statement = connection.prepare_cached("SELECT id FROM dispute WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| get_dispute_id(row, 0)).optional()?)
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Held>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY key"))?;
    let rows = statement.query_map([], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn set_chain(connection: &Connection, id: &DisputeId, n: u64, leaf: &Digest) -> Result<()> {
    connection.prepare_cached("UPDATE dispute SET chain_n = ?2, chain_leaf = ?3 WHERE id = ?1")?.execute(params![
        id.as_bytes().as_slice(),
        int(n),
        leaf.as_bytes().as_slice()
    ])?;
    Ok(())
}

pub(crate) fn set_title(connection: &Connection, id: &DisputeId, title: &str) -> Result<()> {
    connection.execute("UPDATE dispute SET title = ?2 WHERE id = ?1", params![id.as_bytes().as_slice(), title])?;
    Ok(())
}

pub(crate) fn set_closed(connection: &Connection, id: &DisputeId, outcome: &str) -> Result<()> {
    connection.execute(
        "UPDATE dispute SET state = 'closed', outcome = ?2 WHERE id = ?1",
        params![id.as_bytes().as_slice(), outcome],
    )?;
    Ok(())
}

pub(crate) fn facts(connection: &Connection, key: i64) -> Result<BTreeMap<String, String>> {
    let mut statement = connection.prepare_cached("SELECT name, value FROM fact WHERE dispute = ?1 ORDER BY name")?;
    let rows = statement.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets a fact, or takes it away.
pub(crate) fn set_fact(connection: &Connection, key: i64, name: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => connection.execute(
            "INSERT INTO fact (dispute, name, value) VALUES (?1, ?2, ?3)
             ON CONFLICT (dispute, name) DO UPDATE SET value = excluded.value",
            params![key, name, value],
        )?,
        None => connection.execute("DELETE FROM fact WHERE dispute = ?1 AND name = ?2", params![key, name])?,
    };
    Ok(())
}
