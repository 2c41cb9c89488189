//! The bytes of a bundle's ZIP, in order, each read once.
//!
//! One thread reads and hashes: it fills blocks with headers and contents, compares every member with its digest,
//! and hashes the ZIP as a whole. The other hands full blocks to the sink: copying them into the page cache costs
//! about as much as both digests. Blocks go round, so memory stays the same for any size. The first member that
//! does not match ends everything.

use crate::error::{BundleError, Result};
use crate::plan::{Member, Plan, Source, directory};
use crate::{metadata, zip};
use holdfast_proof::{Digest, DigestWriter};
use holdfast_vault::{ObjectStore, VaultError, Watch};
use std::fs::File;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Large enough that a system call is cheap, small enough to stay in the processor's cache between two threads.
const BLOCK_BYTES: usize = 1 << 20;
const BLOCKS: usize = 4;

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
    let (full, filled) = sync_channel(BLOCKS);
    let (give_back, empty) = sync_channel(BLOCKS);
    for _ in 0..BLOCKS {
        // The channel holds as many as there are: this never waits.
        let _ = give_back.try_send(vec![0; BLOCK_BYTES]);
    }
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let blocks = Blocks { block: Vec::new(), at: 0, whole: DigestWriter::new(), full, empty };
            read_all(plan, objects, watch, blocks)
        });
        let written = write_all(&filled, &give_back, watch, sink);
        // With both ends gone the reader stops at its next block.
        drop((filled, give_back));
        let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        match (written, read) {
            (Err(error), _) | (_, Err(Stop::Because(error))) => Err(error),
            (_, Err(Stop::NobodyTakes)) => Err(BundleError::Cancelled),
            (Ok(()), Ok(digest)) => Ok(digest),
        }
    })
}

fn write_all(
    filled: &Receiver<(Vec<u8>, usize)>,
    give_back: &SyncSender<Vec<u8>>,
    watch: &dyn Watch,
    sink: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    for (block, bytes) in filled {
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
) -> std::result::Result<Digest, Stop> {
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
    blocks.pass_on()?;
    Ok(blocks.whole.finish())
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
    block: Vec<u8>,
    at: usize,
    /// Over everything that was passed on.
    whole: DigestWriter,
    full: SyncSender<(Vec<u8>, usize)>,
    empty: Receiver<Vec<u8>>,
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
            self.whole.update(&block[..self.at]);
            self.full.send((block, self.at)).map_err(|_| Stop::NobodyTakes)?;
            self.at = 0;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
