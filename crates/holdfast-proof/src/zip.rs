//! A ZIP as it lies on the disk: every header read by ourselves before anything is believed.
//!
//! Two programs that open the same ZIP may show two different folders: one believes the central directory, another the
//! local headers, a third an extra field or a comment. Evidence must not depend on which program opens it. So the whole
//! structure is walked on raw bytes (format.md 8, the ZIP profile; APPNOTE.TXT 6.3.10): from the end record over the
//! central directory to each local header, without a gap, without an overlap, nothing before and nothing after. What
//! contradicts itself is `Ambiguous`; what is merely foreign (another program packed it again) is `Repacked`; what this
//! reader cannot open is `Unsupported`; what is no ZIP is `NotAZip`; what is too large to be read safely is `Limit`.
//!
//! Nothing is ever unpacked to the disk: members are read in place, bounded by their declared size, CRC checked.

mod central;
mod ending;
mod extra;
mod local;
pub mod name;
mod read;

use crate::source::ReadAt;
use std::collections::BTreeMap;
use std::io;

pub use read::MemberReader;

/// Most members a ZIP or a folder may have.
pub const MEMBERS_LIMIT: u64 = 200_000;
/// Largest member, in bytes as unpacked (64 GiB).
pub const MEMBER_BYTES_LIMIT: u64 = 64 << 30;
/// All members together, in bytes as unpacked (256 GiB).
pub const TOTAL_BYTES_LIMIT: u64 = 256 << 30;
/// Most bytes that one packed byte may become, for members above [`RATIO_FREE_BYTES`].
pub const RATIO_LIMIT: u64 = 1_000;
/// Members up to this size (16 MiB) may have any ratio.
pub const RATIO_FREE_BYTES: u64 = 16 << 20;
/// A central directory larger than this (256 MiB) is not read.
const DIRECTORY_BYTES_LIMIT: u64 = 256 << 20;
/// So many problems of one kind are told one by one; the rest only by their number.
const TOLD_PER_KIND: usize = 50;

/// What a problem means for the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Not a ZIP at all.
    NotAZip,
    /// A ZIP that contradicts itself, or is cut off: two readers may see two things.
    Ambiguous,
    /// A name that leaves its folder, or means different things on different systems.
    UnsafeName,
    /// Two names that differ in upper and lower case only, or a file with the name of a folder.
    NameTwice,
    /// A symbolic link or a special file.
    Link,
    /// Encrypted, or packed by a method other than stored and deflated.
    Unsupported,
    /// Larger than this reader is willing to read.
    Limit,
    /// Packed again by another program; unambiguous.
    Repacked,
}

/// One thing that is not as the profile wants it. `detail` is technical English; `path` is the member's name as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub path: Option<String>,
    pub detail: String,
}

/// How a member is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
    /// Another method, by its number, or encrypted: cannot be opened here.
    Other(u16),
}

/// One member, as central directory and local header agree on it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name as written, `/` between its parts; bytes that are no UTF-8 are written `%XX`.
    pub name: String,
    /// An entry for a folder (its name ends with `/`); has no bytes.
    pub folder: bool,
    pub method: Method,
    pub crc32: u32,
    pub packed_bytes: u64,
    pub size_bytes: u64,
    header_offset: u64,
    data_offset: u64,
    raw_name: Vec<u8>,
    flags: u16,
}

impl Entry {
    /// Stored or deflated, not encrypted, and within the limits: such a member may be opened.
    pub fn can_open(&self) -> bool {
        !matches!(self.method, Method::Other(_)) && self.size_bytes <= MEMBER_BYTES_LIMIT && !self.swells()
    }

    /// Unpacks to more than a thousand times its packed size.
    fn swells(&self) -> bool {
        self.size_bytes > RATIO_FREE_BYTES && self.size_bytes / RATIO_LIMIT > self.packed_bytes
    }
}

/// What the walk found. `whole` tells whether the structure could be followed to its end, so that `entries` can be read.
#[derive(Debug, Default)]
pub struct Walk {
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
    pub whole: bool,
    told: BTreeMap<ProblemKind, usize>,
}

impl Walk {
    /// Whether a problem of this kind was found.
    pub fn has(&self, kind: ProblemKind) -> bool {
        self.told.contains_key(&kind)
    }

    fn say(&mut self, kind: ProblemKind, path: Option<&str>, detail: impl Into<String>) {
        let told = self.told.entry(kind).or_default();
        *told += 1;
        if *told <= TOLD_PER_KIND {
            self.problems.push(Problem { kind, path: path.map(str::to_owned), detail: detail.into() });
        }
    }

    /// Adds, for each kind of which not all were told, how many more there were.
    fn tell_the_rest(&mut self) {
        for (kind, count) in &self.told {
            if *count > TOLD_PER_KIND {
                let detail = format!("and {} more of this kind", count - TOLD_PER_KIND);
                self.problems.push(Problem { kind: *kind, path: None, detail });
            }
        }
    }
}

/// Walks the whole structure of a ZIP. Reads headers only, never members; at most one buffer of 64 KiB and the list of
/// entries are held. An error is an error of reading the file; whatever is wrong with the ZIP is in the answer.
pub fn walk(file: &dyn ReadAt) -> io::Result<Walk> {
    let mut walk = Walk::default();
    if let Some(ending) = ending::find(file, &mut walk)?
        && central::read(file, &ending, &mut walk)?
    {
        walk.whole = local::check(file, &ending, &mut walk)?;
        name::check_all(&mut walk);
        check_sizes(&mut walk);
    }
    walk.tell_the_rest();
    Ok(walk)
}

/// Opens a member for reading: bounded by its declared size, CRC checked at its end.
pub fn open<'a>(file: &'a dyn ReadAt, entry: &Entry) -> MemberReader<'a> {
    MemberReader::new(file, entry)
}

fn check_sizes(walk: &mut Walk) {
    let mut total = 0u64;
    let mut found = Vec::new();
    for entry in &walk.entries {
        total = total.saturating_add(entry.size_bytes);
        if entry.size_bytes > MEMBER_BYTES_LIMIT {
            found.push((entry.name.clone(), format!("{} bytes in one member", entry.size_bytes)));
        }
        if entry.swells() {
            found.push((
                entry.name.clone(),
                format!("{} bytes from {} packed bytes", entry.size_bytes, entry.packed_bytes),
            ));
        }
    }
    for (name, detail) in found {
        walk.say(ProblemKind::Limit, Some(&name), detail);
    }
    if total > TOTAL_BYTES_LIMIT {
        walk.say(ProblemKind::Limit, None, format!("{total} bytes in all members together"));
    }
}

/// A little-endian number at a fixed place of a header whose length was checked before.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | (u64::from(u32_at(bytes, at + 4)) << 32)
}
