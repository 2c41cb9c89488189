//! The bytes of one part, for whoever shows it: from the vault, or from a bundle that somebody handed over.
//!
//! - What is handed out has the digest that its item's own list names: it is hashed before anybody sees it, and what
//!   differs is refused (`object-damaged`, `part-differs`). The one exception is a part of the vault larger than
//!   [`HASHED_BYTES_LIMIT`], a long video, of which only the size is compared, so that it need not be read twice before
//!   it plays; it is shown, never called checked, and `vault check` hashes it.
//! - Nothing of a bundle is unpacked under a name: a part is copied into a file without a name, which the system
//!   takes away with the last handle, also after a crash.
//! - What was checked is remembered, so that the many readings of one viewer cost one check: objects by what tells
//!   that the file is untouched, parts of bundles by their copies. Both within limits, the oldest going first.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use holdfast_proof::{Digest, DigestWriter};
use serde::{Deserialize, Serialize};

use crate::case::OpenCase;
use crate::error::{Exit, Whose};
use crate::session::Below;
use crate::words::size;
use crate::{Error, Holdfast, Result, Unwatched};

/// Which part: of an item in the vault, or of an exhibit in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Ref {
    /// Of an item in the chosen vault.
    Vault {
        /// Item id, seal digest, or a unique prefix.
        item: String,
        /// Its name in the item's folder: `p001.png`, `capture.json`.
        part: String,
    },
    /// Of an exhibit in a bundle: a ZIP, or an unpacked folder.
    Case {
        /// Where the bundle lies.
        case: String,
        /// `E01`, or a folder of lines like `E01-p001-leaves`.
        exhibit: String,
        /// Its name in the exhibit's folder.
        part: String,
    },
}

/// A part, open for one reader: its own handle, at the beginning, with the bytes that were checked.
#[derive(Debug)]
pub struct OpenPart {
    /// Its name in the item's folder.
    pub name: String,
    /// As the item's record says; nobody checks it.
    pub media_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// For reading, at the beginning.
    pub file: File,
}

/// Parts up to this size are hashed before they are shown from the vault; for larger ones, `vault check` does it.
const HASHED_BYTES_LIMIT: u64 = 256 << 20;
/// So many checked objects are remembered.
const OBJECTS_REMEMBERED: usize = 4_096;
/// So many copies of parts are held open, and so many bytes of them: where they lie may be memory.
const COPIES_HELD: usize = 16;
const COPIES_BYTES_HELD: u64 = 512 << 20;
/// So many bundles are held open.
const CASES_HELD: usize = 4;
/// A larger part of a bundle is not copied: a few packed megabytes may say that they are as much as a disk holds.
const PART_BYTES_LIMIT: u64 = 4 << 30;
const BLOCK_BYTES: usize = 1 << 20;

/// What was opened and checked already.
#[derive(Debug, Default)]
pub(crate) struct OpenedParts {
    objects: Mutex<VecDeque<(Digest, Stamp)>>,
    copies: Mutex<VecDeque<(Digest, Arc<File>, u64)>>,
    cases: Mutex<VecDeque<(Stamp, Arc<OpenCase>)>>,
}

/// Opens a part.
///
/// Errors: those of the vault; of a bundle `cannot-read`, `not-a-file`, `case-unreadable`, `case-part-unknown`, `case-part-too-large`,
/// `part-differs`, `not-enough-space`, `disk-full`; `part-unknown`.
pub fn open_part(holdfast: &Holdfast, part: &Ref) -> Result<OpenPart> {
    match part {
        Ref::Vault { item, part } => of_vault(holdfast, item, part),
        Ref::Case { case, exhibit, part } => of_case(holdfast, Path::new(case), exhibit, part),
    }
}

/// The bundle at `path`, from those held open when its file is still the same. A folder is looked through each time.
pub(crate) fn open_case(holdfast: &Holdfast, path: &Path) -> Result<Arc<OpenCase>> {
    let stamp = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| Stamp::of(&found));
    let Some(stamp) = stamp else { return Ok(Arc::new(OpenCase::open(path)?)) };
    if let Some(held) = take(&holdfast.opened.cases, |(known, _)| *known == stamp) {
        let case = Arc::clone(&held.1);
        lock(&holdfast.opened.cases).push_back(held);
        return Ok(case);
    }
    let case = Arc::new(OpenCase::open(path)?);
    let mut cases = lock(&holdfast.opened.cases);
    cases.push_back((stamp, Arc::clone(&case)));
    while cases.len() > CASES_HELD {
        cases.pop_front();
    }
    Ok(case)
}

fn of_vault(holdfast: &Holdfast, item: &str, part: &str) -> Result<OpenPart> {
    let vault = holdfast.read()?;
    let id = crate::commands::item_named(&vault, item)?;
    let (files, _) = vault.item_folder(id)?;
    let unknown = || Error::user("part-unknown").with("id", item).with("part", part);
    let found = files.into_iter().find(|file| file.name == part).ok_or_else(unknown)?;
    let objects = vault.objects();
    let file = objects.open(&found.digest)?;
    let stamp = file.metadata().map(|found| Stamp::of(&found)).map_err(|error| cannot_read(part, &error))?;
    let damaged = || Error::from(holdfast_vault::VaultError::ObjectDamaged { digest: found.digest });
    if stamp.size_bytes != found.size_bytes {
        return Err(damaged());
    }
    let known = |(digest, checked): &(Digest, Stamp)| *digest == found.digest && *checked == stamp;
    if found.size_bytes <= HASHED_BYTES_LIMIT && !lock(&holdfast.opened.objects).iter().any(known) {
        objects.read_checked(&found.digest, &mut io::sink(), &Below(&Unwatched))?;
        let mut checked = lock(&holdfast.opened.objects);
        checked.push_back((found.digest, stamp));
        while checked.len() > OBJECTS_REMEMBERED {
            checked.pop_front();
        }
    }
    Ok(OpenPart {
        name: found.name,
        media_type: found.media_type,
        size_bytes: found.size_bytes,
        sha256: found.digest,
        file,
    })
}

