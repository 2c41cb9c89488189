//! Why one input was not kept. Each names its file; none of them stops the others.

use holdfast_vault::VaultError;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// One input that was not kept.
#[derive(Debug)]
pub struct NotKept {
    /// The path as it was given or found.
    pub path: PathBuf,
    /// Why.
    pub problem: IntakeProblem,
}

/// Why.
#[derive(Debug, thiserror::Error)]
pub enum IntakeProblem {
    /// A link names another place; Holdfast keeps what lies there only when that place itself is given.
    #[error("it is a link, and links are not followed")]
    LinkNotFollowed,
    /// A pipe, a socket, a device: nothing with a beginning and an end.
    #[error("it is no file but a {what}")]
    NotAFile {
        /// `pipe`, `socket`, `device` or `special file`.
        what: &'static str,
    },
    /// The system refuses to open or read it.
    #[error("the file cannot be read: {0}")]
    FileUnreadable(io::Error),
    /// The system refuses to list it.
    #[error("the folder cannot be read: {0}")]
    FolderUnreadable(io::Error),
    /// It is not there, or not any more.
    #[error("there is no such file")]
    FileVanished,
    /// It was being written while it was read, twice.
    #[error("the file changed while it was read")]
    FileChangedWhileRead,
    /// It belongs to the vault itself.
    #[error("it belongs to the vault itself")]
    InsideVault,
    /// The intake ended, by the person's wish or by an error of the vault, before it was its turn.
    #[error("the intake ended before it was kept")]
    NotReached,
    /// The vault could not take it.
    #[error("{0}")]
    Vault(Arc<VaultError>),
}

impl IntakeProblem {
    /// Every code that belongs to intake; a vault's problem has the vault's code.
    pub const CODES: &'static [&'static str] = &[
        "file-changed-while-read",
        "file-unreadable",
        "file-vanished",
        "folder-unreadable",
        "inside-vault",
        "link-not-followed",
        "not-a-file",
        "not-reached",
    ];

    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        match self {
            IntakeProblem::LinkNotFollowed => "link-not-followed",
            IntakeProblem::NotAFile { .. } => "not-a-file",
            IntakeProblem::FileUnreadable(_) => "file-unreadable",
            IntakeProblem::FolderUnreadable(_) => "folder-unreadable",
            IntakeProblem::FileVanished => "file-vanished",
            IntakeProblem::FileChangedWhileRead => "file-changed-while-read",
            IntakeProblem::InsideVault => "inside-vault",
            IntakeProblem::NotReached => "not-reached",
            IntakeProblem::Vault(error) => error.code(),
        }
    }

    /// The reason behind a refused opening or reading of a file.
    pub(crate) fn of_file(error: io::Error) -> IntakeProblem {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => IntakeProblem::FileVanished,
            _ => IntakeProblem::FileUnreadable(error),
        }
    }
}
