//! The catalogue's part of a check: each row against what the item's own sealed records say.

use super::log::{Seen, Step};
use super::{CheckCode, Findings};
use crate::error::{Result, VaultError};
use crate::items::{ItemFile, ItemRow, RECORD_AT_MOST_BYTES};
use crate::outside::Watch;
use crate::sealing::original_name;
use crate::tables::item::RECORD_ROLE;
use crate::tables::{item, tombstone};
use crate::vault::Vault;
use holdfast_proof::body::{Body as _, Changed, ChangedWhat};
use holdfast_proof::list::List;
use holdfast_proof::log::EntryKind;
use holdfast_proof::record::{CaptureRecord, EnvironmentRecord, Kind};
use holdfast_proof::{Digest, ItemId, seal, time};
use std::collections::{BTreeMap, BTreeSet};

/// Gives back the number of items.
pub(super) fn check(vault: &Vault, seen: &Seen, findings: &mut Findings, watch: &dyn Watch) -> Result<u64> {
    let connection = &vault.connection;
    let mut entries: BTreeMap<u64, Step> = seen.items.clone();
    let notes = newest_notes(vault, seen);
    let keys = item::keys(connection)?;
    for key in &keys {
        if watch.cancelled() {
            return Err(VaultError::Cancelled);
        }
        let row = match item::one(connection, *key) {
            Ok(row) => row,
            Err(error) => {
                findings.add(CheckCode::DatabaseDamaged, format!("item row {key}"), error.to_string());
                continue;
            }
        };
        let path = format!("item {}", row.id);
        let entry = entries.remove(&item::entry_of(connection, *key)?);
        check_entry(&path, &row, entry, findings);
        if notes.get(&row.id).map_or("", String::as_str) != row.note {
            findings.add(CheckCode::CatalogueDiffers, path.as_str(), "the note is not the newest one said");
        }
        if item::search_text_of(connection, *key)?.as_deref() != Some(&item::search_text(&row.name, &row.note)) {
            findings.add(CheckCode::CatalogueDiffers, path.as_str(), "it is found under another text");
        }
        let files = item::files(connection, *key)?;
        check_records(vault, &path, &row, item::source_of(connection, *key)?, &files, findings);
        if row.kind == Kind::Leaves {
            super::leaves::check(vault, &path, *key, &row, findings)?;
        }
        watch.item();
    }
    check_tombstones(vault, seen, &mut entries, findings)?;
    for n in entries.keys() {
        findings.add(CheckCode::ItemNotInLog, super::log::path(*n), "neither its item nor a tombstone is there");
    }
    Ok(keys.len() as u64)
}

fn check_entry(path: &str, row: &ItemRow, entry: Option<Step>, findings: &mut Findings) {
    let Some(entry) = entry.filter(|entry| entry.reference == row.seal_sha256) else {
        return findings.add(CheckCode::ItemNotInLog, path, "no entry of its own names its seal");
    };
    let kind = if row.kind == Kind::Leaves { EntryKind::Leaves } else { EntryKind::Item };
    if entry.kind != kind || time::wall(&entry.at) != row.added_at {
        findings.add(CheckCode::CatalogueDiffers, path, "its entry says another kind or time");
    }
}

/// The row, the list and the two records, each against the others. What is missing or damaged as an object is the
/// object check's to say.
fn check_records(
    vault: &Vault,
    path: &str,
    row: &ItemRow,
    of: Option<Digest>,
    files: &[ItemFile],
    findings: &mut Findings,
) {
    let read = |name: &str| -> Option<Vec<u8>> {
        let file = files.iter().find(|file| file.name == name && file.role == RECORD_ROLE)?;
        vault.store.read_small(&file.digest, RECORD_AT_MOST_BYTES).ok()
    };
    let mut differs = |detail: String| findings.add(CheckCode::CatalogueDiffers, path, detail);
    let parts: Vec<&ItemFile> = files.iter().filter(|file| file.role != RECORD_ROLE).collect();
    let records = files.iter().skip(parts.len()).map(|file| (file.name.as_str(), file.media_type.as_str()));
    let json = "application/json";
    if !records.eq([(seal::CAPTURE, json), (seal::ENVIRONMENT, json), (seal::LIST, "text/plain")]) {
        return differs("its three records are not named".to_owned());
    }
    let sealed = files.last().map(|file| file.digest);
    let sum: u64 = parts.iter().map(|part| part.size_bytes).sum();
    let first = parts.first().map(|part| part.digest);
    if (sealed, first, sum, parts.len() as u64)
        != (Some(row.seal_sha256), Some(row.sha256), row.size_bytes, row.part_count)
    {
        differs("its row and its files disagree about seal, digest, size or number".to_owned());
    }
    let (Some(list), Some(capture), Some(environment)) =
        (read(seal::LIST), read(seal::CAPTURE), read(seal::ENVIRONMENT))
    else {
        return;
    };
    let (list, capture, environment) =
        match (List::parse(&list), CaptureRecord::parse(&capture), EnvironmentRecord::parse(&environment)) {
            (Ok(list), Ok((capture, _)), Ok((environment, _))) => (list, capture, environment),
            _ => return findings.add(CheckCode::SealMismatch, path, "a record is not in its form"),
        };
    let listed: BTreeMap<&str, Digest> = list.lines().iter().map(|line| (line.name.as_str(), line.digest)).collect();
    let held = files.iter().filter(|file| file.name != seal::LIST);
    let held: BTreeMap<&str, Digest> = held.map(|file| (file.name.as_str(), file.digest)).collect();
    if listed != held {
        differs("its files are not those of its list".to_owned());
    }
    if original_name(&environment).is_some_and(|name| name != row.name) {
        differs("its name is not the declared one".to_owned());
    }
    compare_capture(row, of, &parts, &capture, &mut differs);
    let present: BTreeSet<String> = files.iter().map(|file| file.name.clone()).collect();
    for problem in seal::check(&list, &capture, &present, false) {
        if problem.level == holdfast_proof::Level::Error {
            findings.add(CheckCode::SealMismatch, path, format!("{}: {}", problem.code, problem.detail));
        }
    }
}

