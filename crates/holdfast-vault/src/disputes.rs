//! Disputes: every change is an entry of the dispute's own chain; tables hold the newest.
//!
//! Titles and texts stand in bodies, which are salted and can be erased, never in the log. What changes nothing
//! writes nothing.

use crate::error::{Result, VaultError};
use crate::export::BundleRow;
use crate::items::RECORD_AT_MOST_BYTES;
use crate::log::LogEntry;
use crate::tables::{dispute, entry, exhibit, export, item};
use crate::vault::Vault;
use crate::writing::{Said, Writing};
use holdfast_proof::body::{Body, Changed, ChangedWhat};
use holdfast_proof::log::EntryKind;
use holdfast_proof::record::Kind;
use holdfast_proof::{Digest, DisputeId, ItemId};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::str::FromStr;

/// So many items are attached or detached in one turn at the vault, which takes a few milliseconds.
const ITEMS_A_TURN: usize = 256;
/// The name's words together are at most so long.
const NAME_AT_MOST: usize = 40;

/// Whether a dispute still changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DisputeState {
    Open,
    Closed,
}

impl DisputeState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl FromStr for DisputeState {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        [Self::Open, Self::Closed].into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// What became of an exhibit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ExhibitState {
    Attached,
    Detached,
    /// The item's bytes were removed from the vault.
    Removed,
}

impl ExhibitState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attached => "attached",
            Self::Detached => "detached",
            Self::Removed => "removed",
        }
    }
}

impl FromStr for ExhibitState {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        [Self::Attached, Self::Detached, Self::Removed].into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// A dispute in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisputeRow {
    pub id: DisputeId,
    /// The title's words and four random digits; names the bundle (docs/format.md, section 8).
    pub name: String,
    pub title: String,
    pub state: DisputeState,
    pub outcome: Option<String>,
    pub created_at: String,
    /// Attached ones.
    pub exhibit_count: u64,
}

/// An item as an exhibit of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExhibitRow {
    pub number: u32,
    /// `E01`.
    pub label: String,
    /// `None` once removed, like `kind`.
    pub item_id: Option<ItemId>,
    pub seal_sha256: Digest,
    pub kind: Option<Kind>,
    pub name: String,
    /// What the user says it is to prove.
    pub proves: String,
    pub position: u32,
    pub state: ExhibitState,
}

/// One step of a dispute's history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistoryRow {
    pub n: u64,
    pub at: String,
    pub kind: EntryKind,
    /// The exhibit that it is about.
    pub label: Option<String>,
    /// What changed and the new value; `None` for other entries and for what was erased.
    pub change: Option<(ChangedWhat, Value)>,
}

/// Everything about a dispute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisputeDetail {
    pub row: DisputeRow,
    pub facts: BTreeMap<String, String>,
    /// Attached ones in their order, then the detached and removed by number.
    pub exhibits: Vec<ExhibitRow>,
    pub history: Vec<HistoryRow>,
    pub bundles: Vec<BundleRow>,
}

impl Vault {
    /// A new, open dispute.
    pub fn dispute_create(&mut self, title: &str) -> Result<DisputeRow> {
        self.dispute_create_as(title, None)
    }

    /// As [`dispute_create`](Self::dispute_create), under a name that it had before.
    pub(crate) fn dispute_create_as(&mut self, title: &str, name: Option<String>) -> Result<DisputeRow> {
        self.require_writable()?;
        let id = DisputeId::from_random(self.outside.random_array());
        let name = name.map_or_else(|| self.new_name(title), Ok)?;
        let said = self.say_changed(ChangedWhat::Title, json!(title))?;
        self.write(|writing| {
            let created_at = writing.now();
            let state = DisputeState::Open;
            let row =
                DisputeRow { id, name, title: title.to_owned(), state, outcome: None, created_at, exhibit_count: 0 };
            dispute::insert(writing.connection, &row)?;
            writing.say(EntryKind::Changed, said, Some(&id), None)?;
            Ok(row)
        })
    }

    /// All disputes, oldest first.
    pub fn dispute_list(&self) -> Result<Vec<DisputeRow>> {
        Ok(dispute::all(&self.connection)?.into_iter().map(|held| held.row).collect())
    }

