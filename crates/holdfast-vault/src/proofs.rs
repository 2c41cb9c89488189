//! Reading time proofs: of an item, for lists and cards, for an export, and the newest one for new records.
//!
//! Device time (`kept_at`) and authority time (`at`) stand side by side; neither is ever taken from the other.

use crate::error::{Result, VaultError};
use crate::stamping::{ListKind, milliseconds, rounded_up};
use crate::tables::item;
use crate::tables::time_proof::{self, ListRow, ProofRow};
use crate::vault::Vault;
use chrono::{DateTime, Utc};
use holdfast_proof::record::RecordNotBefore;
use holdfast_proof::tsp::{Outcome, TokenChecked};
use holdfast_proof::{Digest, ItemId, time};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whether an item is proven to have existed at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeState {
    /// A verified proof is kept.
    Proven,
    /// Not proven, and some authority that is asked has not stamped it yet.
    Waiting,
    /// Not proven, and nobody is going to be asked.
    None,
}

/// An item's time at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemTime {
    pub state: TimeState,
    /// The authority's time of the earliest verified proof; UTC, as the log writes times. Like the fields below only
    /// when proven.
    pub at: Option<String>,
    /// With its accuracy.
    pub not_later_than: Option<String>,
    /// Whose clock.
    pub by: Option<String>,
}

/// One proof of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemProof {
    /// The short name under which it was asked.
    pub authority: String,
    /// Whose clock, as the check said when it was kept.
    pub by: String,
    /// The authority's time, UTC.
    pub at: String,
    /// With its accuracy.
    pub not_later_than: String,
    /// `None`: the authority does not state it.
    pub accuracy_ms: Option<u64>,
    /// The earliest end of a certificate of its chain.
    pub ends_at: Option<String>,
    /// Whether its time counts here.
    pub verified: bool,
    /// The device's time of keeping it: the log's `at`.
    pub kept_at: String,
    /// Its entry in the log.
    pub entry: u64,
    /// Through which list it covers the item.
    pub list_kind: ListKind,
    /// Of a batch or renewal.
    pub list_number: Option<u32>,
    pub list_sha256: Digest,
    pub token_sha256: Digest,
}

/// Two clocks, side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastClocks {
    pub authority_at: DateTime<Utc>,
    pub device_at: DateTime<Utc>,
}

/// A token for a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenFile {
    /// Part of its file's name; each once for a list.
    pub authority: String,
    pub token_sha256: Digest,
    pub bytes: Vec<u8>,
    /// Whether its time counts here.
    pub verified: bool,
}

/// A batch or renewal for a bundle, with its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofList {
    pub kind: ListKind,
    /// `batch-0001.sha256`, `renewal-0001.sha256`
    pub name: String,
    pub sha256: Digest,
    pub bytes: Vec<u8>,
    pub tokens: Vec<TokenFile>,
}

/// Everything that proves a time of some items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProofsForExport {
    /// Tokens over an item's own item.sha256.
    pub own: BTreeMap<ItemId, Vec<TokenFile>>,
    /// Batches that hold their seals, and renewals that hold any of these lists or tokens, and so on; in the order of
    /// keeping.
    pub lists: Vec<ProofList>,
}

impl Vault {
    /// Every proof that covers the item, in the order of keeping.
    pub fn item_proofs(&self, id: ItemId) -> Result<Vec<ItemProof>> {
        let key = item::require_key(&self.connection, &id)?;
        let seal = item::one(&self.connection, key)?.seal_sha256;
        let rows = time_proof::covering(&self.connection, &seal)?;
        rows.into_iter().map(|(list, proof)| item_proof(&list, proof)).collect()
    }

    /// The times of these items at a glance; `authorities` are the short names of those that are asked. Items that are
    /// not there are left out.
    pub fn item_times(&self, items: &[ItemId], authorities: &[String]) -> Result<BTreeMap<ItemId, ItemTime>> {
        let mut keys = Vec::new();
        for id in items {
            keys.extend(item::key_of(&self.connection, id)?);
        }
        Ok(time_proof::times(&self.connection, &keys, authorities)?.into_iter().collect())
    }

    /// What a record made now may say: it was written after this token, the newest verified one.
    pub fn record_not_before(&self) -> Result<Option<RecordNotBefore>> {
        let Some((token_sha256, at)) = time_proof::newest_verified(&self.connection)? else { return Ok(None) };
        let at = time::parse_wall(&at).map_err(|error| VaultError::damaged(format!("a token's time: {error}")))?;
        Ok(Some(RecordNotBefore { token_sha256, at }))
    }

