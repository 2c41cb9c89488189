//! The vault's signing key: a 32-byte Ed25519 seed in the file `key`, 0600.
//!
//! The database records which key is the vault's by its public half. A key file that is missing or is another key
//! is `key-unreachable`; a second key is never made in its place. A change of key (see [`change`]) is decided by
//! the commit: whichever of `key` and `key.new` the database names wins, also after a crash in between.

use crate::durable;
use crate::error::{Result, VaultError};
use crate::layout::{KEY, KEY_NEXT};
use crate::tables::vault_row::VaultRow;
use holdfast_proof::key::SecretKey;
use std::io;
use std::path::Path;

const KEY_MODE: u32 = 0o600;

/// Writes the seed where no key is, durable on return.
pub(crate) fn store_new(dir: &Path, secret: &SecretKey) -> Result<()> {
    let path = dir.join(KEY);
    durable::write_new_file(&path, &secret.seed(), KEY_MODE).map_err(|error| VaultError::writing(&path, error))
}

/// Loads the key that the vault's row names. Call it inside a turn of writing: it also ends a change of key that a
/// crash interrupted.
pub(crate) fn load(dir: &Path, row: &VaultRow) -> Result<SecretKey> {
    let next = dir.join(KEY_NEXT);
    let is_ours = |secret: &SecretKey| secret.public_key().as_bytes() == &row.public_key;
    match read(&dir.join(KEY))? {
        Some(secret) if is_ours(&secret) => {
            // A change that was never committed.
            durable::remove_if_there(&next).map_err(|error| VaultError::writing(&next, error))?;
            Ok(secret)
        }
        other => match read(&next)? {
            Some(secret) if is_ours(&secret) => {
                adopt_next(dir)?;
                Ok(secret)
            }
            _ if other.is_some() => Err(unreachable(format!("the key file is not {}", row.fingerprint))),
            _ => Err(unreachable(format!("the key file with {} is missing", row.fingerprint))),
        },
    }
}

/// Lays the next key beside the present one, durable on return.
pub(crate) fn store_next(dir: &Path, secret: &SecretKey) -> Result<()> {
    let path = dir.join(KEY_NEXT);
    durable::replace_file(&path, &secret.seed(), KEY_MODE).map_err(|error| VaultError::writing(&path, error))
}

/// Puts the next key in the place of the present one. That another program has done so already is as good.
pub(crate) fn adopt_next(dir: &Path) -> Result<()> {
    let (next, path) = (dir.join(KEY_NEXT), dir.join(KEY));
    match std::fs::rename(&next, &path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(VaultError::writing(&path, error)),
        _ => durable::sync_folder(dir).map_err(|error| VaultError::writing(dir, error)),
    }
}

/// A copy of the key for safe keeping: a new file, 0600, durable on return. What exists is not replaced.
pub(crate) fn copy_to(secret: &SecretKey, path: &Path) -> Result<()> {
    durable::write_new_file(path, &secret.seed(), KEY_MODE).map_err(|error| VaultError::writing(path, error))
}

/// `None`: there is no such file. Anything but 32 bytes is no key.
pub(crate) fn read(path: &Path) -> Result<Option<SecretKey>> {
    match std::fs::read(path) {
        Ok(bytes) => match <[u8; 32]>::try_from(bytes) {
            Ok(seed) => Ok(Some(SecretKey::from_seed(seed))),
            Err(_) => Err(unreachable(format!("{} holds no key", path.display()))),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreachable(format!("{}: {error}", path.display()))),
    }
}

fn unreachable(detail: String) -> VaultError {
    VaultError::KeyUnreachable { detail }
}
