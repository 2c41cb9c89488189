//! `item`, `item_file`, `search`: the catalogue of what is kept.
//!
//! Everything here but the note is a copy, for finding, of what an item's sealed records say; `check` compares
//! both. Rows are written once and go only with a tombstone.

use super::{get_digest, get_item_id, get_u64, get_word, int};
use crate::error::{Result, VaultError};
use crate::items::{Filter, ItemFile, ItemRow};
use holdfast_proof::record::{Kind, Origin};
use holdfast_proof::{Digest, ItemId};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};

pub(crate) const SCHEMA_1: &str = "
CREATE TABLE item (
    key          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    seal         BLOB NOT NULL UNIQUE CHECK (length(seal) = 32),
    entry        INTEGER NOT NULL UNIQUE REFERENCES entry (n),
    kind         TEXT NOT NULL,
    origin       TEXT NOT NULL,
    name         TEXT NOT NULL,
    size_bytes   INTEGER NOT NULL,
    sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
    part_count   INTEGER NOT NULL CHECK (part_count >= 1),
    completeness TEXT NOT NULL,
    added_at     TEXT NOT NULL,
    by_adding    INTEGER NOT NULL CHECK (by_adding IN (0, 1)),
    of           BLOB CHECK (length(of) = 32),
    note         TEXT NOT NULL DEFAULT ''
) STRICT;
-- With the size, so that a vault says its totals without reading every row.
CREATE INDEX item_by_kind ON item (kind, key, size_bytes);
-- Each holds an order in which a list is shown, narrow, so that a page far down is found without the rows before it.
-- With the kind, because SQLite looks at it again.
CREATE INDEX item_by_time ON item (key, added_at, kind) WHERE kind <> 'leaves';
CREATE INDEX item_by_name ON item (name COLLATE NOCASE, key DESC, kind) WHERE kind <> 'leaves';
CREATE INDEX item_by_size ON item (size_bytes, key, kind) WHERE kind <> 'leaves';
CREATE INDEX item_by_word ON item (kind, key DESC) WHERE kind <> 'leaves';
CREATE INDEX item_by_source ON item (of) WHERE of IS NOT NULL;
CREATE TRIGGER item_stays BEFORE UPDATE OF key, id, seal, entry, kind, origin, name, size_bytes, sha256, part_count,
    completeness, added_at, by_adding, of ON item BEGIN SELECT RAISE(ABORT, 'an item stays as sealed'); END;
CREATE TRIGGER item_goes_with_tombstone BEFORE DELETE ON item
    WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE seal = OLD.seal)
    BEGIN SELECT RAISE(ABORT, 'an item goes only by removal'); END;

