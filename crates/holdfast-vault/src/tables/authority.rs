//! `authority`, `asking`: time authorities that the user added, and how asking each one went.
//!
//! Nothing here is evidence. Whoever is named here is asked; whose time counts is decided by a check, by the pins or by
//! roots that the checker names, never by this table.

use super::get_u32;
use crate::authorities::{Asking, AuthorityRow};
use crate::error::Result;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(crate) const SCHEMA_2: &str = "
CREATE TABLE authority (
    key           INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    url           TEXT NOT NULL,
    least_seconds INTEGER NOT NULL CHECK (least_seconds >= 0),
    roots         BLOB,
    added_at      TEXT NOT NULL
) STRICT;

CREATE TABLE asking (
    authority TEXT PRIMARY KEY,
    failures  INTEGER NOT NULL CHECK (failures >= 0),
    next_at   TEXT,
    code      TEXT,
    reason    TEXT,
    last_at   TEXT
) STRICT, WITHOUT ROWID;
";

fn from_row(row: &Row<'_>) -> rusqlite::Result<AuthorityRow> {
    Ok(AuthorityRow {
        name: row.get(0)?,
        url: row.get(1)?,
        least_seconds: get_u32(row, 2)?,
        roots: row.get(3)?,
        added_at: row.get(4)?,
    })
}

/// The authorities that were added, in that order.
pub(crate) fn all(connection: &Connection) -> Result<Vec<AuthorityRow>> {
    let mut statement =
        connection.prepare_cached("SELECT name, url, least_seconds, roots, added_at FROM authority ORDER BY key")?;
    let rows = statement.query_map([], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn insert(connection: &Connection, row: &AuthorityRow) -> Result<()> {
    connection.execute(
        "INSERT INTO authority (name, url, least_seconds, roots, added_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row.name, row.url, row.least_seconds, row.roots, row.added_at],
    )?;
    Ok(())
}

/// True if it was there.
pub(crate) fn delete(connection: &Connection, name: &str) -> Result<bool> {
    let deleted = connection.execute("DELETE FROM authority WHERE name = ?1", [name])?;
    connection.execute("DELETE FROM asking WHERE authority = ?1", [name])?;
    Ok(deleted > 0)
}

pub(crate) fn asking(connection: &Connection, authority: &str) -> Result<Option<Asking>> {
    let mut statement = connection
        .prepare_cached("SELECT failures, next_at, code, reason, last_at FROM asking WHERE authority = ?1")?;
    let row = statement.query_row([authority], |row| {
        Ok(Asking {
            failures: get_u32(row, 0)?,
            next_at: row.get(1)?,
            code: row.get(2)?,
            reason: row.get(3)?,
            last_at: row.get(4)?,
        })
    });
    Ok(row.optional()?)
}

pub(crate) fn set_asking(connection: &Connection, authority: &str, asking: &Asking) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO asking (authority, failures, next_at, code, reason, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (authority) DO UPDATE SET failures = excluded.failures, next_at = excluded.next_at,
                code = excluded.code, reason = excluded.reason, last_at = excluded.last_at",
        )?
        .execute(params![authority, asking.failures, asking.next_at, asking.code, asking.reason, asking.last_at])?;
    Ok(())
}
