//! Peak memory: small, and the same however large the file is.

use crate::Outcome;
use crate::bench::data;
use crate::bench::line::{Line, Unit};
use crate::bench::scratch::Scratch;

const LIMIT_MEGABYTES: f64 = 100.0;
/// A file ten times as large may cost this much more: allocator and page rounding, not buffering.
const SAME_WITHIN_MEGABYTES: f64 = 5.0;

/// The peaks of keep, export and check for 400 MB, for 4 GiB and for 10,000 files of 200 kB, and what the step from
/// 400 MB to 4 GiB adds.
pub(crate) fn peaks(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    let small = way(scratch, "one file of 400 MB", &|| data::file(&scratch.path("evidence"), 400_000_000))?;
    let large = way(scratch, "one file of 4 GiB", &|| data::file(&scratch.path("evidence"), 4 << 30))?;
    let many = way(scratch, "10,000 files of 200 kB", &|| data::folder(&scratch.path("evidence"), 10_000, 200_000))?;
    let grown = small.iter().zip(&large).map(|(small, large)| Line {
        what: format!("more memory for 4 GiB than for 400 MB: {}", small.what.split(',').next().unwrap_or_default()),
        unit: Unit::Megabytes,
        figure: (large.figure - small.figure).max(0.0),
        limit: SAME_WITHIN_MEGABYTES,
        rounds: vec![small.figure, large.figure],
        note: format!("{:.1} MB and {:.1} MB", small.figure, large.figure),
    });
    let grown: Vec<Line> = grown.collect();
    Ok(small.into_iter().chain(large).chain(many).chain(grown).collect())
}

/// Keep, export, check: the three peaks of one load.
fn way(scratch: &Scratch<'_>, load: &str, make: &dyn Fn() -> Outcome<()>) -> Outcome<Vec<Line>> {
    scratch.clear(&["evidence", "evidence.done"])?;
    make()?;
    scratch.new_vault("vault")?;
    let keep = scratch.measured(&scratch.holdfast("vault", &["item", "add", "evidence"]), &[0])?;
    let dispute = scratch.vault_with_dispute("vault", "evidence")?;
    let export = scratch.bundle("vault", &dispute, "bundle.zip")?;
    let check = scratch.verified("bundle.zip")?;
    scratch.clear(&["vault", "bundle.zip", "evidence", "evidence.done"])?;
    let lines = [("keep", keep), ("export", export), ("check", check)].map(|(step, run)| Line {
        what: format!("peak memory of {step}, {load}"),
        unit: Unit::Megabytes,
        figure: run.peak_megabytes,
        limit: LIMIT_MEGABYTES,
        rounds: vec![run.peak_megabytes],
        note: format!("{:.2} s", run.seconds),
    });
    Ok(lines.into())
}
