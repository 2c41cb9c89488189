//! `stamped_list`, `covered`, `time_proof`, `stamped_item`, `item_time`: which lists time authorities stamped.
//!
//! A list is the item.sha256 of one item, a batch of seals, or a renewal. `covered` names every digest that a stamp of
//! the list fixes, so that the way from an item to its proofs is one look into an index. The last two tables say for
//! each item who stamped it and when it is proven to have existed; they follow from the others, and `check` makes them
//! again. Rows go only when their item was removed, and only those of its own list: a batch holds nothing but digests.

use super::{get_digest, get_item_id, get_u64, int};
use crate::error::Result;
use crate::proofs::{ItemTime, TimeState};
use holdfast_proof::{Digest, ItemId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(crate) const SCHEMA_2: &str = "
CREATE TABLE stamped_list (
    key        INTEGER PRIMARY KEY,
    sha256     BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    kind       TEXT NOT NULL CHECK (kind IN ('item', 'batch', 'renewal')),
    number     INTEGER CHECK (number >= 1 OR kind = 'item'),
    size_bytes INTEGER NOT NULL,
    crc32      INTEGER NOT NULL,
    UNIQUE (kind, number)
) STRICT;
CREATE TRIGGER stamped_list_stays BEFORE UPDATE ON stamped_list
    BEGIN SELECT RAISE(ABORT, 'a list stays as stamped'); END;
CREATE TRIGGER stamped_list_goes_with_tombstone BEFORE DELETE ON stamped_list
    WHEN OLD.kind <> 'item' OR NOT EXISTS (SELECT 1 FROM tombstone WHERE seal = OLD.sha256)
    BEGIN SELECT RAISE(ABORT, 'a stamped list goes only by removal'); END;

CREATE TABLE covered (
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    list   INTEGER NOT NULL REFERENCES stamped_list (key) ON DELETE CASCADE,
    PRIMARY KEY (digest, list)
) STRICT, WITHOUT ROWID;
CREATE INDEX covered_by_list ON covered (list);
CREATE TRIGGER covered_stays BEFORE UPDATE ON covered BEGIN SELECT RAISE(ABORT, 'a list stays as stamped'); END;
CREATE TRIGGER covered_goes_with_its_list BEFORE DELETE ON covered
    WHEN EXISTS (SELECT 1 FROM stamped_list WHERE key = OLD.list)
    BEGIN SELECT RAISE(ABORT, 'a list stays as stamped'); END;

CREATE TABLE time_proof (
    key            INTEGER PRIMARY KEY,
    list           INTEGER NOT NULL REFERENCES stamped_list (key),
    authority      TEXT NOT NULL,
    token          BLOB NOT NULL CHECK (length(token) = 32),
    size_bytes     INTEGER NOT NULL,
    crc32          INTEGER NOT NULL,
    entry          INTEGER NOT NULL UNIQUE REFERENCES entry (n),
    kept_at        TEXT NOT NULL,
    at             TEXT NOT NULL,
    not_later_than TEXT NOT NULL,
    accuracy_ms    INTEGER,
    ends_at        TEXT,
    issuer         TEXT NOT NULL,
    verified       INTEGER NOT NULL CHECK (verified IN (0, 1)),
    UNIQUE (list, token)
) STRICT;
CREATE INDEX time_proof_by_token ON time_proof (token);
CREATE INDEX time_proof_by_time ON time_proof (verified, at);
CREATE INDEX time_proof_by_end ON time_proof (verified, ends_at);
CREATE TRIGGER time_proof_stays BEFORE UPDATE OF key, list, authority, token, size_bytes, crc32, entry, kept_at, at,
    not_later_than, accuracy_ms ON time_proof BEGIN SELECT RAISE(ABORT, 'a proof stays as kept'); END;
CREATE TRIGGER time_proof_goes_with_tombstone BEFORE DELETE ON time_proof
    WHEN NOT EXISTS (SELECT 1 FROM stamped_list JOIN tombstone ON tombstone.seal = stamped_list.sha256
        WHERE stamped_list.key = OLD.list AND stamped_list.kind = 'item')
    BEGIN SELECT RAISE(ABORT, 'a proof goes only by removal'); END;

-- The first proof of each authority for each item; the number of rows of an authority is how many it has stamped.
CREATE TABLE stamped_item (
    authority TEXT NOT NULL,
    item      INTEGER NOT NULL REFERENCES item (key) ON DELETE CASCADE,
    proof     INTEGER NOT NULL REFERENCES time_proof (key),
    PRIMARY KEY (authority, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX stamped_item_by_item ON stamped_item (item, authority);
CREATE INDEX stamped_item_by_proof ON stamped_item (proof);

-- The verified proof that says the earliest time.
CREATE TABLE item_time (
    item           INTEGER PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
    proof          INTEGER NOT NULL REFERENCES time_proof (key),
    not_later_than TEXT NOT NULL
) STRICT;
CREATE INDEX item_time_by_proof ON item_time (proof);
";

/// A stamped list as the table holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListRow {
    pub(crate) key: i64,
    pub(crate) sha256: Digest,
    /// `item`, `batch`, `renewal`
    pub(crate) kind: String,
    pub(crate) number: Option<u32>,
    pub(crate) size_bytes: u64,
    pub(crate) crc32: u32,
}

/// A proof as the table holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProofRow {
    pub(crate) key: i64,
    pub(crate) list: i64,
    pub(crate) authority: String,
    pub(crate) token: Digest,
    pub(crate) size_bytes: u64,
    pub(crate) crc32: u32,
    pub(crate) entry: u64,
    /// The device's clock, as the log says it.
    pub(crate) kept_at: String,
    /// The authority's clock.
    pub(crate) at: String,
    pub(crate) not_later_than: String,
    pub(crate) accuracy_ms: Option<u64>,
    pub(crate) ends_at: Option<String>,
    pub(crate) issuer: String,
    pub(crate) verified: bool,
}

/// A state as a rule about `item`; the JSON list of authorities that are asked is the value of this number, and of a
/// state that does not need it too.
pub(crate) fn state_rule(state: TimeState, number: usize) -> String {
    let waits = WAITS.replace('?', &format!("?{number}"));
    match state {
        TimeState::Proven => format!("{PROVEN} AND ?{number} IS NOT NULL"),
        TimeState::Waiting => format!("NOT {PROVEN} AND {waits}"),
        TimeState::None => format!("NOT {PROVEN} AND NOT {waits}"),
    }
}

/// Whether an item has a verified proof.
const PROVEN: &str = "item.key IN (SELECT item_time.item FROM item_time)";

/// Whether some authority of a JSON list (`?`) has not stamped it.
pub(crate) const WAITS: &str =
    "EXISTS (SELECT 1 FROM json_each(?) AS asked WHERE NOT EXISTS (SELECT 1 FROM stamped_item
    WHERE stamped_item.item = item.key AND stamped_item.authority = asked.value))";

