//! Everything that can stop the vault, by name.
//!
//! Each variant says whose move it is: the disk's, the user's, another program's, or a damaged vault's. It has a
//! stable kebab-case code, under which the two languages keep its sentence and what helps. A finding of
//! [`check`](crate::Vault::check) is not an error: it is data.

use holdfast_proof::Digest;
use std::io;
use std::path::{Path, PathBuf};

/// What the vault returns.
pub type Result<T> = std::result::Result<T, VaultError>;

/// Why the vault could not do what was asked. Nothing is half-done when one of these comes back.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("{} is not a vault", .dir.display())]
    NotAVault { dir: PathBuf },
    #[error("{} is a vault already", .dir.display())]
    VaultExists { dir: PathBuf },
    #[error("{} is not empty", .dir.display())]
    FolderNotEmpty { dir: PathBuf },
    #[error("the vault is of version {found}; this program knows versions up to {known}")]
    VaultNewer { found: u32, known: u32 },
    #[error("the vault's database is damaged: {detail}")]
    VaultDamaged { detail: String },
    #[error("another program held the vault for more than a minute")]
    VaultBusy,
    #[error("the vault can only be read here")]
    VaultReadOnly,
    /// A program ended while it wrote; the rest lies beside the database, and only a writable disk can join them.
    #[error("the vault was left in the middle of writing, on media that cannot be written")]
    VaultUnfinished,
    #[error("the vault's key cannot be reached: {detail}")]
    KeyUnreachable { detail: String },
    #[error("the disk is full")]
    DiskFull,
    #[error("not enough space: {needed_bytes} bytes needed, {free_bytes} free")]
    NotEnoughSpace { needed_bytes: u64, free_bytes: u64 },
    #[error("cannot write {}: {error}", .path.display())]
    CannotWrite { path: PathBuf, error: io::Error },
    #[error("cannot read {}: {error}", .path.display())]
    CannotRead { path: PathBuf, error: io::Error },
    /// What was to be kept stopped giving bytes; the caller knows its name.
    #[error("the source cannot be read: {0}")]
    SourceUnreadable(io::Error),
    #[error("object {digest} is missing")]
    ObjectMissing { digest: Digest },
    #[error("object {digest} is damaged")]
    ObjectDamaged { digest: Digest },
    #[error("no item {text}")]
    ItemUnknown { text: String },
    #[error("{text} names {count} items")]
    ItemAmbiguous { text: String, count: usize },
    #[error("no dispute {text}")]
    DisputeUnknown { text: String },
    #[error("dispute {name} is closed")]
    DisputeClosed { name: String },
    #[error("no exhibit {label} in this dispute")]
    ExhibitUnknown { label: String },
    #[error("no export {text}")]
    ExportUnknown { text: String },
    #[error("no time authority {name}")]
    AuthorityUnknown { name: String },
    #[error("there is a time authority {name} already")]
    AuthorityExists { name: String },
    #[error("{name:?} cannot name a time authority")]
    AuthorityName { name: String },
    #[error("{url:?} is no address of a time authority")]
    AuthorityUrl { url: String },
    #[error("the root certificates cannot be read: {detail}")]
    AuthorityRoots { detail: String },
    /// A draft that breaks the format's own rules: our bug, never the user's.
    #[error("this item cannot be sealed: {detail}")]
    DraftUnsound { detail: String },
    #[error("cancelled")]
    Cancelled,
}

impl VaultError {
    /// Every code that [`VaultError::code`] can return, once, in alphabetical order.
    pub const CODES: &'static [&'static str] = &[
        "authority-exists",
        "authority-name",
        "authority-roots",
        "authority-unknown",
        "authority-url",
        "cancelled",
        "cannot-read",
        "cannot-write",
        "disk-full",
        "dispute-closed",
        "dispute-unknown",
        "draft-unsound",
        "exhibit-unknown",
        "export-unknown",
        "folder-not-empty",
        "item-ambiguous",
        "item-unknown",
        "key-unreachable",
        "not-a-vault",
        "not-enough-space",
        "object-damaged",
        "object-missing",
        "vault-busy",
        "vault-damaged",
        "vault-exists",
        "vault-newer",
        "vault-read-only",
        "vault-unfinished",
    ];

    /// The stable name of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAVault { .. } => "not-a-vault",
            Self::VaultExists { .. } => "vault-exists",
            Self::FolderNotEmpty { .. } => "folder-not-empty",
            Self::VaultNewer { .. } => "vault-newer",
            Self::VaultDamaged { .. } => "vault-damaged",
            Self::VaultBusy => "vault-busy",
            Self::VaultReadOnly => "vault-read-only",
            Self::VaultUnfinished => "vault-unfinished",
            Self::KeyUnreachable { .. } => "key-unreachable",
            Self::DiskFull => "disk-full",
            Self::NotEnoughSpace { .. } => "not-enough-space",
            Self::CannotWrite { .. } => "cannot-write",
            Self::CannotRead { .. } | Self::SourceUnreadable(_) => "cannot-read",
            Self::ObjectMissing { .. } => "object-missing",
            Self::ObjectDamaged { .. } => "object-damaged",
            Self::ItemUnknown { .. } => "item-unknown",
            Self::ItemAmbiguous { .. } => "item-ambiguous",
            Self::DisputeUnknown { .. } => "dispute-unknown",
            Self::DisputeClosed { .. } => "dispute-closed",
            Self::ExhibitUnknown { .. } => "exhibit-unknown",
            Self::ExportUnknown { .. } => "export-unknown",
            Self::AuthorityUnknown { .. } => "authority-unknown",
            Self::AuthorityExists { .. } => "authority-exists",
            Self::AuthorityName { .. } => "authority-name",
            Self::AuthorityUrl { .. } => "authority-url",
            Self::AuthorityRoots { .. } => "authority-roots",
            Self::DraftUnsound { .. } => "draft-unsound",
            Self::Cancelled => "cancelled",
        }
    }

    /// A write that the disk refused; a full disk or used-up quota has its own name.
    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::CannotWrite { path: path.to_owned(), error },
        }
    }

    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        Self::CannotRead { path: path.to_owned(), error }
    }

    pub(crate) fn is_busy(error: &rusqlite::Error) -> bool {
        use rusqlite::ErrorCode;
        matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::VaultDamaged { detail: detail.into() }
    }
}

impl From<rusqlite::Error> for VaultError {
    /// SQLite's reasons in our words. A rule of the schema that is broken means a damaged vault: what this
    /// program writes keeps all of them.
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::VaultBusy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::VaultReadOnly,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::CannotWrite { path: PathBuf::from(crate::layout::DATABASE), error: io::Error::other(error) }
            }
            _ => Self::VaultDamaged { detail: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_in_order() {
        let mut sorted = VaultError::CODES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, VaultError::CODES, "sentences are looked up by this list");
        assert!(VaultError::CODES.contains(&VaultError::Cancelled.code()), "a code that is given is listed");
    }

    #[test]
    fn a_full_disk_has_its_own_name() {
        let error = VaultError::writing(Path::new("x"), io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(error.code(), "disk-full", "what helps against a full disk differs from other failures");
    }
}
