//! Commands over disputes: facts, exhibits, their order, their end.

use holdfast_dispute::{Label, TITLE};
use holdfast_proof::{DisputeId, ItemId};
use holdfast_vault::{DisputeDetail, ExhibitRow, ExhibitState, HistoryRow, Vault};
use serde::Deserialize;

use super::item::item_named;
use crate::answers::{
    BundleLine, DisputeClosed, DisputeCreated, DisputeLine, DisputeList, DisputeName, DisputeShown, DisputeWhole,
    Exhibit, ExhibitProvesSet, ExhibitsAttached, ExhibitsDetached, ExhibitsOrdered, FactsSet, HistoryLine, TitleSet,
};
use crate::{Error, Holdfast, Result, Watch};

/// Facts to set, in the order typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct FactsToSet {
    /// The dispute's id or name.
    pub dispute: String,
    /// Field and value; an empty value takes the fact away.
    pub facts: Vec<(String, String)>,
}

/// Items to attach.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ExhibitsToAttach {
    /// The dispute's id or name.
    pub dispute: String,
    /// Item ids, seal digests or unique prefixes.
    pub ids: Vec<String>,
    /// What they are to prove; none leaves what was said before.
    #[cfg_attr(test, ts(optional = nullable))]
    #[serde(default)]
    pub proves: Option<String>,
}

/// Exhibits to take out.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ExhibitsToDetach {
    /// The dispute's id or name.
    pub dispute: String,
    /// Exhibit numbers (`E02`) or item ids.
    pub ids: Vec<String>,
}

/// Exhibits in their new order.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ExhibitsToOrder {
    /// The dispute's id or name.
    pub dispute: String,
    /// Exhibit numbers; those not named follow as they stood.
    pub exhibits: Vec<String>,
}

/// A dispute's end.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct OutcomeToSet {
    /// The dispute's id or name.
    pub dispute: String,
    /// How it ended.
    #[cfg_attr(test, ts(optional = nullable))]
    #[serde(default)]
    pub outcome: Option<String>,
}

/// A dispute's new title.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TitleToSet {
    /// The dispute's id or name.
    pub dispute: String,
    /// The title.
    pub title: String,
}

/// What one exhibit is to prove.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ProvesToSet {
    /// The dispute's id or name.
    pub dispute: String,
    /// Exhibit number (`E02`) or item id.
    pub exhibit: String,
    /// The text; an empty one takes it away.
    pub proves: String,
}

/// Opens a dispute under this title, brought into one line.
pub fn dispute_create(holdfast: &Holdfast, title: String, _watch: &dyn Watch) -> Result<DisputeCreated> {
    let title = holdfast_dispute::normalise(TITLE, &title)?.unwrap_or_default();
    let row = holdfast.write()?.dispute_create(&title)?;
    Ok(DisputeCreated { dispute: DisputeName { id: row.id, name: row.name, title: row.title } })
}

