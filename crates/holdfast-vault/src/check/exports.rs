//! The exports' part of a check: each row against the entries and bodies of its beginning and end.

use super::log::{Seen, Step};
use super::{CheckCode, Findings};
use crate::error::Result;
use crate::items::RECORD_AT_MOST_BYTES;
use crate::tables::export::{self, Recorded};
use crate::vault::Vault;
use holdfast_proof::body::{Body, ExportBegun, ExportDone};
use holdfast_proof::log::EntryKind;
use holdfast_proof::time;
use std::collections::BTreeMap;

pub(super) fn check(vault: &Vault, seen: &Seen, findings: &mut Findings) -> Result<()> {
    let of_export = |step: &&Step| matches!(step.kind, EntryKind::ExportBegun | EntryKind::ExportDone);
    let steps = seen.disputes.values().flatten().filter(of_export);
    let mut steps: BTreeMap<u64, Step> = steps.map(|step| (step.n, *step)).collect();
    for row in export::all(&vault.connection)? {
        let path = format!("export {}", row.id);
        let begun = steps.remove(&row.begun);
        let done = row.done.map(|n| steps.remove(&n));
        if !begins(vault, &row, begun) || !done.is_none_or(|done| ends(vault, &row, done)) {
            findings.add(CheckCode::CatalogueDiffers, path, "its row is not what the log says of it");
        }
    }
    for n in steps.keys() {
        findings.add(CheckCode::CatalogueDiffers, super::log::path(*n), "the row of its export is missing");
    }
    Ok(())
}

fn begins(vault: &Vault, row: &Recorded, step: Option<Step>) -> bool {
    let Some(step) = step.filter(|step| step.kind == EntryKind::ExportBegun) else { return false };
    let said = said::<ExportBegun>(vault, &step);
    time::wall(&step.at) == row.begun_at
        && said.is_none_or(|said| said.export == row.id && said.edition.as_str() == row.edition)
}

fn ends(vault: &Vault, row: &Recorded, step: Option<Step>) -> bool {
    let Some(step) = step.filter(|step| step.kind == EntryKind::ExportDone) else { return false };
    let said = said::<ExportDone>(vault, &step);
    row.done_at.as_deref() == Some(time::wall(&step.at).as_str())
        && said.is_none_or(|said| {
            (said.export, Some(said.tagmanifest_sha256), Some(said.zip_sha256), Some(said.size_bytes))
                == (row.id, row.tagmanifest, row.zip, row.size_bytes)
        })
}

/// The entry's body; a missing or damaged one is found among the objects.
fn said<T: Body>(vault: &Vault, step: &Step) -> Option<T> {
    let bytes = vault.store.read_small(&step.reference, RECORD_AT_MOST_BYTES).ok()?;
    T::parse(&bytes).ok().map(|(said, _)| said)
}
