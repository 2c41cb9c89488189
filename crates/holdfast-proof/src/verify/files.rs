//! All files of a bundle after their one reading: size, digest, and the bytes of those that have to be understood.
//!
//! Where each exhibit brings files of a kind and each is understood for itself (environment.json, inclusion proofs),
//! their bytes are not held: they are read once more when their turn comes, and must have the digest of the first
//! reading. A bundle of ten thousand exhibits would otherwise take tens of megabytes for nothing.

use super::items::ITEMS;
use crate::bag::fault_finding;
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::json;
use crate::seal::ENVIRONMENT;
use crate::source::{Members, ReadFault};
use std::collections::BTreeMap;
use std::io::Read;

/// Whether a file is read once more instead of being held.
pub(super) fn is_read_again(name: &str) -> bool {
    let is_environment = name.strip_prefix(ITEMS).is_some_and(|rest| rest.rsplit('/').next() == Some(ENVIRONMENT));
    is_environment || name.starts_with("metadata/log/proofs/")
}

/// One file as it was read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) size_bytes: u64,
    /// None: the member cannot be opened (encrypted, another method, too large); the container's findings say so.
    pub(super) sha256: Option<Digest>,
    /// Kept for files that the check understands.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) litter: bool,
    /// Its place among the members.
    pub(super) index: usize,
}

/// The files by their name below the bundle's folder, sorted bytewise.
#[derive(Debug)]
pub(super) struct Files<'a>(pub(super) BTreeMap<&'a str, File>, pub(super) &'a Members);

impl<'a> Files<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&File> {
        self.0.get(name)
    }

    /// The bytes of a file that was kept.
    pub(super) fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).and_then(|file| file.bytes.as_deref())
    }

    /// The bytes of a file that [`is_read_again`]; none when it is not there, cannot be opened or is larger than a file
    /// may be that has to be understood (that is told when it is first read). Changed meanwhile is a finding.
    pub(super) fn again(&self, name: &str, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
        let file = self.0.get(name)?;
        let first = file.sha256?;
        if file.size_bytes > json::SIZE_BYTES as u64 {
            return None;
        }
        let mut bytes = Vec::with_capacity(file.size_bytes as usize);
        if let Ok(reader) = self.1.open_member(file.index) {
            // A member that contradicts its headers ends here as it did the first time, and that was told then.
            let _ = reader.take(file.size_bytes + 1).read_to_end(&mut bytes);
        }
        if Digest::of(&bytes) == first {
            return Some(bytes);
        }
        findings.push(fault_finding(&ReadFault::Changed, name));
        None
    }

    /// Gives up the bytes of the files below a folder (given with its `/`): they were understood and are not needed
    /// again, and what comes next needs the memory.
    pub(super) fn forget_below(&mut self, folder: &str) {
        let from = (std::ops::Bound::Included(folder), std::ops::Bound::Unbounded);
        for (_, file) in self.0.range_mut::<str, _>(from).take_while(|(name, _)| name.starts_with(folder)) {
            file.bytes = None;
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Names below a folder (given with its `/`), litter left out, relative to it.
    pub(super) fn below<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = (&'a str, &'s File)> + 's {
        self.0
            .range::<str, _>((std::ops::Bound::Included(folder), std::ops::Bound::Unbounded))
            .take_while(move |(name, _)| name.starts_with(folder))
            .filter(|(_, file)| !file.litter)
            .map(move |(name, file)| (&name[folder.len()..], file))
    }
}

/// Notes for keys that this version does not know.
pub(super) fn unknown_fields(path: &str, unknown: Vec<String>, findings: &mut Vec<Finding>) {
    for key in unknown {
        let detail = format!("the key {key:?} is not known to this version");
        findings.push(Finding::new(Code::UnknownField, detail).at(path).with("field", key));
    }
}
