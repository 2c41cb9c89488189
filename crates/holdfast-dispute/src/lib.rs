//! The rules of a dispute, as pure functions: what its facts may be, how it is named, how exhibits are labelled,
//! why something may be withheld, how it may end. No vault, no clock, no randomness, no law.
//!
//! A fact is the complainant's statement: it is brought into one form so that two people read the same, and never
//! checked for truth.
//!
//! ```
//! use holdfast_dispute::{changes, name_of, Label};
//! let facts = changes([("amount_paid", "￥1,299"), ("bought_on", "2025年11月2日"), ("merchant", "")])?;
//! assert_eq!(facts["amount_paid"].as_deref(), Some("1299.00 CNY"));
//! assert_eq!(facts["bought_on"].as_deref(), Some("2025-11-02"));
//! assert_eq!(facts["merchant"], None, "an empty value removes the fact");
//! assert_eq!(name_of("Phone, never sent", [0x0a, 0xf3]), "phone-never-sent-0af3");
//! assert_eq!(Label::of(7).to_string(), "E07");
//! # Ok::<(), holdfast_dispute::FactProblem>(())
//! ```

mod amount;
mod currency;
mod date;
mod facts;
mod label;
mod name;
mod outcome;
mod withhold;

pub use amount::{Amount, AmountProblem};
pub use currency::is_currency;
pub use date::{DateProblem, moment, on};
pub use facts::{
    FREE_TEXT_MAX_CHARACTERS, FactKind, FactProblem, KNOWN_FACTS, LINE_MAX_CHARACTERS, TITLE, assignment, changes,
    normalise,
};
pub use label::{Label, LabelSyntax};
pub use name::name_of;
pub use outcome::{Outcome, OutcomeKind};
pub use withhold::{Withholding, WithholdingUnknown};
