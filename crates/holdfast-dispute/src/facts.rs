//! The facts of a dispute: their names, their forms, and the one function that brings a value into its form.
//!
//! The form follows from the name: `amount…` is an amount of money, `…_on` a day, `…_at` a moment, everything else
//! text. So a free field needs no declaration: `amount_refunded`, `delivered_on`, `complained_at` just work.

use crate::{Amount, AmountProblem, DateProblem, date};
use std::collections::{BTreeMap, BTreeSet};

/// The fact that is the dispute's title. The vault keeps it beside the dispute, so it is set there.
pub const TITLE: &str = "title";

/// The facts that every dispute may have, in the order in which they are shown; any other name is a free field.
pub const KNOWN_FACTS: [&str; 10] = [
    TITLE,
    "platform",
    "merchant",
    "order_number",
    "amount_paid",
    "amount_claimed",
    "bought_on",
    "promised_on",
    "claim",
    "demand",
];

/// Longest text of one line, in characters: titles, names, numbers.
pub const LINE_MAX_CHARACTERS: usize = 200;
/// Longest free text, in characters: claim, demand and free fields.
pub const FREE_TEXT_MAX_CHARACTERS: usize = 10_000;

const NAME_MAX_BYTES: usize = 40;

/// What a fact's name says about its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// `amount…`: `299.00 CNY`.
    Amount,
    /// `…_on`: `2025-11-02`.
    Day,
    /// `…_at`: `2025-11-02T14:03:00+08:00`.
    Moment,
    /// title, platform, merchant, order_number: one line.
    Line,
    /// Everything else: text with lines.
    Text,
}

impl FactKind {
    /// The form that a fact of this (valid) name has.
    pub fn of(name: &str) -> FactKind {
        match name {
            _ if name.starts_with("amount") => FactKind::Amount,
            _ if name.ends_with("_on") => FactKind::Day,
            _ if name.ends_with("_at") => FactKind::Moment,
            TITLE | "platform" | "merchant" | "order_number" => FactKind::Line,
            _ => FactKind::Text,
        }
    }
}

/// Why a fact was not taken. Nothing is taken of a set in which one fact has a problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FactProblem {
    /// A name is a small letter, then at most 39 small letters, digits or `_`.
    #[error("{name:?} is no name of a fact")]
    Name {
        /// The name as given, cut to 80 characters.
        name: String,
    },
    /// The same fact is given twice in one set.
    #[error("{name} is given twice")]
    Twice {
        /// The fact.
        name: String,
    },
    /// No amount of money, or one whose currency is not certain.
    #[error("{name}: {problem}")]
    Amount {
        /// The fact.
        name: String,
        /// What is wrong with it.
        problem: AmountProblem,
    },
    /// No day, or no moment with a zone.
    #[error("{name}: {problem}")]
    Date {
        /// The fact.
        name: String,
        /// What is wrong with it.
        problem: DateProblem,
    },
    /// More characters than the fact may have.
    #[error("{name} has {characters} characters, at most {at_most} are allowed")]
    TooLong {
        /// The fact.
        name: String,
        /// How many it has.
        characters: usize,
        /// How many it may have.
        at_most: usize,
    },
    /// The text holds control characters, which no page could show.
    #[error("{name} holds a control character")]
    Text {
        /// The fact.
        name: String,
    },
    /// A title cannot be removed.
    #[error("a dispute keeps a title")]
    TitleEmpty,
}

impl FactProblem {
    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        match self {
            FactProblem::Name { .. } => "fact-name",
            FactProblem::Twice { .. } => "fact-twice",
            FactProblem::Amount { .. } => "fact-amount",
            FactProblem::Date { .. } => "fact-date",
            FactProblem::TooLong { .. } => "fact-too-long",
            FactProblem::Text { .. } => "fact-text",
            FactProblem::TitleEmpty => "title-empty",
        }
    }

    /// The finer reason where a code has several, kebab-case: `currency-missing`, `zone-missing` and so on.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            FactProblem::Amount { problem, .. } => Some(problem.reason()),
            FactProblem::Date { problem, .. } => Some(problem.reason()),
            _ => None,
        }
    }
}

/// Splits `FIELD=VALUE` at the first `=`, with blanks around the name dropped; the value stays as it is. Text
/// without `=` is a [`FactProblem::Name`].
pub fn assignment(text: &str) -> Result<(&str, &str), FactProblem> {
    let (name, value) = text.split_once('=').ok_or_else(|| bad_name(text))?;
    Ok((name.trim(), value))
}

/// Brings a set of facts into form, as a change for the vault: `None` removes. The first problem refuses the whole
/// set; a name given twice is a problem, because either value might be meant.
pub fn changes<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<BTreeMap<String, Option<String>>, FactProblem> {
    let mut changes = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (name, value) in pairs {
        if !seen.insert(name) {
            return Err(FactProblem::Twice { name: name.into() });
        }
        changes.insert(name.to_string(), normalise(name, value)?);
    }
    Ok(changes)
}