const LIST: &str = "stamped_list.key, stamped_list.sha256, stamped_list.kind, stamped_list.number,
    stamped_list.size_bytes, stamped_list.crc32";

const PROOF: &str = "time_proof.key, time_proof.list, time_proof.authority, time_proof.token, time_proof.size_bytes,
    time_proof.crc32, time_proof.entry, time_proof.kept_at, time_proof.at, time_proof.not_later_than,
    time_proof.accuracy_ms, time_proof.ends_at, time_proof.issuer, time_proof.verified";
const PROOF_COLUMNS: usize = 14;

fn list_from_row(row: &Row<'_>, from: usize) -> rusqlite::Result<ListRow> {
    Ok(ListRow {
        key: row.get(from)?,
        sha256: get_digest(row, from + 1)?,
        kind: row.get(from + 2)?,
        number: row.get(from + 3)?,
        size_bytes: get_u64(row, from + 4)?,
        crc32: super::get_u32(row, from + 5)?,
    })
}

fn proof_from_row(row: &Row<'_>) -> rusqlite::Result<ProofRow> {
    Ok(ProofRow {
        key: row.get(0)?,
        list: row.get(1)?,
        authority: row.get(2)?,
        token: get_digest(row, 3)?,
        size_bytes: get_u64(row, 4)?,
        crc32: super::get_u32(row, 5)?,
        entry: get_u64(row, 6)?,
        kept_at: row.get(7)?,
        at: row.get(8)?,
        not_later_than: row.get(9)?,
        accuracy_ms: row.get::<_, Option<i64>>(10)?.and_then(|value| u64::try_from(value).ok()),
        ends_at: row.get(11)?,
        issuer: row.get(12)?,
        verified: row.get(13)?,
    })
}

