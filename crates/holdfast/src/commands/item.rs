//! Commands over items that are kept already: list, show, note, remove.

use holdfast_proof::ItemId;
use holdfast_proof::record::Kind;
use holdfast_vault::{Filter, Vault};
use serde::Deserialize;

use crate::answers::{BundleLine, ItemLine, ItemList, ItemNoted, ItemRemoved, ItemShown, ItemWhole, TimeState};
use crate::clocks;
use crate::{Error, Holdfast, Result, Watch};

/// Rows fetched at once while a list is gone through.
const PAGE: usize = 1000;

/// A shorter prefix is a slip, not a name.
const PREFIX_AT_LEAST: usize = 8;

/// Which items to list.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields = nullable))]
#[serde(default, deny_unknown_fields)]
pub struct ItemFilter {
    /// Only exhibits of this dispute (id or name).
    pub dispute: Option<String>,
    /// Only this kind.
    #[cfg_attr(test, ts(as = "Option<crate::bindings::word::Kind>"))]
    pub kind: Option<Kind>,
    /// Only those whose name or note contains this.
    pub find: Option<String>,
}

/// A note to set; an empty text takes it away.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NoteToSet {
    /// Item id, seal digest, or a unique prefix.
    pub id: String,
    /// The note.
    pub text: String,
}

/// An item to erase.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ItemToRemove {
    /// Item id, seal digest, or a unique prefix.
    pub id: String,
    /// Why; stays in the vault.
    pub reason: String,
}

/// Everything that fits, oldest first, never cut.
pub fn item_list(holdfast: &Holdfast, question: ItemFilter, watch: &dyn Watch) -> Result<ItemList> {
    let vault = holdfast.read()?;
    let dispute = question.dispute.map(|dispute| vault.dispute_find(&dispute)).transpose()?;
    let mut filter = Filter { dispute, kind: question.kind, find: question.find, limit: PAGE, ..Filter::default() };
    let mut items: Vec<ItemLine> = Vec::new();
    loop {
        if watch.cancelled() {
            return Err(Error::cancelled());
        }
        let page = vault.item_page(&filter)?;
        let whole = page.len() == PAGE;
        items.extend(page.into_iter().map(ItemLine::from));
        match items.last() {
            Some(last) if whole => filter.after = Some(last.id),
            _ => return Ok(ItemList { items }),
        }
    }
}

/// Everything recorded about one item.
pub fn item_show(holdfast: &Holdfast, id: String, _watch: &dyn Watch) -> Result<ItemShown> {
    let vault = holdfast.read()?;
    let id = item_named(&vault, &id)?;
    let times = vault.item_times(&[id], &clocks::agreed_names(holdfast, &vault)?)?;
    let time = times.get(&id).map_or(TimeState::None, |time| time.state.into());
    let proofs = (time, vault.item_proofs(id)?);
    Ok(ItemShown { item: ItemWhole::new(vault.item(id)?, proofs, |n| vault.change(n).ok().flatten())? })
}

/// Sets the user's note.
pub fn item_note(holdfast: &Holdfast, question: NoteToSet, _watch: &dyn Watch) -> Result<ItemNoted> {
    let mut vault = holdfast.write()?;
    let id = item_named(&vault, &question.id)?;
    vault.note_set(id, &question.text)?;
    Ok(ItemNoted { id, note: question.text })
}

/// Erases an item for good: bytes, records, leaves, thumbnails, search rows. The log keeps its seal digest and when.
pub fn item_remove(holdfast: &Holdfast, question: ItemToRemove, _watch: &dyn Watch) -> Result<ItemRemoved> {
    let mut vault = holdfast.write()?;
    let id = item_named(&vault, &question.id)?;
    let removed = vault.remove(id, &question.reason)?;
    holdfast.viewed.forget_all();
    Ok(ItemRemoved {
        id: removed.id,
        seal_sha256: removed.seal_sha256,
        objects_erased: removed.objects_erased,
        still_used: removed.still_used,
        bundles: removed.bundles.into_iter().map(BundleLine::from).collect(),
    })
}

/// The item that a person's text names.
pub(crate) fn item_named(vault: &Vault, text: &str) -> Result<ItemId> {
    let text = text.trim().to_ascii_lowercase();
    if text.len() < PREFIX_AT_LEAST {
        return Err(Error::user("item-ambiguous").with("id", text));
    }
    Ok(vault.item_find(&text)?)
}
