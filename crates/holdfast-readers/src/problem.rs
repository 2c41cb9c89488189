//! Why there is no answer: each a fact about one file or about the reader, never about the vault.

use std::time::Duration;

/// What went wrong with one reading. A problem with a code beginning `picture-` is about the file; the others are
/// about the reader process.
#[derive(Debug, thiserror::Error)]
pub enum ReadProblem {
    /// There is no reader program at that path.
    #[error("the reader program is missing")]
    ReaderMissing,
    /// The reader program is there but cannot be started.
    #[error("the reader program cannot be started: {0}")]
    ReaderNotStarted(std::io::Error),
    /// The reader ended without an answer: a decoder's bug, or a limit of memory.
    #[error("the reader ended without an answer ({ending})")]
    ReaderCrashed {
        /// Exit status or signal, as text.
        ending: String,
    },
    /// The reader was ended because it took too long.
    #[error("the reader took longer than {limit:?}")]
    ReaderTimeout {
        /// The time it had.
        limit: Duration,
    },
    /// The reader was ended because it wrote more than any answer may hold.
    #[error("the reader wrote more than an answer may hold")]
    ReaderGlut,
    /// What the reader wrote is not an answer.
    #[error("the reader's answer is not understood: {0}")]
    ReaderGarbage(&'static str),
    /// The reader could not set its own limits, and so read nothing.
    #[error("the reader could not limit itself: {detail}")]
    ReaderUnlimited {
        /// The limit that the system refused.
        detail: String,
    },
    /// The bytes cannot be decoded: cut off, damaged, or made wrongly.
    #[error("the picture cannot be decoded: {detail}")]
    PictureUnreadable {
        /// The decoder's words, cut to 200 characters.
        detail: String,
    },
    /// The picture needs more memory, width or height than the reader grants.
    #[error("the picture is too large: {detail}")]
    PictureTooLarge {
        /// Width, height or limit.
        detail: String,
    },
    /// The bytes are in no picture format that this reader knows.
    #[error("the picture is in a format that this reader does not know")]
    PictureFormatUnknown,
    /// The file could not be read.
    #[error("the file cannot be read: {detail}")]
    InputUnreadable {
        /// The system's words.
        detail: String,
    },
}

impl ReadProblem {
    /// Every code that [`ReadProblem::code`] can return, once, in alphabetical order.
    pub const CODES: &'static [&'static str] = &[
        "input-unreadable",
        "picture-format-unknown",
        "picture-too-large",
        "picture-unreadable",
        "reader-crashed",
        "reader-garbage",
        "reader-glut",
        "reader-missing",
        "reader-not-started",
        "reader-timeout",
        "reader-unlimited",
    ];

    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        match self {
            ReadProblem::ReaderMissing => "reader-missing",
            ReadProblem::ReaderNotStarted(_) => "reader-not-started",
            ReadProblem::ReaderCrashed { .. } => "reader-crashed",
            ReadProblem::ReaderTimeout { .. } => "reader-timeout",
            ReadProblem::ReaderGlut => "reader-glut",
            ReadProblem::ReaderGarbage(_) => "reader-garbage",
            ReadProblem::ReaderUnlimited { .. } => "reader-unlimited",
            ReadProblem::PictureUnreadable { .. } => "picture-unreadable",
            ReadProblem::PictureTooLarge { .. } => "picture-too-large",
            ReadProblem::PictureFormatUnknown => "picture-format-unknown",
            ReadProblem::InputUnreadable { .. } => "input-unreadable",
        }
    }

    /// Whether another try with the same reader cannot end otherwise: the file is at fault, not the moment.
    pub fn is_final(&self) -> bool {
        !matches!(
            self,
            ReadProblem::ReaderMissing | ReadProblem::ReaderNotStarted(_) | ReadProblem::InputUnreadable { .. }
        )
    }

    /// What a reader may say of itself, read from its answer. The words come from a process that may have been
    /// taken over: they are cut and freed of control characters, and an unknown code is garbage.
    pub(crate) fn from_answer(code: &str, detail: &str) -> ReadProblem {
        let detail: String = detail.chars().filter(|c| !c.is_control()).take(200).collect();
        match code {
            "reader-unlimited" => ReadProblem::ReaderUnlimited { detail },
            "picture-unreadable" => ReadProblem::PictureUnreadable { detail },
            "picture-too-large" => ReadProblem::PictureTooLarge { detail },
            "picture-format-unknown" => ReadProblem::PictureFormatUnknown,
            "input-unreadable" => ReadProblem::InputUnreadable { detail },
            _ => ReadProblem::ReaderGarbage("an unknown code"),
        }
    }

    /// The detail that goes into the reader's answer.
    pub(crate) fn detail(&self) -> String {
        match self {
            ReadProblem::ReaderUnlimited { detail }
            | ReadProblem::PictureUnreadable { detail }
            | ReadProblem::PictureTooLarge { detail }
            | ReadProblem::InputUnreadable { detail } => detail.chars().take(200).collect(),
            other => other.to_string(),
        }
    }
}
