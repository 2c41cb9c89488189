//! Pages of `item`: the queries of a window that goes through a long list.
//!
//! A page is found in two steps: the keys of the page in a narrow index, whose order is the list's, then the rows of
//! those keys. So a page far down costs no reading of the wide rows before it; in the second half it is reached from
//! the end.

use super::{exhibit, get_item_id, get_u64, int, item, time_proof};
use crate::disputes::exhibit_label;
use crate::error::Result;
use crate::pages::{AttachedAs, ItemCardRow, ItemOrder, ItemQuery};
use crate::proofs::TimeState;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use holdfast_proof::{ItemId, time};
use rusqlite::{Connection, ToSql, params_from_iter};
use std::collections::HashMap;
use std::fmt::Write as _;

const NO_LEAVES: &str = "item.kind <> 'leaves'";

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
    let rules = if asks_for_leaves { "1" } else { NO_LEAVES };
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
    narrow_times(&mut narrowed, &query.times, &query.authorities);
    narrowed
}

/// The states as rules; each of the three has its own, and they exclude each other.
fn narrow_times(narrowed: &mut Narrowed, times: &[TimeState], authorities: &[String]) {
    if times.is_empty() {
        return;
    }
    narrowed.values.push(Box::new(serde_json::json!(authorities).to_string()));
    let number = narrowed.values.len();
    let rules: Vec<String> = times.iter().map(|state| time_proof::state_rule(*state, number)).collect();
    // Writing to a String cannot fail.
    let _ = write!(narrowed.rules, " AND ({})", rules.join(" OR "));
}

/// As the log writes its times, whose order is the order of their texts.
fn as_logged(moment: &DateTime<FixedOffset>) -> String {
    time::wall(&moment.with_timezone(&Utc))
}

/// The order, and the same backwards.
fn order_by(order: ItemOrder, backwards: bool) -> &'static str {
    match (order, backwards) {
        (ItemOrder::Newest, false) | (ItemOrder::Oldest, true) => "item.key DESC",
        (ItemOrder::Oldest, false) | (ItemOrder::Newest, true) => "item.key",
        (ItemOrder::Name, false) => "item.name COLLATE NOCASE, item.key DESC",
        (ItemOrder::Name, true) => "item.name COLLATE NOCASE DESC, item.key",
        (ItemOrder::Largest, false) => "item.size_bytes DESC, item.key DESC",
        (ItemOrder::Largest, true) => "item.size_bytes, item.key",
        (ItemOrder::Kind, false) => "item.kind, item.key DESC",
        (ItemOrder::Kind, true) => "item.kind DESC, item.key",
    }
}

/// All but leaves items, counted from two ends of an index instead of row by row.
pub(crate) fn total(connection: &Connection) -> Result<u64> {
    let sql = "SELECT (SELECT count(*) FROM item) - (SELECT count(*) FROM item WHERE kind = 'leaves')";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| get_u64(row, 0))?)
}

pub(crate) fn count(connection: &Connection, query: &ItemQuery) -> Result<u64> {
    let narrowed = narrowed(query);
    if narrowed.rules == NO_LEAVES {
        return total(connection);
    }
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) FROM item WHERE {}", narrowed.rules))?;
    Ok(statement.query_row(params_from_iter(&narrowed.values), |row| get_u64(row, 0))?)
}

/// `column` of the rows of one page, in order or backwards.
fn range<T>(
    connection: &Connection,
    (column, query): (&str, &ItemQuery),
    (order, backwards): (ItemOrder, bool),
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
        order_by(order, backwards)
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
    range(connection, ("item.id", query), (order, false), (from, limit), |row| get_item_id(row, 0))
}

/// The page, and how many the query finds in all.
pub(crate) fn page(
    connection: &Connection,
    query: &ItemQuery,
    order: ItemOrder,
    from: u64,
    limit: u64,
) -> Result<(u64, Vec<ItemCardRow>)> {
    let found = count(connection, query)?;
    let limit = limit.min(found.saturating_sub(from));
    let from_end = found.saturating_sub(from).saturating_sub(limit);
    let backwards = from_end < from;
    let place = (if backwards { from_end } else { from }, limit);
    let mut keys: Vec<i64> = range(connection, ("item.key", query), (order, backwards), place, |row| row.get(0))?;
    if backwards {
        keys.reverse();
    }
    Ok((found, cards(connection, &keys, &query.authorities)?))
}

