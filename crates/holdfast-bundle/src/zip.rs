//! Where each byte of the ZIP lies, computed before one is written.
//!
//! Sizes, CRCs and names are known beforehand, so headers are complete when they are written: no data
//! descriptors, no second pass. The profile is that of docs/format.md, section 8: stored, flags 0 (names are
//! ASCII), members contiguous and in central order, ZIP64 fields only where a number does not fit, no comments,
//! one end record at the very end. The container says nothing of times: all dates are the format's first day.
//!
//! Source: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central), 4.3.14–16 (end), 4.5.3 (ZIP64).

/// What a header says about a member.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored<'a> {
    /// Path in the ZIP, ASCII.
    pub(crate) name: &'a str,
    pub(crate) size_bytes: u64,
    pub(crate) crc32: u32,
}

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_64: u32 = 0x0606_4b50;
const LOCATOR_64: u32 = 0x0706_4b50;

const LARGE: u64 = u32::MAX as u64;
const MANY: u64 = u16::MAX as u64;

/// Version 2.0, or 4.5 where ZIP64 fields are used.
const PLAIN: u16 = 20;
const ZIP64: u16 = 45;
/// Made on a system whose attributes are those of Unix.
const UNIX: u16 = 3 << 8;
/// A regular file, readable by all.
const REGULAR: u32 = 0o100_644 << 16;
/// 1 January 1980, 00:00: the format's zero.
const NO_TIME: u32 = 0x0021_0000;

/// The bytes in front of a member's content.
pub(crate) fn local_header(member: Stored<'_>) -> Vec<u8> {
    let large = member.size_bytes >= LARGE;
    let mut header = Vec::with_capacity(50 + member.name.len());
    put32(&mut header, LOCAL);
    common(&mut header, member, large);
    put16(&mut header, if large { 20 } else { 0 });
    header.extend_from_slice(member.name.as_bytes());
    if large {
        put16(&mut header, 1);
        put16(&mut header, 16);
        put64(&mut header, member.size_bytes);
        put64(&mut header, member.size_bytes);
    }
    header
}

/// How long [`local_header`] is.
pub(crate) fn local_header_bytes(member: Stored<'_>) -> u64 {
    30 + member.name.len() as u64 + if member.size_bytes >= LARGE { 20 } else { 0 }
}

/// A member's line in the central directory.
pub(crate) fn central_header(member: Stored<'_>, offset: u64, into: &mut Vec<u8>) {
    let large = member.size_bytes >= LARGE;
    let far = offset >= LARGE;
    put32(into, CENTRAL);
    put16(into, UNIX | if large || far { ZIP64 } else { PLAIN });
    common(into, member, large || far);
    let fields = if large { 16 } else { 0 } + if far { 8 } else { 0 };
    put16(into, if fields > 0 { 4 + fields } else { 0 });
    put16(into, 0); // comment
    put16(into, 0); // disk
    put16(into, 0); // internal attributes
    put32(into, REGULAR);
    put32(into, cut32(offset));
    into.extend_from_slice(member.name.as_bytes());
    if fields > 0 {
        put16(into, 1);
        put16(into, fields);
        if large {
            put64(into, member.size_bytes);
            put64(into, member.size_bytes);
        }
        if far {
            put64(into, offset);
        }
    }
}

/// The records that end the ZIP: `count` members, the directory at `offset` with `size` bytes.
pub(crate) fn end_records(count: u64, offset: u64, size: u64) -> Vec<u8> {
    let mut end = Vec::with_capacity(98);
    if count >= MANY || offset >= LARGE || size >= LARGE {
        put32(&mut end, END_64);
        put64(&mut end, 44); // bytes of this record that follow
        put16(&mut end, UNIX | ZIP64);
        put16(&mut end, ZIP64);
        put32(&mut end, 0); // this disk
        put32(&mut end, 0); // the directory's disk
        put64(&mut end, count);
        put64(&mut end, count);
        put64(&mut end, size);
        put64(&mut end, offset);
        put32(&mut end, LOCATOR_64);
        put32(&mut end, 0);
        put64(&mut end, offset + size);
        put32(&mut end, 1); // disks in all
    }
    put32(&mut end, END);
    put16(&mut end, 0);
    put16(&mut end, 0);
    put16(&mut end, cut16(count));
    put16(&mut end, cut16(count));
    put32(&mut end, cut32(size));
    put32(&mut end, cut32(offset));
    put16(&mut end, 0); // comment
    end
}

/// From "version needed" to the name's length: the same in both headers.
fn common(into: &mut Vec<u8>, member: Stored<'_>, zip64: bool) {
    put16(into, if zip64 { ZIP64 } else { PLAIN });
    put16(into, 0); // flags
    put16(into, 0); // stored
    put32(into, NO_TIME);
    put32(into, member.crc32);
    put32(into, cut32(member.size_bytes));
    put32(into, cut32(member.size_bytes));
    // A list's name has at most 150 bytes and the folder's at most 45; the plan has checked it.
    put16(into, cut16(member.name.len() as u64));
}

/// The number, or all ones where the ZIP64 field tells it.
fn cut32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn cut16(number: u64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn put16(into: &mut Vec<u8>, number: u16) {
    into.extend_from_slice(&number.to_le_bytes());
}

fn put32(into: &mut Vec<u8>, number: u32) {
    into.extend_from_slice(&number.to_le_bytes());
}

fn put64(into: &mut Vec<u8>, number: u64) {
    into.extend_from_slice(&number.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::{Stored, central_header, end_records, local_header, local_header_bytes};

    #[test]
    fn a_header_is_as_long_as_the_layout_says() {
        for size_bytes in [0, 1, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000] {
            let member = Stored { name: "a/data/items/E01/p001.png", size_bytes, crc32: 7 };
            let header = local_header(member);
            assert_eq!(header.len() as u64, local_header_bytes(member), "layout equals bytes at {size_bytes}");
        }
    }

    #[test]
    fn zip64_fields_stand_only_where_a_number_does_not_fit() {
        let member = |size_bytes| Stored { name: "x", size_bytes, crc32: 0 };
        let central = |size_bytes, offset| {
            let mut bytes = Vec::new();
            central_header(member(size_bytes), offset, &mut bytes);
            bytes.len()
        };
        assert_eq!(central(1, 0xffff_fffe), 47, "everything fits");
        assert_eq!(central(1, 0xffff_ffff), 47 + 12, "only the offset is large");
        assert_eq!(central(0xffff_ffff, 1), 47 + 20, "only the size is large");
        assert_eq!(central(0xffff_ffff, 0xffff_ffff), 47 + 28, "both are large");
        assert_eq!(end_records(65_534, 10, 10).len(), 22, "a small ZIP has the small end record");
        assert_eq!(end_records(65_535, 10, 10).len(), 98, "the count alone can ask for ZIP64");
    }
}
