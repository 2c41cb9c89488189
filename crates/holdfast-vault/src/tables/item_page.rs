//! Pages of `item`: the queries of a window that goes through a long list.
//!
//! A page is found in two steps: the keys of the page in a narrow index, whose order is the list's, then the rows of
//! those keys. So a page far down costs no reading of the wide rows before it.

use super::{exhibit, get_item_id, get_u64, int, item};
use crate::disputes::exhibit_label;
use crate::error::Result;
use crate::pages::{AttachedAs, ItemCardRow, ItemOrder, ItemQuery};
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use holdfast_proof::{ItemId, time};
use rusqlite::{Connection, OptionalExtension as _, ToSql, params_from_iter};
use std::fmt::Write as _;

/// What narrows, as SQL.
struct Narrowed {
    /// Ends in a rule, never in `WHERE`.
    rules: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Narrowed {
    /// Adds a rule about one value; `?` stands for it.
    fn rule(&mut self, rule: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        let number = self.values.len();
        self.rules.push_str(" AND ");
        self.rules.push_str(&rule.replace('?', &format!("?{number}")));
    }

    /// Adds a rule about one of several words, if there are any.
    fn one_of(&mut self, column: &str, words: impl Iterator<Item = String>) {
        let mut places = String::new();
        for word in words {
            self.values.push(Box::new(word));
            let comma = if places.is_empty() { "" } else { ", " };
            // Writing to a String cannot fail.
            let _ = write!(places, "{comma}?{}", self.values.len());
        }
        if !places.is_empty() {
            let _ = write!(self.rules, " AND item.{column} IN ({places})");
        }
    }
}

fn narrowed(query: &ItemQuery) -> Narrowed {
    // Without a kind, leaves items stay out; the same words as in the indexes, so that they are used.
    let asks_for_leaves = query.kinds.iter().any(|kind| kind.as_str() == "leaves");
    let rules = if asks_for_leaves { "1" } else { "item.kind <> 'leaves'" };
    let mut narrowed = Narrowed { rules: rules.to_owned(), values: Vec::new() };
    narrowed.one_of("kind", query.kinds.iter().map(|kind| kind.as_str().to_owned()));
    narrowed.one_of("origin", query.origins.iter().map(|origin| origin.as_str().to_owned()));
    narrowed.one_of("completeness", query.completeness.iter().cloned());
    if let Some(from) = &query.added_from {
        narrowed.rule("item.added_at >= ?", as_logged(from));
    }
    if let Some(until) = &query.added_until {
        narrowed.rule("item.added_at < ?", as_logged(until));
    }
    if let Some(find) = query.find.as_deref().map(str::to_lowercase).filter(|find| !find.is_empty()) {
        narrowed.rule("item.key IN (SELECT search.item FROM search WHERE instr(search.text, ?) > 0)", find);
    }
    if let Some(dispute) = &query.dispute {
        narrowed.rule(
            "item.key IN (SELECT exhibit.item FROM exhibit JOIN dispute ON dispute.key = exhibit.dispute
               WHERE dispute.id = ? AND exhibit.state = 'attached')",
            dispute.as_bytes().to_vec(),
        );
    }
    if query.unattached {
        narrowed.rules.push_str(
            " AND item.key NOT IN (SELECT exhibit.item FROM exhibit WHERE exhibit.item IS NOT NULL
               AND exhibit.state = 'attached')",
        );
    }
    narrowed
}

/// As the log writes its times, whose order is the order of their texts.
fn as_logged(moment: &DateTime<FixedOffset>) -> String {
    time::wall(&moment.with_timezone(&Utc))
}

fn order_by(order: ItemOrder) -> &'static str {
    match order {
        ItemOrder::Newest => "item.key DESC",
        ItemOrder::Oldest => "item.key",
        ItemOrder::Name => "item.name COLLATE NOCASE, item.key DESC",
        ItemOrder::Largest => "item.size_bytes DESC, item.key DESC",
        ItemOrder::Kind => "item.kind, item.key DESC",
    }
}

