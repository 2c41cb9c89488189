//! The tables of `vault.db`: one file for each family, with its SQL, its row and every statement that touches it.
//!
//! A digest is a BLOB of 32 bytes, an id one of 16, a time the text that the log holds. Append-only tables refuse
//! UPDATE and DELETE by triggers; sealed rows can go only once a tombstone names them.

pub(crate) mod authority;
pub(crate) mod check_run;
pub(crate) mod derived;
pub(crate) mod dispute;
pub(crate) mod entry;
pub(crate) mod exhibit;
pub(crate) mod export;
pub(crate) mod item;
pub(crate) mod item_page;
pub(crate) mod time_proof;
pub(crate) mod tombstone;
pub(crate) mod vault_row;

use holdfast_proof::{Digest, DisputeId, ItemId};
use rusqlite::Row;
use rusqlite::types::Type;

/// The first version of the schema. Frozen: a later version is another step in [`crate::database`].
pub(crate) const SCHEMA_1: &[&str] = &[
    vault_row::SCHEMA_1,
    entry::SCHEMA_1,
    item::SCHEMA_1,
    tombstone::SCHEMA_1,
    dispute::SCHEMA_1,
    exhibit::SCHEMA_1,
    export::SCHEMA_1,
    derived::SCHEMA_1,
    check_run::SCHEMA_1,
];

/// The second version: time proofs. Frozen like the first.
pub(crate) const SCHEMA_2: &[&str] = &[time_proof::SCHEMA_2, authority::SCHEMA_2];

/// SQLite's integers are signed; ours are counts and sizes.
pub(crate) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(crate) fn get_u64(row: &Row<'_>, index: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(index)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, value))
}

pub(crate) fn get_u32(row: &Row<'_>, index: usize) -> rusqlite::Result<u32> {
    let value: i64 = row.get(index)?;
    u32::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(index, value))
}

pub(crate) fn get_digest(row: &Row<'_>, index: usize) -> rusqlite::Result<Digest> {
    Ok(Digest::from_bytes(row.get(index)?))
}

pub(crate) fn get_item_id(row: &Row<'_>, index: usize) -> rusqlite::Result<ItemId> {
    Ok(ItemId::from_bytes(row.get(index)?))
}

pub(crate) fn get_dispute_id(row: &Row<'_>, index: usize) -> rusqlite::Result<DisputeId> {
    Ok(DisputeId::from_random(row.get(index)?))
}

/// A word of a closed list, such as a kind, read back from its text.
pub(crate) fn get_word<T: std::str::FromStr>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let text: String = row.get(index)?;
    text.parse().map_err(|_| {
        let error = format!("{text:?} is no word of this list");
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.into())
    })
}
