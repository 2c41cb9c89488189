//! The label of an exhibit: `E01` … `E99`, `E100` … It is given at attach, never re-used, and names the folder in
//! the bundle; the order in which exhibits are shown is another thing.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An exhibit's label, from its number (1 and up).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label(u32);

/// The text is no label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no exhibit label: write it like E02")]
pub struct LabelSyntax {
    /// The text as given, cut to 80 characters.
    pub text: String,
}

impl LabelSyntax {
    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        "exhibit-label"
    }
}

impl Label {
    /// The label of exhibit `number`; numbers begin at 1, and 0 is read as 1.
    pub fn of(number: u32) -> Label {
        Label(number.max(1))
    }

    /// The number, 1 and up.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "E{:02}", self.0)
    }
}

impl FromStr for Label {
    type Err = LabelSyntax;

    /// Reads exactly what [`fmt::Display`] writes, and the same with a small `e`.
    fn from_str(text: &str) -> Result<Label, LabelSyntax> {
        let syntax = || LabelSyntax { text: text.chars().take(80).collect() };
        let digits = text.strip_prefix(['E', 'e']).ok_or_else(syntax)?;
        let number: u32 = digits.parse().map_err(|_| syntax())?;
        if number == 0 || Label(number).to_string()[1..] != *digits {
            return Err(syntax());
        }
        Ok(Label(number))
    }
}

impl TryFrom<String> for Label {
    type Error = LabelSyntax;

    fn try_from(text: String) -> Result<Label, LabelSyntax> {
        text.parse()
    }
}

impl From<Label> for String {
    fn from(label: Label) -> String {
        label.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_back_and_keep_two_digits_until_they_need_three() {
        for (number, text) in [(1, "E01"), (9, "E09"), (10, "E10"), (99, "E99"), (100, "E100"), (1234, "E1234")] {
            assert_eq!(Label::of(number).to_string(), text, "number {number}");
            assert_eq!(text.parse(), Ok(Label::of(number)), "{text}");
        }
        assert_eq!("e07".parse(), Ok(Label::of(7)), "a small letter is kindly read");
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in ["", "E", "E0", "E00", "E1", "E001", "E+1", "E-1", "1", "F01", "E01 ", "E４", "E99999999999"] {
            assert!(text.parse::<Label>().is_err(), "{text:?} has another spelling than its number");
        }
    }
}
