//! Answers about the long list of items: a page of cards, the days that a list is headed by, ids of a range.

use holdfast_proof::record::{Kind, Origin};
use holdfast_proof::{Digest, ItemId};
use holdfast_vault as vault;
use serde::{Deserialize, Serialize};

/// Whether a clock of somebody else vouches for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum TimeState {
    /// A time proof that held when it was kept.
    Proven,
    /// Some authority that may be asked has not stamped it yet.
    Waiting,
    /// Only this computer's own clock, and nobody is going to be asked.
    None,
}

impl From<vault::TimeState> for TimeState {
    fn from(state: vault::TimeState) -> TimeState {
        match state {
            vault::TimeState::Proven => TimeState::Proven,
            vault::TimeState::Waiting => TimeState::Waiting,
            vault::TimeState::None => TimeState::None,
        }
    }
}

impl From<TimeState> for vault::TimeState {
    fn from(state: TimeState) -> vault::TimeState {
        match state {
            TimeState::Proven => vault::TimeState::Proven,
            TimeState::Waiting => vault::TimeState::Waiting,
            TimeState::None => vault::TimeState::None,
        }
    }
}

/// A part, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PartLine {
    /// Its name in the item's folder.
    pub name: String,
    /// Media type; declared, not checked.
    pub media_type: String,
    /// Its size.
    pub size_bytes: u64,
}

/// Where an item is an exhibit now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExhibitPlace {
    /// The dispute's name.
    pub dispute: String,
    /// The dispute's title.
    pub dispute_title: String,
    /// `E01`
    pub exhibit: String,
}

/// One item as a grid or a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemCard {
    /// UUIDv7.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: ItemId,
    /// What it is.
    #[cfg_attr(test, ts(type = "Kind"))]
    pub kind: Kind,
    /// Where it says it comes from.
    #[cfg_attr(test, ts(type = "Origin"))]
    pub origin: Origin,
    /// The user's file name; declared, not checked.
    pub name: String,
    /// All parts together.
    pub size_bytes: u64,
    /// Of the first part.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
    /// The item's identity.
    #[cfg_attr(test, ts(type = "string"))]
    pub seal_sha256: Digest,
    /// When its log entry was written (this computer's clock, UTC).
    pub added_at: String,
    /// `complete`, `partial` or `failed`.
    #[cfg_attr(test, ts(type = "Completeness"))]
    pub completeness: String,
    /// The user's note.
    pub note: String,
    /// How many parts it has.
    pub part_count: u64,
    /// Where it is attached now.
    pub exhibits: Vec<ExhibitPlace>,
    /// What is known of its time.
    pub time: TimeState,
    /// It existed by then (UTC): the earliest proof, with its accuracy; none unless proven.
    pub not_later_than: Option<String>,
    /// By whose clock.
    pub time_by: Option<String>,
    /// The part that its thumbnail and viewer begin with.
    pub first_part: PartLine,
    /// Whether a small picture of the first part is there.
    pub has_thumbnail: bool,
}

impl From<vault::ItemCardRow> for ItemCard {
    fn from(card: vault::ItemCardRow) -> ItemCard {
        let row = card.row;
        let place = |place: vault::AttachedAs| ExhibitPlace {
            dispute: place.dispute_name,
            dispute_title: place.dispute_title,
            exhibit: place.label,
        };
        ItemCard {
            id: row.id,
            kind: row.kind,
            origin: row.origin,
            name: row.name,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            seal_sha256: row.seal_sha256,
            added_at: row.added_at,
            completeness: row.completeness,
            note: row.note,
            part_count: row.part_count,
            exhibits: card.attached.into_iter().map(place).collect(),
            time: card.time.state.into(),
            not_later_than: card.time.not_later_than,
            time_by: card.time.by,
            first_part: PartLine {
                name: card.first_part,
                media_type: card.first_media_type,
                size_bytes: card.first_size_bytes,
            },
            has_thumbnail: card.has_thumbnail,
        }
    }
}

/// `item_page`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemPage {
    /// How many fit the filter.
    pub total: u64,
    /// How many the vault holds.
    pub vault_total: u64,
    /// Those asked for, in the order asked for.
    pub items: Vec<ItemCard>,
}

/// Items of one day that follow each other in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DayCount {
    /// `2026-11-22`, in the zone asked for.
    pub day: String,
    /// So many items.
    pub count: u64,
}

/// `item_days`: in the order of the list. A clock that was set back heads two groups with one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemDays {
    /// How many fit the filter: the sum of all days.
    pub total: u64,
    /// The days.
    pub days: Vec<DayCount>,
}

/// `item_ids`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemIds {
    /// In the order asked for.
    #[cfg_attr(test, ts(type = "string[]"))]
    pub ids: Vec<ItemId>,
}
