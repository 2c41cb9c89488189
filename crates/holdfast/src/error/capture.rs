//! Why one input was not kept, decided once for each reason. The path stands in the answer and in the sentence.

use std::path::Path;

use holdfast_capture::{ClipboardProblem, IntakeProblem};

use super::{Error, Exit, Whose};

impl Error {
    /// The error of one input; `cancelled` says whether the user ended the intake before its turn.
    pub fn of_input(path: &Path, problem: &IntakeProblem, cancelled: bool) -> Error {
        use IntakeProblem as I;
        let code = problem.code();
        let error = match problem {
            I::LinkNotFollowed | I::FileVanished | I::FileChangedWhileRead | I::InsideVault => Error::user(code),
            I::NotAFile { what } => Error::user(code).with("what", what),
            I::FileUnreadable(error) | I::FolderUnreadable(error) => {
                Error::new(code, Exit::InputOutput, Whose::Disk).with("detail", error)
            }
            I::NotReached if cancelled => Error::cancelled(),
            I::NotReached => Error::new(code, Exit::Some, Whose::Disk),
            I::Vault(error) => return Error::from(error.as_ref()),
        };
        error.with("path", path.display())
    }
}

impl From<ClipboardProblem> for Error {
    fn from(problem: ClipboardProblem) -> Error {
        let code = problem.code();
        match problem {
            ClipboardProblem::Empty => Error::user(code),
            ClipboardProblem::Unreachable { detail } => {
                Error::new(code, Exit::InputOutput, Whose::Disk).with("detail", detail)
            }
        }
    }
}