pub(crate) fn count(connection: &Connection, query: &ItemQuery) -> Result<u64> {
    let narrowed = narrowed(query);
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) FROM item WHERE {}", narrowed.rules))?;
    Ok(statement.query_row(params_from_iter(&narrowed.values), |row| get_u64(row, 0))?)
}

/// `column` of the rows of one page, in order.
fn range<T>(
    connection: &Connection,
    (column, query): (&str, &ItemQuery),
    order: ItemOrder,
    (from, limit): (u64, u64),
    read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut narrowed = narrowed(query);
    narrowed.values.push(Box::new(int(limit)));
    narrowed.values.push(Box::new(int(from)));
    let (limit, from) = (narrowed.values.len() - 1, narrowed.values.len());
    let sql = format!(
        "SELECT {column} FROM item WHERE {} ORDER BY {} LIMIT ?{limit} OFFSET ?{from}",
        narrowed.rules,
        order_by(order)
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(&narrowed.values), read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(crate) fn ids(
    connection: &Connection,
    query: &ItemQuery,
    order: ItemOrder,
    from: u64,
    limit: u64,
) -> Result<Vec<ItemId>> {
    range(connection, ("item.id", query), order, (from, limit), |row| get_item_id(row, 0))
}

pub(crate) fn cards(
    connection: &Connection,
    query: &ItemQuery,
    order: ItemOrder,
    from: u64,
    limit: u64,
) -> Result<Vec<ItemCardRow>> {
    let keys: Vec<i64> = range(connection, ("item.key", query), order, (from, limit), |row| row.get(0))?;
    keys.into_iter().map(|key| card(connection, key)).collect()
}

fn card(connection: &Connection, key: i64) -> Result<ItemCardRow> {
    let row = item::one(connection, key)?;
    let mut first = connection.prepare_cached(
        "SELECT name, media_type, size_bytes,
            EXISTS (SELECT 1 FROM thumbnail WHERE thumbnail.item = item_file.item AND thumbnail.part = item_file.name)
         FROM item_file WHERE item = ?1 ORDER BY position LIMIT 1",
    )?;
    let first = first.query_row([key], |row| Ok((row.get(0)?, row.get(1)?, get_u64(row, 2)?, row.get(3)?)));
    let (first_part, first_media_type, first_size_bytes, has_thumbnail) = first.optional()?.unwrap_or_default();
    let attached = exhibit::attached_as(connection, key)?;
    let attached = attached
        .into_iter()
        .map(|(dispute_name, dispute_title, number)| AttachedAs {
            dispute_name,
            dispute_title,
            label: exhibit_label(number),
        })
        .collect();
    Ok(ItemCardRow { row, attached, first_part, first_media_type, first_size_bytes, has_thumbnail })
}

pub(crate) fn days(
    connection: &Connection,
    query: &ItemQuery,
    newest_first: bool,
    zone_minutes: i32,
) -> Result<Vec<(NaiveDate, u64)>> {
    let order = if newest_first { ItemOrder::Newest } else { ItemOrder::Oldest };
    let zone = TimeDelta::minutes(i64::from(zone_minutes));
    let mut days: Vec<(NaiveDate, u64)> = Vec::new();
    // Thousands of items of one minute have one answer.
    let (mut minute, mut day) = (String::new(), NaiveDate::MIN);
    let mut count = |text: &str| -> rusqlite::Result<()> {
        if !(minute.len() == MINUTE && text.starts_with(&minute)) {
            let at = DateTime::parse_from_rfc3339(text).map_err(|_| rusqlite::Error::InvalidQuery)?;
            day = (at.naive_utc() + zone).date();
            minute = text.get(..MINUTE).unwrap_or_default().to_owned();
        }
        match days.last_mut() {
            Some((last, count)) if *last == day => *count += 1,
            _ => days.push((day, 1)),
        }
        Ok(())
    };
    range(connection, ("item.added_at", query), order, (0, u64::MAX), |row| {
        let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        count(text)
    })?;
    Ok(days)
}

/// `2026-11-22T08:15`
const MINUTE: usize = 16;
