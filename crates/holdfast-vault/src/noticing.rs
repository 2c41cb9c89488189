//! Noticing what was committed to a vault, by whomever: how a window learns that it shows something old.
//!
//! One connection for reading stays open and is asked for SQLite's `data_version`; what the log grew by says what it was
//! about. A database that was put in another's place (salvage, a copy put back) is a change of everything.

use crate::error::Result;
use crate::layout::DATABASE;
use crate::outside::Outside;
use crate::tables::entry;
use crate::vault::{Access, Vault};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// What a look found changed since the look before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Items: kept, removed, noted, attached, or a thumbnail came.
    pub items: bool,
    /// Disputes: facts, exhibits, order, state.
    pub disputes: bool,
    /// Bundles begun or done.
    pub bundles: bool,
    /// The vault itself: its key, epoch, last check, or whether it opens.
    pub vault: bool,
}

impl Noticed {
    /// Everything: another database lies there now.
    pub const ALL: Noticed = Noticed { items: true, disputes: true, bundles: true, vault: true };

    /// Whether anything changed.
    #[must_use]
    pub fn any(self) -> bool {
        self != Noticed::default()
    }

    fn by(self, kind: &str, of_dispute: bool) -> Noticed {
        let some = match kind {
            "item" | "leaves" | "time-proof" => Noticed { items: true, ..self },
            "changed" if !of_dispute => Noticed { items: true, ..self },
            "changed" | "attached" | "detached" => Noticed { items: true, disputes: true, ..self },
            "export-begun" | "export-done" => Noticed { disputes: true, bundles: true, ..self },
            "genesis" | "key-rotated" | "continues" => self,
            _ => Noticed::ALL,
        };
        // Each entry is one more for the vault's counts.
        Noticed { vault: true, ..some }
    }
}

/// Looks at one folder again and again. Belongs to one thread; dropped, it lets go of the vault.
#[derive(Debug)]
pub struct Noticing {
    dir: PathBuf,
    outside: Outside,
    seen: Option<Seen>,
    lies_there: Option<(u64, u64)>,
}

#[derive(Debug)]
struct Seen {
    vault: Vault,
    data_version: i64,
    log_size: u64,
}

impl Noticing {
    /// Begins with the vault as it is now; there may be none yet.
    #[must_use]
    pub fn begin(dir: &Path, outside: Outside) -> Noticing {
        let mut noticing = Noticing { dir: dir.to_owned(), outside, seen: None, lies_there: None };
        let _begins_here = noticing.look();
        noticing
    }

    /// The folder it looks at.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What changed since the last look. A vault that cannot be read now is looked for again at the next.
    pub fn look(&mut self) -> Noticed {
        let lies_there = std::fs::metadata(self.dir.join(DATABASE)).ok().map(|found| (found.dev(), found.ino()));
        if lies_there != self.lies_there || (self.seen.is_none() && lies_there.is_some()) {
            let was_seen = self.seen.is_some();
            let is_other = lies_there != self.lies_there;
            self.lies_there = lies_there;
            self.seen = Seen::open(&self.dir, &self.outside).ok();
            // One that still does not open is no news.
            return if is_other || was_seen != self.seen.is_some() { Noticed::ALL } else { Noticed::default() };
        }
        let Some(seen) = &mut self.seen else { return Noticed::default() };
        seen.look().unwrap_or_else(|_| {
            self.seen = None;
            Noticed::ALL
        })
    }
}

impl Seen {
    fn open(dir: &Path, outside: &Outside) -> Result<Seen> {
        let vault = Vault::open(dir, outside.clone(), Access::Read)?;
        Ok(Seen { data_version: vault.data_version()?, log_size: entry::count(&vault.connection)?, vault })
    }

    fn look(&mut self) -> Result<Noticed> {
        let data_version = self.vault.data_version()?;
        if data_version == self.data_version {
            return Ok(Noticed::default());
        }
        let log_size = entry::count(&self.vault.connection)?;
        let noticed = if log_size > self.log_size {
            let kinds = entry::kinds_since(&self.vault.connection, self.log_size)?;
            kinds.iter().fold(Noticed::default(), |noticed, (kind, of_dispute)| noticed.by(kind, *of_dispute))
        } else {
            // Beside the log: a thumbnail, the note of a check, the end of an export.
            Noticed { disputes: false, ..Noticed::ALL }
        };
        (self.data_version, self.log_size) = (data_version, log_size);
        Ok(noticed)
    }
}
