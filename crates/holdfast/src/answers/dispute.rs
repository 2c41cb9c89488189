//! Answers about disputes and their exhibits.

use std::collections::BTreeMap;

use holdfast_proof::body::ChangedWhat;
use holdfast_proof::record::Kind;
use holdfast_proof::{Digest, DisputeId, ItemId};
use holdfast_vault as vault;
use serde::Serialize;

/// How a dispute is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeName {
    /// 32 lower-case hex.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: DisputeId,
    /// Words of the title and four random hex, fixed at creation.
    pub name: String,
    /// As typed.
    pub title: String,
}

/// `dispute_create`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeCreated {
    /// The new dispute.
    pub dispute: DisputeName,
}

/// One dispute in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeLine {
    /// 32 lower-case hex.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: DisputeId,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// `open` or `closed`.
    #[cfg_attr(test, ts(type = "\"open\" | \"closed\""))]
    pub state: &'static str,
    /// How it ended, when that was said.
    pub outcome: Option<String>,
    /// This computer's clock, UTC.
    pub created_at: String,
    /// Exhibits attached now.
    pub exhibits: u64,
}

impl From<vault::DisputeRow> for DisputeLine {
    fn from(row: vault::DisputeRow) -> DisputeLine {
        DisputeLine {
            id: row.id,
            name: row.name,
            title: row.title,
            state: row.state.as_str(),
            outcome: row.outcome,
            created_at: row.created_at,
            exhibits: row.exhibit_count,
        }
    }
}

/// `dispute_list`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeList {
    /// Oldest first.
    pub disputes: Vec<DisputeLine>,
}

/// One exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Exhibit {
    /// `E01`: given at attach, never used again.
    pub exhibit: String,
    /// `attached`, `detached` or `removed`.
    #[cfg_attr(test, ts(type = "\"attached\" | \"detached\" | \"removed\""))]
    pub state: &'static str,
    /// None once the item is removed.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub item_id: Option<ItemId>,
    /// The item's identity.
    #[cfg_attr(test, ts(type = "string"))]
    pub seal_sha256: Digest,
    /// What it is; none once removed.
    #[cfg_attr(test, ts(type = "Kind | null"))]
    pub kind: Option<Kind>,
    /// Its name.
    pub name: String,
    /// What it is to prove.
    pub proves: String,
}

impl From<vault::ExhibitRow> for Exhibit {
    fn from(row: vault::ExhibitRow) -> Exhibit {
        Exhibit {
            exhibit: row.label,
            state: row.state.as_str(),
            item_id: row.item_id,
            seal_sha256: row.seal_sha256,
            kind: row.kind,
            name: row.name,
            proves: row.proves,
        }
    }
}

/// One step of a dispute's history.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryLine {
    /// Number of the log entry.
    pub n: u64,
    /// This computer's clock, UTC.
    pub at: String,
    /// The entry's kind as in the log.
    pub kind: String,
    /// The exhibit it is about.
    pub exhibit: Option<String>,
    /// What was changed: facts, exhibits, order, note, title, closed.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub what: Option<ChangedWhat>,
    /// The change itself.
    #[cfg_attr(test, ts(type = "JsonValue"))]
    pub change: Option<serde_json::Value>,
}

/// Everything about one dispute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeWhole {
    /// As in the list, but `exhibits` holds the exhibits.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: DisputeId,
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// `open` or `closed`.
    #[cfg_attr(test, ts(type = "\"open\" | \"closed\""))]
    pub state: &'static str,
    /// How it ended.
    pub outcome: Option<String>,
    /// This computer's clock, UTC.
    pub created_at: String,
    /// What the user set.
    pub facts: BTreeMap<String, String>,
    /// Attached ones in order, then the others.
    pub exhibits: Vec<Exhibit>,
    /// Oldest first.
    pub history: Vec<HistoryLine>,
    /// Bundles made of it.
    pub bundles: Vec<super::BundleLine>,
}

/// `dispute_show`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeShown {
    /// The dispute.
    pub dispute: DisputeWhole,
}

/// `dispute_set`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FactsSet {
    /// All facts as they stand now.
    pub facts: BTreeMap<String, String>,
}

/// `dispute_title_set`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TitleSet {
    /// The dispute under its new title; its name stays.
    pub dispute: DisputeName,
}

/// `exhibit_proves_set`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExhibitProvesSet {
    /// The one exhibit, as it is now.
    pub exhibits: Vec<Exhibit>,
}

/// `dispute_attach`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExhibitsAttached {
    /// The items named, with their numbers, in the order named.
    pub exhibits: Vec<Exhibit>,
}

/// `dispute_detach`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExhibitsDetached {
    /// The exhibits taken out.
    pub detached: Vec<String>,
    /// Those that stay, in order.
    pub exhibits: Vec<Exhibit>,
}

/// `dispute_order`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExhibitsOrdered {
    /// In the new order.
    pub exhibits: Vec<Exhibit>,
}

/// `dispute_close`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeClosed {
    /// The closed dispute.
    pub dispute: DisputeLine,
}
