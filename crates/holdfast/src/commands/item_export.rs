//! `item export`: an item's folder as format.md 2 has it, nothing derived, nothing half-written.
//!
//! 1. The target is absent or an empty folder, else nothing is touched.
//! 2. Everything is written into a folder beside it, each byte checked against its digest on the way.
//! 3. Files and folder are synced, then the folder gets its name. Before that moment the target is as it was.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use holdfast_vault::{ItemFile, TokenFile, Vault, VaultError};
use serde::Deserialize;

use super::item::item_named;
use crate::answers::{ItemExported, ItemFileLine};
use crate::error::{Exit, Whose};
use crate::session::Below;
use crate::{Error, Holdfast, Result, Watch};

/// An item to write out.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct ItemToExport {
    /// Item id, seal digest, or a unique prefix.
    pub id: String,
    /// A folder that is absent or empty.
    pub to: PathBuf,
}

/// Writes the item's folder.
pub fn item_export(holdfast: &Holdfast, question: ItemToExport, watch: &dyn Watch) -> Result<ItemExported> {
    let vault = holdfast.read()?;
    let id = item_named(&vault, &question.id)?;
    let files = vault.item(id)?.files;
    let tokens = vault.proofs_for_export(&[id])?.own.remove(&id).unwrap_or_default();
    let proofs: Vec<ItemFileLine> = tokens.iter().map(ItemFileLine::of_token).collect();
    refuse_taken(&question.to)?;
    watch.expected(1, files.iter().map(|file| file.size_bytes).sum());

    let beside = beside(&question.to, holdfast)?;
    fs::create_dir(&beside).map_err(|error| cannot_write(&beside, &error))?;
    let written = write_all(&vault, &files, &beside, watch)
        .and_then(|()| write_tokens(&tokens, &beside))
        .and_then(|()| fs::rename(&beside, &question.to).map_err(|error| cannot_write(&question.to, &error)));
    if let Err(error) = written {
        // What cannot be removed either is named like what it is, and the next try uses another name.
        let _left_over = fs::remove_dir_all(&beside);
        return Err(error);
    }
    sync_folder(question.to.parent())?;
    watch.item();
    Ok(ItemExported {
        id,
        path: question.to.display().to_string(),
        files: files.into_iter().map(ItemFileLine::from).chain(proofs).collect(),
    })
}

fn write_all(vault: &Vault, files: &[ItemFile], folder: &Path, watch: &dyn Watch) -> Result<()> {
    let objects = vault.objects();
    for file in files {
        let path = folder.join(&file.name);
        let mut target = File::create_new(&path).map_err(|error| cannot_write(&path, &error))?;
        objects.read_checked(&file.digest, &mut target, &Below(watch))?;
        target.sync_all().map_err(|error| cannot_write(&path, &error))?;
    }
    sync_folder(Some(folder))
}

/// Tokens over the item's own list, beside it: `openssl ts -verify` finds them there.
fn write_tokens(tokens: &[TokenFile], folder: &Path) -> Result<()> {
    for token in tokens {
        let path = folder.join(ItemFileLine::of_token(token).name);
        fs::write(&path, &token.bytes).map_err(|error| cannot_write(&path, &error))?;
        File::open(&path).and_then(|file| file.sync_all()).map_err(|error| cannot_write(&path, &error))?;
    }
    sync_folder(Some(folder))
}

fn refuse_taken(target: &Path) -> Result<()> {
    let taken = |code| Err(Error::new(code, Exit::CannotWrite, Whose::User).with("path", target.display()));
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(cannot_write(target, &error)),
        Ok(found) if !found.is_dir() => taken("target-exists"),
        Ok(_) => match fs::read_dir(target).map(|mut entries| entries.next().is_none()) {
            Ok(true) => Ok(()),
            Ok(false) => taken("folder-not-empty"),
            Err(error) => Err(cannot_write(target, &error)),
        },
    }
}

/// A name in the same folder that nobody uses: hidden, random, telling what it is.
fn beside(target: &Path, holdfast: &Holdfast) -> Result<PathBuf> {
    let name = target
        .file_name()
        .ok_or_else(|| Error::new("target-exists", Exit::CannotWrite, Whose::User).with("path", target.display()))?;
    let mut random = [0; 4];
    holdfast.outside.vault.random.fill(&mut random);
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{:08x}.part", u32::from_be_bytes(random)));
    Ok(target.with_file_name(hidden))
}

fn sync_folder(folder: Option<&Path>) -> Result<()> {
    let folder = match folder {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder).and_then(|opened| opened.sync_all()).map_err(|error| cannot_write(folder, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> Error {
    if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
        return VaultError::DiskFull.into();
    }
    Error::new("cannot-write", Exit::CannotWrite, Whose::Disk).with("path", path.display()).with("detail", error)
}
