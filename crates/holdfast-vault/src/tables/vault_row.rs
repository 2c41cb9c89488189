//! `vault`: the one row that says which vault this is, and where its log and key stand.

use super::get_u32;
use crate::error::Result;
use holdfast_proof::VaultId;
use rusqlite::{Connection, OptionalExtension as _, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE vault (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    id          TEXT NOT NULL,
    epoch       INTEGER NOT NULL CHECK (epoch >= 1),
    created_at  TEXT NOT NULL,
    key_place   TEXT NOT NULL CHECK (key_place IN ('file')),
    public_key  BLOB NOT NULL CHECK (length(public_key) = 32),
    fingerprint TEXT NOT NULL
) STRICT;
CREATE TRIGGER vault_stays BEFORE UPDATE OF one, id, created_at ON vault
    BEGIN SELECT RAISE(ABORT, 'a vault keeps its name'); END;
CREATE TRIGGER vault_is_one BEFORE DELETE ON vault
    BEGIN SELECT RAISE(ABORT, 'a vault keeps its row'); END;
";

/// Which vault, which epoch, which key.
#[derive(Debug, Clone)]
pub(crate) struct VaultRow {
    pub(crate) id: VaultId,
    pub(crate) epoch: u32,
    pub(crate) created_at: String,
    pub(crate) public_key: [u8; 32],
    pub(crate) fingerprint: String,
}

pub(crate) fn insert(connection: &Connection, row: &VaultRow) -> Result<()> {
    connection.execute(
        "INSERT INTO vault (one, id, epoch, created_at, key_place, public_key, fingerprint)
         VALUES (1, ?1, ?2, ?3, 'file', ?4, ?5)",
        params![row.id.to_string(), row.epoch, row.created_at, row.public_key.as_slice(), row.fingerprint],
    )?;
    Ok(())
}

/// `None`: the table is empty, which is damage.
pub(crate) fn read(connection: &Connection) -> Result<Option<VaultRow>> {
    let mut statement =
        connection.prepare_cached("SELECT id, epoch, created_at, public_key, fingerprint FROM vault WHERE one = 1")?;
    let row = statement.query_row([], |row| {
        Ok(VaultRow {
            id: super::get_word(row, 0)?,
            epoch: get_u32(row, 1)?,
            created_at: row.get(2)?,
            public_key: row.get(3)?,
            fingerprint: row.get(4)?,
        })
    });
    Ok(row.optional()?)
}

pub(crate) fn set_epoch(connection: &Connection, epoch: u32) -> Result<()> {
    connection.execute("UPDATE vault SET epoch = ?1", [epoch])?;
    Ok(())
}

pub(crate) fn set_key(connection: &Connection, public_key: &[u8; 32], fingerprint: &str) -> Result<()> {
    connection
        .execute("UPDATE vault SET public_key = ?1, fingerprint = ?2", params![public_key.as_slice(), fingerprint])?;
    Ok(())
}
