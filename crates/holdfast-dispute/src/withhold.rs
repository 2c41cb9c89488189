//! Why an exhibit may be withheld from a bundle. The bundle then names only its seal digest and this code.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A reason of withholding; the codes stand in `omissions.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Withholding {
    /// It shows the complainant's private matters.
    Private,
    /// It shows another person.
    OtherPerson,
    /// It shows a business secret.
    BusinessSecret,
    /// It has nothing to do with the complaint.
    Irrelevant,
}

/// The code is none of the four.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no reason of withholding: private, other-person, business-secret or irrelevant")]
pub struct WithholdingUnknown {
    /// The text as given, cut to 80 characters.
    pub text: String,
}

impl WithholdingUnknown {
    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        "withholding-unknown"
    }
}

impl Withholding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Withholding; 4] =
        [Withholding::Private, Withholding::OtherPerson, Withholding::BusinessSecret, Withholding::Irrelevant];

    /// The code.
    pub fn as_str(self) -> &'static str {
        match self {
            Withholding::Private => "private",
            Withholding::OtherPerson => "other-person",
            Withholding::BusinessSecret => "business-secret",
            Withholding::Irrelevant => "irrelevant",
        }
    }
}

impl fmt::Display for Withholding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Withholding {
    type Err = WithholdingUnknown;

    fn from_str(text: &str) -> Result<Withholding, WithholdingUnknown> {
        Withholding::ALL
            .into_iter()
            .find(|reason| reason.as_str() == text)
            .ok_or_else(|| WithholdingUnknown { text: text.chars().take(80).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_reads_back_and_nothing_else_does() {
        for reason in Withholding::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason), "{reason}");
        }
        for text in ["", "Private", "other person", "secret"] {
            assert_eq!(text.parse::<Withholding>().unwrap_err().code(), "withholding-unknown", "{text:?}");
        }
    }
}
