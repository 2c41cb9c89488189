//! The long list of items, asked for piece by piece: any page of any order at once, the days it is headed by, and the ids
//! of a range for selecting. All three understand the same filter, so that what they count is the same list.

use chrono::{DateTime, FixedOffset};
use holdfast_proof::record::{Kind, Origin};
use holdfast_vault as vault;
use serde::Deserialize;

use crate::answers::{DayCount, ItemCard, ItemDays, ItemIds, ItemPage, TimeState};
use crate::clocks;
use crate::{Error, Holdfast, Result, Watch};

/// The most cards of one page; ids may be more.
const PAGE_AT_MOST: u64 = 1_000;

/// Which items; every field narrows, an empty one does not.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields = nullable))]
#[serde(default, deny_unknown_fields)]
pub struct ItemFilterWide {
    /// Attached to this dispute (id or name).
    pub dispute: Option<String>,
    /// Of one of these kinds.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<crate::bindings::word::Kind>>"))]
    pub kinds: Vec<Kind>,
    /// Of one of these stated origins.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<crate::bindings::word::Origin>>"))]
    pub origins: Vec<Origin>,
    /// Of this state of its time. Every item is `none` until time proofs are made.
    pub time: Option<TimeState>,
    /// Of one of these: complete, partial, failed.
    #[cfg_attr(test, ts(optional, as = "Option<Vec<crate::bindings::word::Completeness>>"))]
    pub completeness: Vec<String>,
    /// Kept at this time or later (RFC 3339).
    pub added_from: Option<String>,
    /// Kept before this time (RFC 3339).
    pub added_until: Option<String>,
    /// Name or note holds this text, whatever its case.
    pub find: Option<String>,
    /// Attached to no dispute.
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub unattached: bool,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum ItemSort {
    /// The last one kept first.
    #[default]
    Newest,
    /// The first one kept first.
    Oldest,
    /// By name, small and capital letters alike.
    Name,
    /// The largest first.
    Largest,
    /// By kind, newest first within each.
    Kind,
}

/// A list headed by days has one of these orders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum DaySort {
    /// The last day first.
    #[default]
    Newest,
    /// The first day first.
    Oldest,
}

/// A page, or a range of ids.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ItemPageQuestion {
    /// Which.
    #[serde(default)]
    pub filter: ItemFilterWide,
    /// In which order.
    #[serde(default)]
    pub sort: ItemSort,
    /// How many of them come before.
    pub from: u64,
    /// At most so many; of cards never more than a thousand.
    pub limit: u64,
}

/// The days of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ItemDaysQuestion {
    /// Which.
    #[serde(default)]
    pub filter: ItemFilterWide,
    /// In which order.
    #[serde(default)]
    pub sort: DaySort,
    /// Minutes east of UTC, for the beginning of a day.
    pub zone_minutes: i32,
}

/// A page of cards. A page beyond the end is empty; the totals are right all the same.
pub fn item_page(holdfast: &Holdfast, question: ItemPageQuestion, _watch: &dyn Watch) -> Result<ItemPage> {
    let vault = holdfast.read()?;
    let vault_total = vault.item_total()?;
    let query = query(holdfast, &vault, question.filter)?;
    let limit = question.limit.min(PAGE_AT_MOST);
    let (total, rows) = vault.item_cards(&query, order(question.sort), question.from, limit)?;
    Ok(ItemPage { total, vault_total, items: rows.into_iter().map(ItemCard::from).collect() })
}

/// How many items of each day follow each other in the list.
pub fn item_days(holdfast: &Holdfast, question: ItemDaysQuestion, _watch: &dyn Watch) -> Result<ItemDays> {
    let vault = holdfast.read()?;
    let query = query(holdfast, &vault, question.filter)?;
    let days = vault.item_days(&query, question.sort == DaySort::Newest, question.zone_minutes)?;
    Ok(ItemDays {
        total: days.iter().map(|(_, count)| count).sum(),
        days: days.into_iter().map(|(day, count)| DayCount { day: day.to_string(), count }).collect(),
    })
}

/// The ids of a range: all of a list, or what lies between two clicks.
pub fn item_ids(holdfast: &Holdfast, question: ItemPageQuestion, _watch: &dyn Watch) -> Result<ItemIds> {
    let vault = holdfast.read()?;
    let query = query(holdfast, &vault, question.filter)?;
    Ok(ItemIds { ids: vault.item_ids(&query, order(question.sort), question.from, question.limit)? })
}

/// What the vault is asked.
fn query(holdfast: &Holdfast, vault: &vault::Vault, filter: ItemFilterWide) -> Result<vault::ItemQuery> {
    Ok(vault::ItemQuery {
        dispute: filter.dispute.map(|dispute| vault.dispute_find(&dispute)).transpose()?,
        kinds: filter.kinds,
        origins: filter.origins,
        completeness: filter.completeness,
        added_from: filter.added_from.as_deref().map(moment).transpose()?,
        added_until: filter.added_until.as_deref().map(moment).transpose()?,
        find: filter.find,
        unattached: filter.unattached,
        times: filter.time.into_iter().map(Into::into).collect(),
        authorities: clocks::agreed_names(holdfast, vault)?,
    })
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).map_err(|error| Error::user("bad-input").with("detail", error))
}

fn order(sort: ItemSort) -> vault::ItemOrder {
    match sort {
        ItemSort::Newest => vault::ItemOrder::Newest,
        ItemSort::Oldest => vault::ItemOrder::Oldest,
        ItemSort::Name => vault::ItemOrder::Name,
        ItemSort::Largest => vault::ItemOrder::Largest,
        ItemSort::Kind => vault::ItemOrder::Kind,
    }
}
