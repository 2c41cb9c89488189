//! The vaults that a window knows: choosing one, making one, moving one, forgetting one.
//!
//! Choosing and forgetting change settings only. A vault is moved as a copy that was checked whole; only then is it the
//! chosen one, and only then, and only if asked, is the old one erased.

use std::path::{Path, PathBuf};

use holdfast_vault as vault;
use serde::{Deserialize, Serialize};

use super::show::{name_of, vault_shown};
use super::{Desk, DeskState, Noun, desk_show};
use crate::answers::VaultChecked;
use crate::commands;
use crate::{Error, Result, Unwatched, Watch};

/// A vault by its folder.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct VaultPlace {
    /// The folder.
    pub path: PathBuf,
}

/// Where the chosen vault is to lie.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct VaultToMove {
    /// A folder that is absent or empty.
    pub to: PathBuf,
    /// Whether the old one is erased once the new one was checked.
    #[serde(default)]
    pub erase_old: bool,
}

/// A vault that was chosen before, or is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KnownVault {
    /// Its folder.
    pub path: String,
    /// The folder's own name.
    pub name: String,
    /// `open`, `absent`, or the code of the error that opening gives.
    pub state: String,
    /// Whether it holds the sample.
    pub sample: bool,
}

/// `vault_list`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultList {
    /// The chosen one's folder.
    pub current: String,
    /// The chosen one first, then those chosen before, then the usual place.
    pub vaults: Vec<KnownVault>,
}

/// `vault_move`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VaultMoved {
    /// Where it lies now.
    pub path: String,
    /// The check of it there.
    pub check: VaultChecked,
    /// Whether the old one is gone.
    pub erased: bool,
    /// Why the old one is not gone although that was asked; it is whole then, or its rest lies there.
    #[cfg_attr(test, ts(as = "Option<crate::Failure>"))]
    pub failure: Option<Error>,
}

/// The vaults that are known, and whether they open.
pub fn vault_list(desk: &Desk, _question: (), _watch: &dyn Watch) -> Result<VaultList> {
    let holdfast = desk.holdfast();
    let current = holdfast.vault_folder().ok().map(Path::to_owned);
    let remembered = desk.settings().vaults.into_iter().map(PathBuf::from);
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in current.iter().cloned().chain(remembered).chain(desk.usual.clone()) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    let known = |folder: PathBuf| {
        let shown = vault_shown(&holdfast.at(Some(folder.clone())), desk);
        KnownVault { path: shown.path, name: name_of(&folder), state: shown.state, sample: shown.sample }
    };
    Ok(VaultList {
        current: current.map(|folder| folder.display().to_string()).unwrap_or_default(),
        vaults: folders.into_iter().map(known).collect(),
    })
}

/// Turns to another vault, which must open; else nothing changes.
pub fn vault_choose(desk: &Desk, question: VaultPlace, watch: &dyn Watch) -> Result<DeskState> {
    let folder = whole_path(&question.path)?;
    desk.holdfast().at(Some(folder.clone())).read()?;
    if desk.is_sample(&folder) {
        desk.choose_sample(&folder)?;
    } else {
        desk.choose(&folder)?;
    }
    desk_show(desk, (), watch)
}

/// Forgets a vault; its folder stays as it is. Of the chosen one, the usual place is next.
pub fn vault_forget(desk: &Desk, question: VaultPlace, watch: &dyn Watch) -> Result<VaultList> {
    desk.settings.forget(&question.path)?;
    if desk.holdfast().vault_folder().is_ok_and(|chosen| chosen == question.path) {
        desk.choose_usual()?;
    }
    (desk.tell)(&[Noun::Settings]);
    vault_list(desk, (), watch)
}

/// Makes a vault in a folder that is absent or empty, and turns to it.
pub fn vault_create(desk: &Desk, question: VaultPlace, watch: &dyn Watch) -> Result<DeskState> {
    let folder = whole_path(&question.path)?;
    commands::vault_create(&desk.holdfast().at(Some(folder.clone())), (), &Unwatched)?;
    desk.choose(&folder)?;
    desk_show(desk, (), watch)
}

/// Moves the chosen vault: a copy, checked, chosen; then the old one is erased, if asked.
///
/// Whatever goes wrong before the copy is whole, the old vault is the chosen one as before and nothing else is there.
/// What goes wrong with erasing is no error but part of the answer: the vault has moved.
pub fn vault_move(desk: &Desk, question: VaultToMove, watch: &dyn Watch) -> Result<VaultMoved> {
    let _quiet = (desk.reading.hold(), desk.stamping.hold());
    let old = desk.holdfast();
    let to = whole_path(&question.to)?;
    let copied = commands::vault_copy_to_use(&old, &to, watch)?;
    let log_size = old.at(Some(to.clone())).read()?.info()?.log_size;
    desk.choose(&to)?;
    let mut moved = VaultMoved { path: copied.path, check: copied.check, erased: false, failure: None };
    if question.erase_old {
        let from = old.vault_folder()?;
        match vault::erase(from, old.outside.vault.clone(), log_size) {
            Ok(()) => {
                desk.settings.forget(from)?;
                moved.erased = true;
            }
            Err(error) => moved.failure = Some(error.into()),
        }
    }
    Ok(moved)
}

/// The path from the root: what is remembered must not depend on where Holdfast was started.
fn whole_path(path: &Path) -> Result<PathBuf> {
    if path.is_absolute() {
        return Ok(path.to_owned());
    }
    Err(Error::user("bad-input").with("detail", format!("{}: not a whole path", path.display())))
}