    /// The dispute of this id or name.
    pub fn dispute_find(&self, text: &str) -> Result<DisputeId> {
        if let Ok(id) = text.parse::<DisputeId>() {
            return Ok(dispute::one(&self.connection, &id)?.row.id);
        }
        let found = dispute::by_name(&self.connection, text)?;
        found.ok_or_else(|| VaultError::DisputeUnknown { text: text.to_owned() })
    }

    /// Everything about one dispute.
    pub fn dispute(&self, id: DisputeId) -> Result<DisputeDetail> {
        let held = dispute::one(&self.connection, &id)?;
        let exhibits = exhibit::of_dispute(&self.connection, held.key)?;
        Ok(DisputeDetail {
            facts: dispute::facts(&self.connection, held.key)?,
            history: self.history(&id, &exhibits)?,
            bundles: export::of_dispute(&self.connection, held.key)?,
            exhibits,
            row: held.row,
        })
    }

    /// Changes the title. The name, which bundles carry, stays.
    pub fn title_set(&mut self, id: DisputeId, title: &str) -> Result<()> {
        if self.open_dispute(&id)?.title == title {
            return Ok(());
        }
        let said = self.say_changed(ChangedWhat::Title, json!(title))?;
        self.write(|writing| {
            still_open(writing, &id)?;
            writing.say(EntryKind::Changed, said, Some(&id), None)?;
            dispute::set_title(writing.connection, &id, title)
        })
    }

    /// Sets facts, or takes them away (`None`); gives back all facts then. Any name is a good name.
    pub fn set_facts(
        &mut self,
        id: DisputeId,
        mut changes: BTreeMap<String, Option<String>>,
    ) -> Result<BTreeMap<String, String>> {
        self.open_dispute(&id)?;
        let held = dispute::one(&self.connection, &id)?;
        let before = dispute::facts(&self.connection, held.key)?;
        changes.retain(|name, value| before.get(name) != value.as_ref());
        if changes.is_empty() {
            return Ok(before);
        }
        let said = self.say_changed(ChangedWhat::Facts, json!(changes))?;
        self.write(|writing| {
            still_open(writing, &id)?;
            writing.say(EntryKind::Changed, said, Some(&id), None)?;
            for (name, value) in &changes {
                dispute::set_fact(writing.connection, held.key, name, value.as_deref())?;
            }
            dispute::facts(writing.connection, held.key)
        })
    }

    /// Attaches items, each at the end of the order; gives back their exhibits in the same order.
    ///
    /// What is attached already stays as it is; an item that was detached gets its own number back. `proves` says
    /// of all of them what they are to prove.
    pub fn attach(&mut self, id: DisputeId, items: &[ItemId], proves: Option<&str>) -> Result<Vec<ExhibitRow>> {
        self.open_dispute(&id)?;
        let mut seals = Vec::with_capacity(items.len());
        // Thousands at once go by turns, so that other programs get theirs; what was attached stays attached.
        for some in items.chunks(ITEMS_A_TURN) {
            seals.extend(self.attach_some(id, some, proves)?);
        }
        let rows = exhibit::of_dispute(&self.connection, dispute::one(&self.connection, &id)?.key)?;
        let by_seal: BTreeMap<Digest, ExhibitRow> = rows.into_iter().map(|row| (row.seal_sha256, row)).collect();
        Ok(seals.iter().filter_map(|seal| by_seal.get(seal).cloned()).collect())
    }