/// All disputes.
pub fn dispute_list(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<DisputeList> {
    let rows = holdfast.read()?.dispute_list()?;
    Ok(DisputeList { disputes: rows.into_iter().map(DisputeLine::from).collect() })
}

/// Facts, exhibits, history and bundles of one dispute.
pub fn dispute_show(holdfast: &Holdfast, dispute: String, _watch: &dyn Watch) -> Result<DisputeShown> {
    let vault = holdfast.read()?;
    let id = vault.dispute_find(&dispute)?;
    Ok(DisputeShown { dispute: whole(vault.dispute(id)?) })
}

/// Sets facts after checking their form; all or none.
pub fn dispute_set(holdfast: &Holdfast, question: FactsToSet, _watch: &dyn Watch) -> Result<FactsSet> {
    let mut vault = holdfast.write()?;
    let id = vault.dispute_find(&question.dispute)?;
    let pairs = question.facts.iter().map(|(field, value)| (field.as_str(), value.as_str()));
    let mut changes = holdfast_dispute::changes(pairs)?;
    if let Some(Some(title)) = changes.remove(TITLE) {
        vault.title_set(id, &title)?;
    }
    let facts = if changes.is_empty() { vault.dispute(id)?.facts } else { vault.set_facts(id, changes)? };
    Ok(FactsSet { facts })
}

/// Changes a dispute's title, brought into one line; its name, which bundles carry, stays.
pub fn dispute_title_set(holdfast: &Holdfast, question: TitleToSet, _watch: &dyn Watch) -> Result<TitleSet> {
    let title = holdfast_dispute::normalise(TITLE, &question.title)?.unwrap_or_default();
    let mut vault = holdfast.write()?;
    let id = vault.dispute_find(&question.dispute)?;
    vault.title_set(id, &title)?;
    let row = vault.dispute(id)?.row;
    Ok(TitleSet { dispute: DisputeName { id: row.id, name: row.name, title: row.title } })
}

/// Says what one attached exhibit is to prove; the others stay as they are.
pub fn exhibit_proves_set(holdfast: &Holdfast, question: ProvesToSet, _watch: &dyn Watch) -> Result<ExhibitProvesSet> {
    let mut vault = holdfast.write()?;
    let dispute = vault.dispute_find(&question.dispute)?;
    let rows = vault.dispute(dispute)?.exhibits;
    let item = exhibit_named(&vault, &rows, &question.exhibit)?.item_id;
    let item = item.ok_or_else(|| Error::user("exhibit-unknown").with("id", &question.exhibit))?;
    let rows = vault.attach(dispute, &[item], Some(&question.proves))?;
    Ok(ExhibitProvesSet { exhibits: rows.into_iter().map(Exhibit::from).collect() })
}

/// Makes items exhibits; an item that is one already keeps its number.
pub fn dispute_attach(holdfast: &Holdfast, question: ExhibitsToAttach, _watch: &dyn Watch) -> Result<ExhibitsAttached> {
    let mut vault = holdfast.write()?;
    let dispute = vault.dispute_find(&question.dispute)?;
    let items = question.ids.iter().map(|id| item_named(&vault, id)).collect::<Result<Vec<ItemId>>>()?;
    let rows = vault.attach(dispute, &items, question.proves.as_deref())?;
    Ok(ExhibitsAttached { exhibits: rows.into_iter().map(Exhibit::from).collect() })
}

/// Takes exhibits out; their numbers are never used again.
pub fn dispute_detach(holdfast: &Holdfast, question: ExhibitsToDetach, _watch: &dyn Watch) -> Result<ExhibitsDetached> {
    let mut vault = holdfast.write()?;
    let dispute = vault.dispute_find(&question.dispute)?;
    let rows = vault.dispute(dispute)?.exhibits;
    let mut items = Vec::new();
    let mut detached = Vec::new();
    for id in &question.ids {
        let row = exhibit_named(&vault, &rows, id)?;
        if let Some(item) = row.item_id.filter(|item| !items.contains(item)) {
            items.push(item);
            detached.push(row.label.clone());
        }
    }
    vault.detach(dispute, &items)?;
    Ok(ExhibitsDetached { detached, exhibits: attached(&vault, dispute)? })
}

/// Puts exhibits into this order.
pub fn dispute_order(holdfast: &Holdfast, question: ExhibitsToOrder, _watch: &dyn Watch) -> Result<ExhibitsOrdered> {
    let mut vault = holdfast.write()?;
    let dispute = vault.dispute_find(&question.dispute)?;
    let mut order: Vec<String> = Vec::new();
    for exhibit in &question.exhibits {
        let label = label(exhibit).ok_or_else(|| Error::user("exhibit-unknown").with("id", exhibit))?;
        if order.contains(&label) {
            return Err(Error::user("order-incomplete"));
        }
        order.push(label);
    }
    for exhibit in attached(&vault, dispute)? {
        if !order.contains(&exhibit.exhibit) {
            order.push(exhibit.exhibit);
        }
    }
    let rows = vault.order(dispute, &order)?;
    Ok(ExhibitsOrdered { exhibits: rows.into_iter().map(Exhibit::from).collect() })
}

/// Closes a dispute; it can still be read and exported.
pub fn dispute_close(holdfast: &Holdfast, question: OutcomeToSet, _watch: &dyn Watch) -> Result<DisputeClosed> {
    let mut vault = holdfast.write()?;
    let id = vault.dispute_find(&question.dispute)?;
    vault.close(id, question.outcome.as_deref().unwrap_or_default())?;
    Ok(DisputeClosed { dispute: vault.dispute(id)?.row.into() })
}

fn attached(vault: &Vault, dispute: DisputeId) -> Result<Vec<Exhibit>> {
    let rows = vault.dispute(dispute)?.exhibits;
    Ok(rows.into_iter().filter(|row| row.state == ExhibitState::Attached).map(Exhibit::from).collect())
}

/// The attached exhibit that a number or an item id names.
fn exhibit_named<'a>(vault: &Vault, rows: &'a [ExhibitRow], text: &str) -> Result<&'a ExhibitRow> {
    let found = match label(text) {
        Some(label) => rows.iter().find(|row| row.label == label),
        None => {
            let item = item_named(vault, text)?;
            rows.iter().find(|row| row.item_id == Some(item))
        }
    };
    found
        .filter(|row| row.state == ExhibitState::Attached)
        .ok_or_else(|| Error::user("exhibit-unknown").with("id", text))
}

/// The exhibit's label, when the text is one.
fn label(text: &str) -> Option<String> {
    text.parse().map(|label: Label| label.to_string()).ok()
}

fn whole(detail: DisputeDetail) -> DisputeWhole {
    DisputeWhole {
        id: detail.row.id,
        name: detail.row.name,
        title: detail.row.title,
        state: detail.row.state.as_str(),
        outcome: detail.row.outcome,
        created_at: detail.row.created_at,
        facts: detail.facts,
        exhibits: detail.exhibits.into_iter().map(Exhibit::from).collect(),
        history: detail.history.into_iter().map(history_line).collect(),
        bundles: detail.bundles.into_iter().map(BundleLine::from).collect(),
    }
}

fn history_line(row: HistoryRow) -> HistoryLine {
    let (what, change) = row.change.unzip();
    HistoryLine { n: row.n, at: row.at, kind: row.kind.as_str().to_owned(), exhibit: row.label, what, change }
}