/// The cards of these keys, in their order, in two statements however many they are.
fn cards(connection: &Connection, keys: &[i64], authorities: &[String]) -> Result<Vec<ItemCardRow>> {
    let authorities = serde_json::json!(authorities).to_string();
    let list = serde_json::json!(keys).to_string();
    let mut attached: HashMap<i64, Vec<AttachedAs>> = HashMap::new();
    exhibit::each_attached(connection, &list, |key, dispute_name, dispute_title, number| {
        let label = exhibit_label(number);
        attached.entry(key).or_default().push(AttachedAs { dispute_name, dispute_title, label });
    })?;
    let sql = format!(
        "SELECT {}, item.key, first.name, first.media_type, first.size_bytes,
            EXISTS (SELECT 1 FROM thumbnail WHERE thumbnail.item = item.key AND thumbnail.part = first.name),
            time_proof.at, item_time.not_later_than, time_proof.issuer, {}
         FROM json_each(?1) AS wanted CROSS JOIN item ON item.key = wanted.value
         JOIN item_file AS first ON first.item = item.key AND first.position = 0
         LEFT JOIN item_time ON item_time.item = item.key LEFT JOIN time_proof ON time_proof.key = item_time.proof
         ORDER BY wanted.key",
        item::COLUMNS,
        time_proof::WAITS.replace('?', "?2")
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([list, authorities], |row| {
        let attached = attached.remove(&row.get(item::COLUMN_COUNT)?).unwrap_or_default();
        let mut card = item::from_row(row)?;
        card.disputes = attached.iter().map(|place| place.dispute_name.clone()).collect();
        Ok(ItemCardRow {
            row: card,
            attached,
            first_part: row.get(item::COLUMN_COUNT + 1)?,
            first_media_type: row.get(item::COLUMN_COUNT + 2)?,
            first_size_bytes: get_u64(row, item::COLUMN_COUNT + 3)?,
            has_thumbnail: row.get(item::COLUMN_COUNT + 4)?,
            time: time_proof::item_time(row, item::COLUMN_COUNT + 5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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
    range(connection, ("item.added_at", query), (order, false), (0, u64::MAX), |row| {
        let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        count(text)
    })?;
    Ok(days)
}

/// `2026-11-22T08:15`
const MINUTE: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database;
    use crate::items::ItemFile;
    use crate::tables::item::NewItem;
    use holdfast_proof::Digest;
    use holdfast_proof::record::{Kind, Origin};

    const MANY: u64 = 100_000;

    /// A catalogue of so many rows, without the log and the objects that a vault has for each.
    fn catalogue(rows: u64) -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = database::create(&folder.path().join("vault.db")).expect("made");
        connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").expect("begun");
        for n in 0..rows {
            let digest = Digest::of(&n.to_be_bytes());
            let mut id = [0; 16];
            id.copy_from_slice(&digest.as_bytes()[..16]);
            let file = ItemFile {
                name: "p001.png".to_owned(),
                role: "original".to_owned(),
                media_type: "image/png".to_owned(),
                digest,
                size_bytes: n * 7 % 5_000,
                crc32: 0,
            };
            let at = format!("2026-{:02}-{:02}T{:02}:15:00.000Z", 1 + n / 10_000, 1 + n / 400 % 25, n % 24);
            let new = NewItem {
                id: ItemId::from_bytes(id),
                seal: digest,
                entry: n,
                kind: if n % 3 == 0 { Kind::Screenshot } else { Kind::Chat },
                origin: Origin::SuppliedByUser,
                name: &format!("Screenshot {:06}.png", (n * 7_919) % MANY),
                size_bytes: n * 7 % 5_000,
                sha256: digest,
                part_count: 1,
                completeness: "complete",
                added_at: &at,
                by_adding: true,
                of: None,
                files: &[file],
            };
            item::insert(&connection, &new).expect("a row");
        }
        connection.execute_batch("COMMIT").expect("committed");
        (folder, connection)
    }

    fn plan_of(connection: &Connection, order: ItemOrder, backwards: bool) -> String {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT item.key FROM item WHERE {} ORDER BY {} LIMIT 100 OFFSET 50000",
            NO_LEAVES,
            order_by(order, backwards)
        );
        let mut statement = connection.prepare(&sql).expect("a plan");
        let rows = statement.query_map([], |row| row.get::<_, String>(3)).expect("a plan");
        rows.collect::<rusqlite::Result<Vec<_>>>().expect("a plan").join("; ")
    }

    #[test]
    fn each_order_has_an_index_of_its_own_and_sorts_nothing() {
        let (_folder, connection) = catalogue(0);
        for (order, index) in [
            (ItemOrder::Newest, "item_by_time"),
            (ItemOrder::Oldest, "item_by_time"),
            (ItemOrder::Name, "item_by_name"),
            (ItemOrder::Largest, "item_by_size"),
            (ItemOrder::Kind, "item_by_word"),
        ] {
            for backwards in [false, true] {
                let plan = plan_of(&connection, order, backwards);
                assert!(plan.contains(&format!("COVERING INDEX {index}")), "{order:?} reads wide rows: {plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{order:?} sorts the whole list: {plan}");
            }
        }
    }

    #[test]
    fn any_page_of_a_hundred_among_a_hundred_thousand_is_whole_and_so_are_the_days() {
        let (_folder, connection) = catalogue(MANY);
        let everything = ItemQuery::default();
        for order in [ItemOrder::Newest, ItemOrder::Oldest, ItemOrder::Name, ItemOrder::Largest, ItemOrder::Kind] {
            for from in [0, MANY / 2, MANY - 100] {
                let (total, page) = page(&connection, &everything, order, from, 100).expect("a page");
                assert_eq!((page.len(), total), (100, MANY), "{order:?} from {from}");
            }
        }
        let days = days(&connection, &everything, true, 480).expect("days");
        assert_eq!(days.iter().map(|(_, count)| count).sum::<u64>(), MANY, "each item stands under one day");
    }

    #[test]
    fn states_of_time_narrow_a_hundred_thousand_items_quickly() {
        let (_folder, connection) = catalogue(MANY);
        connection
            .execute_batch(
                "PRAGMA foreign_keys = OFF;
                 INSERT INTO stamped_list VALUES (1, zeroblob(32), 'batch', 1, 1, 1);
                 INSERT INTO time_proof VALUES (1, 1, 'a', zeroblob(32), 1, 1, 0, 'k', 't', 't', 1, 'e', 'i', 1);
                 INSERT INTO item_time SELECT key, 1, 't' FROM item WHERE key % 2 = 0;
                 INSERT INTO stamped_item SELECT 'a', key, 1 FROM item WHERE key % 4 <> 3;
                 INSERT INTO stamped_item SELECT 'b', key, 1 FROM item WHERE key % 4 = 1;",
            )
            .expect("made");
        let authorities = vec!["a".to_owned(), "b".to_owned()];
        for (states, found) in [
            (vec![TimeState::Proven], MANY / 2),
            (vec![TimeState::Waiting], MANY / 4),
            (vec![TimeState::None], MANY / 4),
            (vec![TimeState::Waiting, TimeState::None], MANY / 2),
        ] {
            let query = ItemQuery { times: states.clone(), authorities: authorities.clone(), ..ItemQuery::default() };
            let began = std::time::Instant::now();
            let (total, cards) = page(&connection, &query, ItemOrder::Newest, found / 2, 100).expect("a page");
            assert_eq!((total, cards.len()), (found, 100), "{states:?}");
            assert!(cards.iter().all(|card| states.contains(&card.time.state)), "{states:?} stands on the cards");
            // A window asks at each scroll; measured 0.05 s, with room for a busy machine.
            assert!(began.elapsed().as_millis() < 1_500, "{states:?}: {:?}", began.elapsed());
            println!("{states:?}: {:?}", began.elapsed());
        }
        let began = std::time::Instant::now();
        let waiting = time_proof::waiting_count(&connection, "b").expect("counted");
        assert_eq!(waiting, MANY - MANY / 4, "a status bar asks for this");
        assert_eq!(time_proof::waiting(&connection, "a", 1_999).expect("waiting").len(), 1_999, "a list's worth");
        println!("counted and listed: {:?}", began.elapsed());
    }
}
