//! The file that comes out: complete under its final name, or not there at all.
//!
//! 1. Room and file system are looked at before anything is written.
//! 2. Everything goes into `<name>.partial-<random>` in the same folder, made new.
//! 3. The file is synced, takes its final name without replacing anything, and the folder is synced.
//! 4. Whatever fails before that removes the partial file. After a power cut it may lie there under its own name.

use crate::error::{BundleError, Result};
use crate::input::{Draft, ShownItem};
use crate::pictures::ALL_BYTES;
use crate::plan::Plan;
use crate::stream::{Objects, stream};
use holdfast_proof::Digest;
use holdfast_proof::zip::{MEMBERS_LIMIT, TOTAL_BYTES_LIMIT};
use holdfast_vault::{DirectFile, Watch};
use rustix::fs::{CWD, RenameFlags};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// What one file may hold on FAT: 4 GiB less one byte.
const FAT_FILE_BYTES: u64 = (4 << 30) - 1;
/// `f_type` of FAT (linux/magic.h, MSDOS_SUPER_MAGIC). exFAT has no such limit and another number.
const FAT: u64 = 0x4d44;
/// A bundle is made to be handed on: the user's umask decides who else may read it.
const FILE_MODE: u32 = 0o666;
/// Headers, directory line and a line in each list, roughly, for each file.
const OVERHEAD_BYTES: u64 = 400;
/// An exhibit's row in the page, its entries in the log and their paths, roughly.
const EXHIBIT_BYTES: u64 = 2_500;
/// Its small picture in the page, roughly, when it is one.
const PICTURE_BYTES: u64 = 40_000;
/// The pages, lists and schemas of a bundle without exhibits, and a few time proofs over its tag manifest, roughly.
const PAGES_BYTES: u64 = 90_000;

/// A bundle that lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// How large.
    pub size_bytes: u64,
    /// SHA-256 of the whole file.
    pub zip_sha256: Digest,
}

/// Looks whether a draft can become a file there, before the export is announced in the log.
///
/// Errors: `target-exists`, `file-too-large-for-disk`, `not-enough-space`, `bundle-too-large`, `cannot-write`.
/// The size is an estimate; [`write`] looks again with the exact one.
pub fn check_room(draft: &Draft, target: &Path) -> Result<()> {
    let files = files_of(draft);
    let data_bytes = draft.data_bytes();
    if data_bytes > TOTAL_BYTES_LIMIT || files > MEMBERS_LIMIT {
        let detail = format!("{files} files with {data_bytes} bytes of evidence");
        return Err(BundleError::BundleTooLarge { detail });
    }
    room_for(expected_bytes(draft), target)
}

/// What the file of a draft will measure, roughly: all evidence, its headers and lists, the pages and the log.
#[must_use]
pub fn expected_bytes(draft: &Draft) -> u64 {
    let exhibits = (draft.exhibits.len() as u64).saturating_mul(EXHIBIT_BYTES);
    let files = files_of(draft).saturating_mul(OVERHEAD_BYTES);
    let is_picture =
        |item: &ShownItem| item.capture.parts.first().is_some_and(|part| part.media_type.starts_with("image/"));
    let pictures = draft.shown().filter(|(_, item)| is_picture(item)).count() as u64;
    let pictures = pictures.saturating_mul(PICTURE_BYTES).min(ALL_BYTES as u64);
    let (_, proofs) = draft.proofs();
    let made = files.saturating_add(exhibits).saturating_add(pictures).saturating_add(PAGES_BYTES);
    draft.data_bytes().saturating_add(proofs).saturating_add(made)
}

fn files_of(draft: &Draft) -> u64 {
    let (proofs, _) = draft.proofs();
    draft.shown().flat_map(|(_, item)| draft.files(item)).count() as u64 + proofs
}

