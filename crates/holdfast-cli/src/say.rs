//! Answers as people read them, and as scripts do.
//!
//! The JSON is the answer's own; sentences and labels come from the catalogue of the language. Names and texts of users
//! and strangers are escaped wherever a person reads them.

mod bundle;
mod dispute;
mod doctor;
mod item;
mod table;
mod time;
mod vault;

use holdfast::answers::InputFailed;
use holdfast::{Error, Language};
use serde::Serialize;

use crate::terminal::escaped;

/// What a command has to say, and how it ends.
#[derive(Debug)]
pub(crate) struct Said {
    /// For stdout, with its line ends.
    pub(crate) text: String,
    /// The exit status.
    pub(crate) status: u8,
}

/// How to say it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice {
    pub(crate) json: bool,
    pub(crate) language: Language,
}

impl Voice {
    /// An answer whose JSON is its own.
    pub(crate) fn answer<Answer: Serialize>(self, answer: &Answer, people: impl FnOnce(&Answer) -> String) -> Said {
        self.answer_as(answer, 0, || people(answer))
    }

    /// An answer with a status, its JSON object given.
    pub(crate) fn answer_as(self, object_of: &impl Serialize, status: u8, people: impl FnOnce() -> String) -> Said {
        let text = if self.json { object(object_of) } else { people() };
        Said { text, status }
    }

    /// The sentence under `key`.
    pub(crate) fn text(self, key: &str, values: &[(&str, &str)]) -> String {
        holdfast::text(self.language, key, values)
    }

    /// The sentence under `key` as a line.
    pub(crate) fn line(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut line = self.text(key, values);
        line.push('\n');
        line
    }

    /// The sentence under `key` when there is one, else the bare word.
    pub(crate) fn word(self, topic: &str, word: &str) -> String {
        let key = format!("{topic}.{word}");
        if holdfast::has(&key) { self.text(&key, &[]) } else { word.to_owned() }
    }

    /// `label: value` lines, aligned; values are escaped, empty ones are left out.
    pub(crate) fn labelled(self, lines: &[(&str, String)]) -> String {
        let labels: Vec<String> =
            lines.iter().map(|(label, _)| self.text(&format!("cli.label.{label}"), &[])).collect();
        let widest = labels.iter().map(|label| table::width(label)).max().unwrap_or(0);
        let mut text = String::new();
        for (label, (_, value)) in labels.iter().zip(lines) {
            if !value.is_empty() {
                let gap = " ".repeat(widest + 2 - table::width(label));
                text.push_str(&format!("{label}{gap}{}\n", escaped(value)));
            }
        }
        text
    }
}

/// An input that failed, as JSON has it.
#[derive(Debug, Serialize)]
pub(crate) struct FailedObject<'a> {
    path: &'a str,
    code: &'static str,
    message: String,
}

impl<'a> FailedObject<'a> {
    pub(crate) fn all(inputs: &'a [InputFailed], language: Language) -> Vec<FailedObject<'a>> {
        inputs
            .iter()
            .map(|input| FailedObject {
                path: &input.path,
                code: input.error.code(),
                message: input.error.sentences(language).0,
            })
            .collect()
    }
}

/// One JSON object on one line.
pub(crate) fn object(object: &impl Serialize) -> String {
    // Our answers are structs and maps with text keys; they always serialise. If one did not, this is our defect to say.
    let mut text = serde_json::to_string(object).unwrap_or_else(|error| {
        serde_json::json!({ "error": { "code": "internal-error", "message": error.to_string(), "help": "" } })
            .to_string()
    });
    text.push('\n');
    text
}

/// `{"error":{"code","message","help"}}`
pub(crate) fn error_object(error: &Error, language: Language) -> String {
    let (message, help) = error.sentences(language);
    object(&serde_json::json!({ "error": { "code": error.code(), "message": message, "help": help } }))
}

/// An error for people: what happened and its code, then what is safe and what helps.
pub(crate) fn error_lines(error: &Error, language: Language) -> String {
    if error.code() == "usage" {
        // The parser's own text has lines and an example; a sentence around it would break both.
        return error.values().iter().map(|(_, detail)| detail.as_str()).collect();
    }
    let (message, help) = error.sentences(language);
    let word = holdfast::text(language, "cli.error", &[]);
    let mut lines = format!("{word}: {message} [{}]", error.code());
    if !help.is_empty() {
        lines.push('\n');
        lines.push_str(&help);
    }
    lines
}

/// `not kept PATH: why`
pub(crate) fn failed_line(input: &InputFailed, language: Language) -> String {
    let (why, _) = input.error.sentences(language);
    holdfast::text(language, "cli.not-kept", &[("path", &input.path), ("why", &why)])
}
