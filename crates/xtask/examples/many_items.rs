//! Builds two vaults in the folder given, of 1,000 and of 100,000 items, and measures in this process what a user
//! waits for: opening, a filtered page, one more item. Answers one JSON object; `cargo xtask bench scale` reads it.
//!
//! The items are sealed and kept by the same calls that `item add` makes, a thousand at a time; only the walk over a
//! user's folder is left out.

use std::path::Path;
use std::time::Instant;

use holdfast::edge::Surroundings;
use holdfast_proof::Salt;
use holdfast_proof::record::{Completeness, EnvironmentRecord, How, Kind, Origin};
use holdfast_vault::{Access, Filter, ItemDraft, Outside, PartDraft, SealedItem, Unwatched, Vault};
use serde_json::{Value, json};

const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
const GROUP: usize = 1_000;
const OPENINGS: usize = 11;
const PAGES: usize = 21;
/// Pairs of one more item each; a single commit waits for the disk and varies more than what is compared.
const ADDITIONS: usize = 81;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).ok_or("the folder to work in is missing")?;
    let folder = Path::new(&folder);
    let outside = Surroundings::of_process().outside().vault;
    let (small_dir, large_dir) = (folder.join("small"), folder.join("large"));
    let begun = Instant::now();
    fill(&small_dir, &outside, SMALL)?;
    fill(&large_dir, &outside, LARGE)?;
    let built = begun.elapsed().as_secs_f64();

    let open = openings(&large_dir, &outside)?;
    let mut small = Vault::open(&small_dir, outside.clone(), Access::Write)?;
    let mut large = Vault::open(&large_dir, outside.clone(), Access::Write)?;
    let page = pages(&large)?;
    let one_more = additions(&mut small, &mut large, &outside)?;
    println!("{}", json!({ "open": open, "page": page, "one_more": one_more, "built_seconds": built }));
    Ok(())
}

/// A new vault with `count` items of several kinds; each ten-thousandth, and the first, is named `needle`.
fn fill(dir: &Path, outside: &Outside, count: usize) -> Result<()> {
    let mut vault = Vault::create(dir, outside.clone())?;
    for first in (0..count).step_by(GROUP) {
        let last = count.min(first + GROUP);
        let sealed = (first..last).map(|number| seal(&vault, outside, number)).collect::<Result<Vec<_>>>()?;
        vault.keep(sealed)?;
    }
    Ok(())
}

fn seal(vault: &Vault, outside: &Outside, number: usize) -> Result<SealedItem> {
    const KINDS: [Kind; 5] = [Kind::Screenshot, Kind::Chat, Kind::Page, Kind::Mail, Kind::Document];
    let store = vault.objects();
    let bytes = format!("evidence number {number}, unlike every other\n");
    let started_at = outside.clock.now();
    let written = store.write(&mut bytes.as_bytes(), &Unwatched)?;
    let name = if number.is_multiple_of(10_000) { "needle" } else { "evidence" };
    let draft = ItemDraft {
        // One in fifty is an invoice: the page that is asked for has to pass over the rest.
        kind: if number.is_multiple_of(50) { Kind::Invoice } else { KINDS[number % KINDS.len()] },
        origin: Origin::SuppliedByUser,
        how: How { tool: "bench".into(), command: "bench scale".into() },
        started_at,
        ended_at: outside.clock.now(),
        monotonic_ms: 0,
        parts: vec![PartDraft {
            name: "p001.txt".into(),
            role: "original".into(),
            media_type: "text/plain".into(),
            written,
        }],
        completeness: Completeness::complete(),
        page: None,
        of: None,
        part: None,
        count: None,
        reason: None,
        record_not_before: None,
        environment: EnvironmentRecord::new(Salt::from_bytes([0; 32])),
        name: format!("{name}-{number}.txt"),
        dedupe: true,
        leaf_key: None,
    };
    Ok(SealedItem::seal(&store, draft, outside)?)
}

/// Opening for writing, which reads more than opening for reading: key, checkpoint, high-water mark.
fn openings(dir: &Path, outside: &Outside) -> Result<Value> {
    let mut rounds = Vec::new();
    for _ in 0..OPENINGS {
        let begun = Instant::now();
        let vault = Vault::open(dir, outside.clone(), Access::Write)?;
        rounds.push(milliseconds(begun));
        drop(vault);
    }
    Ok(figure(rounds, format!("for writing; {LARGE} items")))
}

/// The slowest of four filters counts: a kind, a kind far from the start, a frequent text, a rare text.
fn pages(vault: &Vault) -> Result<Value> {
    let by_kind = Filter { kind: Some(Kind::Invoice), ..Filter::default() };
    let mut later = by_kind.clone();
    for _ in 0..10 {
        later.after = vault.item_page(&later)?.last().map(|row| row.id);
    }
    let filters = [
        ("kind", by_kind),
        ("kind, eleventh page", later),
        ("frequent text", Filter { find: Some("EVIDENCE-5".into()), ..Filter::default() }),
        ("rare text", Filter { find: Some("needle".into()), ..Filter::default() }),
    ];
    let mut slowest = Value::Null;
    let mut notes = Vec::new();
    for (name, filter) in filters {
        let mut rounds = Vec::new();
        for _ in 0..PAGES {
            let begun = Instant::now();
            let rows = vault.item_page(&filter)?;
            rounds.push(milliseconds(begun));
            if rows.is_empty() {
                return Err(format!("the page by {name} must show something").into());
            }
        }
        let taken = figure(rounds, String::new());
        notes.push(format!("{name} {:.1} ms", taken["median"].as_f64().unwrap_or_default()));
        if slowest["median"].as_f64().is_none_or(|slow| taken["median"].as_f64().is_some_and(|own| own > slow)) {
            slowest = taken;
        }
    }
    slowest["note"] = notes.join(", ").into();
    Ok(slowest)
}

/// One more item in each vault in turns; the figure is the median of the paired ratios, the first pair left out.
fn additions(small: &mut Vault, large: &mut Vault, outside: &Outside) -> Result<Value> {
    let one_more = |vault: &mut Vault, number: usize| -> Result<f64> {
        let begun = Instant::now();
        let sealed = seal(vault, outside, number)?;
        vault.keep(vec![sealed])?;
        Ok(milliseconds(begun))
    };
    let (mut ratios, mut in_small, mut in_large) = (Vec::new(), Vec::new(), Vec::new());
    for pair in 0..ADDITIONS {
        let number = LARGE + 1 + pair;
        let (at_small, at_large) = if pair % 2 == 0 {
            (one_more(small, number)?, one_more(large, number)?)
        } else {
            let at_large = one_more(large, number)?;
            (one_more(small, number)?, at_large)
        };
        if pair > 0 {
            ratios.push(at_large / at_small);
            in_small.push(at_small);
            in_large.push(at_large);
        }
    }
    let note = format!("{:.2} ms at {LARGE}, {:.2} ms at {SMALL}", median(&in_large), median(&in_small));
    Ok(figure(ratios, note))
}

fn figure(rounds: Vec<f64>, note: String) -> Value {
    json!({ "median": median(&rounds), "rounds": rounds, "note": note })
}

fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn milliseconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}