    /// What an authority's clock said when this device's said something else: both of the verified proof that was kept
    /// last. The device's is that of keeping the answer, so it is later by as long as the answer took.
    pub fn last_clocks(&self) -> Result<Option<LastClocks>> {
        let Some((authority, device)) = time_proof::last_clocks(&self.connection)? else { return Ok(None) };
        let read = |text: &str| {
            time::parse_wall(text).map_err(|error| VaultError::damaged(format!("a proof's time: {error}")))
        };
        Ok(Some(LastClocks { authority_at: read(&authority)?, device_at: read(&device)? }))
    }

    /// Lists and tokens that go into a bundle with these items. Errors `object-missing`, `object-damaged`.
    pub fn proofs_for_export(&self, items: &[ItemId]) -> Result<ProofsForExport> {
        let _one_moment = self.connection.unchecked_transaction()?;
        let mut proofs = ProofsForExport::default();
        let mut lists: BTreeMap<i64, (ListRow, Vec<ProofRow>)> = BTreeMap::new();
        let mut looked: BTreeSet<Digest> = BTreeSet::new();
        let mut next: Vec<Digest> = Vec::new();
        for id in items {
            let key = item::require_key(&self.connection, id)?;
            let seal = item::one(&self.connection, key)?.seal_sha256;
            let covering = time_proof::covering(&self.connection, &seal)?;
            let own = covering.into_iter().filter(|(list, _)| list.kind == ListKind::Item.as_str());
            let own = best(own.map(|(_, proof)| proof).collect());
            next.extend(own.iter().map(|proof| proof.token).chain([seal]));
            if !own.is_empty() {
                proofs.own.insert(*id, self.token_files(own)?);
            }
        }
        // A renewal is found by whatever of all this it names, and may itself be named by a later one.
        while let Some(digest) = next.pop() {
            if !looked.insert(digest) {
                continue;
            }
            for (list, proof) in time_proof::covering(&self.connection, &digest)? {
                if list.kind != ListKind::Item.as_str() {
                    next.extend([list.sha256, proof.token]);
                    let held = lists.entry(list.key).or_insert_with(|| (list, Vec::new()));
                    if !held.1.contains(&proof) {
                        held.1.push(proof);
                    }
                }
            }
        }
        for (list, rows) in lists.into_values() {
            let kind = ListKind::of(&list.kind)?;
            proofs.lists.push(ProofList {
                kind,
                name: kind.file_name(list.number),
                sha256: list.sha256,
                bytes: self.small(&list.sha256)?,
                tokens: self.token_files(best(rows))?,
            });
        }
        Ok(proofs)
    }

    fn token_files(&self, rows: Vec<ProofRow>) -> Result<Vec<TokenFile>> {
        let file = |row: ProofRow| {
            let (bytes, verified) = (self.small(&row.token)?, row.verified);
            Ok(TokenFile { authority: row.authority, token_sha256: row.token, bytes, verified })
        };
        rows.into_iter().map(file).collect()
    }
}

/// Whether a row says other than the token does. Whose clock it is and when its chain ends depends on the roots that
/// were known; both are compared only when they led to the same answer.
pub(crate) fn proof_facts_differ(row: &ProofRow, checked: &TokenChecked) -> bool {
    let times = (time::wall(&checked.at), time::wall(&rounded_up(checked.not_later_than)));
    let same_answer = row.verified == checked.proven() && checked.outcome != Outcome::NotCheckableHere;
    let chain = (checked.ends_at.map(|at| time::wall(&at)), checked.by.text());
    times != (row.at.clone(), row.not_later_than.clone())
        || checked.accuracy.map(milliseconds) != row.accuracy_ms
        || (same_answer && chain != (row.ends_at.clone(), row.issuer.clone()))
}

/// One for each authority: a verified one, else the first.
fn best(rows: Vec<ProofRow>) -> Vec<ProofRow> {
    let mut best: Vec<ProofRow> = Vec::new();
    for row in rows {
        match best.iter_mut().find(|held| held.authority == row.authority) {
            Some(held) if row.verified && !held.verified => *held = row,
            Some(_) => {}
            None => best.push(row),
        }
    }
    best
}

fn item_proof(list: &ListRow, proof: ProofRow) -> Result<ItemProof> {
    Ok(ItemProof {
        authority: proof.authority,
        by: proof.issuer,
        at: proof.at,
        not_later_than: proof.not_later_than,
        accuracy_ms: proof.accuracy_ms,
        ends_at: proof.ends_at,
        verified: proof.verified,
        kept_at: proof.kept_at,
        entry: proof.entry,
        list_kind: ListKind::of(&list.kind)?,
        list_number: list.number,
        list_sha256: list.sha256,
        token_sha256: proof.token,
    })
}
