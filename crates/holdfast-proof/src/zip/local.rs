//! Local headers (APPNOTE 4.3.7) and data descriptors (4.3.9): the file is covered from its first byte to the directory
//! by the members and nothing else, and each local header says what the directory says.

use super::ending::Ending;
use super::extra::{self, Large};
use super::{Entry, ProblemKind, Walk, u16_at, u32_at, u64_at};
use crate::source::{Nearby, ReadAt};
use std::io;

const HEADER_BYTES: u64 = 30;
/// Bit 3: CRC and sizes follow the data.
const FLAG_DESCRIPTOR: u16 = 1 << 3;

/// Checks all local headers in the order in which they lie. `false`: some member's place is not known for sure.
pub(super) fn check(file: &dyn ReadAt, ending: &Ending, walk: &mut Walk) -> io::Result<bool> {
    let mut order: Vec<usize> = (0..walk.entries.len()).collect();
    if !walk.entries.is_sorted_by_key(|entry| entry.header_offset) {
        walk.say(ProblemKind::Ambiguous, None, "members do not lie in the order of the directory");
        order.sort_by_key(|index| walk.entries[*index].header_offset);
    }
    let mut entries = std::mem::take(&mut walk.entries);
    let mut near = Nearby::new(file);
    let mut expected = 0;
    let mut whole = true;
    for (position, index) in order.iter().enumerate() {
        let next = order.get(position + 1).map_or(ending.directory_offset, |next| entries[*next].header_offset);
        let entry = &mut entries[*index];
        if entry.header_offset != expected {
            let what = match (position, entry.header_offset > expected) {
                (0, _) => "something lies before the first member",
                (_, true) => "a gap before the member",
                (_, false) => "the member overlaps the one before it",
            };
            walk.say(ProblemKind::Ambiguous, Some(&entry.name), what);
        }
        match check_one(&mut near, entry, next, ending.directory_offset, walk)? {
            Some(end) => expected = end,
            None => {
                whole = false;
                expected = next;
            }
        }
        entry.raw_name = Vec::new();
    }
    if expected != ending.directory_offset {
        walk.say(ProblemKind::Ambiguous, None, "something lies between the last member and the directory");
    }
    walk.entries = entries;
    Ok(whole)
}

/// Checks one local header and finds where its data begin. Gives the offset after the member.
fn check_one(
    file: &mut Nearby<'_>,
    entry: &mut Entry,
    next: u64,
    directory: u64,
    walk: &mut Walk,
) -> io::Result<Option<u64>> {
    let name = entry.name.clone();
    let fixed_end = entry.header_offset.checked_add(HEADER_BYTES).filter(|end| *end <= directory);
    let Some(fixed_end) = fixed_end else {
        walk.say(ProblemKind::Ambiguous, Some(&name), "the member is said to lie outside the file");
        return Ok(None);
    };
    let mut fixed = [0; HEADER_BYTES as usize];
    file.read_exact_at(entry.header_offset, &mut fixed)?;
    let name_bytes = usize::from(u16_at(&fixed, 26));
    let extra_bytes = usize::from(u16_at(&fixed, 28));
    let data_offset = fixed_end + (name_bytes + extra_bytes) as u64;
    let data_end = data_offset.checked_add(entry.packed_bytes).filter(|end| *end <= directory);
    let (true, Some(data_end)) = (fixed.starts_with(b"PK\x03\x04"), data_end) else {
        walk.say(ProblemKind::Ambiguous, Some(&name), "no local header, or its data reach into the directory");
        return Ok(None);
    };
    let mut rest = vec![0; name_bytes + extra_bytes];
    file.read_exact_at(fixed_end, &mut rest)?;
    let (raw_name, extra_part) = rest.split_at(name_bytes);
    entry.data_offset = data_offset;

    let mut differ = |what: &str| {
        walk.say(ProblemKind::Ambiguous, Some(&name), format!("local header and directory differ: {what}"));
    };
    if raw_name != entry.raw_name {
        differ("the name");
    }
    if u16_at(&fixed, 6) != entry.flags {
        differ("the flags");
    }
    if !same_method(u16_at(&fixed, 8), entry) {
        differ("the method");
    }
    let extra = extra::parse(extra_part);
    let mut large = Large(extra.large.unwrap_or_default());
    let size_bytes = large.number(u32_at(&fixed, 22));
    let packed_bytes = large.number(u32_at(&fixed, 18));
    let crc32 = u32_at(&fixed, 14);
    let described = entry.flags & FLAG_DESCRIPTOR != 0;
    let left_open = |number: u64| described && number == 0;
    if crc32 != entry.crc32 && !left_open(u64::from(crc32)) {
        differ("the CRC");
    }
    if size_bytes.is_none_or(|size| size != entry.size_bytes && !left_open(size)) {
        differ("the size");
    }
    if packed_bytes.is_none_or(|size| size != entry.packed_bytes && !left_open(size)) {
        differ("the packed size");
    }
    if let Some(why) = extra.broken {
        walk.say(ProblemKind::Ambiguous, Some(&name), why);
    }
    if extra.other_name.is_some_and(|other| other != raw_name) {
        walk.say(ProblemKind::Ambiguous, Some(&name), "a Unicode Path extra field gives the member a second name");
    }
    if extra.foreign || extra.other_name.is_some() {
        walk.say(ProblemKind::Repacked, Some(&name), "extra fields of another packer");
    }
    if !described {
        return Ok(Some(data_end));
    }
    descriptor_end(file, entry, data_end, next, walk)
}

fn same_method(local: u16, entry: &Entry) -> bool {
    match entry.method {
        super::Method::Stored => local == 0,
        super::Method::Deflated => local == 8,
        super::Method::Other(central) => local == central,
    }
}

/// A data descriptor: mark or none, 4- or 8-byte sizes; the one that fills the place up to the next member.
fn descriptor_end(
    file: &mut Nearby<'_>,
    entry: &Entry,
    data_end: u64,
    next: u64,
    walk: &mut Walk,
) -> io::Result<Option<u64>> {
    let length = next.saturating_sub(data_end);
    if !matches!(length, 12 | 16 | 20 | 24) {
        walk.say(ProblemKind::Ambiguous, Some(&entry.name), "no data descriptor fits between this member and the next");
        return Ok(Some(data_end));
    }
    let mut bytes = vec![0; length as usize];
    file.read_exact_at(data_end, &mut bytes)?;
    let numbers = match length {
        16 | 24 if bytes.starts_with(b"PK\x07\x08") => &bytes[4..],
        12 | 20 => &bytes[..],
        _ => &[],
    };
    let (packed, size) = match numbers.len() {
        12 => (u64::from(u32_at(numbers, 4)), u64::from(u32_at(numbers, 8))),
        20 => (u64_at(numbers, 4), u64_at(numbers, 12)),
        _ => (u64::MAX, u64::MAX),
    };
    let agrees = !numbers.is_empty()
        && u32_at(numbers, 0) == entry.crc32
        && packed == entry.packed_bytes
        && size == entry.size_bytes;
    if !agrees {
        walk.say(ProblemKind::Ambiguous, Some(&entry.name), "data descriptor and directory differ");
    }
    Ok(Some(next))
}
