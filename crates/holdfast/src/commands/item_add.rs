//! `item add`: files and folders come in, each as it is.
//!
//! The vault is opened and the dispute looked up before the first byte is read. What is reported kept is durable; what is
//! not kept is named with its reason. Attaching comes last: a crash before it loses no evidence, and doing it again
//! changes nothing.

use std::path::{Path, PathBuf};

use holdfast_capture::{IntakeOptions, IntakeWatch, NotKept};
use holdfast_proof::DisputeId;
use holdfast_proof::record::{How, Kind};
use holdfast_vault::{DisputeState, Kept, Vault, VaultError};
use serde::Deserialize;

use crate::answers::{InputFailed, ItemLine, ItemsAdded};
use crate::session::Below;
use crate::{Error, Holdfast, Result, Watch};

/// Files and folders to keep.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ItemsToAdd {
    /// Files, and folders with everything below them.
    pub paths: Vec<PathBuf>,
    /// The kind of all of them; none proposes one for each.
    #[cfg_attr(test, ts(optional = nullable, as = "Option<crate::bindings::word::Kind>"))]
    #[serde(default)]
    pub kind: Option<Kind>,
    /// A dispute (id or name) whose exhibits they become.
    #[cfg_attr(test, ts(optional = nullable))]
    #[serde(default)]
    pub dispute: Option<String>,
}

/// Keeps everything that can be kept.
pub fn item_add(holdfast: &Holdfast, question: ItemsToAdd, watch: &dyn Watch) -> Result<ItemsAdded> {
    add_as(holdfast, question, IntakeOptions::default().how, watch)
}

/// The same, under another command's name.
pub(super) fn add_as(holdfast: &Holdfast, question: ItemsToAdd, how: How, watch: &dyn Watch) -> Result<ItemsAdded> {
    let mut vault = holdfast.write()?;
    let dispute = question.dispute.map(|dispute| open_dispute(&vault, &dispute)).transpose()?;
    let below = Below(watch);
    let plan = holdfast_capture::plan(&question.paths, holdfast.vault_folder()?, &below);
    if watch.cancelled() {
        // The walk may have ended anywhere, so it is the inputs as named that were not kept.
        let failed = question.paths.iter().map(|path| cancelled(path)).collect();
        return Ok(ItemsAdded { items: Vec::new(), failed });
    }
    watch.expected(plan.files.len() as u64, plan.size_bytes);

    let options = IntakeOptions {
        kind: question.kind,
        how,
        environment: holdfast.outside.environment(&vault)?,
        ..IntakeOptions::default()
    };
    let outcome = holdfast_capture::add(&mut vault, plan, &options, &holdfast.outside.vault, &below)?;
    let mut added = ItemsAdded {
        items: outcome.kept.into_iter().map(ItemLine::from).collect(),
        failed: outcome.not_kept.into_iter().map(|input| failed(&input, outcome.cancelled)).collect(),
    };
    attach_all(&mut vault, dispute, &mut added, watch);
    Ok(added)
}

/// Makes exhibits of what was kept.
pub(super) fn attach_all(vault: &mut Vault, dispute: Option<DisputeId>, added: &mut ItemsAdded, watch: &dyn Watch) {
    let Some(dispute) = dispute.filter(|_| !added.items.is_empty()) else { return };
    let ids: Vec<_> = added.items.iter().map(|item| item.id).collect();
    if let Err(error) = vault.attach(dispute, &ids, None) {
        // What is kept must be told as kept; that it is no exhibit yet is one more thing that failed.
        let input = InputFailed { path: dispute.to_string(), error: error.into() };
        watch.failed(&input);
        added.failed.push(input);
    }
}

/// The dispute, if it still takes exhibits: known before the first byte is kept.
pub(super) fn open_dispute(vault: &Vault, text: &str) -> Result<DisputeId> {
    let id = vault.dispute_find(text)?;
    let row = vault.dispute(id)?.row;
    match row.state {
        DisputeState::Open => Ok(id),
        DisputeState::Closed => Err(VaultError::DisputeClosed { name: row.name }.into()),
    }
}

fn failed(input: &NotKept, cancelled: bool) -> InputFailed {
    InputFailed { path: shown(&input.path), error: Error::of_input(&input.path, &input.problem, cancelled) }
}

fn cancelled(path: &Path) -> InputFailed {
    InputFailed { path: shown(path), error: Error::cancelled() }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl IntakeWatch for Below<'_> {
    fn kept(&self, _path: &Path, kept: &Kept) {
        self.0.kept(&ItemLine::from(kept.clone()));
    }

    fn not_kept(&self, input: &NotKept) {
        self.0.failed(&failed(input, self.0.cancelled()));
    }
}
