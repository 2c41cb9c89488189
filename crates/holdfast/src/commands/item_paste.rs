//! `item paste` of the window, `capture clipboard` of the command line: what was copied elsewhere is kept.
//!
//! Files come in as with `item_add`. A picture or text becomes one item, told as kept once it is durable; attaching comes
//! last, as there.

use holdfast_capture::{Copied, IntakeOptions, KeepCopiedError, copied, keep_copied};
use holdfast_proof::record::{How, Kind};
use serde::Deserialize;

use super::item_add::{ItemsToAdd, add_as, attach_all, open_dispute};
use crate::answers::{ItemLine, ItemsAdded};
use crate::{Error, Holdfast, Result, Watch};

/// What the copied thing becomes.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct ItemToPaste {
    /// Its kind; none proposes one.
    #[cfg_attr(test, ts(type = "Kind | null", optional))]
    pub kind: Option<Kind>,
    /// A dispute (id or name) whose exhibit it becomes.
    #[cfg_attr(test, ts(optional = nullable))]
    pub dispute: Option<String>,
}

/// Keeps files that were copied, else a picture, else text.
///
/// Errors: `clipboard-empty`, `clipboard-unreachable`, those of the vault. Files that are not kept stand in the answer.
pub fn item_paste(holdfast: &Holdfast, question: ItemToPaste, watch: &dyn Watch) -> Result<ItemsAdded> {
    let copied = copied(holdfast.outside.clipboard.as_ref()).map_err(Error::from)?;
    let how = How { tool: "holdfast".to_owned(), command: "capture clipboard".to_owned() };
    if let Copied::Files(paths) = copied {
        return add_as(holdfast, ItemsToAdd { paths, kind: question.kind, dispute: question.dispute }, how, watch);
    }
    let mut vault = holdfast.write()?;
    let dispute = question.dispute.map(|dispute| open_dispute(&vault, &dispute)).transpose()?;
    watch.expected(1, 0);
    let environment = holdfast.outside.environment(&vault)?;
    let options = IntakeOptions { kind: question.kind, how, environment, ..IntakeOptions::default() };
    let kept = keep_copied(&mut vault, &copied, &options, &holdfast.outside.vault).map_err(|error| match error {
        KeepCopiedError::Clipboard(problem) => Error::from(problem),
        KeepCopiedError::Vault(error) => Error::from(error),
    })?;
    let item = ItemLine::from(kept);
    watch.item();
    watch.kept(&item);
    let mut added = ItemsAdded { items: vec![item], failed: Vec::new() };
    attach_all(&mut vault, dispute, &mut added, watch);
    Ok(added)
}