CREATE TABLE item_file (
    item       INTEGER NOT NULL REFERENCES item (key),
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    size_bytes INTEGER NOT NULL,
    crc32      INTEGER NOT NULL,
    PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_file_by_digest ON item_file (digest);
CREATE TRIGGER item_file_stays BEFORE UPDATE ON item_file
    BEGIN SELECT RAISE(ABORT, 'an item stays as sealed'); END;
CREATE TRIGGER item_file_goes_with_tombstone BEFORE DELETE ON item_file
    WHEN NOT EXISTS (SELECT 1 FROM tombstone, item WHERE item.key = OLD.item AND tombstone.seal = item.seal)
    BEGIN SELECT RAISE(ABORT, 'an item goes only by removal'); END;

CREATE TABLE search (
    item INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
";

/// What stands in `role` of the three records of an item.
pub(crate) const RECORD_ROLE: &str = "record";

/// A new row of the catalogue.
#[derive(Debug)]
pub(crate) struct NewItem<'a> {
    pub(crate) id: ItemId,
    pub(crate) seal: Digest,
    pub(crate) entry: u64,
    pub(crate) kind: Kind,
    pub(crate) origin: Origin,
    pub(crate) name: &'a str,
    pub(crate) size_bytes: u64,
    pub(crate) sha256: Digest,
    pub(crate) part_count: u64,
    pub(crate) completeness: &'a str,
    pub(crate) added_at: &'a str,
    pub(crate) by_adding: bool,
    pub(crate) of: Option<Digest>,
    pub(crate) files: &'a [ItemFile],
}

/// Inserts the item with its files and its search text; gives back its key.
pub(crate) fn insert(connection: &Connection, item: &NewItem<'_>) -> Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO item (id, seal, entry, kind, origin, name, size_bytes, sha256, part_count, completeness,
                added_at, by_adding, of)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            item.id.as_bytes().as_slice(),
            item.seal.as_bytes().as_slice(),
            int(item.entry),
            item.kind.as_str(),
            item.origin.as_str(),
            item.name,
            int(item.size_bytes),
            item.sha256.as_bytes().as_slice(),
            int(item.part_count),
            item.completeness,
            item.added_at,
            item.by_adding,
            item.of.as_ref().map(|digest| digest.as_bytes().as_slice()),
        ])?;
    let key = connection.last_insert_rowid();
    let mut statement = connection.prepare_cached(
        "INSERT INTO item_file (item, position, name, role, media_type, digest, size_bytes, crc32)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, file) in item.files.iter().enumerate() {
        statement.execute(params![
            key,
            int(position as u64),
            file.name,
            file.role,
            file.media_type,
            file.digest.as_bytes().as_slice(),
            int(file.size_bytes),
            file.crc32
        ])?;
    }
    connection
        .prepare_cached("INSERT INTO search (item, text) VALUES (?1, ?2)")?
        .execute(params![key, search_text(item.name, "")])?;
    Ok(key)
}

/// What a text is looked for in: lower case, so that case does not matter.
pub(crate) fn search_text(name: &str, note: &str) -> String {
    format!("{name}\n{note}").to_lowercase()
}

pub(crate) fn set_note(connection: &Connection, key: i64, note: &str) -> Result<()> {
    connection.execute("UPDATE item SET note = ?2 WHERE key = ?1", params![key, note])?;
    let name: String = connection.query_row("SELECT name FROM item WHERE key = ?1", [key], |row| row.get(0))?;
    connection.execute("UPDATE search SET text = ?2 WHERE item = ?1", params![key, search_text(&name, note)])?;
    Ok(())
}

/// Deletes the item's rows; the tombstone must be there already.
pub(crate) fn delete(connection: &Connection, key: i64) -> Result<()> {
    connection.execute("DELETE FROM item_file WHERE item = ?1", [key])?;
    connection.execute("DELETE FROM item WHERE key = ?1", [key])?;
    Ok(())
}

pub(crate) fn key_of(connection: &Connection, id: &ItemId) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT key FROM item WHERE id = ?1")?;
    Ok(statement.query_row([id.as_bytes().as_slice()], |row| row.get(0)).optional()?)
}

pub(crate) fn require_key(connection: &Connection, id: &ItemId) -> Result<i64> {
    key_of(connection, id)?.ok_or_else(|| VaultError::ItemUnknown { text: id.to_string() })
}

/// What [`from_row`] reads, in its order.
pub(super) const COLUMNS: &str = "item.id, item.kind, item.origin, item.name, item.size_bytes, item.sha256, item.seal,
    item.added_at, item.completeness, item.note, item.part_count";

/// So many they are.
pub(super) const COLUMN_COUNT: usize = 11;

/// The disputes are left to the caller.
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<ItemRow> {
    Ok(ItemRow {
        id: get_item_id(row, 0)?,
        kind: get_word(row, 1)?,
        origin: get_word::<Origin>(row, 2)?,
        name: row.get(3)?,
        size_bytes: get_u64(row, 4)?,
        sha256: get_digest(row, 5)?,
        seal_sha256: get_digest(row, 6)?,
        added_at: row.get(7)?,
        completeness: row.get(8)?,
        note: row.get(9)?,
        part_count: get_u64(row, 10)?,
        disputes: Vec::new(),
    })
}

pub(crate) fn one(connection: &Connection, key: i64) -> Result<ItemRow> {
    let mut row =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM item WHERE key = ?1"))?.query_row([key], from_row)?;
    row.disputes = super::exhibit::dispute_names(connection, key)?;
    Ok(row)
}