    /// One turn of [`attach`](Self::attach): all or none. Gives back the seals.
    fn attach_some(&mut self, id: DisputeId, items: &[ItemId], proves: Option<&str>) -> Result<Vec<Digest>> {
        let held = dispute::one(&self.connection, &id)?;
        let mut wanted = Vec::with_capacity(items.len());
        for item_id in items {
            let key = item::require_key(&self.connection, item_id)?;
            let seal = item::one(&self.connection, key)?.seal_sha256;
            let said = match proves {
                Some(proves) if exhibit::proves(&self.connection, held.key, &seal)? != proves => {
                    let value = json!({ "item": item_id, "proves": proves });
                    let changed = Changed { salt: self.salt(), what: ChangedWhat::Exhibits, value };
                    Some(self.write_body(&changed.to_bytes())?)
                }
                _ => None,
            };
            wanted.push((*item_id, said));
        }
        let bodies: Vec<Digest> = wanted.iter().filter_map(|(_, said)| said.map(|said| said.digest)).collect();
        if !bodies.is_empty() {
            self.store.sync(&bodies)?;
        }
        let proves = proves.unwrap_or_default();
        self.write(|writing| {
            let held = still_open(writing, &id)?;
            let mut seals = Vec::with_capacity(wanted.len());
            for (item_id, said) in &wanted {
                let key = item::require_key(writing.connection, item_id)?;
                let seal = item::one(writing.connection, key)?.seal_sha256;
                let there = exhibit::find(writing.connection, held.key, &seal)?;
                if there.is_none_or(|(_, state)| state != ExhibitState::Attached.as_str()) {
                    writing.append(EntryKind::Attached, seal, Some(&id))?;
                    exhibit::attach(writing.connection, held.key, &seal, key)?;
                }
                if let Some(said) = said {
                    writing.say(EntryKind::Changed, *said, Some(&id), Some(item_id))?;
                    exhibit::set_proves(writing.connection, held.key, &seal, proves)?;
                }
                seals.push(seal);
            }
            Ok(seals)
        })
    }

    /// Detaches items. Their numbers stay theirs; what is not attached stays as it is.
    pub fn detach(&mut self, id: DisputeId, items: &[ItemId]) -> Result<()> {
        self.open_dispute(&id)?;
        items.chunks(ITEMS_A_TURN).try_for_each(|some| self.detach_some(id, some))
    }

    /// One turn of [`detach`](Self::detach): all or none.
    fn detach_some(&mut self, id: DisputeId, items: &[ItemId]) -> Result<()> {
        self.write(|writing| {
            let held = still_open(writing, &id)?;
            for item_id in items {
                let key = item::require_key(writing.connection, item_id)?;
                let seal = item::one(writing.connection, key)?.seal_sha256;
                let there = exhibit::find(writing.connection, held.key, &seal)?;
                if there.is_some_and(|(_, state)| state == ExhibitState::Attached.as_str()) {
                    writing.append(EntryKind::Detached, seal, Some(&id))?;
                    exhibit::detach(writing.connection, held.key, &seal)?;
                }
            }
            Ok(())
        })
    }

    /// Puts these exhibits first, in this order; the other attached ones follow in theirs. Gives back all.
    pub fn order(&mut self, id: DisputeId, labels: &[String]) -> Result<Vec<ExhibitRow>> {
        self.open_dispute(&id)?;
        let held = dispute::one(&self.connection, &id)?;
        let before = exhibit::of_dispute(&self.connection, held.key)?;
        let order = new_order(&before, labels)?;
        let now: Vec<u32> =
            before.iter().filter(|row| row.state == ExhibitState::Attached).map(|row| row.number).collect();
        if order == now {
            return Ok(before);
        }
        let value = json!(order.iter().map(|number| exhibit_label(*number)).collect::<Vec<_>>());
        let said = self.say_changed(ChangedWhat::Order, value)?;
        self.write(|writing| {
            still_open(writing, &id)?;
            writing.say(EntryKind::Changed, said, Some(&id), None)?;
            for (position, number) in (1..).zip(&order) {
                exhibit::set_position(writing.connection, held.key, *number, position)?;
            }
            exhibit::of_dispute(writing.connection, held.key)
        })
    }

    /// Closes the dispute with its outcome. Closed, it changes no more; it can still be exported.
    pub fn close(&mut self, id: DisputeId, outcome: &str) -> Result<()> {
        self.open_dispute(&id)?;
        let said = self.say_changed(ChangedWhat::Closed, json!({ "outcome": outcome }))?;
        self.write(|writing| {
            still_open(writing, &id)?;
            writing.say(EntryKind::Changed, said, Some(&id), None)?;
            dispute::set_closed(writing.connection, &id, outcome)
        })
    }

