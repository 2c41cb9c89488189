//! The time proofs' part of a check: lists against their lines, tokens against their lists, rows against tokens, bodies
//! and log, and what follows from them for each item.
//!
//! A token's form, imprint and time are computed again, and its own signature and chain. Whether its time counts is
//! what was found when it was kept: pins and roots may have come and gone since, and that is no damage.

use super::log::{Seen, Step, path};
use super::{CheckCode, Findings};
use crate::error::Result;
use crate::items::RECORD_AT_MOST_BYTES;
use crate::proofs::proof_facts_differ;
use crate::stamping::{ListKind, ListToStamp, covered_by, is_batch, is_renewal};
use crate::tables::time_proof::{self, ListRow, ProofRow};
use crate::tables::{authority, item};
use crate::vault::Vault;
use holdfast_proof::body::{Body as _, TimeProof};
use holdfast_proof::list::List;
use holdfast_proof::tsp::{Outcome, Token, Trust};
use holdfast_proof::{Digest, time};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(vault: &Vault, seen: &Seen, findings: &mut Findings) -> Result<()> {
    let connection = &vault.connection;
    let lists = time_proof::lists(connection)?;
    let proofs = time_proof::all(connection)?;
    if !lists.is_empty() {
        check_lists(vault, &lists, &proofs, findings)?;
    }
    let by_key: BTreeMap<i64, &ListRow> = lists.iter().map(|list| (list.key, list)).collect();
    let mut steps: BTreeMap<u64, Step> = seen.proofs.iter().map(|step| (step.n, *step)).collect();
    for row in &proofs {
        let step = steps.remove(&row.entry);
        let differs = match by_key.get(&row.list) {
            Some(list) => check_proof(vault, list, row, step),
            None => Some("its list is missing".to_owned()),
        };
        if let Some(detail) = differs {
            findings.add(CheckCode::CatalogueDiffers, path(row.entry), detail);
        }
    }
    for n in steps.keys() {
        // An erased one was about an item that was removed; that it was, is the log's part to say.
        if seen.bodies.get(n).is_none_or(|body| !body.erased) {
            findings.add(CheckCode::CatalogueDiffers, path(*n), "the row of its time proof is missing");
        }
    }
    if time_proof::noted(connection)? != time_proof::noted_again(connection)? {
        let detail = "which items are stamped, and since when, is not what the time proofs say";
        findings.add(CheckCode::CatalogueDiffers, crate::layout::DATABASE, detail);
    }
    Ok(())
}

/// What is wrong with one proof, if anything. What is missing or damaged as an object is the object check's to say.
fn check_proof(vault: &Vault, list: &ListRow, row: &ProofRow, step: Option<Step>) -> Option<String> {
    let Some(step) = step.filter(|step| time::wall(&step.at) == row.kept_at) else {
        return Some("the row of a time proof is not what the log says of it".to_owned());
    };
    let read = |digest: &Digest| vault.store.read_small(digest, RECORD_AT_MOST_BYTES).ok();
    if let Some(body) = read(&step.reference) {
        let said = TimeProof::parse(&body).ok().map(|(said, _)| said);
        let same = said.is_some_and(|said| {
            (said.list_sha256, said.token_sha256, said.authority.as_str(), time::wall(&said.at))
                == (list.sha256, row.token, row.authority.as_str(), row.at.clone())
        });
        if !same {
            return Some("the row of a time proof is not what its body says".to_owned());
        }
    }
    let (token, bytes) = (read(&row.token)?, read(&list.sha256)?);
    let token = match Token::read(&token) {
        Ok(token) => token,
        Err(fault) => return Some(format!("its token cannot be read: {fault}")),
    };
    if !token.covers(&bytes) {
        return Some("its token is over another list".to_owned());
    }
    let known = authority::all(&vault.connection).ok()?;
    let roots = known.into_iter().find(|known| known.name == row.authority).and_then(|known| known.roots);
    let trust = roots.and_then(|roots| Trust::pins().with_pem(&roots).ok()).unwrap_or_else(Trust::pins);
    let checked = token.check(&trust);
    if checked.outcome == Outcome::Invalid {
        let faults: Vec<&str> = checked.faults.iter().map(|fault| fault.code()).collect();
        return Some(format!("its token does not hold: {}", faults.join(", ")));
    }
    proof_facts_differ(row, &checked).then(|| "its row says another time than its token".to_owned())
}

fn check_lists(vault: &Vault, lists: &[ListRow], proofs: &[ProofRow], findings: &mut Findings) -> Result<()> {
    let stamped: BTreeSet<i64> = proofs.iter().map(|proof| proof.list).collect();
    let seals: BTreeSet<Digest> = item::seals(&vault.connection)?.into_iter().collect();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for list in lists {
        let mut differs = |detail: &str| {
            let path = format!("list {}", list.sha256);
            findings.add(CheckCode::CatalogueDiffers, path, detail);
        };
        let expected = match list.kind.as_str() {
            "item" => None,
            kind => {
                let number = numbers.entry(kind).or_default();
                *number += 1;
                Some(*number)
            }
        };
        if list.number != expected {
            differs("its number is not the next of its kind");
        }
        if !stamped.contains(&list.key) {
            differs("no proof over it is there");
        }
        let Ok(bytes) = vault.store.read_small(&list.sha256, RECORD_AT_MOST_BYTES) else { continue };
        let Ok(kind) = ListKind::of(&list.kind) else {
            differs("it is of no known kind");
            continue;
        };
        let Ok(read) = List::parse(&bytes) else {
            differs("it is not in the form of a list");
            continue;
        };
        let fits = match kind {
            ListKind::Item => seals.contains(&list.sha256),
            // What it names may have been removed, or lost before a salvage.
            ListKind::Batch => is_batch(&read),
            ListKind::Renewal => is_renewal(&read),
        };
        if !fits {
            differs("its lines are not those of its kind");
        }
        let mut covered = covered_by(&ListToStamp::new(kind, bytes))?;
        covered.sort_unstable();
        if covered != time_proof::covered(&vault.connection, list.key)? {
            differs("what a stamp of it covers is not what it names");
        }
    }
    Ok(())
}
