//! Finding items among objects: an item.sha256 names its records and parts, and they name themselves by digest. A token
//! is found by its form, and belongs to the list whose digest is its imprint.

use super::old::Old;
use crate::error::{Result, VaultError};
use crate::items::{ItemFile, RECORD_AT_MOST_BYTES};
use crate::objects::ObjectStore;
use crate::outside::Watch;
use crate::sealing::{SealedItem, original_name, record_file};
use crate::stamping::{ListKind, is_batch, is_renewal};
use chrono::{DateTime, Utc};
use holdfast_proof::body::{Body as _, Changed, ChangedWhat, TimeProof};
use holdfast_proof::list::List;
use holdfast_proof::record::{CaptureRecord, EnvironmentRecord, Kind};
use holdfast_proof::tsp::{TOKEN_BYTES, Token};
use holdfast_proof::{Digest, ItemId, seal};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

/// Longer objects are no records and no bodies that people write.
const SMALL: u64 = RECORD_AT_MOST_BYTES;
/// `how.command` of what comes by adding or pasting: the same bytes are not kept twice.
const ADDING: [&str; 2] = ["item add", "capture clipboard"];

#[derive(Default)]
pub(super) struct Found {
    /// Oldest first.
    pub(super) items: Vec<SealedItem>,
    pub(super) damaged: Vec<String>,
    pub(super) unplaced: u64,
    /// Batches and renewals.
    pub(super) lists: BTreeMap<Digest, ListKind>,
    pub(super) tokens: Vec<FoundToken>,
    /// Under which name each token's authority was asked, as bodies tell.
    pub(super) asked: BTreeMap<Digest, String>,
    /// Notes that bodies tell, where there is no doubt which is the newest.
    pub(super) notes: BTreeMap<ItemId, String>,
}

/// A time-stamp token among the objects.
pub(super) struct FoundToken {
    pub(super) digest: Digest,
    /// SHA-256 of the list that it is over.
    pub(super) list: Digest,
    pub(super) at: DateTime<Utc>,
}

pub(super) fn scan(store: &ObjectStore, old: &Old, watch: &dyn Watch) -> Result<Found> {
    let mut found = Found::default();
    let mut placed: BTreeSet<Digest> = BTreeSet::new();
    let mut said: BTreeMap<ItemId, Vec<String>> = BTreeMap::new();
    let digests = all_objects(store)?;
    for digest in &digests {
        if watch.cancelled() {
            return Err(VaultError::Cancelled);
        }
        match beginning(store, digest) {
            Beginning::List => {
                let Some(list) = any_list(store, digest) else { continue };
                if list.get(seal::CAPTURE).is_none() || list.get(seal::ENVIRONMENT).is_none() {
                    let kind = if is_batch(&list) { Some(ListKind::Batch) } else { None };
                    let kind = kind.or_else(|| is_renewal(&list).then_some(ListKind::Renewal));
                    found.lists.extend(kind.map(|kind| (*digest, kind)));
                    continue;
                }
                if old.removed.contains(digest) {
                    continue;
                }
                match reseal(store, digest, &list, old, watch) {
                    Ok(sealed) => {
                        placed.extend(sealed.digests());
                        found.items.push(sealed);
                        watch.item();
                    }
                    Err(VaultError::Cancelled) => return Err(VaultError::Cancelled),
                    Err(error) => found.damaged.push(format!("{digest}: {error}")),
                }
            }
            Beginning::Body => {
                let bytes = store.read_small(digest, SMALL).unwrap_or_default();
                if let Some((id, text)) = note(&bytes) {
                    said.entry(id).or_default().push(text);
                } else if let Ok((proof, _)) = TimeProof::parse(&bytes) {
                    found.asked.insert(proof.token_sha256, proof.authority);
                }
            }
            Beginning::Der => found.tokens.extend(token(store, digest)),
            Beginning::Other => {}
        }
    }
    found.items.sort_by_key(|sealed| sealed.id);
    // Only what is over a list that is there is kept again.
    let lists: BTreeSet<Digest> = found.items.iter().map(|item| item.seal).chain(found.lists.keys().copied()).collect();
    found.tokens.retain(|token| lists.contains(&token.list));
    found.tokens.sort_by_key(|token| (token.at, token.digest));
    for token in &found.tokens {
        placed.extend([token.digest, token.list]);
    }
    found.unplaced = digests.iter().filter(|digest| !placed.contains(digest)).count() as u64;
    // Bodies carry no time: of several notes about one item nobody can say which is the newest.
    let certain = said.into_iter().filter_map(|(id, mut texts)| (texts.len() == 1).then(|| (id, texts.remove(0))));
    found.notes = certain.collect();
    Ok(found)
}

enum Beginning {
    List,
    Body,
    /// A SEQUENCE, as a token is.
    Der,
    Other,
}

