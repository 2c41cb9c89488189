//! The central directory (APPNOTE 4.3.12): one header a member, without a gap, as many as the end record says.

use super::ending::Ending;
use super::extra::{self, Large};
use super::{Entry, MEMBERS_LIMIT, Method, ProblemKind, Walk, u16_at, u32_at};
use crate::source::{ReadAt, Window};
use std::io;

const HEADER_BYTES: usize = 46;
/// Bit 0 encrypted, 4 enhanced deflating, 5 patched data, 6 strong encryption, 13 masked headers.
const FLAGS_UNSUPPORTED: u16 = 1 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 13;
/// Bits 1 and 2 (how hard deflate tried), 3 (sizes follow the data).
const FLAGS_FOREIGN: u16 = 0b1110;
/// Bit 11: the name is UTF-8.
const FLAG_UTF8: u16 = 1 << 11;

/// Reads every central header into `walk.entries`. `false`: the directory cannot be followed.
pub(super) fn read(file: &dyn ReadAt, ending: &Ending, walk: &mut Walk) -> io::Result<bool> {
    let mut window = Window::new(file, ending.directory_offset, ending.directory_end);
    while window.remaining() > 0 {
        if walk.entries.len() as u64 >= MEMBERS_LIMIT {
            walk.say(ProblemKind::Limit, None, format!("more than {MEMBERS_LIMIT} members"));
            if ending.entries <= MEMBERS_LIMIT {
                walk.say(ProblemKind::Ambiguous, None, "the directory has more members than the end record says");
            }
            return Ok(false);
        }
        let Some(header) = window.take(HEADER_BYTES)? else {
            walk.say(ProblemKind::Ambiguous, None, "the directory ends in the middle of a header");
            return Ok(false);
        };
        if !header.starts_with(b"PK\x01\x02") {
            walk.say(ProblemKind::Ambiguous, None, "something else than a header lies in the directory");
            return Ok(false);
        }
        let mut fixed = [0; HEADER_BYTES];
        fixed.copy_from_slice(header);
        let name_bytes = usize::from(u16_at(&fixed, 28));
        let extra_bytes = usize::from(u16_at(&fixed, 30));
        let comment_bytes = usize::from(u16_at(&fixed, 32));
        let Some(rest) = window.take(name_bytes + extra_bytes + comment_bytes)? else {
            walk.say(ProblemKind::Ambiguous, None, "the directory ends in the middle of a name");
            return Ok(false);
        };
        let entry = read_entry(&fixed, &rest[..name_bytes], &rest[name_bytes..name_bytes + extra_bytes], walk);
        if comment_bytes > 0 {
            walk.say(ProblemKind::Repacked, Some(&entry.name), "a member has a comment");
        }
        walk.entries.push(entry);
    }
    if walk.entries.len() as u64 != ending.entries {
        let detail =
            format!("the end record says {} members, the directory has {}", ending.entries, walk.entries.len());
        walk.say(ProblemKind::Ambiguous, None, detail);
    }
    Ok(true)
}

