//! Reading every member exactly once: hashed in parallel, small ones that the check needs kept in memory.
//!
//! A queue of members, largest first, is worked off by as many threads as there are processors. A large member is read
//! ahead by a thread of its own while another hashes, so that one huge video is as fast as the hash alone. Memory: a few
//! buffers of 1 MiB a thread, and what is asked to be kept, within a budget.

use super::{Members, OpenError, Watch};
use crate::digest::{Digest, DigestWriter};
use crate::zip::MemberReader;
use sha2::Digest as _;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

const BUFFER_BYTES: usize = 1 << 20;
const SMALL_BUFFER_BYTES: usize = 256 << 10;
/// From this size on a member is read ahead by its own thread.
const LARGE_BYTES: u64 = 8 << 20;
const BUFFERS_AHEAD: usize = 4;

/// A digest algorithm that a bag's manifest may use (RFC 8493 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Algorithm {
    /// The algorithm of a manifest's file name (`manifest-<name>.txt`), in any case.
    pub(crate) fn from_name(name: &str) -> Option<Algorithm> {
        Some(match name.to_ascii_lowercase().as_str() {
            "md5" => Algorithm::Md5,
            "sha1" => Algorithm::Sha1,
            "sha224" => Algorithm::Sha224,
            "sha256" => Algorithm::Sha256,
            "sha384" => Algorithm::Sha384,
            "sha512" => Algorithm::Sha512,
            _ => return None,
        })
    }
}

/// What to do with the members.
pub(crate) struct HashPlan<'a> {
    /// Members to read, by index.
    pub(crate) members: Vec<usize>,
    /// Algorithms beside SHA-256.
    pub(crate) others: Vec<Algorithm>,
    /// Which members' bytes to keep, by name.
    pub(crate) keep: &'a (dyn Fn(&str) -> bool + Sync),
    /// A kept member may have at most this many bytes; a larger one is hashed only.
    pub(crate) keep_bytes_limit: u64,
    /// All kept bytes together.
    pub(crate) keep_bytes_budget: u64,
    pub(crate) watch: &'a dyn Watch,
    /// 0: as many as there are processors.
    pub(crate) threads: usize,
}

/// What one reading of a member gave.
#[derive(Clone, Debug)]
pub(crate) struct Hashed {
    pub(crate) sha256: Digest,
    /// In the order of [`HashPlan::others`], lower-case hex.
    pub(crate) others: Vec<String>,
    /// The bytes, if they were to be kept and are within the limits.
    pub(crate) bytes: Option<Vec<u8>>,
    /// The member's bytes contradict its headers.
    pub(crate) fault: Option<ReadFault>,
    /// It was to be kept, but the limits forbade it.
    pub(crate) too_large: bool,
}

/// What was wrong while reading a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReadFault {
    /// CRC, size or packing contradict the ZIP's headers.
    Contradiction(String),
    /// Another program changed the file meanwhile.
    Changed,
}

/// Reads the planned members; the answer has their order. An error of reading ends everything.
pub(crate) fn hash_members(members: &Members, plan: &HashPlan<'_>) -> Result<Vec<Hashed>, OpenError> {
    let mut order: Vec<usize> = (0..plan.members.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(members.list()[plan.members[*at]].size_bytes));
    let processors = std::thread::available_parallelism().map_or(1, |count| count.get());
    let threads = if plan.threads == 0 { processors } else { plan.threads }.clamp(1, order.len().max(1));
    let next = AtomicUsize::new(0);
    let kept = AtomicU64::new(0);
    let failed: Mutex<Option<OpenError>> = Mutex::new(None);
    let work = || {
        let mut done = Vec::new();
        let mut buffer = Vec::new();
        while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let index = plan.members[*at];
            let stopped = plan.watch.cancelled();
            let outcome =
                if stopped { Err(OpenError::Cancelled) } else { read_one(members, index, plan, &kept, &mut buffer) };
            match outcome {
                Ok(hashed) => {
                    plan.watch.item();
                    done.push((*at, hashed));
                }
                Err(error) => {
                    next.store(order.len(), Ordering::Relaxed);
                    if let Ok(mut failed) = failed.lock() {
                        failed.get_or_insert(error);
                    }
                    break;
                }
            }
        }
        done
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    if let Some(error) = failed.into_inner().unwrap_or(None) {
        return Err(error);
    }
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, hashed)| hashed).collect())
}

fn read_one(
    members: &Members,
    index: usize,
    plan: &HashPlan<'_>,
    kept: &AtomicU64,
    buffer: &mut Vec<u8>,
) -> Result<Hashed, OpenError> {
    let member = &members.list()[index];
    let mut keep = (plan.keep)(&member.name);
    let mut too_large = false;
    if keep {
        let fits = member.size_bytes <= plan.keep_bytes_limit
            && kept.fetch_add(member.size_bytes, Ordering::Relaxed) + member.size_bytes <= plan.keep_bytes_budget;
        too_large = !fits;
        keep = fits;
    }
    let mut sink = Sink::new(&plan.others, keep.then(|| Vec::with_capacity(member.size_bytes as usize)));
    let read = members.open_member(index).and_then(|reader| {
        if member.size_bytes >= LARGE_BYTES {
            read_ahead(reader, &mut sink, plan.watch)
        } else {
            buffer.resize(SMALL_BUFFER_BYTES, 0);
            read_through(reader, buffer, &mut sink, plan.watch)
        }
    });
    let fault = match read {
        Ok(()) if plan.watch.cancelled() => return Err(OpenError::Cancelled),
        Ok(()) if sink.size != member.size_bytes => Some(ReadFault::Changed),
        Ok(()) => None,
        Err(error) => {
            let text = error.to_string();
            if MemberReader::CONTRADICTIONS.contains(&text.as_str()) {
                Some(ReadFault::Contradiction(text))
            } else if text == super::folder::CHANGED || error.kind() == io::ErrorKind::NotFound {
                Some(ReadFault::Changed)
            } else {
                return Err(OpenError::CannotRead { path: PathBuf::from(&member.name), error });
            }
        }
    };
    Ok(sink.finish(fault, too_large))
}

