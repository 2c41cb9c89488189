//! The audit of what is synced before "kept" is said, on the very build whose speed is measured: quickness bought by
//! leaving out a sync would otherwise look like a good figure.

use crate::Outcome;
use crate::bench::line::{Line, Unit};
use crate::bench::scratch::Scratch;
use crate::place::status_of;

/// Runs the audit of tests/faults against the release programs.
pub(crate) fn synced_before_kept(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    let mut audit = scratch.place.cargo(&["test", "-p", "holdfast-tests", "--test", "faults", "--", "audit::"]);
    audit.env("HOLDFAST_BIN_DIR", scratch.place.target.join("release")).env("HOLDFAST_REQUIRE_ALL", "1");
    let failed = !status_of(&mut audit)?.success();
    Ok(vec![Line {
        what: "audits that found something not synced before \"kept\" was said".to_owned(),
        unit: Unit::Places,
        figure: f64::from(u8::from(failed)),
        limit: 0.0,
        rounds: Vec::new(),
        note: "release programs".to_owned(),
    }])
}
