//! The names inside a vault's folder.
//!
//! ```text
//! <vault>/            0700
//!   vault.db          SQLite, WAL: log, checkpoints, catalogue, disputes
//!   key               0600: the Ed25519 seed, 32 bytes
//!   stamping.lock     held by the one program that asks time authorities in the background
//!   objects/ab/cd…    0400: bytes named by their SHA-256, 2 and 62 hex digits
//!   objects/tmp/      files on their way in; `lock` is held by everyone who writes
//! ```

use holdfast_proof::Digest;
use std::path::{Path, PathBuf};

pub(crate) const DATABASE: &str = "vault.db";
pub(crate) const KEY: &str = "key";
/// The next key while a rotation is under way.
pub(crate) const KEY_NEXT: &str = "key.new";
pub(crate) const STAMPING_LOCK: &str = "stamping.lock";
pub(crate) const OBJECTS: &str = "objects";
/// The folder of temporary files in `objects`.
pub(crate) const INCOMING: &str = "tmp";
pub(crate) const LOCK: &str = "lock";

/// `objects/ab/cdef…`, the place of an object below the folder `objects`.
pub(crate) fn object_path(objects: &Path, digest: &Digest) -> PathBuf {
    let name = digest.to_string();
    objects.join(&name[..2]).join(&name[2..])
}