/// A look at the first bytes spares reading every part of every item twice.
fn beginning(store: &ObjectStore, digest: &Digest) -> Beginning {
    let Ok(mut file) = store.open(digest) else { return Beginning::Other };
    if file.metadata().map_or(true, |found| found.len() > SMALL) {
        return Beginning::Other;
    }
    let mut first = [0; 66];
    match file.read_exact(&mut first) {
        Ok(()) if first[..64].iter().all(u8::is_ascii_hexdigit) && first[64..] == *b"  " => Beginning::List,
        Ok(()) if first.starts_with(b"{\"salt\":\"") => Beginning::Body,
        Ok(()) if first[0] == 0x30 => Beginning::Der,
        _ => Beginning::Other,
    }
}

/// The list, if it is one and the object is whole.
fn any_list(store: &ObjectStore, digest: &Digest) -> Option<List> {
    List::parse(&store.read_small(digest, SMALL).ok()?).ok()
}

/// The token, if it is one. Our own requests name a list by SHA-256.
fn token(store: &ObjectStore, digest: &Digest) -> Option<FoundToken> {
    let token = Token::read(&store.read_small(digest, TOKEN_BYTES as u64).ok()?).ok()?;
    Some(FoundToken { digest: *digest, list: token.imprint_sha256()?, at: token.gen_time() })
}

/// Reads and hashes everything that the list names, and puts the item together as it was sealed.
fn reseal(store: &ObjectStore, digest: &Digest, list: &List, old: &Old, watch: &dyn Watch) -> Result<SealedItem> {
    let unsound = |detail: String| VaultError::DraftUnsound { detail };
    let digest_of = |name: &str| list.get(name).ok_or_else(|| unsound(format!("its list does not name {name}")));
    let record = |name: &str| store.read_small(&digest_of(name)?, RECORD_AT_MOST_BYTES);
    let (capture, _) = CaptureRecord::parse(&record(seal::CAPTURE)?).map_err(|error| unsound(error.to_string()))?;
    let (environment, _) =
        EnvironmentRecord::parse(&record(seal::ENVIRONMENT)?).map_err(|error| unsound(error.to_string()))?;
    let present: BTreeSet<String> = list.lines().iter().map(|line| line.name.as_str().to_owned()).collect();
    let problems = seal::check(list, &capture, &present, false);
    if let Some(problem) = problems.iter().find(|problem| problem.level == holdfast_proof::Level::Error) {
        return Err(unsound(format!("{}: {}", problem.code, problem.detail)));
    }
    let mut files = Vec::new();
    for part in &capture.parts {
        let measured = store.measure(&digest_of(&part.name)?, watch)?;
        files.push(ItemFile {
            name: part.name.clone(),
            role: part.role.clone(),
            media_type: part.media_type.clone(),
            digest: measured.digest,
            size_bytes: measured.size_bytes,
            crc32: measured.crc32,
        });
    }
    for (name, media_type, digest) in [
        (seal::CAPTURE, "application/json", digest_of(seal::CAPTURE)?),
        (seal::ENVIRONMENT, "application/json", digest_of(seal::ENVIRONMENT)?),
        (seal::LIST, "text/plain", *digest),
    ] {
        files.push(record_file(name, media_type, &store.measure(&digest, watch)?));
    }
    let shown = || capture.parts.first().map(|part| part.name.clone()).unwrap_or_default();
    Ok(SealedItem {
        id: capture.id,
        seal: *digest,
        kind: capture.kind,
        origin: capture.origin,
        name: original_name(&environment).map_or_else(shown, str::to_owned),
        completeness: capture.completeness.state.as_str().to_owned(),
        of: capture.of,
        dedupe: ADDING.contains(&capture.how.command.as_str()) && capture.kind != Kind::Leaves,
        leaf_key: old.leaf_keys.get(&capture.id).copied(),
        part_count: capture.parts.len(),
        files,
    })
}

fn note(body: &[u8]) -> Option<(ItemId, String)> {
    let (said, _) = Changed::parse(body).ok()?;
    if said.what != ChangedWhat::Note {
        return None;
    }
    Some((said.value["item"].as_str()?.parse().ok()?, said.value["text"].as_str()?.to_owned()))
}

/// Every file among the objects that has an object's name.
fn all_objects(store: &ObjectStore) -> Result<Vec<Digest>> {
    let reading = |error| VaultError::reading(store.folder(), error);
    let mut digests = Vec::new();
    for folder in std::fs::read_dir(store.folder()).map_err(reading)? {
        let folder = folder.map_err(reading)?;
        if !folder.file_type().map_err(reading)?.is_dir() {
            continue;
        }
        let first = folder.file_name().to_string_lossy().into_owned();
        for object in std::fs::read_dir(folder.path()).map_err(reading)? {
            let rest = object.map_err(reading)?.file_name().to_string_lossy().into_owned();
            digests.extend(format!("{first}{rest}").parse::<Digest>().ok());
        }
    }
    digests.sort_unstable();
    Ok(digests)
}
