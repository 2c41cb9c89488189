//! The high-water mark: how far this machine has seen a vault's log, kept outside the vault.
//!
//! `<marks>/<vault uuid>.json` holds `{"epoch","size","root"}`. A log that extends it moves it on silently; a log
//! behind or beside it was copied or restored, and goes on in a new epoch. Failing to write the mark never fails
//! what was kept: the next opening for writing begins a new epoch instead, which is true and harmless.

use crate::durable;
use crate::outside::Outside;
use holdfast_proof::{Digest, VaultId};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const MARK_MODE: u32 = 0o600;

/// What this machine last saw of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HighWater {
    pub(crate) epoch: u32,
    pub(crate) size: u64,
    pub(crate) root: Digest,
}

/// The mark, or `None` when there is none that can be read.
pub(crate) fn read(marks: &Path, vault: VaultId) -> Option<HighWater> {
    let bytes = std::fs::read(path(marks, vault)).ok()?;
    holdfast_proof::json::parse(&bytes).ok()
}

/// Moves the mark on; false when it could not be written.
pub(crate) fn write(marks: &Path, vault: VaultId, mark: &HighWater) -> bool {
    let Ok(bytes) = serde_json::to_vec(mark) else { return false };
    std::fs::create_dir_all(marks).is_ok() && durable::replace_file(&path(marks, vault), &bytes, MARK_MODE).is_ok()
}

/// Forgets this machine's mark of a vault that was erased for good.
pub fn forget_mark(outside: &Outside, vault: VaultId) {
    // Left behind, it is a small file about a vault that nobody can open.
    let _ = std::fs::remove_file(path(&outside.marks, vault));
}

fn path(marks: &Path, vault: VaultId) -> PathBuf {
    marks.join(format!("{vault}.json"))
}
