//! The bytes of a bundle's ZIP, in order, each read once.
//!
//! One thread reads: it fills blocks with headers and contents, and compares every member with its digest. A second
//! hashes the ZIP as a whole. The caller's hands full blocks to the sink, which writes them past the page cache where
//! it can. Blocks go round, so memory stays the same for any size, and are whole pages for the disk. The first member that
//! does not match ends everything.

use crate::error::{BundleError, Result};
use crate::plan::{Member, Plan, Source, directory};
use crate::{metadata, zip};
use holdfast_proof::{Digest, DigestWriter};
use holdfast_vault::{ObjectStore, PageBuffer, VaultError, Watch};
use std::fs::File;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Large enough that a system call is cheap, small enough to stay in the processor's cache between two threads.
const BLOCK_BYTES: usize = 1 << 20;
const BLOCKS: usize = 6;

/// Where evidence lies: the vault's object store, or anything that tests put in its place.
pub trait Objects: Sync {
    /// Opens the bytes of this digest at their beginning. What they really are is checked while they are read.
    ///
    /// Errors: `object-missing`, `cannot-read`.
    fn open(&self, digest: &Digest) -> Result<File>;
}

impl Objects for ObjectStore {
    fn open(&self, digest: &Digest) -> Result<File> {
        ObjectStore::open(self, digest).map_err(|error| match error {
            VaultError::ObjectMissing { digest } => BundleError::ObjectMissing { digest },
            other => BundleError::Vault(other),
        })
    }
}

/// Writes the plan's ZIP into `sink`, block by block; the SHA-256 of the whole.
///
/// Errors: of the sink; `object-missing`, `object-damaged`, `cannot-read`, `input-mismatch`; `cancelled`.
pub(crate) fn stream(
    plan: &Plan,
    objects: &dyn Objects,
    watch: &dyn Watch,
    sink: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<Digest> {
    let (full, filled) = sync_channel::<(PageBuffer, usize)>(BLOCKS);
    let (pass_on, hashed) = sync_channel(BLOCKS);
    let (give_back, empty) = sync_channel(BLOCKS);
    for _ in 0..BLOCKS {
        // The channel holds as many as there are: this never waits.
        let _ = give_back.try_send(PageBuffer::new(BLOCK_BYTES));
    }
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let blocks = Blocks { block: PageBuffer::default(), at: 0, full, empty };
            read_all(plan, objects, watch, blocks)
        });
        let hasher = scope.spawn(move || {
            let mut whole = DigestWriter::new();
            for (block, bytes) in filled {
                whole.update(&block[..bytes]);
                if pass_on.send((block, bytes)).is_err() {
                    break;
                }
            }
            whole.finish()
        });
        let written = write_all(&hashed, &give_back, watch, sink);
        // With these ends gone the others stop at their next block.
        drop((hashed, give_back));
        let zip_sha256 = hasher.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        match (written, read) {
            (Err(error), _) | (_, Err(Stop::Because(error))) => Err(error),
            (_, Err(Stop::NobodyTakes)) => Err(BundleError::Cancelled),
            (Ok(()), Ok(())) => Ok(zip_sha256),
        }
    })
}

fn write_all(
    hashed: &Receiver<(PageBuffer, usize)>,
    give_back: &SyncSender<PageBuffer>,
    watch: &dyn Watch,
    sink: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    for (block, bytes) in hashed {
        if watch.cancelled() {
            return Err(BundleError::Cancelled);
        }
        sink(&block[..bytes])?;
        watch.bytes(bytes as u64);
        // Fails only when the reader is done and needs no more blocks.
        let _ = give_back.send(block);
    }
    Ok(())
}

/// Why the reader stopped.
enum Stop {
    Because(BundleError),
    /// The writer is gone; it knows why.
    NobodyTakes,
}

impl From<BundleError> for Stop {
    fn from(error: BundleError) -> Self {
        Self::Because(error)
    }
}

fn read_all(
    plan: &Plan,
    objects: &dyn Objects,
    watch: &dyn Watch,
    mut blocks: Blocks,
) -> std::result::Result<(), Stop> {
    for member in &plan.members {
        blocks.put(&zip::local_header(member.stored()))?;
        match &member.source {
            Source::Made(bytes) => blocks.put(bytes)?,
            Source::Proof(path) => blocks.put(&metadata::log_proof(path)?)?,
            Source::Object(digest) => put_object(member, *digest, objects, &mut blocks)?,
        }
        watch.item();
    }
    blocks.put(&directory(&plan.members))?;
    blocks.pass_on()
}

/// Puts an object's bytes, exactly as many as the member says, and compares them with digest and CRC.
fn put_object(
    member: &Member,
    digest: Digest,
    objects: &dyn Objects,
    blocks: &mut Blocks,
) -> std::result::Result<(), Stop> {
    let unreadable = |error| BundleError::ObjectUnreadable { digest, error };
    let damaged = BundleError::ObjectDamaged { digest };
    let mut file = objects.open(&digest)?;
    if file.metadata().map_err(unreadable)?.len() != member.size_bytes {
        return Err(damaged.into());
    }
    let mut sha256 = DigestWriter::new();
    let mut crc32 = crc32fast::Hasher::new();
    let mut left = member.size_bytes;
    while left > 0 {
        let space = blocks.space()?;
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(space.len());
        let count = match file.read(&mut space[..most]) {
            Ok(0) => return Err(damaged.into()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error).into()),
        };
        sha256.update(&space[..count]);
        crc32.update(&space[..count]);
        blocks.at += count;
        left -= count as u64;
    }
    if sha256.finish() != digest {
        return Err(damaged.into());
    }
    if crc32.finalize() != member.crc32 {
        return Err(BundleError::mismatch(format!("the noted CRC of {} is another", member.name)).into());
    }
    Ok(())
}

/// The block being filled, and the way of full and empty ones.
struct Blocks {
    block: PageBuffer,
    at: usize,
    full: SyncSender<(PageBuffer, usize)>,
    empty: Receiver<PageBuffer>,
}

impl Blocks {
    fn put(&mut self, mut bytes: &[u8]) -> std::result::Result<(), Stop> {
        while !bytes.is_empty() {
            let space = self.space()?;
            let count = bytes.len().min(space.len());
            space[..count].copy_from_slice(&bytes[..count]);
            self.at += count;
            bytes = &bytes[count..];
        }
        Ok(())
    }

    /// Room for at least one byte, in a fresh block when this one is full.
    fn space(&mut self) -> std::result::Result<&mut [u8], Stop> {
        if self.at == self.block.len() {
            self.pass_on()?;
            self.block = self.empty.recv().map_err(|_| Stop::NobodyTakes)?;
        }
        Ok(&mut self.block[self.at..])
    }

    /// Hands over what is filled so far.
    fn pass_on(&mut self) -> std::result::Result<(), Stop> {
        if self.at > 0 {
            let block = std::mem::take(&mut self.block);
            self.full.send((block, self.at)).map_err(|_| Stop::NobodyTakes)?;
            self.at = 0;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
