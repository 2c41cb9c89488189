//! What the user decides about a bundle, as values that cannot be misspelt.

use holdfast_dispute::Withholding;
use holdfast_proof::body::Edition;
use holdfast_text::Language;
use std::collections::BTreeMap;

/// Everything the user decides about one bundle.
#[derive(Debug, Clone)]
pub struct Choices {
    /// How much goes out.
    pub edition: Edition,
    /// Exhibits that stay hidden, by label (`E02`).
    pub withheld: BTreeMap<String, Withholding>,
    /// The language in which the pages open; the other one is a click away.
    pub language: Language,
    /// The program and its version, for bag-info.txt: `Holdfast 0.1.0`.
    pub software: String,
}
