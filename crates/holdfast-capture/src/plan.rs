//! What an intake would take: a walk over files and folders that reads no content. The same plan is shown and done.
//!
//! Folders are walked to the bottom in the order of their names' bytes, hidden files included. Links are never
//! followed, also when given directly: what they name may lie anywhere and change. Whatever is not taken is in
//! `not_kept` with its reason; nothing is passed over in silence. The vault's own folder is never taken.

use crate::problem::{IntakeProblem, NotKept};
use holdfast_vault::Watch;
use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::path::{Path, PathBuf};

/// What would be taken, and what would not.
#[derive(Debug, Default)]
pub struct IntakePlan {
    /// The files, in the order in which they are taken.
    pub files: Vec<PlannedFile>,
    /// What cannot be taken, in the order in which it was met.
    pub not_kept: Vec<NotKept>,
    /// Sum of the files' sizes when they were met.
    pub size_bytes: u64,
}

/// One file of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size when it was met.
    pub size_bytes: u64,
}

/// Walks `paths`. `vault` is the vault's folder, which is not taken. Watched only for being cancelled: what the
/// walk has not reached by then is in no list, so a cancelled plan is to be thrown away or done as far as it goes.
pub fn plan(paths: &[PathBuf], vault: &Path, watch: &dyn Watch) -> IntakePlan {
    let own = fs::canonicalize(vault).ok();
    let mut walk = Walk { plan: IntakePlan::default(), own };
    for path in paths {
        if watch.cancelled() {
            break;
        }
        if walk.lies_inside_vault(path) {
            walk.refuse(path.clone(), IntakeProblem::InsideVault);
        } else {
            walk.go(path.clone(), watch);
        }
    }
    walk.plan
}

struct Walk {
    plan: IntakePlan,
    own: Option<PathBuf>,
}

impl Walk {
    fn refuse(&mut self, path: PathBuf, problem: IntakeProblem) {
        self.plan.not_kept.push(NotKept { path, problem });
    }

    fn lies_inside_vault(&self, path: &Path) -> bool {
        let Some(own) = &self.own else { return false };
        fs::canonicalize(path).is_ok_and(|path| path.starts_with(own))
    }

    /// Depth first with a stack of its own: a deep folder cannot exhaust the thread's.
    fn go(&mut self, start: PathBuf, watch: &dyn Watch) {
        let mut open = vec![start];
        while let Some(path) = open.pop() {
            if watch.cancelled() {
                return;
            }
            match fs::symlink_metadata(&path) {
                Err(error) => self.refuse(path, IntakeProblem::of_file(error)),
                Ok(found) if found.is_file() => self.take(path, &found),
                Ok(found) if found.is_dir() => {
                    // Only a folder of the vault's own name can be the vault, so most folders cost no second look.
                    let may_be_own = self
                        .own
                        .as_ref()
                        .is_some_and(|own| own.file_name() == path.file_name() || path.file_name().is_none());
                    if may_be_own && self.lies_inside_vault(&path) {
                        self.refuse(path, IntakeProblem::InsideVault);
                        continue;
                    }
                    match names_in(&path) {
                        Ok(names) => open.extend(names.into_iter().rev().map(|name| path.join(name))),
                        Err(error) => self.refuse(path, IntakeProblem::FolderUnreadable(error)),
                    }
                }
                Ok(found) => self.refuse(path, refusal(found.file_type())),
            }
        }
    }

    fn take(&mut self, path: PathBuf, found: &Metadata) {
        self.plan.size_bytes += found.len();
        self.plan.files.push(PlannedFile { path, size_bytes: found.len() });
    }
}

fn names_in(folder: &Path) -> std::io::Result<Vec<OsString>> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<Vec<_>>>()?;
    names.sort_by(|one, other| one.as_encoded_bytes().cmp(other.as_encoded_bytes()));
    Ok(names)
}

/// Why something that is neither file nor folder is not taken.
pub(crate) fn refusal(kind: FileType) -> IntakeProblem {
    if kind.is_symlink() {
        return IntakeProblem::LinkNotFollowed;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let what = match kind {
            _ if kind.is_fifo() => "pipe",
            _ if kind.is_socket() => "socket",
            _ if kind.is_char_device() || kind.is_block_device() => "device",
            _ if kind.is_dir() => "folder",
            _ => "special file",
        };
        IntakeProblem::NotAFile { what }
    }
    #[cfg(not(unix))]
    IntakeProblem::NotAFile { what: "special file" }
}