/// A page of the catalogue, oldest first. Without a kind, leaves items stay out: they belong to another item.
pub(crate) fn page(connection: &Connection, filter: &Filter) -> Result<Vec<ItemRow>> {
    let after = match &filter.after {
        Some(id) => require_key(connection, id)?,
        None => 0,
    };
    let find = filter.find.as_deref().map(str::to_lowercase).filter(|text| !text.is_empty());
    let kind = filter.kind.map(Kind::as_str);
    let limit = int(filter.limit as u64);
    let mut values: Vec<&dyn ToSql> = vec![&after, &limit];
    let mut tables = "item".to_owned();
    let mut rules = "item.key > ?1".to_owned();
    if let Some(find) = &find {
        values.push(find);
        // The narrow table is read in order; the wide one only for what was found.
        tables = "search CROSS JOIN item ON item.key = search.item".to_owned();
        rules = format!("search.item > ?1 AND instr(search.text, ?{}) > 0", values.len());
    }
    if let Some(kind) = &kind {
        values.push(kind);
        rules.push_str(&format!(" AND item.kind = ?{}", values.len()));
    } else {
        rules.push_str(" AND item.kind <> 'leaves'");
    }
    let dispute = filter.dispute.as_ref().map(|id| id.as_bytes().as_slice());
    if let Some(dispute) = &dispute {
        values.push(dispute);
        rules.push_str(&format!(
            " AND item.key IN (SELECT exhibit.item FROM exhibit JOIN dispute ON dispute.key = exhibit.dispute
               WHERE dispute.id = ?{} AND exhibit.state = 'attached')",
            values.len()
        ));
    }
    let authorities = serde_json::json!(filter.authorities).to_string();
    if let Some(time) = filter.time {
        values.push(&authorities);
        let rule = super::time_proof::state_rule(time, values.len());
        rules.push_str(&format!(" AND ({rule})"));
    }
    let order = if find.is_some() { "search.item" } else { "item.key" };
    let sql = format!("SELECT {COLUMNS}, item.key FROM {tables} WHERE {rules} ORDER BY {order} LIMIT ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(values.as_slice(), |row| Ok((from_row(row)?, row.get::<_, i64>(COLUMN_COUNT)?)))?;
    let mut page = Vec::new();
    for row in rows {
        let (mut row, key) = row?;
        row.disputes = super::exhibit::dispute_names(connection, key)?;
        page.push(row);
    }
    Ok(page)
}

