//! `exhibit`: which item is which exhibit of which dispute.
//!
//! A number is given when an item is first attached and never goes to another item. `position` is the order of the
//! attached ones, from 1. A removed item leaves its number and seal digest.

use super::{get_digest, get_item_id, get_u32, get_word};
use crate::disputes::{ExhibitRow, exhibit_label};
use crate::error::Result;
use holdfast_proof::{Digest, DisputeId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE exhibit (
    dispute  INTEGER NOT NULL REFERENCES dispute (key),
    number   INTEGER NOT NULL CHECK (number >= 1),
    seal     BLOB NOT NULL CHECK (length(seal) = 32),
    item     INTEGER REFERENCES item (key) ON DELETE SET NULL,
    proves   TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('attached', 'detached', 'removed')),
    PRIMARY KEY (dispute, number),
    UNIQUE (dispute, seal)
) STRICT, WITHOUT ROWID;
CREATE INDEX exhibit_by_position ON exhibit (dispute, position);
CREATE INDEX exhibit_by_item ON exhibit (item) WHERE item IS NOT NULL;
CREATE TRIGGER exhibit_stays BEFORE UPDATE OF dispute, number, seal ON exhibit
    BEGIN SELECT RAISE(ABORT, 'an exhibit keeps its number'); END;
CREATE TRIGGER exhibit_remains BEFORE DELETE ON exhibit
    BEGIN SELECT RAISE(ABORT, 'an exhibit keeps its number'); END;
";

/// All exhibits of a dispute: the attached ones in their order, then the others by number.
pub(crate) fn of_dispute(connection: &Connection, dispute: i64) -> Result<Vec<ExhibitRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT exhibit.number, item.id, exhibit.seal, item.kind, coalesce(item.name, ''), exhibit.proves,
            exhibit.position, exhibit.state
         FROM exhibit LEFT JOIN item ON item.key = exhibit.item WHERE exhibit.dispute = ?1
         ORDER BY exhibit.state <> 'attached', exhibit.position, exhibit.number",
    )?;
    let rows = statement.query_map([dispute], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ExhibitRow> {
    let number = get_u32(row, 0)?;
    let present = row.get::<_, Option<[u8; 16]>>(1)?.is_some();
    Ok(ExhibitRow {
        number,
        label: exhibit_label(number),
        item_id: if present { Some(get_item_id(row, 1)?) } else { None },
        seal_sha256: get_digest(row, 2)?,
        kind: if present { Some(get_word(row, 3)?) } else { None },
        name: row.get(4)?,
        proves: row.get(5)?,
        position: get_u32(row, 6)?,
        state: get_word(row, 7)?,
    })
}

/// Number and state of this seal in the dispute.
pub(crate) fn find(connection: &Connection, dispute: i64, seal: &Digest) -> Result<Option<(u32, String)>> {
    let mut statement =
        connection.prepare_cached("SELECT number, state FROM exhibit WHERE dispute = ?1 AND seal = ?2")?;
    let row =
        statement.query_row(params![dispute, seal.as_bytes().as_slice()], |row| Ok((get_u32(row, 0)?, row.get(1)?)));
    Ok(row.optional()?)
}

/// What this seal is to prove in the dispute; empty when nothing was said or it is no exhibit.
pub(crate) fn proves(connection: &Connection, dispute: i64, seal: &Digest) -> Result<String> {
    let mut statement = connection.prepare_cached("SELECT proves FROM exhibit WHERE dispute = ?1 AND seal = ?2")?;
    let said = statement.query_row(params![dispute, seal.as_bytes().as_slice()], |row| row.get(0)).optional()?;
    Ok(said.unwrap_or_default())
}

/// Attaches at the end of the order: under a new number, or under its own from before.
pub(crate) fn attach(connection: &Connection, dispute: i64, seal: &Digest, item: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO exhibit (dispute, number, seal, item, position, state)
             VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM exhibit WHERE dispute = ?1), ?2, ?3,
                (SELECT coalesce(max(position), 0) + 1 FROM exhibit WHERE dispute = ?1), 'attached')
             ON CONFLICT (dispute, seal) DO UPDATE SET state = 'attached', position = excluded.position,
                item = excluded.item",
        )?
        .execute(params![dispute, seal.as_bytes().as_slice(), item])?;
    Ok(())
}

pub(crate) fn detach(connection: &Connection, dispute: i64, seal: &Digest) -> Result<()> {
    connection.execute(
        "UPDATE exhibit SET state = 'detached' WHERE dispute = ?1 AND seal = ?2",
        params![dispute, seal.as_bytes().as_slice()],
    )?;
    Ok(())
}

/// Marks a removed item's exhibits everywhere and takes their texts away.
pub(crate) fn remove(connection: &Connection, seal: &Digest) -> Result<()> {
    connection
        .execute("UPDATE exhibit SET state = 'removed', proves = '' WHERE seal = ?1", [seal.as_bytes().as_slice()])?;
    Ok(())
}

pub(crate) fn set_proves(connection: &Connection, dispute: i64, seal: &Digest, proves: &str) -> Result<()> {
    connection.execute(
        "UPDATE exhibit SET proves = ?3 WHERE dispute = ?1 AND seal = ?2",
        params![dispute, seal.as_bytes().as_slice(), proves],
    )?;
    Ok(())
}

pub(crate) fn set_position(connection: &Connection, dispute: i64, number: u32, position: u32) -> Result<()> {
    connection.execute(
        "UPDATE exhibit SET position = ?3 WHERE dispute = ?1 AND number = ?2",
        params![dispute, number, position],
    )?;
    Ok(())
}

/// Names of the disputes to which an item is attached.
pub(crate) fn dispute_names(connection: &Connection, item: i64) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT dispute.name FROM exhibit JOIN dispute ON dispute.key = exhibit.dispute
         WHERE exhibit.item = ?1 AND exhibit.state = 'attached' ORDER BY dispute.key",
    )?;
    let rows = statement.query_map([item], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// For each of these items (a JSON list of keys) that is attached: its key, the dispute's name and title, its number.
pub(crate) fn each_attached(
    connection: &Connection,
    items: &str,
    mut with: impl FnMut(i64, String, String, u32),
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT exhibit.item, dispute.name, dispute.title, exhibit.number
         FROM json_each(?1) AS wanted CROSS JOIN exhibit ON exhibit.item = wanted.value
         JOIN dispute ON dispute.key = exhibit.dispute
         WHERE exhibit.state = 'attached' ORDER BY dispute.key",
    )?;
    let mut rows = statement.query([items])?;
    while let Some(row) = rows.next()? {
        with(row.get(0)?, row.get(1)?, row.get(2)?, get_u32(row, 3)?);
    }
    Ok(())
}

/// Dispute, its name and the label under which an item stands there, attached or detached.
pub(crate) fn of_item(connection: &Connection, item: i64) -> Result<Vec<(DisputeId, String, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT dispute.id, dispute.name, exhibit.number FROM exhibit JOIN dispute ON dispute.key = exhibit.dispute
         WHERE exhibit.item = ?1 ORDER BY dispute.key",
    )?;
    let rows = statement
        .query_map([item], |row| Ok((super::get_dispute_id(row, 0)?, row.get(1)?, exhibit_label(get_u32(row, 2)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
