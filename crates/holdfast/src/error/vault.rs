//! The vault's errors, each decided once: code, whose move, exit status, values of its sentence.

use holdfast_vault::VaultError;

use super::{Error, Exit, Whose};
use crate::words::size;

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Error {
        (&error).into()
    }
}

impl From<&VaultError> for Error {
    fn from(error: &VaultError) -> Error {
        use VaultError as V;
        let code = error.code();
        match error {
            V::NotAVault { dir } => Error::user(code).with("path", dir.display()),
            V::VaultExists { dir } => taken(code).with("path", dir.display()),
            V::FolderNotEmpty { dir } => taken(code).with("path", dir.display()),
            V::VaultNewer { found, known } => {
                Error::new(code, Exit::BadInput, Whose::Newer).with("found", found).with("known", known)
            }
            V::VaultDamaged { detail } => damaged(code).with("detail", detail),
            V::VaultBusy => Error::new(code, Exit::InputOutput, Whose::User),
            V::VaultReadOnly | V::VaultUnfinished => Error::new(code, Exit::CannotWrite, Whose::User),
            V::KeyUnreachable { detail } => Error::new(code, Exit::InputOutput, Whose::User).with("detail", detail),
            V::DiskFull => Error::new(code, Exit::CannotWrite, Whose::Disk),
            V::NotEnoughSpace { needed_bytes, free_bytes } => Error::new(code, Exit::CannotWrite, Whose::Disk)
                .with("needed", size(*needed_bytes))
                .with("free", size(*free_bytes)),
            V::CannotWrite { path, error } => {
                Error::new(code, Exit::CannotWrite, Whose::Disk).with("path", path.display()).with("detail", error)
            }
            V::CannotRead { path, error } => {
                Error::new(code, Exit::InputOutput, Whose::Disk).with("path", path.display()).with("detail", error)
            }
            V::SourceUnreadable(error) => {
                Error::new(code, Exit::InputOutput, Whose::Disk).with("path", "?").with("detail", error)
            }
            V::ObjectMissing { digest } | V::ObjectDamaged { digest } => damaged(code).with("digest", digest),
            V::ItemUnknown { text } | V::DisputeUnknown { text } => Error::user(code).with("id", text),
            V::ItemAmbiguous { text, count } => Error::user(code).with("id", text).with("count", count),
            V::DisputeClosed { name } => Error::user(code).with("id", name),
            V::ExhibitUnknown { label } => Error::user(code).with("id", label),
            V::AuthorityUnknown { name } | V::AuthorityExists { name } | V::AuthorityName { name } => {
                Error::user(code).with("id", name)
            }
            V::AuthorityUrl { url } => Error::user(code).with("id", url),
            V::AuthorityRoots { detail } => Error::user(code).with("detail", detail),
            V::ExportUnknown { text } => Error::user(code).with("id", text),
            V::DraftUnsound { detail } => Error::new(code, Exit::Defect, Whose::Us).with("detail", detail),
            V::Cancelled => Error::cancelled(),
        }
    }
}

fn taken(code: &'static str) -> Error {
    Error::new(code, Exit::CannotWrite, Whose::User)
}

fn damaged(code: &'static str) -> Error {
    Error::new(code, Exit::InputOutput, Whose::Vault)
}
