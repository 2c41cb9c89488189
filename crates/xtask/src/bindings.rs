//! `cargo xtask bindings`: writes the window's TypeScript types again from the Rust types of the same names.
//!
//! They are made in a test of `holdfast` (`src/bindings.rs`), where no build of the product carries the maker; the test
//! that compares them with the files writes them instead when it is asked to.

use crate::Outcome;
use crate::place::{Place, succeed};

/// Tells the test to write the files instead of comparing them.
const WRITE: &str = "HOLDFAST_BINDINGS_WRITE";

/// Holds on success: ui/src/bridge/types is what Rust says now.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    let test = "bindings::the_windows_types_are_those_of_rust";
    let mut command = place.cargo(&["test", "--quiet", "--package", "holdfast", "--lib", test, "--", "--exact"]);
    succeed(command.env(WRITE, "1"))
}