fn read_entry(fixed: &[u8], raw_name: &[u8], extra_bytes: &[u8], walk: &mut Walk) -> Entry {
    let flags = u16_at(fixed, 8);
    let method = u16_at(fixed, 10);
    let name = spell(raw_name, flags, walk);
    let extra = extra::parse(extra_bytes);
    let encrypted = flags & FLAGS_UNSUPPORTED != 0 || extra.encrypted;

    if let Some(why) = extra.broken {
        walk.say(ProblemKind::Ambiguous, Some(&name), why);
    }
    if extra.other_name.is_some_and(|other| other != raw_name) {
        walk.say(ProblemKind::Ambiguous, Some(&name), "a Unicode Path extra field gives the member a second name");
    }
    if extra.foreign || extra.other_name.is_some() || flags & FLAGS_FOREIGN != 0 {
        walk.say(ProblemKind::Repacked, Some(&name), "extra fields or flags of another packer");
    }
    if encrypted {
        walk.say(ProblemKind::Unsupported, Some(&name), "encrypted or patched");
    } else if flags & !(FLAGS_UNSUPPORTED | FLAGS_FOREIGN | FLAG_UTF8) != 0 {
        walk.say(ProblemKind::Ambiguous, Some(&name), format!("reserved flags are set: {flags:#06x}"));
    }

    let mut large = Large(extra.large.unwrap_or_default());
    let size_bytes = large.number(u32_at(fixed, 24));
    let packed_bytes = large.number(u32_at(fixed, 20));
    let header_offset = large.number(u32_at(fixed, 42));
    // The number of the disk comes last in the ZIP64 field, as 4 bytes.
    let disk = u16_at(fixed, 34);
    let disk_is_first = disk == 0 || (disk == u16::MAX && large.0.get(..4) == Some(&[0; 4]));
    let numbers = (size_bytes, packed_bytes, header_offset);
    let (size_bytes, packed_bytes, header_offset) = match numbers {
        (Some(size), Some(packed), Some(offset)) => (size, packed, offset),
        _ => {
            walk.say(ProblemKind::Ambiguous, Some(&name), "a size is said to stand in a ZIP64 field that lacks it");
            (0, 0, u64::MAX)
        }
    };
    if !disk_is_first {
        walk.say(ProblemKind::Ambiguous, Some(&name), "a member is said to lie on another disk");
    }

    let folder = raw_name.last() == Some(&b'/');
    check_kind_of_file(fixed, folder, &name, walk);
    if folder {
        walk.say(ProblemKind::Repacked, Some(&name), "an entry for a folder");
        if size_bytes != 0 {
            walk.say(ProblemKind::Ambiguous, Some(&name), "a folder that has bytes");
        }
    }
    let method = match method {
        _ if encrypted => Method::Other(method),
        0 => Method::Stored,
        8 => Method::Deflated,
        other => {
            walk.say(ProblemKind::Unsupported, Some(&name), format!("packed by method {other}"));
            Method::Other(other)
        }
    };
    if method == Method::Stored && size_bytes != packed_bytes {
        walk.say(ProblemKind::Ambiguous, Some(&name), "a stored member with two sizes");
    }
    Entry {
        name,
        folder,
        method,
        crc32: u32_at(fixed, 16),
        packed_bytes,
        size_bytes,
        header_offset,
        data_offset: u64::MAX,
        raw_name: raw_name.to_vec(),
        flags,
    }
}

/// Links and special files are told by the upper half of the external attributes (a Unix mode), folders by bit 4 too.
fn check_kind_of_file(fixed: &[u8], folder: bool, name: &str, walk: &mut Walk) {
    let attributes = u32_at(fixed, 38);
    let kind = (attributes >> 16) & 0o170_000;
    let says_folder = kind == 0o040_000 || (kind == 0 && attributes & 0x10 != 0);
    match kind {
        0 | 0o100_000 | 0o040_000 if says_folder != folder && (kind != 0 || says_folder) => {
            walk.say(ProblemKind::Ambiguous, Some(name), "name and attributes disagree on whether it is a folder");
        }
        0 | 0o100_000 | 0o040_000 => {}
        0o120_000 => walk.say(ProblemKind::Link, Some(name), "a symbolic link"),
        other => walk.say(ProblemKind::Link, Some(name), format!("a special file, mode {other:o}")),
    }
}

/// The name as text. Without the UTF-8 flag a name beyond ASCII is read differently by different programs; Finder writes
/// UTF-8 without the flag, so that is what is assumed, and said to be foreign.
fn spell(raw: &[u8], flags: u16, walk: &mut Walk) -> String {
    let flagged = flags & FLAG_UTF8 != 0;
    match std::str::from_utf8(raw) {
        Ok(name) => {
            if !flagged && !name.is_ascii() {
                walk.say(ProblemKind::Repacked, Some(name), "a name beyond ASCII without the UTF-8 flag");
            }
            name.to_owned()
        }
        Err(_) => {
            let mut name = String::with_capacity(raw.len() * 2);
            for chunk in raw.utf8_chunks() {
                name.push_str(chunk.valid());
                for byte in chunk.invalid() {
                    name.push_str(&format!("%{byte:02X}"));
                }
            }
            if flagged {
                walk.say(ProblemKind::Ambiguous, Some(&name), "a name that is said to be UTF-8 and is not");
            } else {
                walk.say(ProblemKind::Repacked, Some(&name), "a name in an old code page");
            }
            name
        }
    }
}