/// Writes a plan to `target`, which must not exist.
///
/// On return the file is complete, durable and has its final name. On any error nothing stands under that name
/// and no partial file is left. `watch` hears of bytes and members and can stop it.
pub fn write(plan: &Plan, objects: &dyn Objects, target: &Path, watch: &dyn Watch) -> Result<Written> {
    room_for(plan.size_bytes, target)?;
    let mut partial = Partial::create(target, &plan.export_id.to_string()[..8])?;
    let zip_sha256 = write_synced(plan, objects, watch, &mut partial)?;
    partial.finish(target)?;
    Ok(Written { path: target.to_owned(), size_bytes: plan.size_bytes, zip_sha256 })
}

/// Writes and syncs the file.
fn write_synced(plan: &Plan, objects: &dyn Objects, watch: &dyn Watch, partial: &mut Partial) -> Result<Digest> {
    let Partial { path, file, .. } = partial;
    let failed = |error| BundleError::writing(path, error);
    let mut written = 0;
    let zip_sha256 = stream(plan, objects, watch, &mut |block| {
        written += block.len() as u64;
        file.write(block).map_err(failed)
    })?;
    if written != plan.size_bytes {
        return Err(BundleError::mismatch(format!("{written} bytes written, {} planned", plan.size_bytes)));
    }
    file.sync().map_err(failed)?;
    Ok(zip_sha256)
}

/// A file under construction. Dropped unfinished, it is removed.
#[derive(Debug)]
struct Partial {
    path: PathBuf,
    folder: PathBuf,
    file: DirectFile,
    finished: bool,
}

impl Partial {
    fn create(target: &Path, random: &str) -> Result<Self> {
        let (folder, name) = split(target)?;
        let mut partial_name = name.to_owned();
        partial_name.push(format!(".partial-{random}"));
        let path = folder.join(partial_name);
        let file = DirectFile::create(&path, FILE_MODE).map_err(|error| BundleError::writing(&path, error))?;
        Ok(Self { path, folder, file, finished: false })
    }

    fn finish(mut self, target: &Path) -> Result<()> {
        take_name(&self.path, target).map_err(|error| BundleError::writing(target, error))?;
        self.finished = true;
        let synced = File::open(&self.folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| {
            // The name may not survive a power cut, so it must not stand there now either.
            let _ = std::fs::remove_file(target);
            BundleError::writing(&self.folder, error)
        })
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.finished {
            // It was made by this very run, and there is an error under way that says more than this one would.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Renames without replacing. File systems that do not know how get a hard link, or else a look and a rename.
fn take_name(from: &Path, to: &Path) -> io::Result<()> {
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {}
        other => return other.map_err(io::Error::from),
    }
    match std::fs::hard_link(from, to) {
        Ok(()) => return std::fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        Err(_) => {}
    }
    match to.symlink_metadata() {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => std::fs::rename(from, to),
    }
}

fn room_for(size_bytes: u64, target: &Path) -> Result<()> {
    let (folder, _) = split(target)?;
    let failed = |error| BundleError::writing(&folder, error);
    if target.symlink_metadata().is_ok() {
        return Err(BundleError::TargetExists { path: target.to_owned() });
    }
    let opened = File::open(&folder).map_err(failed)?;
    let kind = rustix::fs::fstatfs(&opened).map_err(|error| failed(error.into()))?;
    if u64::try_from(kind.f_type) == Ok(FAT) && size_bytes > FAT_FILE_BYTES {
        return Err(BundleError::FileTooLargeForDisk { size_bytes });
    }
    let space = rustix::fs::fstatvfs(&opened).map_err(|error| failed(error.into()))?;
    let free_bytes = space.f_bavail.saturating_mul(space.f_frsize);
    if size_bytes > free_bytes {
        return Err(BundleError::NotEnoughSpace { needed_bytes: size_bytes, free_bytes });
    }
    Ok(())
}

/// The folder a target lies in, and its name there.
fn split(target: &Path) -> Result<(PathBuf, &std::ffi::OsStr)> {
    let Some(name) = target.file_name() else {
        return Err(BundleError::writing(target, io::ErrorKind::InvalidInput.into()));
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    Ok((folder, name))
}