fn compare_capture(
    row: &ItemRow,
    of: Option<Digest>,
    parts: &[&ItemFile],
    capture: &CaptureRecord,
    differs: &mut dyn FnMut(String),
) {
    let completeness = capture.completeness.state.as_str();
    if (capture.id, capture.kind, capture.origin, completeness, capture.of)
        != (row.id, row.kind, row.origin, row.completeness.as_str(), of)
    {
        differs("its row and capture.json disagree".to_owned());
    }
    let said = capture.parts.iter().map(|part| (&part.name, &part.role, &part.media_type, part.size_bytes));
    let held = parts.iter().map(|part| (&part.name, &part.role, &part.media_type, part.size_bytes));
    if !said.eq(held) {
        differs("its parts are not those of capture.json".to_owned());
    }
}

/// Each tombstone has its two entries, and each removed seal its tombstone.
fn check_tombstones(
    vault: &Vault,
    seen: &Seen,
    entries: &mut BTreeMap<u64, Step>,
    findings: &mut Findings,
) -> Result<()> {
    let mut removed = seen.removed.clone();
    for stone in tombstone::all(&vault.connection)? {
        let path = format!("item {}", stone.id);
        let kept = entries.remove(&stone.entry).filter(|entry| entry.reference == stone.seal);
        let gone = removed.remove(&stone.seal);
        let (Some(kept), Some(gone)) = (kept, gone) else {
            findings.add(CheckCode::ItemNotInLog, path, "the tombstone's seal is not one that was kept and removed");
            continue;
        };
        let is_leaves = stone.kind == Kind::Leaves.as_str();
        if time::wall(&gone.at) != stone.removed_at || is_leaves != (kept.kind == EntryKind::Leaves) {
            findings.add(
                CheckCode::CatalogueDiffers,
                path.as_str(),
                "the tombstone says another time or kind than the log",
            );
        }
        if item::by_seal(&vault.connection, &stone.seal)?.is_some() {
            findings.add(CheckCode::CatalogueDiffers, path, "the item is there and removed at once");
        }
    }
    for step in removed.values() {
        findings.add(CheckCode::ItemNotInLog, super::log::path(step.n), "the removed item has no tombstone");
    }
    if !tombstone::awaiting_erasure(&vault.connection)?.is_empty() {
        findings.add(CheckCode::ErasurePending, crate::layout::OBJECTS, "a removal was interrupted");
    }
    Ok(())
}

/// The newest note of each item, from the bodies.
fn newest_notes(vault: &Vault, seen: &Seen) -> BTreeMap<ItemId, String> {
    let mut notes = BTreeMap::new();
    for step in &seen.notes {
        if seen.bodies.get(&step.n).is_none_or(|body| body.erased) {
            continue;
        }
        let bytes = vault.store.read_small(&step.reference, RECORD_AT_MOST_BYTES).ok();
        let said = bytes.and_then(|bytes| Changed::parse(&bytes).ok()).map(|(said, _)| said);
        let Some(said) = said.filter(|said| said.what == ChangedWhat::Note) else { continue };
        let id = said.value["item"].as_str().and_then(|id| id.parse().ok());
        if let (Some(id), Some(text)) = (id, said.value["text"].as_str()) {
            notes.insert(id, text.to_owned());
        }
    }
    notes
}