pub(crate) fn list_of(connection: &Connection, sha256: &Digest) -> Result<Option<ListRow>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {LIST} FROM stamped_list WHERE sha256 = ?1"))?;
    Ok(statement.query_row([sha256.as_bytes().as_slice()], |row| list_from_row(row, 0)).optional()?)
}

/// Every stamped list, in the order of keeping.
pub(crate) fn lists(connection: &Connection) -> Result<Vec<ListRow>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {LIST} FROM stamped_list ORDER BY key"))?;
    let rows = statement.query_map([], |row| list_from_row(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The next number of this kind, from 1.
pub(crate) fn next_number(connection: &Connection, kind: &str) -> Result<u32> {
    let mut statement =
        connection.prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM stamped_list WHERE kind = ?1")?;
    Ok(statement.query_row([kind], |row| super::get_u32(row, 0))?)
}

/// Inserts the list and what a stamp of it fixes; its key. A batch and a renewal get the next number of their kind.
pub(crate) fn insert_list(
    connection: &Connection,
    sha256: &Digest,
    kind: &str,
    (size_bytes, crc32): (u64, u32),
    covered: &[Digest],
) -> Result<i64> {
    let number = if kind == "item" { None } else { Some(next_number(connection, kind)?) };
    connection
        .prepare_cached(
            "INSERT INTO stamped_list (sha256, kind, number, size_bytes, crc32) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![sha256.as_bytes().as_slice(), kind, number, int(size_bytes), crc32])?;
    let key = connection.last_insert_rowid();
    let mut statement = connection.prepare_cached("INSERT OR IGNORE INTO covered (digest, list) VALUES (?1, ?2)")?;
    for digest in covered {
        statement.execute(params![digest.as_bytes().as_slice(), key])?;
    }
    Ok(key)
}

/// Inserts the proof; its key. The key in `row` is not looked at.
pub(crate) fn insert(connection: &Connection, row: &ProofRow) -> Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO time_proof (list, authority, token, size_bytes, crc32, entry, kept_at, at, not_later_than,
                accuracy_ms, ends_at, issuer, verified)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            row.list,
            row.authority,
            row.token.as_bytes().as_slice(),
            int(row.size_bytes),
            row.crc32,
            int(row.entry),
            row.kept_at,
            row.at,
            row.not_later_than,
            row.accuracy_ms.map(int),
            row.ends_at,
            row.issuer,
            row.verified
        ])?;
    Ok(connection.last_insert_rowid())
}

/// Notes for every item that the list covers who stamped it, and since when it is proven.
pub(crate) fn note_items(connection: &Connection, proof: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO stamped_item (authority, item, proof)
             SELECT time_proof.authority, item.key, time_proof.key FROM time_proof
             JOIN stamped_list ON stamped_list.key = time_proof.list AND stamped_list.kind <> 'renewal'
             CROSS JOIN covered ON covered.list = time_proof.list CROSS JOIN item ON item.seal = covered.digest
             WHERE time_proof.key = ?1",
        )?
        .execute([proof])?;
    note_times(connection, proof)
}