fn read_through(mut reader: impl Read, buffer: &mut [u8], sink: &mut Sink, watch: &dyn Watch) -> io::Result<()> {
    loop {
        match reader.read(buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => {
                sink.take(&buffer[..read]);
                watch.bytes(read as u64);
                if watch.cancelled() {
                    return Ok(());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// One thread reads (and compares the CRC), this one hashes; buffers go round between them.
fn read_ahead(reader: Box<dyn Read + Send + '_>, sink: &mut Sink, watch: &dyn Watch) -> io::Result<()> {
    let (full_in, full_out) = sync_channel::<io::Result<Vec<u8>>>(BUFFERS_AHEAD);
    let (empty_in, empty_out) = sync_channel::<Vec<u8>>(BUFFERS_AHEAD);
    for _ in 0..BUFFERS_AHEAD {
        // The channel has room for all of them, and its other end is in this function.
        let _ = empty_in.send(vec![0; BUFFER_BYTES]);
    }
    std::thread::scope(|scope| {
        scope.spawn(move || fill(reader, &empty_out, &full_in));
        let mut outcome = Ok(());
        for filled in full_out {
            match filled {
                Ok(buffer) => {
                    sink.take(&buffer);
                    watch.bytes(buffer.len() as u64);
                    if watch.cancelled() {
                        break;
                    }
                    let _ = empty_in.send(buffer);
                }
                Err(error) => {
                    outcome = Err(error);
                    break;
                }
            }
        }
        // Dropping the channel of empty buffers ends the other thread.
        drop(empty_in);
        outcome
    })
}

fn fill(mut reader: Box<dyn Read + Send + '_>, empty: &Receiver<Vec<u8>>, full: &SyncSender<io::Result<Vec<u8>>>) {
    for mut buffer in empty {
        buffer.resize(BUFFER_BYTES, 0);
        let mut filled = 0;
        let mut failure = None;
        while filled < buffer.len() {
            match reader.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        buffer.truncate(filled);
        let last = filled == 0 || failure.is_some();
        if filled > 0 && full.send(Ok(buffer)).is_err() {
            return;
        }
        if let Some(error) = failure {
            let _ = full.send(Err(error));
        }
        if last {
            return;
        }
    }
}

/// All digests of one member, and its bytes if they are kept.
struct Sink {
    sha256: DigestWriter,
    others: Vec<Other>,
    bytes: Option<Vec<u8>>,
    size: u64,
}

enum Other {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha224(sha2::Sha224),
    Sha384(sha2::Sha384),
    Sha512(sha2::Sha512),
    Sha256,
}

impl Sink {
    fn new(others: &[Algorithm], bytes: Option<Vec<u8>>) -> Self {
        let others = others.iter().map(|algorithm| match algorithm {
            Algorithm::Md5 => Other::Md5(md5::Md5::new()),
            Algorithm::Sha1 => Other::Sha1(sha1::Sha1::new()),
            Algorithm::Sha224 => Other::Sha224(sha2::Sha224::new()),
            Algorithm::Sha256 => Other::Sha256,
            Algorithm::Sha384 => Other::Sha384(sha2::Sha384::new()),
            Algorithm::Sha512 => Other::Sha512(sha2::Sha512::new()),
        });
        Sink { sha256: DigestWriter::new(), others: others.collect(), bytes, size: 0 }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.sha256.update(bytes);
        for other in &mut self.others {
            match other {
                Other::Md5(hasher) => hasher.update(bytes),
                Other::Sha1(hasher) => hasher.update(bytes),
                Other::Sha224(hasher) => hasher.update(bytes),
                Other::Sha384(hasher) => hasher.update(bytes),
                Other::Sha512(hasher) => hasher.update(bytes),
                Other::Sha256 => {}
            }
        }
        if let Some(kept) = &mut self.bytes {
            kept.extend_from_slice(bytes);
        }
    }

    fn finish(self, fault: Option<ReadFault>, too_large: bool) -> Hashed {
        let sha256 = self.sha256.finish();
        let others = self.others.into_iter().map(|other| match other {
            Other::Md5(hasher) => crate::hex::encode(&hasher.finalize()),
            Other::Sha1(hasher) => crate::hex::encode(&hasher.finalize()),
            Other::Sha224(hasher) => crate::hex::encode(&hasher.finalize()),
            Other::Sha384(hasher) => crate::hex::encode(&hasher.finalize()),
            Other::Sha512(hasher) => crate::hex::encode(&hasher.finalize()),
            Other::Sha256 => sha256.to_string(),
        });
        Hashed { sha256, others: others.collect(), bytes: self.bytes, fault, too_large }
    }
}
