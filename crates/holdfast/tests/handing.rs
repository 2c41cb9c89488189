//! Promises about what is handed over and taken in: plan, preview, bundle, check, case, paste, licences.

#[path = "handing/bench.rs"]
mod bench;

#[path = "handing/cases.rs"]
mod cases;
#[path = "handing/checks.rs"]
mod checks;
#[path = "handing/parts.rs"]
mod parts;
#[path = "handing/pastes.rs"]
mod pastes;
#[path = "handing/plans.rs"]
mod plans;
