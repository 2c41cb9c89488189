//! What a damaged database still tells. Every question may fail; what it answers is used, the rest is left.

use super::scan::Found;
use crate::authorities::{AuthorityRow, is_name};
use crate::disputes::ExhibitState;
use crate::error::Result;
use crate::stamping::{ListKind, ListToStamp, ProofFacts, ProofKept};
use crate::tables::authority;
use crate::tables::{get_digest, get_item_id, get_u32, get_word};
use crate::vault::Vault;
use holdfast_proof::tsp::{By, Outcome, Token, Trust};
use holdfast_proof::{Digest, ItemId};
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name of an authority that neither a body nor the pins tell.
const UNNAMED: &str = "unnamed";

/// Answers of the old database.
#[derive(Debug, Default)]
pub(super) struct Old {
    pub(super) removed: BTreeSet<Digest>,
    pub(super) leaf_keys: BTreeMap<ItemId, [u8; 32]>,
    authorities: Vec<AuthorityRow>,
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
    pub(super) proofs: u64,
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
        authorities: authority::all(&connection).unwrap_or_default(),
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
pub(super) fn say_again(vault: &mut Vault, old: &Old, found: &Found) -> Result<SaidAgain> {
    let mut said = SaidAgain { proofs: proofs_again(vault, old, found)?, ..SaidAgain::default() };
    let mut notes = found.notes.clone();
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

/// Keeps every token again that is over a list that was found; how many.
fn proofs_again(vault: &mut Vault, old: &Old, found: &Found) -> Result<u64> {
    for row in &old.authorities {
        // One that cannot be added any more is no loss of evidence.
        let _ = vault.authority_add(&row.name, &row.url, row.least_seconds, row.roots.as_deref());
    }
    let mut proofs = 0;
    for token in &found.tokens {
        let bytes = vault.small(&token.digest)?;
        let Ok(read) = Token::read(&bytes) else { continue };
        let asked = found.asked.get(&token.digest).filter(|name| is_name(name));
        let roots = old.authorities.iter().find(|row| Some(&row.name) == asked).and_then(|row| row.roots.as_deref());
        let trust = roots.and_then(|roots| Trust::pins().with_pem(roots).ok()).unwrap_or_else(Trust::pins);
        let checked = read.check(&trust);
        if checked.outcome == Outcome::Invalid {
            continue;
        }
        let name = match (asked, &checked.by) {
            (Some(name), _) => name.as_str(),
            (None, By::Pinned(pin)) => pin.id.as_str(),
            (None, _) => UNNAMED,
        };
        let kind = found.lists.get(&token.list).copied().unwrap_or(ListKind::Item);
        let list = ListToStamp::new(kind, vault.small(&token.list)?);
        let kept = vault.keep_proof(name, &list, &bytes, &ProofFacts::from(&checked))?;
        proofs += u64::from(matches!(kept, ProofKept::Kept { .. }));
    }
    Ok(proofs)
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
