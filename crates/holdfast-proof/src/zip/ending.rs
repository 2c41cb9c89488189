//! The end of a ZIP: end record, and the ZIP64 record with its locator (APPNOTE 4.3.14 to 4.3.16).
//!
//! Rules: exactly one end record, ending exactly at the end of the file; nothing in a comment that another reader could
//! take for a header; the directory ends where the end records begin; where both records state a number they agree.

use super::{DIRECTORY_BYTES_LIMIT, MEMBERS_LIMIT, ProblemKind, Walk, u16_at, u32_at, u64_at};
use crate::source::ReadAt;
use std::io;

const END: &[u8; 4] = b"PK\x05\x06";
const END64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR64: &[u8; 4] = b"PK\x06\x07";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const LOCAL: &[u8; 4] = b"PK\x03\x04";
const END_BYTES: usize = 22;
/// Whoever has one piece of a split ZIP has a ZIP that is cut off.
const SPLIT: &str = "said to be split over several disks";
const LOCATOR64_BYTES: u64 = 20;
const END64_BYTES: u64 = 56;

/// Where the central directory lies and how many members it says it has.
pub(super) struct Ending {
    pub(super) entries: u64,
    pub(super) directory_offset: u64,
    pub(super) directory_end: u64,
}

/// Finds the end record. `None`: the structure cannot be followed; why is said in `walk`.
pub(super) fn find(file: &dyn ReadAt, walk: &mut Walk) -> io::Result<Option<Ending>> {
    let size = file.size();
    let tail_bytes = size.min((END_BYTES + usize::from(u16::MAX)) as u64);
    let tail_offset = size - tail_bytes;
    let mut tail = vec![0; tail_bytes as usize];
    file.read_exact_at(tail_offset, &mut tail)?;

    let marks: Vec<usize> = positions(&tail, END).filter(|at| at + END_BYTES <= tail.len()).collect();
    let ends_exactly = |at: &usize| at + END_BYTES + usize::from(u16_at(&tail, at + 20)) == tail.len();
    let exact: Vec<usize> = marks.iter().copied().filter(ends_exactly).collect();
    let Some(&at) = exact.last() else {
        return no_end_record(file, &marks, &tail, tail_offset, walk);
    };
    if exact.len() > 1 {
        walk.say(ProblemKind::Ambiguous, None, "two end records, each ending at the end of the file");
    }
    let comment = &tail[at + END_BYTES..];
    if [END, END64, LOCATOR64, CENTRAL, LOCAL].iter().any(|mark| positions(comment, mark).next().is_some()) {
        walk.say(ProblemKind::Ambiguous, None, "the comment contains the mark of a header");
    } else if !comment.is_empty() {
        walk.say(ProblemKind::Repacked, None, "the file has a comment");
    }
    read_end(file, &tail[at..at + END_BYTES], tail_offset + at as u64, walk)
}

fn no_end_record(
    file: &dyn ReadAt,
    marks: &[usize],
    tail: &[u8],
    tail_offset: u64,
    walk: &mut Walk,
) -> io::Result<Option<Ending>> {
    let mut first = [0; 4];
    let begins_like_a_zip = file.size() >= 4 && {
        file.read_exact_at(0, &mut first)?;
        &first == LOCAL || &first == END || &first == b"PK\x07\x08"
    };
    // An end record that does not end at the end of the file counts if its directory is where it says.
    let mut directory_found = false;
    for at in marks {
        let end_offset = tail_offset + *at as u64;
        let directory = end_offset.checked_sub(u64::from(u32_at(tail, at + 12)));
        if let Some(directory) = directory.filter(|offset| offset + 4 <= file.size()) {
            let mut mark = [0; 4];
            file.read_exact_at(directory, &mut mark)?;
            directory_found |= &mark == CENTRAL || directory == end_offset;
        }
    }
    if begins_like_a_zip || directory_found {
        let detail = if marks.is_empty() {
            "cut off: there is no end record"
        } else {
            "the end record does not end where the file ends: bytes were added or cut off"
        };
        walk.say(ProblemKind::Ambiguous, None, detail);
    } else {
        walk.say(ProblemKind::NotAZip, None, "no end record, and the first bytes are not those of a ZIP");
    }
    Ok(None)
}

