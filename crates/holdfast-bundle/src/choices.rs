//! What the user decides about a bundle, as values that cannot be misspelt.

use holdfast_text::Language;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// How much goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Edition {
    /// Exhibits whole, with the record of the computer they came from: for a court or a lawyer.
    #[default]
    Full,
    /// Exhibits whole, `environment.json` withheld everywhere: for a platform or an office.
    Submission,
}

impl Edition {
    /// `full` or `submission`, as in bag-info.txt and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Submission => "submission",
        }
    }
}

/// Why an exhibit is withheld: a code, never a text of the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is private.
    Private,
    /// It concerns another person.
    OtherPerson,
    /// It is a business secret.
    BusinessSecret,
    /// It does not belong here.
    Irrelevant,
}

impl Reason {
    /// All four, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Private, Self::OtherPerson, Self::BusinessSecret, Self::Irrelevant];

    /// The code, as in omissions.json and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::OtherPerson => "other-person",
            Self::BusinessSecret => "business-secret",
            Self::Irrelevant => "irrelevant",
        }
    }
}

/// A word that names no edition, or no reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word} is not one of those that exist")]
pub struct ChoiceUnknown {
    /// What was given.
    pub word: String,
}

impl FromStr for Edition {
    type Err = ChoiceUnknown;

    fn from_str(word: &str) -> Result<Self, ChoiceUnknown> {
        [Self::Full, Self::Submission]
            .into_iter()
            .find(|edition| edition.as_str() == word)
            .ok_or_else(|| ChoiceUnknown { word: word.to_owned() })
    }
}

impl FromStr for Reason {
    type Err = ChoiceUnknown;

    fn from_str(word: &str) -> Result<Self, ChoiceUnknown> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == word)
            .ok_or_else(|| ChoiceUnknown { word: word.to_owned() })
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Everything the user decides about one bundle.
#[derive(Debug, Clone)]
pub struct Choices {
    /// How much goes out.
    pub edition: Edition,
    /// Exhibits that stay hidden, by label (`E02`).
    pub withheld: BTreeMap<String, Reason>,
    /// The language in which index.html opens; the other one is a click away.
    pub language: Language,
    /// The program and its version, for bag-info.txt: `Holdfast 0.1.0`.
    pub software: String,
}
