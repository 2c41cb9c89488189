//! A vault with 100,000 items: opened, looked through and added to as quickly as a small one.
//!
//! Measured inside one process (examples/many_items.rs), because starting a program takes longer than what is measured.

use serde_json::Value;

use crate::Outcome;
use crate::bench::line::{Line, Unit};
use crate::bench::scratch::Scratch;
use crate::place::{spelled, succeed};

/// Opening, a filtered page, and one more item.
pub(crate) fn hundred_thousand_items(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    succeed(&mut scratch.place.cargo(&["build", "--release", "-p", "xtask", "--example", "many_items"]))?;
    let mut measure = scratch.program("examples/many_items");
    measure.arg(scratch.folder());
    let answer = measure.output().map_err(|error| format!("{}: {error}", spelled(&measure)))?;
    if !answer.status.success() {
        return Err(format!("{} failed: {}", spelled(&measure), String::from_utf8_lossy(&answer.stderr)));
    }
    let figures: Value = serde_json::from_slice(&answer.stdout)
        .map_err(|error| format!("{} answered no JSON: {error}", spelled(&measure)))?;
    let line = |key: &str, what: &str, unit: Unit, limit: f64| -> Outcome<Line> {
        let figure = figures[key]["median"].as_f64().ok_or_else(|| format!("{key} is missing in {figures}"))?;
        let rounds = figures[key]["rounds"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let note = figures[key]["note"].as_str().unwrap_or_default().to_owned();
        Ok(Line { what: what.to_owned(), unit, figure, limit, rounds, note })
    };
    Ok(vec![
        line("open", "open a vault of 100,000 items", Unit::Milliseconds, 100.0)?,
        line("page", "a filtered page among 100,000 items", Unit::Milliseconds, 20.0)?,
        line("one_more", "one more item at 100,000 / at 1,000", Unit::Ratio, 1.2)?,
    ])
}
