//! What can go wrong, in one shape for every edge: a code, the values its sentence needs, whose move it is, an exit status.
//!
//! - Codes are kebab-case, stable and few; the sentences (what happened, what helps) lie in holdfast-text under
//!   `error.<code>.message` and `error.<code>.help`, in Chinese and English.
//! - Each crate's error comes here through one exhaustive match in `error/`, so a new variant does not compile
//!   until somebody decides what a person is told.
//! - An error is not a finding: what a check finds is data in its answer.

mod bundle;
mod capture;
mod clock;
mod dispute;
mod failure;
mod reader;
mod vault;
mod verify;

use std::fmt;

pub use failure::Failure;

/// What operations return.
pub type Result<T> = std::result::Result<T, Error>;

/// Who can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// The user asked for something that does not exist or does not fit.
    User,
    /// The disk or the system refused.
    Disk,
    /// The network did not answer.
    Network,
    /// The vault is damaged: `vault check`, then `vault salvage`.
    Vault,
    /// The data was made by a newer Holdfast.
    Newer,
    /// A defect of Holdfast.
    Us,
}

/// The exit status of a command that did not do what it was asked (sysexits where one fits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exit {
    /// 1: some inputs failed, or the user stopped it.
    Some,
    /// 64: the command line makes no sense.
    Usage,
    /// 65: what was named does not exist, or does not fit.
    BadInput,
    /// 69: no network.
    NoNetwork,
    /// 70: a defect of Holdfast.
    Defect,
    /// 73: the result cannot be written where it was asked for.
    CannotWrite,
    /// 74: reading or writing failed underneath.
    InputOutput,
}

impl Exit {
    /// The number a process ends with.
    pub const fn status(self) -> u8 {
        match self {
            Exit::Some => 1,
            Exit::Usage => 64,
            Exit::BadInput => 65,
            Exit::NoNetwork => 69,
            Exit::Defect => 70,
            Exit::CannotWrite => 73,
            Exit::InputOutput => 74,
        }
    }
}

/// One thing that went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    code: &'static str,
    exit: Exit,
    whose: Whose,
    values: Vec<(&'static str, String)>,
}

impl Error {
    pub(crate) fn new(code: &'static str, exit: Exit, whose: Whose) -> Error {
        Error { code, exit, whose, values: Vec::new() }
    }

    /// Something the user can put right (exit 65).
    pub(crate) fn user(code: &'static str) -> Error {
        Error::new(code, Exit::BadInput, Whose::User)
    }

    /// Adds a value that the sentence may name.
    pub(crate) fn with(mut self, key: &'static str, value: impl fmt::Display) -> Error {
        self.values.push((key, value.to_string()));
        self
    }

    /// A command line that cannot be understood; `detail` is the parser's own text.
    pub fn usage(detail: impl fmt::Display) -> Error {
        Error::new("usage", Exit::Usage, Whose::User).with("detail", detail)
    }

    /// A caught panic: a defect of Holdfast.
    pub fn defect(detail: impl fmt::Display) -> Error {
        Error::new("internal-error", Exit::Defect, Whose::Us).with("detail", detail)
    }

    /// What an edge itself could not do: show a dialog, reach the clipboard. Its sentences lie with all others.
    pub fn edge(code: &'static str, whose: Whose) -> Error {
        Error::new(code, Exit::Some, whose)
    }

    /// The answer could not be written to where it was asked for.
    pub fn answer_unwritable(error: &std::io::Error) -> Error {
        Error::new("cannot-write", Exit::InputOutput, Whose::Disk).with("path", "stdout").with("detail", error)
    }

    /// The user stopped it.
    pub fn cancelled() -> Error {
        Error::new("cancelled", Exit::Some, Whose::User)
    }

    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The exit status this error asks for.
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// Who can do something about it.
    pub fn whose(&self) -> Whose {
        self.whose
    }

    /// The values that the sentence names: paths, ids, numbers.
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }

    /// What happened, and what is safe and helps: two sentences for a person.
    pub fn sentences(&self, language: crate::Language) -> (String, String) {
        // A reason of a fact has a sentence of its own in each language; `detail` is the English one.
        let reason = self.values.iter().find(|(key, _)| *key == "reason").map(|(_, reason)| format!("reason.{reason}"));
        let reason = reason.filter(|key| holdfast_text::has(key)).map(|key| holdfast_text::text(language, &key, &[]));
        let mut values: Vec<(&str, &str)> = self.values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        if let (Some(reason), Some(detail)) = (&reason, values.iter_mut().find(|(key, _)| *key == "detail")) {
            detail.1 = reason;
        }
        holdfast_text::error_sentences(language, self.code, &values)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)?;
        for (key, value) in &self.values {
            write!(out, " {key}={value:?}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