/// The second half of [`note_items`], also when a proof turns out to be verified later.
pub(crate) fn note_times(connection: &Connection, proof: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO item_time (item, proof, not_later_than)
             SELECT item.key, time_proof.key, time_proof.not_later_than FROM time_proof
             CROSS JOIN covered ON covered.list = time_proof.list CROSS JOIN item ON item.seal = covered.digest
             WHERE time_proof.key = ?1 AND time_proof.verified = 1
             ON CONFLICT (item) DO UPDATE SET proof = excluded.proof, not_later_than = excluded.not_later_than
                WHERE (excluded.not_later_than, excluded.proof) < (item_time.not_later_than, item_time.proof)",
        )?
        .execute([proof])?;
    Ok(())
}

/// Whose clock it was and whether its time counts, as a newer check says.
pub(crate) fn judge(
    connection: &Connection,
    key: i64,
    issuer: &str,
    ends_at: Option<&str>,
    verified: bool,
) -> Result<()> {
    connection
        .prepare_cached("UPDATE time_proof SET issuer = ?2, ends_at = ?3, verified = ?4 WHERE key = ?1")?
        .execute(params![key, issuer, ends_at, verified])?;
    Ok(())
}

/// Every proof in the order of keeping.
pub(crate) fn all(connection: &Connection) -> Result<Vec<ProofRow>> {
    let mut statement = connection.prepare_cached(&format!("SELECT {PROOF} FROM time_proof ORDER BY key"))?;
    let rows = statement.query_map([], proof_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Verified proofs of which a certificate ends before this.
pub(crate) fn verified_until(connection: &Connection, before: &str) -> Result<Vec<ProofRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {PROOF} FROM time_proof WHERE verified = 1 AND ends_at < ?1 ORDER BY ends_at, key"
    ))?;
    let rows = statement.query_map([before], proof_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The proofs over one list, in the order of keeping.
pub(crate) fn of_list(connection: &Connection, list: i64) -> Result<Vec<ProofRow>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {PROOF} FROM time_proof WHERE list = ?1 ORDER BY key"))?;
    let rows = statement.query_map([list], proof_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Proofs that are not verified, by this authority.
pub(crate) fn unverified(connection: &Connection, authority: &str) -> Result<Vec<ProofRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {PROOF} FROM time_proof WHERE verified = 0 AND authority = ?1 ORDER BY key"
    ))?;
    let rows = statement.query_map([authority], proof_from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The verified proof with the latest time, and of several the one kept last.
pub(crate) fn newest_verified(connection: &Connection) -> Result<Option<(Digest, String)>> {
    let mut statement = connection
        .prepare_cached("SELECT token, at FROM time_proof WHERE verified = 1 ORDER BY at DESC, key DESC LIMIT 1")?;
    Ok(statement.query_row([], |row| Ok((get_digest(row, 0)?, row.get(1)?))).optional()?)
}

/// Of the verified proof that was kept last: the authority's time and the device's time of keeping it.
pub(crate) fn last_clocks(connection: &Connection) -> Result<Option<(String, String)>> {
    let mut statement =
        connection.prepare_cached("SELECT at, kept_at FROM time_proof WHERE verified = 1 ORDER BY key DESC LIMIT 1")?;
    Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// The lists that fix this digest, each with its proofs in the order of keeping.
pub(crate) fn covering(connection: &Connection, digest: &Digest) -> Result<Vec<(ListRow, ProofRow)>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {PROOF}, {LIST} FROM covered CROSS JOIN stamped_list ON stamped_list.key = covered.list
         CROSS JOIN time_proof ON time_proof.list = covered.list WHERE covered.digest = ?1 ORDER BY time_proof.key"
    ))?;
    let rows = statement.query_map([digest.as_bytes().as_slice()], |row| {
        Ok((list_from_row(row, PROOF_COLUMNS)?, proof_from_row(row)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a stamp of this list fixes, sorted.
pub(crate) fn covered(connection: &Connection, list: i64) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached("SELECT digest FROM covered WHERE list = ?1 ORDER BY digest")?;
    let rows = statement.query_map([list], |row| get_digest(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// How many items (leaves items too) this authority has not stamped.
pub(crate) fn waiting_count(connection: &Connection, authority: &str) -> Result<u64> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM item) - (SELECT count(*) FROM stamped_item WHERE authority = ?1)",
    )?;
    Ok(statement.query_row([authority], |row| get_u64(row, 0))?)
}

/// When the oldest of them was kept.
pub(crate) fn waiting_since(connection: &Connection, authority: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT added_at FROM item WHERE NOT EXISTS (SELECT 1 FROM stamped_item
            WHERE stamped_item.item = item.key AND stamped_item.authority = ?1) ORDER BY key LIMIT 1",
    )?;
    Ok(statement.query_row([authority], |row| row.get(0)).optional()?)
}

/// Seals that this authority has not stamped, oldest first.
pub(crate) fn waiting(connection: &Connection, authority: &str, limit: u64) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached(
        "SELECT seal FROM item WHERE NOT EXISTS (SELECT 1 FROM stamped_item
            WHERE stamped_item.item = item.key AND stamped_item.authority = ?1) ORDER BY key LIMIT ?2",
    )?;
    let rows = statement.query_map(params![authority, int(limit)], |row| get_digest(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Of these batches' seals, those that still wait for the authority; a removed item waits for nothing.
pub(crate) fn waiting_in(connection: &Connection, list: i64, authority: &str) -> Result<Vec<Digest>> {
    let mut statement = connection.prepare_cached(
        "SELECT item.seal FROM covered CROSS JOIN item ON item.seal = covered.digest WHERE covered.list = ?1
            AND NOT EXISTS (SELECT 1 FROM stamped_item
                WHERE stamped_item.item = item.key AND stamped_item.authority = ?2)",
    )?;
    let rows = statement.query_map(params![list, authority], |row| get_digest(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Batches that hold this seal and that the authority has not stamped.
pub(crate) fn batches_without(connection: &Connection, seal: &Digest, authority: &str) -> Result<Vec<ListRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {LIST} FROM covered CROSS JOIN stamped_list ON stamped_list.key = covered.list
         WHERE covered.digest = ?1 AND stamped_list.kind = 'batch' AND NOT EXISTS (SELECT 1 FROM time_proof
            WHERE time_proof.list = stamped_list.key AND time_proof.authority = ?2) ORDER BY stamped_list.key"
    ))?;
    let rows = statement.query_map(params![seal.as_bytes().as_slice(), authority], |row| list_from_row(row, 0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The times of these items, in no order; `authorities` are those that are asked.
pub(crate) fn times(connection: &Connection, keys: &[i64], authorities: &[String]) -> Result<Vec<(ItemId, ItemTime)>> {
    let sql = format!(
        "SELECT item.id, time_proof.at, item_time.not_later_than, time_proof.issuer, {}
         FROM json_each(?1) AS wanted CROSS JOIN item ON item.key = wanted.value
         LEFT JOIN item_time ON item_time.item = item.key LEFT JOIN time_proof ON time_proof.key = item_time.proof",
        WAITS.replace('?', "?2")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let lists = [serde_json::json!(keys).to_string(), serde_json::json!(authorities).to_string()];
    let rows = statement.query_map(lists, |row| Ok((get_item_id(row, 0)?, item_time(row, 1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reads an item's time from the proof's time, the latest moment, whose clock, and whether it waits.
pub(crate) fn item_time(row: &Row<'_>, from: usize) -> rusqlite::Result<ItemTime> {
    let (at, not_later_than, by) = (row.get(from)?, row.get::<_, Option<String>>(from + 1)?, row.get(from + 2)?);
    let state = match (&not_later_than, row.get(from + 3)?) {
        (Some(_), _) => TimeState::Proven,
        (None, true) => TimeState::Waiting,
        (None, false) => TimeState::None,
    };
    Ok(ItemTime { state, at, not_later_than, by })
}

/// True if a list or a proof has this object.
pub(crate) fn uses_object(connection: &Connection, digest: &Digest) -> Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM stamped_list WHERE sha256 = ?1 UNION ALL SELECT 1 FROM time_proof WHERE token = ?1 LIMIT 1",
    )?;
    Ok(statement.exists([digest.as_bytes().as_slice()])?)
}

/// Digest, size and CRC-32 of every list and every token.
pub(crate) fn each_object(connection: &Connection, mut with: impl FnMut(Digest, u64, u32)) -> Result<()> {
    for sql in ["SELECT sha256, size_bytes, crc32 FROM stamped_list", "SELECT token, size_bytes, crc32 FROM time_proof"]
    {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            with(get_digest(row, 0)?, get_u64(row, 1)?, super::get_u32(row, 2)?);
        }
    }
    Ok(())
}

/// Deletes the proofs over a removed item's own list, after its rows; the tombstone must be there. Gives back their
/// tokens.
pub(crate) fn delete_own(connection: &Connection, seal: &Digest) -> Result<Vec<Digest>> {
    let Some(list) = list_of(connection, seal)?.filter(|list| list.kind == "item") else { return Ok(Vec::new()) };
    let tokens = of_list(connection, list.key)?.iter().map(|proof| proof.token).collect();
    connection.execute("DELETE FROM time_proof WHERE list = ?1", [list.key])?;
    connection.execute("DELETE FROM stamped_list WHERE key = ?1", [list.key])?;
    Ok(tokens)
}

/// For each authority and item the first proof; for each item the proof with the earliest time, and that time.
pub(crate) type Noted = (Vec<(String, i64, i64)>, Vec<(i64, i64, String)>);

/// What [`note_items`] noted, for comparing.
pub(crate) fn noted(connection: &Connection) -> Result<Noted> {
    let mut statement =
        connection.prepare_cached("SELECT authority, item, proof FROM stamped_item ORDER BY authority, item")?;
    let stamped = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let stamped = stamped.collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare_cached("SELECT item, proof, not_later_than FROM item_time ORDER BY item")?;
    let times = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok((stamped, times.collect::<rusqlite::Result<_>>()?))
}

/// The same, made from the other tables.
pub(crate) fn noted_again(connection: &Connection) -> Result<Noted> {
    let mut statement = connection.prepare_cached(
        "SELECT time_proof.authority, item.key, min(time_proof.key) FROM time_proof
         JOIN stamped_list ON stamped_list.key = time_proof.list AND stamped_list.kind <> 'renewal'
         CROSS JOIN covered ON covered.list = time_proof.list CROSS JOIN item ON item.seal = covered.digest
         GROUP BY 1, 2 ORDER BY 1, 2",
    )?;
    let stamped = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let stamped = stamped.collect::<rusqlite::Result<_>>()?;
    // Of several equal times the one kept first.
    let mut statement = connection.prepare_cached(
        "SELECT item, min(proof), not_later_than FROM (
            SELECT item.key AS item, time_proof.key AS proof, time_proof.not_later_than AS not_later_than,
                rank() OVER (PARTITION BY item.key ORDER BY time_proof.not_later_than) AS place
            FROM time_proof CROSS JOIN covered ON covered.list = time_proof.list
            CROSS JOIN item ON item.seal = covered.digest WHERE time_proof.verified = 1)
         WHERE place = 1 GROUP BY item ORDER BY item",
    )?;
    let times = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok((stamped, times.collect::<rusqlite::Result<_>>()?))
}
