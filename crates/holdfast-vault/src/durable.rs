//! Every way in which this crate makes files last, in one short file.
//!
//! The story of "kept", told once:
//! 1. A part is written to a temporary file in `objects/tmp` while it is hashed ([`create`]).
//! 2. It is put under its digest without ever replacing a file unseen ([`place`]). A sealed record, which is
//!    salted and so never written twice, is created directly under its digest ([`create`]).
//! 3. The bytes and names are forced to the disk: a few files one by one with their folders ([`sync_file`],
//!    [`sync_folder`]), many by one [`sync_disk`].
//! 4. Only then does a database transaction name them; SQLite forces its own log to the disk at commit.
//! 5. Only after that commit does anyone hear "kept".
//!
//! A crash before 4 leaves files that nothing names; a crash after 4 loses nothing. Small files that change
//! (key, marks) are replaced whole, or not at all ([`replace_file`]).

use rustix::fs::{CWD, RenameFlags};
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Creates a new file with `mode`, open for writing. A file that exists is an error (`AlreadyExists`): nothing is
/// ever opened for writing twice. Nothing is durable yet.
pub(crate) fn create(path: &Path, mode: u32) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

/// Moves `temporary` to `path` unless something is there. `false`: something is there, and both are untouched.
/// Where the file system cannot do this in one step, a second name is linked and the first removed.
pub(crate) fn place(temporary: &Path, path: &Path) -> io::Result<bool> {
    match rustix::fs::renameat_with(CWD, temporary, CWD, path, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::EXIST) => Ok(false),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            match std::fs::hard_link(temporary, path) {
                Ok(()) => std::fs::remove_file(temporary).map(|()| true),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(error),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// Forces the bytes of the file at `path` to the disk, whoever wrote them. Its name is the folder's matter.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Forces the names in `folder` to the disk. The folder of a bare file name, which Rust calls "", is the present one.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// Forces everything of the disk on which `opened_before` lies. It reports every write that failed since that
/// file was opened, so it must have been opened before the first write that matters.
pub(crate) fn sync_disk(opened_before: &File) -> io::Result<()> {
    rustix::fs::syncfs(opened_before).map_err(io::Error::from)
}

/// Puts `bytes` at `path` with `mode`, replacing what was there whole: at any moment the old or the new file is
/// there. On return it is durable. Uses `<path>.part`, which a crash may leave and the next call replaces.
pub(crate) fn replace_file(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".part");
    let temporary = Path::new(&temporary);
    remove_if_there(temporary)?;
    let written = create(temporary, mode).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(temporary, path)
    });
    if written.is_err() {
        // The first failure is the one to tell of.
        let _ = std::fs::remove_file(temporary);
    }
    written?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Puts `bytes` at a `path` where nothing is, durable on return; what exists is an error (`AlreadyExists`).
pub(crate) fn write_new_file(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut file = create(path, mode)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Removes `path`; that it is gone already is as good.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
