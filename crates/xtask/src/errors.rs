//! `cargo xtask errors`: writes docs/errors.md again from the code and the sentences.
//!
//! The page is made where all crates are at hand, in the tests (`tests/src/code_page.rs`); the tidy test that compares
//! it with the file writes it instead when it is asked to. So xtask itself stays quick to build, and there is one maker.

use crate::Outcome;
use crate::place::{Place, succeed};

/// Tells the tidy test to write the page instead of comparing it.
const WRITE: &str = "HOLDFAST_WRITE_CODE_PAGE";

/// Holds on success: docs/errors.md is what the code says now.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    let test = "papers::the_page_of_codes_is_what_the_code_says";
    let mut command =
        place.cargo(&["test", "--quiet", "--package", "holdfast-tests", "--test", "tidy", test, "--", "--exact"]);
    succeed(command.env(WRITE, "1"))
}
