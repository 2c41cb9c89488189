//! The window: first paint against an empty window, scrolling through many items against few, memory over a long use,
//! and the size of its pages.
//!
//! Measured in the real window by tests/speed, which holds the display, the driver and the vaults; each prints its
//! line as JSON. The hour of use can be shortened with HOLDFAST_BENCH_MINUTES, which the line then says.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Outcome;
use crate::bench::line::{Line, Unit};
use crate::bench::scratch::Scratch;
use crate::place::{spelled, succeed};
use crate::ui;

/// Everything that is measured in the window.
pub(crate) fn in_use(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    let place = scratch.place;
    ui::build(place)?;
    succeed(&mut place.cargo(&["build", "--release", "-p", "holdfast-window", "--bins", "--examples"]))?;
    succeed(&mut place.cargo(&["build", "--release", "-p", "xtask", "--example", "many_items"]))?;
    let mut vaults = scratch.program("examples/many_items");
    vaults.arg(scratch.folder());
    let made = vaults.output().map_err(|error| format!("{}: {error}", spelled(&vaults)))?;
    if !made.status.success() {
        return Err(format!("{} failed: {}", spelled(&vaults), String::from_utf8_lossy(&made.stderr)));
    }
    let mut lines = vec![size_of_pages(&place.root.join("ui/dist"))?];
    let mut measure = place.cargo(&["test", "--release", "--quiet", "-p", "holdfast-tests", "--test", "speed"]);
    measure.env("HOLDFAST_BENCH_VAULTS", scratch.folder());
    let answer = measure.output().map_err(|error| format!("{}: {error}", spelled(&measure)))?;
    let said = String::from_utf8_lossy(&answer.stdout);
    for text in said.lines().filter_map(|line| line.split_once("bench ")).map(|(_, text)| text) {
        lines.push(line(text)?);
    }
    if !answer.status.success() {
        return Err(format!("{} failed: {}{said}", spelled(&measure), String::from_utf8_lossy(&answer.stderr)));
    }
    Ok(lines)
}

fn line(text: &str) -> Outcome<Line> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("{text}: {error}"))?;
    let number = |key: &str| value[key].as_f64().ok_or_else(|| format!("{key} is missing in {text}"));
    let unit = if value["unit"] == "ratio" { Unit::Ratio } else { Unit::Places };
    Ok(Line {
        what: value["what"].as_str().unwrap_or_default().to_owned(),
        unit,
        figure: number("figure")?,
        limit: number("limit")?,
        rounds: value["rounds"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect(),
        note: value["note"].as_str().unwrap_or_default().to_owned(),
    })
}

/// What lies in ui/dist, as it is compiled into the window. There is no limit to hold, only a figure to know.
fn size_of_pages(dist: &Path) -> Outcome<Line> {
    let mut bytes = 0;
    let mut folders = vec![dist.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?.flatten() {
            match entry.metadata() {
                Ok(found) if found.is_dir() => folders.push(entry.path()),
                Ok(found) => bytes += found.len(),
                Err(error) => return Err(format!("{}: {error}", entry.path().display())),
            }
        }
    }
    let figure = bytes as f64 / 1e6;
    let note = format!("{bytes} bytes, not compressed");
    Ok(Line {
        what: "the pages of the window".to_owned(),
        unit: Unit::Megabytes,
        figure,
        limit: 3.0,
        rounds: vec![figure],
        note,
    })
}