/// Checks a fact's name and brings its value into the form of its kind; `None` for an empty (or blank) value, which
/// removes the fact. What comes out goes in again unchanged.
pub fn normalise(name: &str, value: &str) -> Result<Option<String>, FactProblem> {
    if !is_name(name) {
        return Err(bad_name(name));
    }
    let kind = FactKind::of(name);
    let text = text_of(name, value, kind)?;
    if text.is_empty() {
        return if name == TITLE { Err(FactProblem::TitleEmpty) } else { Ok(None) };
    }
    let dated = |problem| FactProblem::Date { name: name.into(), problem };
    let value = match kind {
        FactKind::Amount => {
            text.parse::<Amount>().map_err(|problem| FactProblem::Amount { name: name.into(), problem })?.to_string()
        }
        FactKind::Day => date::on(&text).map_err(dated)?,
        FactKind::Moment => date::moment(&text).map_err(dated)?,
        FactKind::Line | FactKind::Text => text,
    };
    Ok(Some(value))
}

fn is_name(name: &str) -> bool {
    name.len() <= NAME_MAX_BYTES
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn bad_name(name: &str) -> FactProblem {
    FactProblem::Name { name: name.chars().take(80).collect() }
}

/// One line-feed style, no blanks at the ends, one line where one line is meant, no control characters.
fn text_of(name: &str, value: &str, kind: FactKind) -> Result<String, FactProblem> {
    let text = value.replace("\r\n", "\n").replace('\r', "\n");
    let text = if kind == FactKind::Text { text } else { text.replace(['\n', '\t'], " ") };
    let text = text.trim();
    if text.chars().any(|character| character.is_control() && character != '\n' && character != '\t') {
        return Err(FactProblem::Text { name: name.into() });
    }
    let at_most = if kind == FactKind::Text { FREE_TEXT_MAX_CHARACTERS } else { LINE_MAX_CHARACTERS };
    let characters = text.chars().count();
    if characters > at_most {
        return Err(FactProblem::TooLong { name: name.into(), characters, at_most });
    }
    Ok(text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_goes_in_again_unchanged() {
        for (name, value) in [
            ("title", "  手机未发货\n投诉 "),
            ("amount_paid", "¥ 1,299"),
            ("bought_on", "2025/1/2"),
            ("complained_at", "2025-11-02 14:03 +08:00"),
            ("claim", "第一行\r\n第二行\r第三行"),
            ("order_number", "0012-A"),
            ("x", "free"),
        ] {
            let once = normalise(name, value).unwrap().unwrap();
            assert_eq!(normalise(name, &once), Ok(Some(once)), "{name}");
        }
    }

    #[test]
    fn names_outside_the_rule_are_refused() {
        let long = "a".repeat(41);
        for name in ["", "A", "1a", "_a", "a-b", "a b", "订单", "a=b", "ä", &long] {
            assert_eq!(normalise(name, "x").unwrap_err().code(), "fact-name", "{name:?}");
        }
        assert!(normalise(&"a".repeat(40), "x").is_ok(), "40 characters are allowed");
    }

    #[test]
    fn an_empty_value_removes_but_a_title_stays() {
        for name in ["platform", "amount_paid", "bought_on", "seen_at", "free_text"] {
            assert_eq!(normalise(name, " \n "), Ok(None), "{name}: blank is empty");
        }
        assert_eq!(normalise("title", ""), Err(FactProblem::TitleEmpty), "a dispute keeps a title");
    }

    #[test]
    fn too_long_and_control_characters_are_refused() {
        assert_eq!(normalise("title", &"字".repeat(201)).unwrap_err().code(), "fact-too-long", "counted in characters");
        assert!(normalise("title", &"字".repeat(200)).is_ok(), "200 characters are allowed");
        assert_eq!(normalise("claim", &"x".repeat(10_001)).unwrap_err().code(), "fact-too-long", "claims end too");
        assert_eq!(normalise("claim", "a\u{1b}[31m").unwrap_err().code(), "fact-text", "no terminal is spoken to");
        assert_eq!(normalise("claim", "a\0b").unwrap_err().code(), "fact-text", "no NUL");
    }

    #[test]
    fn the_form_follows_from_the_name() {
        assert_eq!(normalise("amount_refunded", "12").unwrap_err().reason(), Some("currency-missing"), "an amount");
        assert_eq!(normalise("delivered_on", "soon").unwrap_err().reason(), Some("not-a-day"), "a day");
        assert_eq!(
            normalise("called_at", "2025-11-02T14:03:00").unwrap_err().reason(),
            Some("zone-missing"),
            "a moment"
        );
        assert_eq!(normalise("claim", "one\ntwo"), Ok(Some("one\ntwo".into())), "text keeps its lines");
        assert_eq!(normalise("merchant", "one\ntwo"), Ok(Some("one two".into())), "a line is one line");
    }

    #[test]
    fn one_problem_refuses_the_whole_set() {
        assert_eq!(
            changes([("claim", "a"), ("claim", "b")]).unwrap_err().code(),
            "fact-twice",
            "either might be meant"
        );
        assert!(changes([("claim", "a"), ("amount_paid", "?")]).is_err(), "nothing half-done");
    }

    #[test]
    fn an_assignment_splits_at_the_first_equals_sign() {
        assert_eq!(assignment("claim=a=b"), Ok(("claim", "a=b")), "values may hold the sign");
        assert_eq!(assignment("claim="), Ok(("claim", "")), "empty removes");
        assert_eq!(assignment("claim").unwrap_err().code(), "fact-name", "no value at all");
    }
}
