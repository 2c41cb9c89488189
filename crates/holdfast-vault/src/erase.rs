//! Erasing a whole vault: after it was moved, or when it held only samples.
//!
//! 1. Nobody may be writing: the lock of `objects/tmp` is taken for this program alone, else `vault-busy`.
//! 2. The log must be as long as the caller last saw it, else `vault-busy`: what came since is in no copy.
//! 3. The database goes first, so that a half-erased folder is no vault any more, only one that `salvage` understands.
//! 4. Files that are not a vault's stay, and the folder with them.

use crate::error::{Result, VaultError};
use crate::layout::{DATABASE, INCOMING, KEY, KEY_NEXT, LOCK, OBJECTS, STAMPING_LOCK};
use crate::outside::Outside;
use crate::tables::entry;
use crate::vault::{Access, Vault, remove_folder, sync_parent};
use rustix::fs::FlockOperation;
use std::fs::File;
use std::path::Path;

const SNAPSHOT: &str = "vault-before-";

/// Erases the vault in `dir`, whose log must have exactly `log_size` entries.
///
/// Errors: those of opening it for reading, `vault-busy` (see above; nothing was erased), `cannot-write`.
pub fn erase(dir: &Path, outside: Outside, log_size: u64) -> Result<()> {
    let vault = Vault::open(dir, outside, Access::Read)?;
    let lock_path = dir.join(OBJECTS).join(INCOMING).join(LOCK);
    // Gone only when nobody ever wrote here.
    let lock = File::open(&lock_path).map_err(|error| VaultError::reading(&lock_path, error))?;
    if rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
        return Err(VaultError::VaultBusy);
    }
    if entry::count(&vault.connection)? != log_size {
        return Err(VaultError::VaultBusy);
    }
    drop(vault);
    for name in names_of_database(dir)? {
        remove_file(&dir.join(name))?;
    }
    for name in [KEY, KEY_NEXT, STAMPING_LOCK] {
        remove_file(&dir.join(name))?;
    }
    remove_folder(&dir.join(OBJECTS))?;
    match std::fs::remove_dir(dir) {
        Ok(()) => sync_parent(dir),
        // Something of somebody else's lies there.
        Err(error) if error.kind() == std::io::ErrorKind::DirectoryNotEmpty => Ok(()),
        Err(error) => Err(VaultError::writing(dir, error)),
    }
}

/// Erases the snapshots of before the schema changed: they tell of what is removed after it.
pub(crate) fn erase_snapshots(dir: &Path) -> Result<()> {
    for name in names_of_database(dir)?.iter().filter(|name| name.starts_with(SNAPSHOT)) {
        remove_file(&dir.join(name))?;
    }
    Ok(())
}

/// `vault.db`, what SQLite keeps beside it, and the snapshots made before its schema changed.
fn names_of_database(dir: &Path) -> Result<Vec<String>> {
    let mut names = vec![DATABASE.to_owned()];
    for entry in std::fs::read_dir(dir).map_err(|error| VaultError::reading(dir, error))? {
        let name = entry.map_err(|error| VaultError::reading(dir, error))?.file_name().to_string_lossy().into_owned();
        let beside = name.strip_prefix(DATABASE).is_some_and(|rest| rest.starts_with('-'));
        let before = name.strip_prefix(SNAPSHOT).is_some_and(|rest| rest.ends_with(".db"));
        if beside || before {
            names.push(name);
        }
    }
    Ok(names)
}

fn remove_file(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(VaultError::writing(path, error)),
        _ => Ok(()),
    }
}
