//! The objects' part of a check: every object that is named is read and hashed by two threads, and every file
//! among the objects that is not named is told.

use super::{CheckCode, Findings};
use crate::error::{Result, VaultError};
use crate::layout::{INCOMING, LOCK, OBJECTS};
use crate::objects::ObjectStore;
use crate::outside::Watch;
use crate::tables::{entry, item, time_proof};
use crate::vault::Vault;
use holdfast_proof::{Digest, DigestWriter};
use std::fs::DirEntry;
use std::io::Read as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

const THREADS: usize = 2;

/// An object that the database names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    digest: Digest,
    size_bytes: u64,
    /// `None`: a body, of which no CRC is kept.
    crc32: Option<u32>,
}

pub(super) struct Hashed {
    pub(super) objects: u64,
    pub(super) bytes: u64,
}

/// Every object that the database names, sorted, each once.
pub(super) fn wanted(vault: &Vault, findings: &mut Findings) -> Result<Vec<Wanted>> {
    let mut wanted = Vec::new();
    item::each_file(&vault.connection, |digest, size_bytes, crc32| {
        wanted.push(Wanted { digest, size_bytes, crc32: Some(crc32) });
    })?;
    time_proof::each_object(&vault.connection, |digest, size_bytes, crc32| {
        wanted.push(Wanted { digest, size_bytes, crc32: Some(crc32) });
    })?;
    for body in entry::bodies(&vault.connection)?.into_iter().filter(|body| !body.erased) {
        wanted.push(Wanted { digest: body.digest, size_bytes: body.size_bytes, crc32: None });
    }
    // With the CRC first, so that a file of an item stands for the same object named by a body.
    wanted.sort_unstable_by_key(|object| (object.digest, object.crc32.is_none()));
    wanted.dedup_by(|later, first| {
        let same = later.digest == first.digest;
        if same && (later.size_bytes != first.size_bytes || later.crc32.is_some_and(|crc| Some(crc) != first.crc32)) {
            findings.add(
                CheckCode::CatalogueDiffers,
                path(&first.digest),
                "two rows say different sizes of one object",
            );
        }
        same
    });
    Ok(wanted)
}

pub(super) fn check(
    store: &ObjectStore,
    wanted: &[Wanted],
    findings: &mut Findings,
    watch: &dyn Watch,
) -> Result<Hashed> {
    let (next, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let found: Mutex<Vec<(CheckCode, Digest, String)>> = Mutex::new(Vec::new());
    let work = || {
        let mut buffer = store.take_buffer();
        while let Some(object) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            if watch.cancelled() {
                break;
            }
            let problem = look(store, object, &mut buffer, watch, &bytes);
            if let (Some((code, detail)), Ok(mut found)) = (problem, found.lock()) {
                found.push((code, object.digest, detail));
            }
        }
        store.give_back(buffer);
    };
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(work);
        }
    });
    if watch.cancelled() {
        return Err(VaultError::Cancelled);
    }
    for (code, digest, detail) in found.into_inner().unwrap_or_default() {
        findings.about_object(code, digest, path(&digest), detail);
    }
    strangers(store.folder(), wanted, findings)?;
    Ok(Hashed { objects: wanted.len() as u64, bytes: bytes.into_inner() })
}

/// What is wrong with one object, if anything.
fn look(
    store: &ObjectStore,
    object: &Wanted,
    buffer: &mut [u8],
    watch: &dyn Watch,
    bytes: &AtomicU64,
) -> Option<(CheckCode, String)> {
    let damaged = |detail: String| Some((CheckCode::ObjectDamaged, detail));
    let mut file = match store.open(&object.digest) {
        Ok(file) => file,
        Err(VaultError::ObjectMissing { .. }) => return Some((CheckCode::ObjectMissing, "it is not there".to_owned())),
        Err(error) => return damaged(error.to_string()),
    };
    let (mut hash, mut crc, mut size_bytes) = (DigestWriter::new(), crc32fast::Hasher::new(), 0);
    loop {
        match file.read(buffer) {
            Ok(0) => break,
            Ok(filled) => {
                hash.update(&buffer[..filled]);
                crc.update(&buffer[..filled]);
                size_bytes += filled as u64;
                bytes.fetch_add(filled as u64, Ordering::Relaxed);
                watch.bytes(filled as u64);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return damaged(error.to_string()),
        }
        if watch.cancelled() {
            return None;
        }
    }
    let digest = hash.finish();
    if digest != object.digest {
        return damaged(format!("its {size_bytes} bytes have the digest {digest}"));
    }
    let recorded = (object.size_bytes, object.crc32.unwrap_or_default());
    let counted = (size_bytes, object.crc32.map(|_| crc.finalize()).unwrap_or_default());
    (recorded != counted).then(|| (CheckCode::CatalogueDiffers, "its row says another size or CRC".to_owned()))
}

/// Files among the objects that no row names.
fn strangers(objects: &Path, wanted: &[Wanted], findings: &mut Findings) -> Result<()> {
    for folder in entries(objects)? {
        let name = folder.file_name().to_string_lossy().into_owned();
        if name == INCOMING {
            for left in entries(&folder.path())?.iter().filter(|entry| entry.file_name() != LOCK) {
                let path = format!("{OBJECTS}/{INCOMING}/{}", left.file_name().to_string_lossy());
                findings.add(CheckCode::UnreferencedObject, path, "a file on its way in");
            }
            continue;
        }
        let is_folder = folder.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || name.len() != 2 || !is_lower_hex(&name) {
            findings.add(CheckCode::ObjectStranger, format!("{OBJECTS}/{name}"), "not one of the store's folders");
            continue;
        }
        for object in entries(&folder.path())? {
            let rest = object.file_name().to_string_lossy().into_owned();
            let path = format!("{OBJECTS}/{name}/{rest}");
            let digest = format!("{name}{rest}").parse::<Digest>().ok();
            let is_file = object.file_type().is_ok_and(|kind| kind.is_file());
            let Some(digest) = digest.filter(|_| is_file) else {
                findings.add(CheckCode::ObjectStranger, path, "not an object");
                continue;
            };
            if wanted.binary_search_by_key(&digest, |object| object.digest).is_err() {
                let detail = "nothing names it".to_owned();
                findings.about_object(CheckCode::UnreferencedObject, digest, path, detail);
            }
        }
    }
    Ok(())
}

/// What a folder holds; one that vanished meanwhile holds nothing.
fn entries(folder: &Path) -> Result<Vec<DirEntry>> {
    match std::fs::read_dir(folder) {
        Ok(found) => found.collect::<std::io::Result<_>>().map_err(|error| VaultError::reading(folder, error)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(VaultError::reading(folder, error)),
    }
}

fn is_lower_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn path(digest: &Digest) -> String {
    let name = digest.to_string();
    format!("{OBJECTS}/{}/{}", &name[..2], &name[2..])
}
