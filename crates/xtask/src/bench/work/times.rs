//! What time proofs add to the check of a bundle: processor time with them less processor time without.
//!
//! The bundles come from tests/examples/stamped_bundles.rs: 1,004 exhibits, and for each two tokens under chains of
//! RSA 4096, every token another one.

use crate::Outcome;
use crate::bench::line::{Line, Unit};
use crate::bench::measure::median;
use crate::bench::scratch::Scratch;
use crate::place::{spelled, succeed};
use std::fs;

const EXHIBITS: &str = "1000";
const ROUNDS: usize = 5;

/// Two tokens for each of 1,000 exhibits.
pub(crate) fn two_thousand_tokens(scratch: &Scratch<'_>) -> Outcome<Vec<Line>> {
    let example = ["build", "--release", "-p", "holdfast-tests", "--example", "stamped_bundles"];
    succeed(&mut scratch.place.cargo(&example))?;
    let mut make = scratch.program("examples/stamped_bundles");
    succeed(make.arg(EXHIBITS).arg(scratch.folder()))?;
    let mut added = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let bare = processor_milliseconds(scratch, "bare.zip", 1)?;
        added.push(processor_milliseconds(scratch, "stamped.zip", 0)? - bare);
    }
    scratch.clear(&["bare.zip", "stamped.zip", "one.pem", "two.pem"])?;
    Ok(vec![Line {
        what: "processor time that 2,000 tokens add to the check of 1,000 exhibits".to_owned(),
        unit: Unit::Milliseconds,
        figure: median(&added),
        limit: 2_000.0,
        rounds: added,
        note: "RSA 4096, each token another one".to_owned(),
    }])
}

/// User and system time of one check, which must end with `exit`.
fn processor_milliseconds(scratch: &Scratch<'_>, bundle: &str, exit: i32) -> Outcome<f64> {
    let (file, verify) = (scratch.path("processor"), scratch.program("holdfast-verify"));
    let mut command = scratch.place.command("/usr/bin/time");
    command.current_dir(scratch.folder()).args(["-q", "-f", "%U %S", "-o"]).arg(&file).arg("--");
    command.arg(verify.get_program()).args(["--json", "--trust", "one.pem", "--trust", "two.pem", bundle]);
    let ran = command.output().map_err(|error| format!("{}: {error}", spelled(&command)))?;
    if ran.status.code() != Some(exit) {
        return Err(format!("{} ended with {}", spelled(&command), ran.status));
    }
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let seconds: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    if seconds.len() == 2 { Ok(1_000.0 * (seconds[0] + seconds[1])) } else { Err(format!("no times in {text:?}")) }
}
