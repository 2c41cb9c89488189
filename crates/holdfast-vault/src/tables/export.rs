//! `export`, `export_item`: which bundles were made, and which seals they hold.
//!
//! After a removal these rows name the bundles that were sent with the item.

use super::{get_digest, get_u64, int};
use crate::error::Result;
use crate::export::{BundleRow, ExportFinished};
use holdfast_proof::{Digest, DisputeId, ExportId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE export (
    key         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    dispute     INTEGER NOT NULL REFERENCES dispute (key),
    edition     TEXT NOT NULL,
    begun       INTEGER NOT NULL REFERENCES entry (n),
    begun_at    TEXT NOT NULL,
    done        INTEGER REFERENCES entry (n),
    done_at     TEXT,
    tagmanifest BLOB CHECK (length(tagmanifest) = 32),
    zip         BLOB CHECK (length(zip) = 32),
    size_bytes  INTEGER,
    file_name   TEXT
) STRICT;
CREATE TRIGGER export_stays BEFORE UPDATE OF key, id, dispute, edition, begun, begun_at ON export
    BEGIN SELECT RAISE(ABORT, 'an export stays as begun'); END;
CREATE TRIGGER export_remains BEFORE DELETE ON export BEGIN SELECT RAISE(ABORT, 'an export stays'); END;

CREATE TABLE export_item (
    export INTEGER NOT NULL REFERENCES export (key),
    seal   BLOB NOT NULL CHECK (length(seal) = 32),
    PRIMARY KEY (seal, export)
) STRICT, WITHOUT ROWID;
";

pub(crate) fn begin(
    connection: &Connection,
    id: &[u8; 16],
    dispute: i64,
    edition: &str,
    begun: (u64, &str),
    seals: &[Digest],
) -> Result<()> {
    connection.execute(
        "INSERT INTO export (id, dispute, edition, begun, begun_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id.as_slice(), dispute, edition, int(begun.0), begun.1],
    )?;
    let key = connection.last_insert_rowid();
    let mut statement =
        connection.prepare_cached("INSERT OR IGNORE INTO export_item (export, seal) VALUES (?1, ?2)")?;
    for seal in seals {
        statement.execute(params![key, seal.as_bytes().as_slice()])?;
    }
    Ok(())
}

/// The dispute of an export; `None`: it never began.
pub(crate) fn dispute_of(connection: &Connection, id: &ExportId) -> Result<Option<DisputeId>> {
    let mut statement = connection.prepare_cached(
        "SELECT dispute.id FROM export JOIN dispute ON dispute.key = export.dispute WHERE export.id = ?1",
    )?;
    Ok(statement.query_row([id.as_bytes().as_slice()], |row| super::get_dispute_id(row, 0)).optional()?)
}

pub(crate) fn finish(connection: &Connection, finished: &ExportFinished, done: u64, done_at: &str) -> Result<()> {
    connection.execute(
        "UPDATE export SET done = ?2, done_at = ?3, tagmanifest = ?4, zip = ?5, size_bytes = ?6, file_name = ?7
         WHERE id = ?1",
        params![
            finished.export_id.as_bytes().as_slice(),
            int(done),
            done_at,
            finished.tagmanifest_sha256.as_bytes().as_slice(),
            finished.zip_sha256.as_bytes().as_slice(),
            int(finished.size_bytes),
            finished.file_name
        ],
    )?;
    Ok(())
}

/// An export's row as it is recorded.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) id: ExportId,
    pub(crate) edition: String,
    pub(crate) begun: u64,
    pub(crate) begun_at: String,
    pub(crate) done: Option<u64>,
    pub(crate) done_at: Option<String>,
    pub(crate) tagmanifest: Option<Digest>,
    pub(crate) zip: Option<Digest>,
    pub(crate) size_bytes: Option<u64>,
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Recorded>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, edition, begun, begun_at, done, done_at, tagmanifest, zip, size_bytes FROM export ORDER BY key",
    )?;
    let rows = statement.query_map([], |row| {
        let finished = row.get::<_, Option<i64>>(4)?.is_some();
        Ok(Recorded {
            id: ExportId::from_random(row.get(0)?),
            edition: row.get(1)?,
            begun: get_u64(row, 2)?,
            begun_at: row.get(3)?,
            done: if finished { Some(get_u64(row, 4)?) } else { None },
            done_at: row.get(5)?,
            tagmanifest: row.get::<_, Option<[u8; 32]>>(6)?.map(Digest::from_bytes),
            zip: row.get::<_, Option<[u8; 32]>>(7)?.map(Digest::from_bytes),
            size_bytes: row.get::<_, Option<i64>>(8)?.and_then(|size| u64::try_from(size).ok()),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const SELECT: &str =
    "SELECT export.id, dispute.name, export.edition, export.begun_at, export.done_at, export.file_name,
    export.zip, export.size_bytes FROM export JOIN dispute ON dispute.key = export.dispute";

fn from_row(row: &Row<'_>) -> rusqlite::Result<BundleRow> {
    let finished = row.get::<_, Option<String>>(4)?.is_some();
    Ok(BundleRow {
        export_id: ExportId::from_random(row.get(0)?),
        dispute_name: row.get(1)?,
        edition: row.get(2)?,
        begun_at: row.get(3)?,
        done_at: row.get(4)?,
        file_name: row.get(5)?,
        zip_sha256: if finished { Some(get_digest(row, 6)?) } else { None },
        size_bytes: if finished { Some(get_u64(row, 7)?) } else { None },
    })
}

pub(crate) fn of_dispute(connection: &Connection, dispute: i64) -> Result<Vec<BundleRow>> {
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} WHERE export.dispute = ?1 ORDER BY export.key"))?;
    let rows = statement.query_map([dispute], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Finished bundles that hold this seal.
pub(crate) fn with_seal(connection: &Connection, seal: &Digest) -> Result<Vec<BundleRow>> {
    let sql = format!(
        "{SELECT} JOIN export_item ON export_item.export = export.key
         WHERE export_item.seal = ?1 AND export.done_at IS NOT NULL ORDER BY export.key"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([seal.as_bytes().as_slice()], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
