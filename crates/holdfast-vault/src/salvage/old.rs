//! What a damaged database still tells. Every question may fail; what it answers is used, the rest is left.

use crate::disputes::ExhibitState;
use crate::error::Result;
use crate::tables::{get_digest, get_item_id, get_u32, get_word};
use crate::vault::Vault;
use holdfast_proof::{Digest, ItemId};
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Answers of the old database.
#[derive(Debug, Default)]
pub(super) struct Old {
    pub(super) removed: BTreeSet<Digest>,
    pub(super) leaf_keys: BTreeMap<ItemId, [u8; 32]>,
    notes: BTreeMap<ItemId, String>,
    disputes: Vec<OldDispute>,
}

#[derive(Debug)]
struct OldDispute {
    key: i64,
    name: String,
    title: String,
    outcome: Option<String>,
    facts: BTreeMap<String, Option<String>>,
    exhibits: Vec<OldExhibit>,
}

#[derive(Debug)]
struct OldExhibit {
    number: u32,
    seal: Digest,
    proves: String,
    position: u32,
    state: ExhibitState,
}

/// What was said again.
#[derive(Debug, Default)]
pub(super) struct SaidAgain {
    pub(super) disputes: u64,
    pub(super) notes: u64,
    pub(super) renumbered: Vec<String>,
}

pub(super) fn read(database: &Path) -> Old {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(connection) = Connection::open_with_flags(database, flags) else { return Old::default() };
    let mut old = Old {
        removed: rows(&connection, "SELECT seal FROM tombstone", |row| get_digest(row, 0)).into_iter().collect(),
        leaf_keys: rows(
            &connection,
            "SELECT item.id, leaf_key.bytes FROM leaf_key JOIN item ON item.key = leaf_key.item",
            |row| Ok((get_item_id(row, 0)?, row.get(1)?)),
        )
        .into_iter()
        .collect(),
        notes: rows(&connection, "SELECT id, note FROM item WHERE note <> ''", |row| {
            Ok((get_item_id(row, 0)?, row.get(1)?))
        })
        .into_iter()
        .collect(),
        disputes: rows(&connection, "SELECT key, name, title, outcome FROM dispute ORDER BY key", |row| {
            Ok(OldDispute {
                key: row.get(0)?,
                name: row.get(1)?,
                title: row.get(2)?,
                outcome: row.get(3)?,
                facts: BTreeMap::new(),
                exhibits: Vec::new(),
            })
        }),
    };
    for dispute in &mut old.disputes {
        let of_this = |sql: &str| format!("{sql} WHERE dispute = {}", dispute.key);
        dispute.facts =
            rows(&connection, &of_this("SELECT name, value FROM fact"), |row| Ok((row.get(0)?, Some(row.get(1)?))))
                .into_iter()
                .collect();
        dispute.exhibits =
            rows(&connection, &of_this("SELECT number, seal, proves, position, state FROM exhibit"), |row| {
                Ok(OldExhibit {
                    number: get_u32(row, 0)?,
                    seal: get_digest(row, 1)?,
                    proves: row.get(2)?,
                    position: get_u32(row, 3)?,
                    state: get_word(row, 4)?,
                })
            });
        dispute.exhibits.sort_by_key(|exhibit| exhibit.number);
    }
    old
}

/// The rows up to the first that cannot be read.
fn rows<T>(connection: &Connection, sql: &str, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
    let Ok(mut statement) = connection.prepare(sql) else { return Vec::new() };
    let Ok(rows) = statement.query_map([], read) else { return Vec::new() };
    rows.map_while(std::result::Result::ok).collect()
}

/// Says notes and disputes again in the new vault; `from_bodies` are notes that objects tell.
pub(super) fn say_again(vault: &mut Vault, old: &Old, from_bodies: &BTreeMap<ItemId, String>) -> Result<SaidAgain> {
    let mut said = SaidAgain::default();
    let mut notes = from_bodies.clone();
    notes.extend(old.notes.clone());
    for (id, text) in &notes {
        if !text.is_empty() && vault.item_find(&id.to_string()).is_ok() {
            vault.note_set(*id, text)?;
            said.notes += 1;
        }
    }
    for dispute in &old.disputes {
        if dispute_again(vault, dispute)? {
            said.renumbered.push(dispute.name.clone());
        }
        said.disputes += 1;
    }
    Ok(said)
}

/// True: its exhibits have other numbers now.
fn dispute_again(vault: &mut Vault, old: &OldDispute) -> Result<bool> {
    let id = vault.dispute_create_as(&old.title, Some(old.name.clone()))?.id;
    vault.set_facts(id, old.facts.clone())?;
    let mut renumbered = false;
    let mut order = Vec::new();
    for exhibit in &old.exhibits {
        let Ok(item) = vault.item_find(&exhibit.seal.to_string()) else {
            renumbered = true;
            continue;
        };
        let proves = Some(exhibit.proves.as_str()).filter(|proves| !proves.is_empty());
        let now = vault.attach(id, &[item], proves)?;
        renumbered |= now.first().is_none_or(|row| row.number != exhibit.number);
        if exhibit.state == ExhibitState::Attached {
            order.extend(now.into_iter().map(|row| (exhibit.position, row.label)));
        } else {
            vault.detach(id, &[item])?;
        }
    }
    order.sort();
    vault.order(id, &order.into_iter().map(|(_, label)| label).collect::<Vec<_>>())?;
    if let Some(outcome) = &old.outcome {
        vault.close(id, outcome)?;
    }
    Ok(renumbered)
}
