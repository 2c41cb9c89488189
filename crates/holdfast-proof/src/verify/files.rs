//! All files of a bundle after their one reading: size, digest, and the bytes of those that have to be understood.

use crate::digest::Digest;
use crate::finding::{Code, Finding};
use std::collections::BTreeMap;

/// One file as it was read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) size_bytes: u64,
    /// None: the member cannot be opened (encrypted, another method, too large); the container's findings say so.
    pub(super) sha256: Option<Digest>,
    /// Kept for files that the check understands.
    pub(super) bytes: Option<Vec<u8>>,
    pub(super) litter: bool,
}

/// The files by their name below the bundle's folder, sorted bytewise.
#[derive(Debug, Default)]
pub(super) struct Files<'a>(pub(super) BTreeMap<&'a str, File>);

impl<'a> Files<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&File> {
        self.0.get(name)
    }

    /// The bytes of a file that was kept.
    pub(super) fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).and_then(|file| file.bytes.as_deref())
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