    fn say_changed(&self, what: ChangedWhat, value: Value) -> Result<Said> {
        self.keep_body(&Changed { salt: self.salt(), what, value }.to_bytes())
    }

    fn open_dispute(&self, id: &DisputeId) -> Result<DisputeRow> {
        self.require_writable()?;
        refuse_closed(dispute::one(&self.connection, id)?.row)
    }

    /// The title's words of `[a-z0-9]`, then four random digits; never a number that counts.
    fn new_name(&self, title: &str) -> Result<String> {
        let words = name_words(title);
        loop {
            let [high, low] = self.outside.random_array();
            let name = format!("{words}-{high:02x}{low:02x}");
            if dispute::by_name(&self.connection, &name)?.is_none() {
                return Ok(name);
            }
        }
    }

    fn history(&self, id: &DisputeId, exhibits: &[ExhibitRow]) -> Result<Vec<HistoryRow>> {
        let mut history = Vec::new();
        for row in entry::of_dispute(&self.connection, id)? {
            let log_entry = LogEntry::read(row)?;
            let (kind, reference) = (log_entry.entry.kind, log_entry.entry.reference);
            let named = exhibits.iter().find(|row| kind.refers_to_seal() && row.seal_sha256 == reference);
            let change = match kind {
                EntryKind::Changed => self.change(log_entry.n)?,
                _ => None,
            };
            history.push(HistoryRow {
                n: log_entry.n,
                at: holdfast_proof::time::wall(&log_entry.entry.at),
                kind,
                label: named.map(|row| row.label.clone()),
                change,
            });
        }
        Ok(history)
    }

    /// What a `changed` entry says; `None` once erased.
    pub fn change(&self, n: u64) -> Result<Option<(ChangedWhat, Value)>> {
        let Some(body) = entry::body(&self.connection, n)?.filter(|body| !body.erased) else { return Ok(None) };
        let bytes = self.store.read_small(&body.digest, RECORD_AT_MOST_BYTES)?;
        let (changed, _) =
            Changed::parse(&bytes).map_err(|error| VaultError::damaged(format!("body of entry {n}: {error}")))?;
        Ok(Some((changed.what, changed.value)))
    }
}

/// `E01`, `E02`, … `E100`.
#[must_use]
pub fn exhibit_label(number: u32) -> String {
    format!("E{number:02}")
}

fn still_open(writing: &Writing<'_>, id: &DisputeId) -> Result<dispute::Held> {
    let held = dispute::one(writing.connection, id)?;
    refuse_closed(held.row.clone())?;
    Ok(held)
}

fn refuse_closed(row: DisputeRow) -> Result<DisputeRow> {
    match row.state {
        DisputeState::Open => Ok(row),
        DisputeState::Closed => Err(VaultError::DisputeClosed { name: row.name }),
    }
}

fn new_order(exhibits: &[ExhibitRow], labels: &[String]) -> Result<Vec<u32>> {
    let attached = exhibits.iter().filter(|row| row.state == ExhibitState::Attached);
    let mut order: Vec<u32> = Vec::new();
    for label in labels {
        let row = attached.clone().find(|row| row.label.eq_ignore_ascii_case(label));
        let row = row.ok_or_else(|| VaultError::ExhibitUnknown { label: label.clone() })?;
        if !order.contains(&row.number) {
            order.push(row.number);
        }
    }
    for row in attached {
        if !order.contains(&row.number) {
            order.push(row.number);
        }
    }
    Ok(order)
}

fn name_words(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_lowercase() && !letter.is_ascii_digit());
    let joined = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let cut = joined[..joined.len().min(NAME_AT_MOST)].trim_end_matches('-');
    if cut.is_empty() { "dispute".to_owned() } else { cut.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_titles_plain_words() {
        for (title, name) in [
            ("Broken kettle, order 4711!", "broken-kettle-order-4711"),
            ("水壶坏了", "dispute"),
            ("", "dispute"),
            ("A very long title about a very long story that never ends", "a-very-long-title-about-a-very-long-stor"),
        ] {
            assert_eq!(name_words(title), name, "docs/format.md 8 fixes the words of a name");
        }
    }
}
