//! Why a check could not begin. What a check finds is no error.

use holdfast_proof::source::OpenError;

use super::{Error, Exit, Whose};

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Error {
        let code = error.code();
        match error {
            OpenError::CannotRead { path, error } => {
                Error::new(code, Exit::InputOutput, Whose::Disk).with("path", path.display()).with("detail", error)
            }
            OpenError::NeitherFileNorFolder { path } => Error::user(code).with("path", path.display()),
            OpenError::Cancelled => Error::cancelled(),
        }
    }
}
