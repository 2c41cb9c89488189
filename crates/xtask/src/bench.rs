//! Measuring against public tools: to come.
use crate::{Outcome, place::Place};
pub(crate) fn run(_place: &Place, _names: &[&str]) -> Outcome<()> {
    Err("to come".to_owned())
}
