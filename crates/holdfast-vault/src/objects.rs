//! The object store: bytes named by their SHA-256, written once, never changed.
//!
//! It speaks no SQL and may be used from many threads and processes at once. What lies under a digest is what was
//! hashed, because hashing happens on the copy's way to the disk, never in a second reading. An object may be
//! there that no database row names (a crash, a cancelled intake): it is harmless and `check` notes it.

use crate::direct::{DirectFile, PageBuffer};
use crate::durable;
use crate::error::{Result, VaultError};
use crate::layout::{INCOMING, LOCK, object_path};
use crate::outside::{Random, Watch};
use holdfast_proof::{Digest, DigestWriter};
use rustix::fs::FlockOperation;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::{DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Mutex};

/// One step of reading, hashing and writing.
const BUFFER_BYTES: usize = 1 << 20;
/// Buffers that travel between reader and writer of one big file.
const TRAVELLING_BUFFERS: usize = 4;
/// Buffers kept for the next file.
const KEPT_BUFFERS: usize = 8;
/// How much of a part is handed back for finding out what it is.
const FIRST_BYTES: usize = 8 << 10;
/// Up to so many files are synced one by one; more are cheaper by one sync of the whole disk.
const SYNC_ONE_BY_ONE: usize = 16;
/// Objects are read-only from the moment they are made.
const OBJECT_MODE: u32 = 0o400;
/// Nobody else's, whatever the process's mask says.
const FOLDER_MODE: u32 = 0o700;
const LOCK_MODE: u32 = 0o600;

/// An object as it was written, or found there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub digest: Digest,
    pub size_bytes: u64,
    /// CRC-32 as ZIP wants it, so that an export needs no second reading.
    pub crc32: u32,
    /// False: the same bytes were there already.
    pub fresh: bool,
    /// The first bytes, at most 8 KiB, for finding out what it is.
    pub first_bytes: Vec<u8>,
}

/// A handle on `objects/`. Cloning is cheap; every clone is the same store.
#[derive(Clone)]
pub struct ObjectStore {
    inner: Arc<Inner>,
}

struct Inner {
    objects: PathBuf,
    /// Opened before anything is written, so that [`durable::sync_disk`] hears of every failed write.
    opened_before: File,
    /// Held shared while anyone may have temporary files; gives it back by being closed.
    _writing: Option<File>,
    temporary_prefix: String,
    next_temporary: AtomicU64,
    spare_bytes: u64,
    buffers: Mutex<Vec<PageBuffer>>,
}

impl fmt::Debug for ObjectStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObjectStore").field("objects", &self.inner.objects).finish_non_exhaustive()
    }
}

