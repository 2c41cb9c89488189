//! The bundle writer's errors, each decided once: code, whose move, exit status, values of its sentence.

use holdfast_bundle::BundleError;

use super::{Error, Exit, Whose};
use crate::words::size;

impl From<BundleError> for Error {
    fn from(error: BundleError) -> Error {
        use BundleError as B;
        let code = error.code();
        match error {
            B::NothingToExport => Error::user(code),
            B::ExhibitUnknown { label } => Error::user(code).with("id", label),
            B::BundleTooLarge { detail } => Error::user(code).with("detail", detail),
            B::FileTooLargeForDisk { size_bytes } => disk(code).with("size", size(size_bytes)),
            B::NotEnoughSpace { needed_bytes, free_bytes } => {
                disk(code).with("needed", size(needed_bytes)).with("free", size(free_bytes))
            }
            B::TargetExists { path } => Error::new(code, Exit::CannotWrite, Whose::User).with("path", path.display()),
            B::DiskFull => disk(code),
            B::CannotWrite { path, error } => disk(code).with("path", path.display()).with("detail", error),
            B::ObjectDamaged { digest } | B::ObjectMissing { digest } => damaged(code).with("digest", digest),
            B::ObjectUnreadable { digest, error } => {
                Error::new(code, Exit::InputOutput, Whose::Disk).with("path", digest).with("detail", error)
            }
            B::InputMismatch { detail } => damaged(code).with("detail", detail),
            B::Cancelled => Error::cancelled(),
            B::Vault(error) => error.into(),
        }
    }
}

fn disk(code: &'static str) -> Error {
    Error::new(code, Exit::CannotWrite, Whose::Disk)
}

fn damaged(code: &'static str) -> Error {
    Error::new(code, Exit::InputOutput, Whose::Vault)
}
