//! The folder's part of a check: the key, who may read it, and files that are not ours.

use super::{CheckCode, Findings};
use crate::key;
use crate::layout::{DATABASE, KEY, KEY_NEXT, OBJECTS, STAMPING_LOCK};
use crate::vault::Vault;
use std::os::unix::fs::PermissionsExt as _;

pub(super) fn check(vault: &Vault, findings: &mut Findings) {
    match (key::read(&vault.dir.join(KEY)), vault.public_key()) {
        (Ok(Some(secret)), Ok(public)) if secret.public_key() == public => {}
        // A change of key that a crash interrupted after its commit: the next opening for writing ends it.
        (_, Ok(public)) if matches!(key::read(&vault.dir.join(KEY_NEXT)), Ok(Some(next)) if next.public_key() == public) =>
            {}
        (Ok(None), _) => findings.add(CheckCode::KeyDiffers, KEY, "the key file is missing"),
        (Ok(Some(_)), _) => findings.add(CheckCode::KeyDiffers, KEY, "the key file is another key than the recorded"),
        (Err(error), _) => findings.add(CheckCode::KeyDiffers, KEY, error.to_string()),
    }
    for name in ["", KEY, DATABASE] {
        let mode = std::fs::metadata(vault.dir.join(name)).map(|found| found.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o077 != 0) {
            let path = if name.is_empty() { "." } else { name };
            findings.add(CheckCode::OpenToOthers, path, "others on this machine may read it");
        }
    }
    let Ok(entries) = std::fs::read_dir(&vault.dir) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_ours(&name) {
            findings.add(CheckCode::FileStranger, name, "not a file of a vault");
        }
    }
}

/// The names of docs/architecture.md, and those that SQLite and an interrupted change leave beside them.
fn is_ours(name: &str) -> bool {
    let database = [DATABASE, "vault.db-wal", "vault.db-shm", "vault.db-journal"];
    let own = [KEY, KEY_NEXT, "key.new.part", OBJECTS, STAMPING_LOCK];
    let snapshot = name.strip_prefix("vault-before-").and_then(|rest| rest.strip_suffix(".db"));
    database.contains(&name)
        || own.contains(&name)
        || name.starts_with("vault.db.damaged-")
        || name.starts_with("key.damaged-")
        || snapshot.is_some_and(|version| version.bytes().all(|digit| digit.is_ascii_digit()))
}