fn read_end(file: &dyn ReadAt, end: &[u8], end_offset: u64, walk: &mut Walk) -> io::Result<Option<Ending>> {
    let this_disk = u16_at(end, 4);
    let directory_disk = u16_at(end, 6);
    let entries_here = u16_at(end, 8);
    let entries = u16_at(end, 10);
    let directory_bytes = u32_at(end, 12);
    let directory_offset = u32_at(end, 16);

    let large = match end_offset.checked_sub(LOCATOR64_BYTES) {
        Some(offset) => read_end64(file, offset, walk)?,
        None => None,
    };
    let (entries, directory_bytes, directory_offset, directory_end) = match large {
        None => {
            if (this_disk, directory_disk) != (0, 0) {
                walk.say(ProblemKind::Ambiguous, None, SPLIT);
                return Ok(None);
            }
            if entries_here != entries {
                walk.say(ProblemKind::Ambiguous, None, "the end record states two numbers of members");
            }
            (u64::from(entries), u64::from(directory_bytes), u64::from(directory_offset), end_offset)
        }
        Some(End64 { broken: true, .. }) => return Ok(None),
        Some(large) => {
            let agree = (this_disk == u16::MAX || this_disk == 0)
                && (directory_disk == u16::MAX || directory_disk == 0)
                && (entries_here == u16::MAX || u64::from(entries_here) == large.entries)
                && (entries == u16::MAX || u64::from(entries) == large.entries)
                && (directory_bytes == u32::MAX || u64::from(directory_bytes) == large.directory_bytes)
                && (directory_offset == u32::MAX || u64::from(directory_offset) == large.directory_offset);
            if !agree {
                walk.say(ProblemKind::Ambiguous, None, "end record and ZIP64 end record contradict each other");
            }
            (large.entries, large.directory_bytes, large.directory_offset, large.offset)
        }
    };
    if directory_offset.checked_add(directory_bytes) != Some(directory_end) {
        walk.say(
            ProblemKind::Ambiguous,
            None,
            format!(
                "the directory is said to lie at {directory_offset} with {directory_bytes} bytes, \
                 but the end records begin at {directory_end}"
            ),
        );
        return Ok(None);
    }
    if entries > MEMBERS_LIMIT {
        walk.say(ProblemKind::Limit, None, format!("{entries} members"));
        return Ok(None);
    }
    if directory_bytes > DIRECTORY_BYTES_LIMIT {
        walk.say(ProblemKind::Limit, None, format!("a directory of {directory_bytes} bytes"));
        return Ok(None);
    }
    Ok(Some(Ending { entries, directory_offset, directory_end }))
}

struct End64 {
    broken: bool,
    offset: u64,
    entries: u64,
    directory_bytes: u64,
    directory_offset: u64,
}

/// The ZIP64 record, if a locator stands before the end record. A locator that leads nowhere is a contradiction, since
/// some readers follow it whenever it is there.
fn read_end64(file: &dyn ReadAt, locator_offset: u64, walk: &mut Walk) -> io::Result<Option<End64>> {
    let mut locator = [0; LOCATOR64_BYTES as usize];
    file.read_exact_at(locator_offset, &mut locator)?;
    if !locator.starts_with(LOCATOR64) {
        return Ok(None);
    }
    let offset = u64_at(&locator, 8);
    let broken = End64 { broken: true, offset, entries: 0, directory_bytes: 0, directory_offset: 0 };
    if u32_at(&locator, 4) != 0 || u32_at(&locator, 16) > 1 {
        walk.say(ProblemKind::Ambiguous, None, SPLIT);
        return Ok(Some(broken));
    }
    if offset.checked_add(END64_BYTES).is_none_or(|end| end > locator_offset) {
        walk.say(ProblemKind::Ambiguous, None, "the ZIP64 locator points nowhere");
        return Ok(Some(broken));
    }
    let mut record = [0; END64_BYTES as usize];
    file.read_exact_at(offset, &mut record)?;
    let stated = u64_at(&record, 4);
    if !record.starts_with(END64) || stated.checked_add(12 + offset) != Some(locator_offset) {
        walk.say(ProblemKind::Ambiguous, None, "the ZIP64 end record is not where its locator says");
        return Ok(Some(broken));
    }
    if stated != END64_BYTES - 12 {
        walk.say(ProblemKind::Repacked, None, "the ZIP64 end record carries further data");
    }
    if u32_at(&record, 16) != 0 || u32_at(&record, 20) != 0 {
        walk.say(ProblemKind::Ambiguous, None, SPLIT);
        return Ok(Some(broken));
    }
    let entries = u64_at(&record, 32);
    if u64_at(&record, 24) != entries {
        walk.say(ProblemKind::Ambiguous, None, "the ZIP64 end record states two numbers of members");
    }
    Ok(Some(End64 {
        broken: false,
        offset,
        entries,
        directory_bytes: u64_at(&record, 40),
        directory_offset: u64_at(&record, 48),
    }))
}

fn positions<'a>(bytes: &'a [u8], mark: &'a [u8; 4]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(4).enumerate().filter(move |(_, four)| *four == mark).map(|(at, _)| at)
}
