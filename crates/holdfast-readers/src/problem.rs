//! Why there is no answer: each a fact about one file or about the reader, never about the vault.

use std::time::Duration;

/// What went wrong with one reading. A problem with a code beginning `reader-` is about the reader process; the
/// others are about the file.
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
    /// The document is protected by a password.
    #[error("the document asks for a password")]
    DocumentEncrypted,
    /// The document cannot be opened, or its page not drawn: damaged, cut off, or protected in an unknown way.
    #[error("the document cannot be opened: {detail}")]
    DocumentUnreadable {
        /// What is wrong with it.
        detail: String,
    },
    /// The document has more bytes, pages or area than the reader opens.
    #[error("the document is too large: {detail}")]
    DocumentTooLarge {
        /// What is too large.
        detail: String,
    },
    /// The document has no such page.
    #[error("the document has no such page")]
    DocumentPageUnknown,
    /// The bytes are no text.
    #[error("the file is no text")]
    TextBinary,
    /// The text has more bytes than the reader opens.
    #[error("the text is too large")]
    TextTooLarge,
    /// There is no encoding of that name.
    #[error("there is no encoding of that name")]
    TextEncodingUnknown,
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
        "document-encrypted",
        "document-page-unknown",
        "document-too-large",
        "document-unreadable",
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
        "text-binary",
        "text-encoding-unknown",
        "text-too-large",
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
            ReadProblem::DocumentEncrypted => "document-encrypted",
            ReadProblem::DocumentUnreadable { .. } => "document-unreadable",
            ReadProblem::DocumentTooLarge { .. } => "document-too-large",
            ReadProblem::DocumentPageUnknown => "document-page-unknown",
            ReadProblem::TextBinary => "text-binary",
            ReadProblem::TextTooLarge => "text-too-large",
            ReadProblem::TextEncodingUnknown => "text-encoding-unknown",
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
            "document-encrypted" => ReadProblem::DocumentEncrypted,
            "document-unreadable" => ReadProblem::DocumentUnreadable { detail },
            "document-too-large" => ReadProblem::DocumentTooLarge { detail },
            "document-page-unknown" => ReadProblem::DocumentPageUnknown,
            "text-binary" => ReadProblem::TextBinary,
            "text-too-large" => ReadProblem::TextTooLarge,
            "text-encoding-unknown" => ReadProblem::TextEncodingUnknown,
            _ => ReadProblem::ReaderGarbage("an unknown code"),
        }
    }

    /// What the sentence names: the decoder's words, a limit, an ending. For the reader's answer and for people.
    pub fn detail(&self) -> String {
        match self {
            ReadProblem::ReaderUnlimited { detail }
            | ReadProblem::DocumentUnreadable { detail }
            | ReadProblem::DocumentTooLarge { detail }
            | ReadProblem::PictureUnreadable { detail }
            | ReadProblem::PictureTooLarge { detail }
            | ReadProblem::InputUnreadable { detail } => detail.chars().take(200).collect(),
            other => other.to_string(),
        }
    }
}