impl ObjectStore {
    /// Opens the store for reading and writing. Temporary files of crashed writers go away here, and only when
    /// nobody else writes.
    pub(crate) fn open_for_writing(objects: &Path, random: &dyn Random, spare_bytes: u64) -> Result<Self> {
        let incoming = objects.join(INCOMING);
        std::fs::create_dir_all(&incoming).map_err(|error| VaultError::writing(&incoming, error))?;
        let lock_path = incoming.join(LOCK);
        let lock =
            std::fs::OpenOptions::new().create(true).truncate(false).write(true).mode(LOCK_MODE).open(&lock_path);
        let lock = lock.map_err(|error| VaultError::writing(&lock_path, error))?;
        if rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive).is_ok() {
            clear_incoming(&incoming)?;
        }
        // On a file system without locks nothing is cleared, and nothing is lost.
        let _ = rustix::fs::flock(&lock, FlockOperation::LockShared);
        let mut session = [0; 8];
        random.fill(&mut session);
        Self::new(objects, Some(lock), u64::from_be_bytes(session), spare_bytes)
    }

    pub(crate) fn open_for_reading(objects: &Path) -> Result<Self> {
        Self::new(objects, None, 0, 0)
    }

    fn new(objects: &Path, lock: Option<File>, session: u64, spare_bytes: u64) -> Result<Self> {
        let opened_before = File::open(objects).map_err(|error| VaultError::reading(objects, error))?;
        Ok(Self {
            inner: Arc::new(Inner {
                objects: objects.to_owned(),
                opened_before,
                _writing: lock,
                temporary_prefix: format!("{session:016x}"),
                next_temporary: AtomicU64::new(0),
                spare_bytes,
                buffers: Mutex::new(Vec::new()),
            }),
        })
    }

    /// Keeps everything that `source` gives as one object, hashed while it is copied; memory stays constant.
    ///
    /// If the same bytes are there already, they are read again: equal, and the copy is dropped (`fresh` is false);
    /// different, and the copy takes the damaged object's place. Durable only after [`sync`](Self::sync), which
    /// [`Vault::keep`](crate::Vault::keep) calls.
    pub fn write(&self, source: &mut dyn Read, watch: &dyn Watch) -> Result<Written> {
        let mut first = self.take_buffer();
        let outcome = self.write_from(&mut first, source, watch);
        self.give_back(first);
        outcome
    }

    fn write_from(&self, first: &mut [u8], source: &mut dyn Read, watch: &dyn Watch) -> Result<Written> {
        let filled = fill(first, source)?;
        watch.bytes(filled as u64);
        let first_bytes = first[..filled.min(FIRST_BYTES)].to_vec();
        if filled < first.len() {
            let bytes = &first[..filled];
            let digest = Digest::of(bytes);
            let fresh = !self.is_whole(&digest) && self.put(&digest, bytes)?;
            return Ok(Written {
                digest,
                size_bytes: filled as u64,
                crc32: crc32fast::hash(bytes),
                fresh,
                first_bytes,
            });
        }
        let temporary = self.temporary();
        let (digest, size_bytes, crc32) = self.stream(first, source, &temporary.path, watch)?;
        let fresh = self.settle(temporary, &digest)?;
        Ok(Written { digest, size_bytes, crc32, fresh, first_bytes })
    }

    /// Keeps a sealed record. Its own random salt makes its digest unique, so it is created under its final name.
    pub fn write_record(&self, bytes: &[u8]) -> Result<Written> {
        let digest = Digest::of(bytes);
        let path = self.path(&digest);
        let written = |fresh| Written {
            digest,
            size_bytes: bytes.len() as u64,
            crc32: crc32fast::hash(bytes),
            fresh,
            first_bytes: Vec::new(),
        };
        let mut file = match self.in_folder(&path, || durable::create(&path, OBJECT_MODE)) {
            Ok(file) => file,
            // The same record given twice by the caller: the ordinary way compares and heals.
            Err(VaultError::CannotWrite { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Ok(written(!self.is_whole(&digest) && self.put(&digest, bytes)?));
            }
            Err(error) => return Err(error),
        };
        file.write_all(bytes).map_err(|error| {
            let _ = std::fs::remove_file(&path);
            VaultError::writing(&path, error)
        })?;
        Ok(written(true))
    }

    /// Makes these objects durable: bytes and names. Every failure since the store was opened is an error.
    pub fn sync(&self, digests: &[Digest]) -> Result<()> {
        if digests.len() > SYNC_ONE_BY_ONE {
            return self.sync_all();
        }
        let mut folders = BTreeSet::from([self.inner.objects.clone()]);
        for digest in digests {
            let path = self.path(digest);
            durable::sync_file(&path).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => VaultError::ObjectMissing { digest: *digest },
                _ => VaultError::writing(&path, error),
            })?;
            folders.extend(path.parent().map(Path::to_owned));
        }
        for folder in folders.iter().rev() {
            durable::sync_folder(folder).map_err(|error| VaultError::writing(folder, error))?;
        }
        Ok(())
    }

    /// Makes everything durable that was written since the store was opened.
    pub(crate) fn sync_all(&self) -> Result<()> {
        let objects = &self.inner.objects;
        durable::sync_disk(&self.inner.opened_before).map_err(|error| VaultError::writing(objects, error))
    }

    /// Opens an object for reading, unchecked: the reader hashes what it reads.
    pub fn open(&self, digest: &Digest) -> Result<File> {
        let path = self.path(digest);
        File::open(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => VaultError::ObjectMissing { digest: *digest },
            _ => VaultError::reading(&path, error),
        })
    }

    /// Copies an object out and says its size. What went out is wrong if this says `object-damaged`, which it can
    /// only know after the last byte.
    pub fn read_checked(&self, digest: &Digest, into: &mut dyn Write, watch: &dyn Watch) -> Result<u64> {
        let mut file = self.open(digest)?;
        let mut hash = DigestWriter::new();
        let mut size_bytes = 0;
        let mut buffer = self.take_buffer();
        let copied = loop {
            if watch.cancelled() {
                break Err(VaultError::Cancelled);
            }
            match fill(&mut buffer, &mut file) {
                Ok(0) => break Ok(()),
                Ok(filled) => {
                    hash.update(&buffer[..filled]);
                    size_bytes += filled as u64;
                    if let Err(error) = into.write_all(&buffer[..filled]) {
                        break Err(VaultError::writing(Path::new("the copy"), error));
                    }
                    watch.bytes(filled as u64);
                }
                Err(_) => break Err(VaultError::ObjectDamaged { digest: *digest }),
            }
        };
        self.give_back(buffer);
        copied?;
        if hash.finish() == *digest { Ok(size_bytes) } else { Err(VaultError::ObjectDamaged { digest: *digest }) }
    }

    /// A small object whole (a record, a body), checked. Longer than `at_most_bytes` counts as damaged.
    pub fn read_small(&self, digest: &Digest, at_most_bytes: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.open(digest)?.take(at_most_bytes.saturating_add(1)).read_to_end(&mut bytes);
        if read.is_err() || Digest::of(&bytes) != *digest {
            return Err(VaultError::ObjectDamaged { digest: *digest });
        }
        Ok(bytes)
    }

    /// Bytes free on the vault's disk for this user.
    pub fn free_space(&self) -> Result<u64> {
        let objects = &self.inner.objects;
        let space = rustix::fs::statvfs(objects).map_err(|error| VaultError::reading(objects, error.into()))?;
        Ok(space.f_bavail.saturating_mul(space.f_frsize))
    }

    /// Refuses (`not-enough-space`) what would leave less than the spare bytes free.
    pub fn make_room_for(&self, bytes: u64) -> Result<()> {
        let free_bytes = self.free_space()?;
        let needed_bytes = bytes.saturating_add(self.inner.spare_bytes);
        if needed_bytes > free_bytes {
            return Err(VaultError::NotEnoughSpace { needed_bytes, free_bytes });
        }
        Ok(())
    }

    pub(crate) fn exists(&self, digest: &Digest) -> bool {
        self.path(digest).exists()
    }

    /// Removes an object that nothing names any more.
    pub(crate) fn erase(&self, digest: &Digest) -> Result<()> {
        let path = self.path(digest);
        durable::remove_if_there(&path).map_err(|error| VaultError::writing(&path, error))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.inner.objects
    }

    pub(crate) fn path(&self, digest: &Digest) -> PathBuf {
        object_path(&self.inner.objects, digest)
    }

    /// Reads, hashes and counts on this thread while another writes.
    fn stream(
        &self,
        first: &mut [u8],
        source: &mut dyn Read,
        temporary: &Path,
        watch: &dyn Watch,
    ) -> Result<(Digest, u64, u32)> {
        let mut file =
            DirectFile::create(temporary, OBJECT_MODE).map_err(|error| VaultError::writing(temporary, error))?;
        let mut hash = DigestWriter::new();
        let mut crc = crc32fast::Hasher::new();
        let mut size_bytes = 0_u64;
        let (full_sender, full) = sync_channel::<(PageBuffer, usize)>(TRAVELLING_BUFFERS);
        let (empty_sender, empty) = channel::<PageBuffer>();
        for _ in 0..TRAVELLING_BUFFERS {
            // Cannot fail: the receiver lives in this function.
            let _ = empty_sender.send(self.take_buffer());
        }
        std::thread::scope(|scope| {
            let first = &*first;
            let writer = scope.spawn(move || {
                file.write(first)?;
                for (buffer, filled) in full {
                    file.write(&buffer[..filled])?;
                    let _ = empty_sender.send(buffer);
                }
                io::Result::Ok(())
            });
            hash.update(first);
            crc.update(first);
            size_bytes += first.len() as u64;
            let read = loop {
                if watch.cancelled() {
                    break Err(VaultError::Cancelled);
                }
                // The other end is gone only when writing failed; the join below tells why.
                let Ok(mut buffer) = empty.recv() else { break Ok(()) };
                match fill(&mut buffer, source) {
                    Ok(0) => {
                        self.give_back(buffer);
                        break Ok(());
                    }
                    Ok(filled) => {
                        hash.update(&buffer[..filled]);
                        crc.update(&buffer[..filled]);
                        size_bytes += filled as u64;
                        watch.bytes(filled as u64);
                        if full_sender.send((buffer, filled)).is_err() {
                            break Ok(());
                        }
                    }
                    Err(error) => break Err(error),
                }
            };
            drop(full_sender);
            let wrote = writer.join().map_err(|_| io::Error::other("the writing thread panicked")).flatten();
            wrote.map_err(|error| VaultError::writing(temporary, error))?;
            read
        })?;
        for buffer in empty.try_iter() {
            self.give_back(buffer);
        }
        Ok((hash.finish(), size_bytes, crc.finalize()))
    }

    /// Writes small bytes by way of a temporary file. True: the object was not there before.
    fn put(&self, digest: &Digest, bytes: &[u8]) -> Result<bool> {
        let temporary = self.temporary();
        durable::create(&temporary.path, OBJECT_MODE)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| VaultError::writing(&temporary.path, error))?;
        self.settle(temporary, digest)
    }

    /// Gives a temporary file its final name. True: the object was not there before, or was damaged.
    fn settle(&self, mut temporary: Temporary, digest: &Digest) -> Result<bool> {
        let path = self.path(digest);
        let placed = self.in_folder(&path, || durable::place(&temporary.path, &path))?;
        if !placed {
            if self.is_whole(digest) {
                return Ok(false);
            }
            std::fs::rename(&temporary.path, &path).map_err(|error| VaultError::writing(&path, error))?;
        }
        temporary.settled = true;
        Ok(true)
    }

    /// True if the object is there and its bytes still have its name.
    fn is_whole(&self, digest: &Digest) -> bool {
        self.measure(digest, &crate::outside::Unwatched).is_ok()
    }

    /// Reads an object whole, checks it, and says its size and CRC.
    pub(crate) fn measure(&self, digest: &Digest, watch: &dyn Watch) -> Result<Written> {
        let mut crc = Crc(crc32fast::Hasher::new());
        let size_bytes = self.read_checked(digest, &mut crc, watch)?;
        Ok(Written { digest: *digest, size_bytes, crc32: crc.0.finalize(), fresh: false, first_bytes: Vec::new() })
    }

    /// Does `work` on `path`, making its folder if that is what is missing.
    fn in_folder<T>(&self, path: &Path, work: impl Fn() -> io::Result<T>) -> Result<T> {
        let folder = path.parent().unwrap_or(&self.inner.objects);
        let outcome = match work() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let made = DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder);
                made.map_err(|error| VaultError::writing(folder, error))?;
                work()
            }
            outcome => outcome,
        };
        outcome.map_err(|error| VaultError::writing(path, error))
    }

    fn temporary(&self) -> Temporary {
        let number = self.inner.next_temporary.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{number:08x}", self.inner.temporary_prefix);
        Temporary { path: self.inner.objects.join(INCOMING).join(name), settled: false }
    }

    pub(crate) fn take_buffer(&self) -> PageBuffer {
        let kept = self.inner.buffers.lock().ok().and_then(|mut buffers| buffers.pop());
        kept.unwrap_or_else(|| PageBuffer::new(BUFFER_BYTES))
    }

    pub(crate) fn give_back(&self, buffer: PageBuffer) {
        if let Ok(mut buffers) = self.inner.buffers.lock()
            && buffers.len() < KEPT_BUFFERS
        {
            buffers.push(buffer);
        }
    }
}

/// Counts, and keeps nothing.
struct Crc(crc32fast::Hasher);

impl Write for Crc {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A temporary file that goes away unless it was given its final name.
struct Temporary {
    path: PathBuf,
    settled: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.settled {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Removes what crashed writers left.
fn clear_incoming(incoming: &Path) -> Result<()> {
    let entries = std::fs::read_dir(incoming).map_err(|error| VaultError::reading(incoming, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| VaultError::reading(incoming, error))?;
        if entry.file_name() != LOCK {
            durable::remove_if_there(&entry.path()).map_err(|error| VaultError::writing(&entry.path(), error))?;
        }
    }
    Ok(())
}

/// Reads until `buffer` is full or the source ends; says how much is there.
fn fill(buffer: &mut [u8], source: &mut (impl Read + ?Sized)) -> Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(VaultError::SourceUnreadable(error)),
        }
    }
    Ok(filled)
}
