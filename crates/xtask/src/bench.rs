//! `cargo xtask bench`: is Holdfast as quick as the public tools that a careful person would use instead?
//!
//! - Ours and theirs run in turns on the same data, five pairs, the first thrown away; the result is the median of the
//!   paired ratios. On a machine with neighbours one run means nothing, a ratio of neighbours in time means much.
//! - Theirs does what ours does at the least: copy, hash and `sync`. Ours ends when the data is durable.
//! - Peak memory is what the kernel counted for the whole run (`/usr/bin/time -f %M`).
//! - The data is made here, cannot be compressed, and lies with every copy of it in one scratch folder, on one disk.
//! - A line that is over its limit is printed and makes the run fail; nothing is repeated until it passes.

mod data;
mod line;
mod machine;
mod measure;
mod scratch;
mod work;

use std::fs;

use crate::Outcome;
use crate::place::{Place, succeed};
use line::Line;
use scratch::Scratch;

/// A benchmark's name on the command line and what it measures: one or more lines of the table.
type Benchmark = (&'static str, fn(&Scratch<'_>) -> Outcome<Vec<Line>>);

const BENCHMARKS: &[Benchmark] = &[
    ("big-file", work::keep::big_file),
    ("many-files", work::keep::many_files),
    ("verify-big", work::verify::one_big_member),
    ("verify-many", work::verify::many_members),
    ("verify-exhibits", work::verify::many_exhibits),
    ("export", work::export::many_files),
    ("memory", work::memory::peaks),
    ("scale", work::scale::hundred_thousand_items),
    ("trace", work::trace::synced_before_kept),
    ("time", work::time::proofs),
    ("fuzz", work::fuzz::tokens),
    ("window", work::window::in_use),
];

/// Runs the named benchmarks, or all; prints each line, writes bench-out/<name>.json, removes the scratch folder, and
/// is an error when a line is over its limit.
pub(crate) fn run(place: &Place, names: &[&str]) -> Outcome<()> {
    if let Some(unknown) = names.iter().find(|name| !BENCHMARKS.iter().any(|(known, _)| known == *name)) {
        let known: Vec<&str> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no benchmark is called {unknown}; there are: {}", known.join(" ")));
    }
    let packages = ["-p", "holdfast-cli", "-p", "holdfast-verify", "-p", "holdfast-readers"];
    succeed(place.cargo(&["build", "--release"]).args(packages))?;
    let results = place.root.join("bench-out");
    fs::create_dir_all(&results).map_err(|error| format!("{}: {error}", results.display()))?;

    let scratch = Scratch::new(place)?;
    let machine = machine::describe(scratch.folder());
    println!("{machine}\n");
    let mut over = Vec::new();
    for (name, benchmark) in BENCHMARKS.iter().filter(|(name, _)| names.is_empty() || names.contains(name)) {
        println!("{name} …");
        let lines = benchmark(&scratch)?;
        for line in &lines {
            println!("  {line}");
            over.extend((!line.is_within()).then(|| format!("{name}: {line}")));
        }
        let file = results.join(format!("{name}.json"));
        fs::write(&file, line::to_json(&machine, &lines)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    println!("\n{machine}");
    if over.is_empty() { Ok(()) } else { Err(format!("over the limit:\n  {}", over.join("\n  "))) }
}
