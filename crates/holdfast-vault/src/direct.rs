//! Writing large files past the page cache.
//!
//! What is kept or handed over is written once and not read again soon. Sent through the page cache, each byte is
//! copied once more and pushes out something useful; handed to the disk directly (`O_DIRECT`), it is not. The disk
//! wants whole pages from page-aligned memory: so blocks are [`PageBuffer`]s, and whatever is no whole page, such as
//! the end of a file, goes through the cache, as does everything on a file system that knows no other way. Nothing is
//! durable before a sync, either way.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::ops::{Deref, DerefMut};
use std::path::Path;

/// What disks want addresses and lengths to be multiples of.
const PAGE_BYTES: usize = 4096;

/// Memory of a fixed size that begins at a page. Dereferences to exactly that many bytes.
#[derive(Debug, Default)]
pub struct PageBuffer {
    storage: Vec<u8>,
    begin: usize,
    bytes: usize,
}

impl PageBuffer {
    /// A zeroed buffer of so many bytes.
    #[must_use]
    pub fn new(bytes: usize) -> Self {
        let storage = vec![0; bytes + PAGE_BYTES];
        // Where alignment cannot be had, the buffer still works; writing then goes through the cache.
        let begin = storage.as_ptr().align_offset(PAGE_BYTES).min(PAGE_BYTES);
        Self { storage, begin, bytes }
    }
}

impl Deref for PageBuffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.storage[self.begin..self.begin + self.bytes]
    }
}

impl DerefMut for PageBuffer {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.storage[self.begin..self.begin + self.bytes]
    }
}

/// A new file that is written from beginning to end.
#[derive(Debug)]
pub struct DirectFile {
    file: File,
    is_direct: bool,
}

impl DirectFile {
    /// Creates a new file; one that exists is an error (`AlreadyExists`). `mode` is that of Unix.
    pub fn create(path: &Path, mode: u32) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let (file, is_direct) = platform::open(options, path, mode)?;
        Ok(Self { file, is_direct })
    }

    /// Appends all of `bytes`.
    pub fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let whole = bytes.as_ptr().align_offset(PAGE_BYTES) == 0 && bytes.len().is_multiple_of(PAGE_BYTES);
            if self.is_direct && !whole {
                self.go_through_cache()?;
            }
            match self.file.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => bytes = &bytes[written..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // Some file systems accept the flag and refuse the write.
                Err(error) if self.is_direct && error.kind() == io::ErrorKind::InvalidInput => {
                    self.go_through_cache()?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Forces bytes and size to the disk.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    fn go_through_cache(&mut self) -> io::Result<()> {
        platform::clear_direct(&self.file)?;
        self.is_direct = false;
        Ok(())
    }
}

#[cfg(target_os = "linux")]
mod platform {
    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::os::unix::fs::OpenOptionsExt as _;
    use std::path::Path;

    /// Opens for direct writing where the file system can; says whether it can.
    pub(super) fn open(mut options: OpenOptions, path: &Path, mode: u32) -> io::Result<(File, bool)> {
        options.mode(mode);
        let mut direct = options.clone();
        direct.custom_flags(OFlags::DIRECT.bits() as i32);
        match direct.open(path) {
            Ok(file) => Ok((file, true)),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                // The name may be there already, made by the attempt that was refused.
                match std::fs::symlink_metadata(path) {
                    Ok(made) if made.is_file() && made.len() == 0 => std::fs::remove_file(path)?,
                    _ => {}
                }
                Ok((options.open(path)?, false))
            }
            Err(error) => Err(error),
        }
    }

    pub(super) fn clear_direct(file: &File) -> io::Result<()> {
        let flags = fcntl_getfl(file)?;
        Ok(fcntl_setfl(file, flags - OFlags::DIRECT)?)
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::path::Path;

    pub(super) fn open(mut options: OpenOptions, path: &Path, mode: u32) -> io::Result<(File, bool)> {
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        let _ = mode;
        Ok((options.open(path)?, false))
    }

    pub(super) fn clear_direct(_: &File) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_blocks_and_a_rest_is_read_back() {
        for place in [std::env::temp_dir(), std::path::PathBuf::from("/dev/shm")] {
            let Ok(folder) = tempfile::tempdir_in(place) else { continue };
            let path = folder.path().join("file");
            let mut block = PageBuffer::new(1 << 16);
            for (at, byte) in block.iter_mut().enumerate() {
                *byte = (at % 251) as u8;
            }
            let mut file = DirectFile::create(&path, 0o600).expect("a new file");
            file.write(&block).expect("a whole block");
            file.write(&block).expect("another");
            file.write(&block[..777]).expect("the rest");
            file.sync().expect("synced");
            let expected = [&block[..], &block[..], &block[..777]].concat();
            assert_eq!(std::fs::read(&path).expect("read"), expected, "every byte, and no more");
            let again = DirectFile::create(&path, 0o600).expect_err("a file that is there is never opened for writing");
            assert_eq!(again.kind(), io::ErrorKind::AlreadyExists, "and is called that");
        }
    }

    #[test]
    fn bytes_in_any_memory_are_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        let mut file = DirectFile::create(&path, 0o600).expect("a new file");
        file.write(&vec![7; 10_001][1..]).expect("written");
        assert_eq!(std::fs::read(&path).expect("read").len(), 10_000, "through the cache where it must");
    }
}
