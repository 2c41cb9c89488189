//! One vault, chosen and not yet opened, and the outside: what every operation gets.
//!
//! Nothing is held open between operations: any process may write by turns, and a command is one turn.

use std::path::PathBuf;
use std::sync::Arc;

use holdfast_vault::{Access, Vault};

use crate::parts::OpenedParts;
use crate::viewing::Viewed;
use crate::{Error, Outside, Result, Watch};

/// The door to the operations.
#[derive(Debug)]
pub struct Holdfast {
    pub(crate) outside: Arc<Outside>,
    vault: Option<PathBuf>,
    pub(crate) opened: Arc<OpenedParts>,
    pub(crate) viewed: Arc<Viewed>,
}

impl Holdfast {
    /// `vault` is the folder named by the user; without it the outside's default is used.
    pub fn new(outside: Outside, vault: Option<PathBuf>) -> Holdfast {
        let vault = vault.or_else(|| outside.default_vault.clone());
        Holdfast { outside: Arc::new(outside), vault, opened: Arc::default(), viewed: Arc::default() }
    }

    /// The same, over another vault; without a folder over none.
    pub fn at(&self, vault: Option<PathBuf>) -> Holdfast {
        let (opened, viewed) = (Arc::clone(&self.opened), Arc::clone(&self.viewed));
        Holdfast { outside: Arc::clone(&self.outside), vault, opened, viewed }
    }

    /// The vault's folder; `no-vault-chosen` when none is named and there is no usual place.
    pub fn vault_folder(&self) -> Result<&std::path::Path> {
        self.vault.as_deref().ok_or_else(|| Error::user("no-vault-chosen"))
    }

    /// Opens for reading only: works on read-only media and never changes a byte.
    pub(crate) fn read(&self) -> Result<Vault> {
        Ok(Vault::open(self.vault_folder()?, self.outside.vault.clone(), Access::Read)?)
    }

    /// Opens for writing; the log goes on where it ended, or in a new epoch.
    pub(crate) fn write(&self) -> Result<Vault> {
        Ok(Vault::open(self.vault_folder()?, self.outside.vault.clone(), Access::Write)?)
    }
}

/// The crates below watch through this.
pub(crate) struct Below<'a>(pub(crate) &'a dyn Watch);

impl holdfast_vault::Watch for Below<'_> {
    fn bytes(&self, count: u64) {
        self.0.bytes(count);
    }

    fn item(&self) {
        self.0.item();
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}
