//! How a dispute ended: a code that can be counted, and the person's own words.

use crate::{FactProblem, normalise};
use std::fmt;

/// The kinds of ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeKind {
    /// The demand was met.
    Settled,
    /// A part of it was met.
    PartlySettled,
    /// It was refused.
    Refused,
    /// The complainant gave it up.
    Withdrawn,
    /// Anything else, in words.
    Other,
    /// Closed without saying how.
    Unstated,
}

impl OutcomeKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [OutcomeKind; 6] = [
        OutcomeKind::Settled,
        OutcomeKind::PartlySettled,
        OutcomeKind::Refused,
        OutcomeKind::Withdrawn,
        OutcomeKind::Other,
        OutcomeKind::Unstated,
    ];

    /// The stable kebab-case code.
    pub fn as_str(self) -> &'static str {
        match self {
            OutcomeKind::Settled => "settled",
            OutcomeKind::PartlySettled => "partly-settled",
            OutcomeKind::Refused => "refused",
            OutcomeKind::Withdrawn => "withdrawn",
            OutcomeKind::Other => "other",
            OutcomeKind::Unstated => "unstated",
        }
    }
}

/// A checked outcome; [`fmt::Display`] gives the form that the vault keeps, `settled` or `settled: words`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What can be counted.
    pub kind: OutcomeKind,
    /// The person's words; may be empty.
    pub words: String,
}

impl Outcome {
    /// Reads `CODE`, `CODE: words`, plain words (kind `other`) or nothing (`unstated`). Only too long a text or a
    /// control character is a problem, with the rules of a free fact.
    pub fn read(text: &str) -> Result<Outcome, FactProblem> {
        let Some(text) = normalise("outcome", text)? else {
            return Ok(Outcome { kind: OutcomeKind::Unstated, words: String::new() });
        };
        let (first, rest) = text.split_once(':').unwrap_or((&text, ""));
        Ok(match OutcomeKind::ALL.into_iter().find(|kind| kind.as_str() == first.trim()) {
            Some(kind) => Outcome { kind, words: rest.trim().to_string() },
            None => Outcome { kind: OutcomeKind::Other, words: text },
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.words.as_str() {
            "" => formatter.write_str(self.kind.as_str()),
            words => write!(formatter, "{}: {words}", self.kind.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_words_both_or_nothing_are_read() {
        for (text, expected) in [
            ("settled", "settled"),
            ("partly-settled: 200 back", "partly-settled: 200 back"),
            ("退款已收到", "other: 退款已收到"),
            ("They said: no", "other: They said: no"),
            ("", "unstated"),
        ] {
            let outcome = Outcome::read(text).unwrap();
            assert_eq!(outcome.to_string(), expected, "{text:?}");
            assert_eq!(Outcome::read(&outcome.to_string()), Ok(outcome), "reads back");
        }
    }

    #[test]
    fn an_endless_outcome_is_refused() {
        assert_eq!(Outcome::read(&"x".repeat(20_000)).unwrap_err().code(), "fact-too-long", "with its rule");
    }
}