fn of_case(holdfast: &Holdfast, path: &Path, exhibit: &str, part: &str) -> Result<OpenPart> {
    let case = open_case(holdfast, path)?;
    let listed = case.part(exhibit, part)?;
    let open = |file| OpenPart {
        name: part.to_owned(),
        media_type: listed.media_type.clone(),
        size_bytes: listed.size_bytes,
        sha256: listed.sha256,
        file,
    };
    let held = take(&holdfast.opened.copies, |(digest, ..)| *digest == listed.sha256);
    if let Some(held) = held {
        let again = open_again(&held.1);
        lock(&holdfast.opened.copies).push_back(held);
        if let Some(file) = again {
            return Ok(open(file));
        }
    }
    if listed.size_bytes > PART_BYTES_LIMIT {
        return Err(Error::user("case-part-too-large")
            .with("path", path.display())
            .with("id", exhibit)
            .with("part", part)
            .with("size", size(listed.size_bytes)));
    }
    let mut copy = copy_of(holdfast, listed.size_bytes)?;
    copy_checked(&case, exhibit, part, listed.sha256, &mut copy)?;
    let Some(file) = open_again(&copy) else { return Ok(open(copy)) };
    let mut copies = lock(&holdfast.opened.copies);
    copies.push_back((listed.sha256, Arc::new(copy), listed.size_bytes));
    while copies.len() > 1
        && (copies.len() > COPIES_HELD || copies.iter().map(|(.., size)| size).sum::<u64>() > COPIES_BYTES_HELD)
    {
        copies.pop_front();
    }
    drop(copies);
    Ok(open(file))
}

/// A file without a name, on a disk that has room for so many bytes.
fn copy_of(holdfast: &Holdfast, size_bytes: u64) -> Result<File> {
    let folder = &holdfast.outside.scratch;
    let refused = |error: &io::Error| {
        Error::new("cannot-write", Exit::CannotWrite, Whose::Disk).with("path", folder.display()).with("detail", error)
    };
    let space = rustix::fs::statvfs(folder).map_err(|error| refused(&error.into()))?;
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let needed = size_bytes.saturating_add(holdfast.outside.vault.spare_bytes);
    if needed > free {
        return Err(Error::new("not-enough-space", Exit::CannotWrite, Whose::Disk)
            .with("needed", size(needed))
            .with("free", size(free)));
    }
    tempfile::tempfile_in(folder).map_err(|error| refused(&error))
}

/// Copies a member; what has another digest than its item's list names is refused.
fn copy_checked(case: &OpenCase, exhibit: &str, part: &str, expected: Digest, copy: &mut File) -> Result<()> {
    let differs = || case.differs(exhibit, part);
    let mut reader = case.reader(exhibit, part)?;
    let mut digest = DigestWriter::new();
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        match io::Read::read(&mut reader, &mut block) {
            Ok(0) => break,
            Ok(read) => {
                digest.update(&block[..read]);
                copy.write_all(&block[..read]).map_err(|error| match error.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        Error::new("disk-full", Exit::CannotWrite, Whose::Disk)
                    }
                    _ => Error::new("cannot-write", Exit::CannotWrite, Whose::Disk)
                        .with("path", part)
                        .with("detail", error),
                })?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // What contradicts its headers, or is no longer the file that was listed.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(differs()),
            Err(error) => return Err(cannot_read(part, &error)),
        }
    }
    if digest.finish() != expected {
        return Err(differs());
    }
    copy.rewind().map_err(|error| cannot_read(part, &error))
}

/// A second handle with a place of its own, for reading only; none on systems that cannot open a file without a name.
fn open_again(file: &File) -> Option<File> {
    #[cfg(target_os = "linux")]
    {
        use std::os::fd::AsRawFd;
        File::open(format!("/proc/self/fd/{}", file.as_raw_fd())).ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _same_place_for_both = file;
        None
    }
}

fn cannot_read(path: &str, error: &io::Error) -> Error {
    Error::new("cannot-read", Exit::InputOutput, Whose::Disk).with("path", path).with("detail", error)
}

/// What tells that a file is untouched, as far as a system tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size_bytes: u64,
    modified: Option<std::time::SystemTime>,
    device_and_inode: Option<(u64, u64)>,
}

impl Stamp {
    fn of(found: &std::fs::Metadata) -> Stamp {
        #[cfg(unix)]
        let device_and_inode = {
            use std::os::unix::fs::MetadataExt;
            Some((found.dev(), found.ino()))
        };
        #[cfg(not(unix))]
        let device_and_inode = None;
        Stamp { size_bytes: found.len(), modified: found.modified().ok(), device_and_inode }
    }
}

/// Takes the first that fits out of a list, for being put back at its young end.
fn take<T>(held: &Mutex<VecDeque<T>>, fits: impl Fn(&T) -> bool) -> Option<T> {
    let mut held = lock(held);
    let at = held.iter().position(fits)?;
    held.remove(at)
}

/// What is held is whole after every step, so a panic elsewhere does not spoil it.
fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
