//! The catalogue as a window goes through it: any page of any order at once, counted, for a hundred thousand items.
//!
//! One query narrows, one order sorts; cards, ids, counts and days of the same query are of the same list. Leaves items
//! stay out unless their kind is asked for: they belong to another item.

use crate::error::Result;
use crate::items::ItemRow;
use crate::proofs::{ItemTime, TimeState};
use crate::tables::item_page;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset, NaiveDate};
use holdfast_proof::record::{Kind, Origin};
use holdfast_proof::{DisputeId, ItemId};

/// Which items. Empty fields do not narrow.
#[derive(Debug, Clone, Default)]
pub struct ItemQuery {
    /// Attached to this dispute.
    pub dispute: Option<DisputeId>,
    /// Of one of these kinds.
    pub kinds: Vec<Kind>,
    /// Of one of these stated origins.
    pub origins: Vec<Origin>,
    /// `complete`, `partial`, `failed`: of one of these.
    pub completeness: Vec<String>,
    /// Kept at this time or later.
    pub added_from: Option<DateTime<FixedOffset>>,
    /// Kept before this time.
    pub added_until: Option<DateTime<FixedOffset>>,
    /// Name or note holds this text, whatever its case.
    pub find: Option<String>,
    /// Attached to no dispute.
    pub unattached: bool,
    /// In one of these states of time.
    pub times: Vec<TimeState>,
    /// Narrows nothing: the authorities that are asked, by their short names, to tell what waits.
    pub authorities: Vec<String>,
}

/// In which order. Equal ones follow each other newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemOrder {
    /// The last one kept first.
    Newest,
    /// The first one kept first.
    Oldest,
    /// By name; of letters, only A to Z are alike in both cases.
    Name,
    /// The largest first.
    Largest,
    /// By the kind's word.
    Kind,
}

/// What an item is in a dispute now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedAs {
    pub dispute_name: String,
    pub dispute_title: String,
    /// `E01`
    pub label: String,
}

/// An item with what a grid shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemCardRow {
    pub row: ItemRow,
    pub attached: Vec<AttachedAs>,
    pub first_part: String,
    pub first_media_type: String,
    pub first_size_bytes: u64,
    /// Of the first part.
    pub has_thumbnail: bool,
    pub time: ItemTime,
}

impl Vault {
    /// All items but leaves items.
    pub fn item_total(&self) -> Result<u64> {
        item_page::total(&self.connection)
    }

    /// How many items the query finds.
    pub fn item_count(&self, query: &ItemQuery) -> Result<u64> {
        item_page::count(&self.connection, query)
    }

    /// How many items the query finds, and at most `limit` of them after the first `from` of this order.
    pub fn item_cards(
        &self,
        query: &ItemQuery,
        order: ItemOrder,
        from: u64,
        limit: u64,
    ) -> Result<(u64, Vec<ItemCardRow>)> {
        item_page::page(&self.connection, query, order, from, limit)
    }

    /// The ids of at most `limit` items after the first `from` of this order.
    pub fn item_ids(&self, query: &ItemQuery, order: ItemOrder, from: u64, limit: u64) -> Result<Vec<ItemId>> {
        item_page::ids(&self.connection, query, order, from, limit)
    }

    /// Days and how many items of each follow one another, newest or oldest first; days begin `zone_minutes` east of UTC.
    /// After the clock was set back, a day can come twice.
    pub fn item_days(&self, query: &ItemQuery, newest_first: bool, zone_minutes: i32) -> Result<Vec<(NaiveDate, u64)>> {
        item_page::days(&self.connection, query, newest_first, zone_minutes)
    }
}