/// The items whose id or seal digest begins with these hexadecimal digits; at most three are looked for.
pub(crate) fn by_prefix(connection: &Connection, digits: &str) -> Result<Vec<ItemId>> {
    let mut found = Vec::new();
    for (column, length) in [("id", 32), ("seal", 64)] {
        if digits.len() > length {
            continue;
        }
        // Between the digits filled up with 0 and with f, so that the index is used.
        let low = hex_bytes(&format!("{digits:0<length$}"));
        let high = hex_bytes(&format!("{digits:f<length$}"));
        let sql = format!("SELECT id FROM item WHERE {column} >= ?1 AND {column} <= ?2 LIMIT 3");
        let mut statement = connection.prepare_cached(&sql)?;
        for id in statement.query_map([low, high], |row| get_item_id(row, 0))? {
            found.push(id?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Bytes of text that holds only hexadecimal digits, an even number.
fn hex_bytes(digits: &str) -> Vec<u8> {
    let value = |digit: u8| (digit as char).to_digit(16).unwrap_or_default() as u8;
    digits.as_bytes().as_chunks::<2>().0.iter().map(|[high, low]| value(*high) << 4 | value(*low)).collect()
}

pub(crate) fn files(connection: &Connection, key: i64) -> Result<Vec<ItemFile>> {
    let mut statement = connection.prepare_cached(
        "SELECT name, role, media_type, digest, size_bytes, crc32 FROM item_file WHERE item = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([key], |row| {
        Ok(ItemFile {
            name: row.get(0)?,
            role: row.get(1)?,
            media_type: row.get(2)?,
            digest: get_digest(row, 3)?,
            size_bytes: get_u64(row, 4)?,
            crc32: super::get_u32(row, 5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The item that came by adding a file of exactly these bytes.
pub(crate) fn added_as(connection: &Connection, part: &Digest) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT item.key FROM item_file CROSS JOIN item ON item.key = item_file.item
         WHERE item_file.digest = ?1 AND item_file.role <> 'record' AND item.by_adding = 1 AND item.part_count = 1
         ORDER BY item.key LIMIT 1",
    )?;
    Ok(statement.query_row([part.as_bytes().as_slice()], |row| row.get(0)).optional()?)
}

/// Every seal, oldest first.
pub(crate) fn seals(connection: &Connection) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached("SELECT seal FROM item ORDER BY key")?;
    let rows = statement.query_map([], |row| get_digest(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// True if any item, body, list or proof has this object. Records count: someone may have added an exported record as
/// a file.
pub(crate) fn uses_object(connection: &Connection, digest: &Digest) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM item_file WHERE digest = ?1
         UNION ALL SELECT 1 FROM body WHERE digest = ?1 AND erased = 0 LIMIT 1",
    )?;
    Ok(statement.exists([digest.as_bytes().as_slice()])? || super::time_proof::uses_object(connection, digest)?)
}

/// Where an item stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) entry: u64,
    pub(crate) id: ItemId,
}

pub(crate) fn by_seal(connection: &Connection, seal: &Digest) -> Result<Option<Place>> {
    let mut statement = connection.prepare_cached("SELECT entry, id FROM item WHERE seal = ?1")?;
    let row = statement
        .query_row([seal.as_bytes().as_slice()], |row| Ok(Place { entry: get_u64(row, 0)?, id: get_item_id(row, 1)? }));
    Ok(row.optional()?)
}

pub(crate) fn entry_of(connection: &Connection, key: i64) -> Result<u64> {
    Ok(connection.prepare_cached("SELECT entry FROM item WHERE key = ?1")?.query_row([key], |row| get_u64(row, 0))?)
}

pub(crate) fn search_text_of(connection: &Connection, key: i64) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT text FROM search WHERE item = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// The seal of what this item is made from.
pub(crate) fn source_of(connection: &Connection, key: i64) -> Result<Option<Digest>> {
    let mut statement = connection.prepare_cached("SELECT of FROM item WHERE key = ?1")?;
    let of: Option<[u8; 32]> = statement.query_row([key], |row| row.get(0))?;
    Ok(of.map(Digest::from_bytes))
}

/// Digest, size and CRC-32 of every file of every item.
pub(crate) fn each_file(connection: &Connection, mut with: impl FnMut(Digest, u64, u32)) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT digest, size_bytes, crc32 FROM item_file")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        with(get_digest(row, 0)?, get_u64(row, 1)?, super::get_u32(row, 2)?);
    }
    Ok(())
}

/// The leaves items made from this seal.
pub(crate) fn leaves_of(connection: &Connection, seal: &Digest) -> Result<Vec<(i64, ItemId)>> {
    let mut statement =
        connection.prepare_cached("SELECT key, id FROM item WHERE of = ?1 AND kind = 'leaves' ORDER BY key")?;
    let rows = statement.query_map([seal.as_bytes().as_slice()], |row| Ok((row.get(0)?, get_item_id(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Every key, oldest first.
pub(crate) fn keys(connection: &Connection) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached("SELECT key FROM item ORDER BY key")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Items (without leaves items) and the bytes of all their files.
pub(crate) fn totals(connection: &Connection) -> Result<(u64, u64)> {
    let items = connection.query_row("SELECT count(*) FROM item WHERE kind <> 'leaves'", [], |row| get_u64(row, 0))?;
    let bytes = connection.query_row("SELECT coalesce(sum(size_bytes), 0) FROM item", [], |row| get_u64(row, 0))?;
    Ok((items, bytes))
}
