//! The disputes' part of a check: each is replayed from its chain and its bodies, and compared with the tables.

use super::log::{Seen, Step};
use super::{CheckCode, Findings};
use crate::disputes::{DisputeState, ExhibitState, exhibit_label};
use crate::error::Result;
use crate::items::RECORD_AT_MOST_BYTES;
use crate::tables::dispute::Held;
use crate::tables::{dispute, entry, exhibit, item};
use crate::vault::Vault;
use holdfast_proof::body::{Body as _, Changed, ChangedWhat};
use holdfast_proof::log::EntryKind;
use holdfast_proof::{Digest, ItemId, time};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn check(vault: &Vault, seen: &Seen, findings: &mut Findings) -> Result<()> {
    let mut replayed: BTreeMap<_, _> = seen.disputes.iter().collect();
    for held in dispute::all(&vault.connection)? {
        let path = format!("dispute {}", held.row.name);
        let Some(steps) = replayed.remove(&held.row.id) else {
            findings.add(CheckCode::CatalogueDiffers, path, "the log does not know it");
            continue;
        };
        compare(vault, seen, &path, &held, steps, findings)?;
    }
    for id in replayed.keys() {
        findings.add(CheckCode::CatalogueDiffers, format!("dispute {id}"), "its row is missing");
    }
    Ok(())
}

/// A dispute as its chain tells it.
#[derive(Default)]
struct Replayed {
    title: String,
    outcome: Option<String>,
    facts: BTreeMap<String, String>,
    exhibits: Vec<Exhibit>,
    /// A body is missing or damaged, which is said elsewhere; what it changed cannot be compared.
    incomplete: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Exhibit {
    seal: Digest,
    proves: String,
    position: u32,
    state: ExhibitState,
}

fn compare(vault: &Vault, seen: &Seen, path: &str, held: &Held, steps: &[Step], findings: &mut Findings) -> Result<()> {
    let mut differs = |detail: &str| findings.add(CheckCode::CatalogueDiffers, path, detail);
    let newest = match steps.last() {
        Some(step) => entry::one(&vault.connection, step.n)?,
        None => None,
    };
    let leaf = newest.map(|row| holdfast_proof::log::leaf_hash(&row.line));
    if (leaf, steps.len() as u64) != (Some(held.chain_leaf), held.chain_n) {
        differs("its row does not end where its chain ends");
    }
    if steps.first().map(|step| time::wall(&step.at)).as_deref() != Some(held.row.created_at.as_str()) {
        differs("its row says another time of making than the log");
    }
    let mut replayed = Replayed::default();
    for step in steps {
        replayed.take(vault, seen, step)?;
    }
    let exhibits = exhibit::of_dispute(&vault.connection, held.key)?;
    let mut by_number: BTreeMap<u32, Exhibit> = BTreeMap::new();
    for row in exhibits {
        if row.state != ExhibitState::Removed && row.item_id.is_none() {
            differs("an exhibit's item is not there");
        }
        let exhibit = Exhibit {
            seal: row.seal_sha256,
            proves: if replayed.incomplete { String::new() } else { row.proves },
            position: if replayed.incomplete { 0 } else { row.position },
            state: row.state,
        };
        by_number.insert(row.number, exhibit);
        if let Some(id) = row.item_id
            && item::by_seal(&vault.connection, &row.seal_sha256)?.is_none_or(|place| place.id != id)
        {
            differs("an exhibit names one item and seals another");
        }
    }
    if replayed.incomplete {
        for exhibit in &mut replayed.exhibits {
            (exhibit.proves, exhibit.position) = (String::new(), 0);
        }
    }
    if by_number != (1..).zip(replayed.exhibits).collect() {
        differs("its exhibits are not those of its chain");
    }
    let state = if replayed.outcome.is_some() { DisputeState::Closed } else { DisputeState::Open };
    let facts = dispute::facts(&vault.connection, held.key)?;
    if !replayed.incomplete
        && (held.row.title.as_str(), held.row.state, held.row.outcome.as_ref(), &facts)
            != (replayed.title.as_str(), state, replayed.outcome.as_ref(), &replayed.facts)
    {
        differs("its title, facts or outcome are not the newest ones said");
    }
    Ok(())
}

impl Replayed {
    fn take(&mut self, vault: &Vault, seen: &Seen, step: &Step) -> Result<()> {
        let end = self.exhibits.iter().map(|exhibit| exhibit.position).max().unwrap_or_default() + 1;
        let there = self.exhibits.iter_mut().find(|exhibit| exhibit.seal == step.reference);
        match (step.kind, there) {
            (EntryKind::Attached, Some(exhibit)) => (exhibit.state, exhibit.position) = (ExhibitState::Attached, end),
            (EntryKind::Attached, None) => self.exhibits.push(Exhibit {
                seal: step.reference,
                proves: String::new(),
                position: end,
                state: ExhibitState::Attached,
            }),
            (EntryKind::Detached, Some(exhibit)) => exhibit.state = ExhibitState::Detached,
            (EntryKind::Removed, Some(exhibit)) => {
                (exhibit.state, exhibit.proves) = (ExhibitState::Removed, String::new());
            }
            (EntryKind::Changed, _) if seen.bodies.get(&step.n).is_none_or(|body| body.erased) => {}
            (EntryKind::Changed, _) => {
                let bytes = vault.store.read_small(&step.reference, RECORD_AT_MOST_BYTES).ok();
                match bytes.and_then(|bytes| Changed::parse(&bytes).ok()) {
                    Some((said, _)) => self.change(vault, said.what, &said.value)?,
                    None => self.incomplete = true,
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn change(&mut self, vault: &Vault, what: ChangedWhat, value: &Value) -> Result<()> {
        match what {
            ChangedWhat::Title => self.title = value.as_str().unwrap_or_default().to_owned(),
            ChangedWhat::Closed => self.outcome = value["outcome"].as_str().map(str::to_owned),
            ChangedWhat::Facts => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    match value.as_str() {
                        Some(value) => _ = self.facts.insert(name.clone(), value.to_owned()),
                        None => _ = self.facts.remove(name),
                    }
                }
            }
            ChangedWhat::Order => {
                let labels = value.as_array().into_iter().flatten().filter_map(Value::as_str);
                for (position, label) in (1..).zip(labels) {
                    let exhibits = (1..).zip(&mut self.exhibits);
                    let mut named = exhibits.filter(|(number, _)| exhibit_label(*number) == label);
                    if let Some((_, exhibit)) = named.next() {
                        exhibit.position = position;
                    }
                }
            }
            ChangedWhat::Exhibits => {
                let id = value["item"].as_str().and_then(|id| id.parse::<ItemId>().ok());
                let key = id.map(|id| item::key_of(&vault.connection, &id)).transpose()?.flatten();
                if let Some(key) = key {
                    let seal = item::one(&vault.connection, key)?.seal_sha256;
                    let proves = value["proves"].as_str().unwrap_or_default();
                    for exhibit in self.exhibits.iter_mut().filter(|exhibit| exhibit.seal == seal) {
                        proves.clone_into(&mut exhibit.proves);
                    }
                }
            }
            ChangedWhat::Note => {}
        }
        Ok(())
    }
}
