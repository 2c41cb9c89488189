//! Everything that can stop a bundle, by name.
//!
//! Whatever comes back, no file stands under the final name that was not there before, and no half-made file is
//! left beside it.

use holdfast_proof::Digest;
use std::io;
use std::path::{Path, PathBuf};

/// What this crate returns.
pub type Result<T> = std::result::Result<T, BundleError>;

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// Nothing would be shown: no exhibit is attached, or each one is withheld.
    #[error("nothing to export")]
    NothingToExport,
    /// The dispute has no attached exhibit of this label.
    #[error("no exhibit {label} in this dispute")]
    ExhibitUnknown { label: String },
    /// More, larger or deeper than a verifier reads.
    #[error("the bundle would be too large: {detail}")]
    BundleTooLarge { detail: String },
    /// The target lies on a file system without files of 4 GiB.
    #[error("the bundle would have {size_bytes} bytes; this file system takes less than 4 GiB in one file")]
    FileTooLargeForDisk { size_bytes: u64 },
    /// The target's disk has too little room.
    #[error("not enough space: {needed_bytes} bytes needed, {free_bytes} free")]
    NotEnoughSpace { needed_bytes: u64, free_bytes: u64 },
    /// Something stands under the final name.
    #[error("{} is there already", .path.display())]
    TargetExists { path: PathBuf },
    /// The disk became full on the way.
    #[error("the disk is full")]
    DiskFull,
    /// The target cannot be written.
    #[error("cannot write {}: {error}", .path.display())]
    CannotWrite { path: PathBuf, error: io::Error },
    /// An object's bytes are not those its digest names.
    #[error("object {digest} is damaged")]
    ObjectDamaged { digest: Digest },
    /// An object is gone.
    #[error("object {digest} is missing")]
    ObjectMissing { digest: Digest },
    /// An object cannot be read.
    #[error("object {digest} cannot be read: {error}")]
    ObjectUnreadable { digest: Digest, error: io::Error },
    /// What is to go out contradicts itself: a damaged vault, or our bug.
    #[error("the parts of the bundle do not fit together: {detail}")]
    InputMismatch { detail: String },
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The vault could not do its part.
    #[error(transparent)]
    Vault(#[from] holdfast_vault::VaultError),
}

impl BundleError {
    /// Every code that this crate adds to those of the vault, once, in alphabetical order.
    pub const CODES: &'static [&'static str] = &[
        "bundle-too-large",
        "cancelled",
        "cannot-read",
        "cannot-write",
        "disk-full",
        "exhibit-unknown",
        "file-too-large-for-disk",
        "input-mismatch",
        "not-enough-space",
        "nothing-to-export",
        "object-damaged",
        "object-missing",
        "target-exists",
    ];

    /// The stable name of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingToExport => "nothing-to-export",
            Self::ExhibitUnknown { .. } => "exhibit-unknown",
            Self::BundleTooLarge { .. } => "bundle-too-large",
            Self::FileTooLargeForDisk { .. } => "file-too-large-for-disk",
            Self::NotEnoughSpace { .. } => "not-enough-space",
            Self::TargetExists { .. } => "target-exists",
            Self::DiskFull => "disk-full",
            Self::CannotWrite { .. } => "cannot-write",
            Self::ObjectDamaged { .. } => "object-damaged",
            Self::ObjectMissing { .. } => "object-missing",
            Self::ObjectUnreadable { .. } => "cannot-read",
            Self::InputMismatch { .. } => "input-mismatch",
            Self::Cancelled => "cancelled",
            Self::Vault(error) => error.code(),
        }
    }

    /// A write that the disk refused; a full disk or used-up quota has its own name.
    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::AlreadyExists => Self::TargetExists { path: path.to_owned() },
            _ => Self::CannotWrite { path: path.to_owned(), error },
        }
    }

    pub(crate) fn mismatch(detail: impl Into<String>) -> Self {
        Self::InputMismatch { detail: detail.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::BundleError;

    #[test]
    fn every_code_is_listed_once_in_order() {
        let mut sorted = BundleError::CODES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, BundleError::CODES, "sentences are looked up by this list");
    }
}
