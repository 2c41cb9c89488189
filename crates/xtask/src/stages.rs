//! The stages of `cargo xtask test`, in order, with their minutes; the first failing one ends the run.
//!
//! The order puts what is quick and cheap to repair first, and clippy last because it compiles everything once more.
//! The pages are built before the programs, because the window has them compiled in.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::place::{Place, spelled, succeed};
use crate::setup::{self, Need};
use crate::ui;

/// What a stage runs.
type Work = fn(&Place) -> Outcome<()>;

const STAGES: &[(&str, Work)] = &[
    ("fmt", format),
    ("deny", deny),
    ("tidy", tidy),
    ("ui", ui::test),
    ("build", build),
    ("nextest", nextest),
    ("doctests", doctests),
    ("window", window),
    ("clippy", clippy),
];

/// Every check there is. Holds: exit 0 means that each stage of the table passed.
pub(crate) fn test(place: &Place) -> Outcome<()> {
    setup::run(place, Need::Test)?;
    staged(place, STAGES)
}

/// What a developer runs between two edits.
pub(crate) fn check(place: &Place) -> Outcome<()> {
    staged(place, &[("fmt", format), ("ui", ui::build), ("clippy", clippy), ("tidy", tidy)])
}

fn staged(place: &Place, stages: &[(&str, Work)]) -> Outcome<()> {
    let mut table = String::from("\nstage       minutes\n");
    for (name, work) in stages {
        println!("\n== {name}");
        let begun = Instant::now();
        let outcome = work(place);
        table +=
            &format!("{name:<10} {:>8}{}\n", minutes(begun.elapsed()), if outcome.is_ok() { "" } else { "   FAILED" });
        if let Err(sentence) = outcome {
            println!("{table}");
            return Err(format!("stage {name}: {sentence}"));
        }
    }
    println!("{table}");
    Ok(())
}

fn minutes(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() / 60.0)
}

fn format(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["fmt", "--all", "--check"]))
}

/// Advisories are left out: their database is not in the package registry, and a check that needs more network than
/// the build would fail for reasons that are nobody's fault.
fn deny(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["deny", "--workspace", "check", "licenses", "bans", "sources"]))
}

/// Quiet when it passes: the same tests run, and are counted, once more among all others.
fn tidy(place: &Place) -> Outcome<()> {
    quiet(&mut place.cargo(&["test", "--quiet", "--package", "holdfast-tests", "--test", "tidy"]))
}

fn build(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["build", "--workspace"]))
}

/// All tests but those of the real window, which have a stage of their own.
fn nextest(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["nextest", "run", "--workspace", "--filterset", "not binary(e2e)"]))
}

/// The real window under a display without a screen, pressed and typed into as a user does. Each test brings its own
/// display, session bus, driver and vault.
fn window(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["nextest", "run", "--package", "holdfast-tests", "--test", "e2e"]))
}

fn doctests(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["test", "--workspace", "--doc", "--quiet"]))
}

fn clippy(place: &Place) -> Outcome<()> {
    succeed(&mut place.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn quiet(command: &mut Command) -> Outcome<()> {
    let answer = command.output().map_err(|error| format!("{} could not be started: {error}", spelled(command)))?;
    if answer.status.success() {
        return Ok(());
    }
    print!("{}", String::from_utf8_lossy(&answer.stdout));
    eprint!("{}", String::from_utf8_lossy(&answer.stderr));
    Err(format!("{} ended with {}", spelled(command), answer.status))
}
