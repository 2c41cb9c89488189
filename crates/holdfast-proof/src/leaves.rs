//! Message leaves: the lines of a text part, each with its own salt, so that some can be shown and the others stay
//! hidden, while count and positions are fixed (docs/format.md, section 3).
//!
//! A leaf is one line with its line feed (JSON without line feeds: up to and with each `},`); longer ones are cut
//! every 4,096 bytes. Leaf i (from 1) is the file `l/%08d` = `<64 hex salt> LF <raw bytes>`, its salt is
//! HMAC-SHA256(list key, name), so leaves are recomputed, not stored, and shown salts tell nothing of hidden ones.
//! Everything streams: a part of any size in constant memory.

use crate::digest::{Digest, DigestWriter, Salt};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::io::{self, BufRead, BufReader, Read, Write};

/// The most bytes of the part in one leaf.
pub const LEAF_BYTES: usize = 4096;
/// File name endings of the parts that are cut.
pub const EXTENSIONS: &[&str] = &["txt", "json", "html", "csv", "eml"];

/// Where a part is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cutting {
    /// After each line feed.
    Lines,
    /// After each `},`.
    JsonObjects,
}

impl Cutting {
    /// How the part of this name is cut; `None` when parts of its ending are not cut. Only for `.json` is the part
    /// read (until its first line feed): the reader must then be opened again for cutting.
    pub fn of(part_name: &str, part: impl Read) -> io::Result<Option<Self>> {
        let ending = part_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if !EXTENSIONS.contains(&ending.as_str()) {
            return Ok(None);
        }
        if ending == "json" && !has_line_feed(part)? {
            return Ok(Some(Self::JsonObjects));
        }
        Ok(Some(Self::Lines))
    }
}

fn has_line_feed(part: impl Read) -> io::Result<bool> {
    let mut part = BufReader::with_capacity(64 * 1024, part);
    loop {
        let buffer = part.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        if buffer.contains(&b'\n') {
            return Ok(true);
        }
        let length = buffer.len();
        part.consume(length);
    }
}

/// One leaf: its place and its bytes in the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Number, from 1.
    pub number: u64,
    /// Offset of its first byte in the part.
    pub offset: u64,
    /// The raw bytes.
    pub bytes: Vec<u8>,
}

/// The leaves of a part, in order. An empty part has none; an error of the reader ends the iteration.
#[derive(Debug)]
pub struct Cut<R> {
    part: BufReader<R>,
    cutting: Cutting,
    number: u64,
    offset: u64,
    last: u8,
    failed: bool,
}

/// Cuts a part; see the top of the file.
pub fn cut<R: Read>(cutting: Cutting, part: R) -> Cut<R> {
    let part = BufReader::with_capacity(64 * 1024, part);
    Cut { part, cutting, number: 0, offset: 0, last: 0, failed: false }
}

impl<R: Read> Cut<R> {
    fn next_leaf(&mut self) -> io::Result<Option<Leaf>> {
        let mut bytes = Vec::new();
        while bytes.len() < LEAF_BYTES {
            let buffer = match self.part.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                break;
            }
            let room = &buffer[..buffer.len().min(LEAF_BYTES - bytes.len())];
            let end = match self.cutting {
                Cutting::Lines => room.iter().position(|byte| *byte == b'\n'),
                // The pair may lie across two buffers, or across a cut by length: `last` remembers.
                Cutting::JsonObjects => room.iter().enumerate().position(|(index, byte)| {
                    let before = if index == 0 { self.last } else { room[index - 1] };
                    *byte == b',' && before == b'}'
                }),
            };
            let taken = end.map_or(room.len(), |end| end + 1);
            bytes.extend_from_slice(&room[..taken]);
            self.last = room[taken - 1];
            self.part.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let leaf = Leaf { number: self.number, offset: self.offset, bytes };
        self.offset += leaf.bytes.len() as u64;
        Ok(Some(leaf))
    }
}

impl<R: Read> Iterator for Cut<R> {
    type Item = io::Result<Leaf>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let leaf = self.next_leaf().transpose();
        self.failed = matches!(leaf, Some(Err(_)));
        leaf
    }
}

/// `l/%08d`, the file name of a leaf.
#[must_use]
pub fn leaf_name(number: u64) -> String {
    format!("l/{number:08}")
}

/// HMAC-SHA256(list key, name).
#[must_use]
pub fn leaf_salt(list_key: &[u8; 32], name: &str) -> Salt {
    let mut mac = Hmac::<Sha256>::new_from_slice(list_key).expect("HMAC takes keys of any length");
    mac.update(name.as_bytes());
    Salt::from_bytes(mac.finalize().into_bytes().into())
}

/// The bytes of a leaf's file: salt, line feed, raw bytes.
#[must_use]
pub fn leaf_bytes(salt: &Salt, raw: &[u8]) -> Vec<u8> {
    let mut bytes = salt.to_string().into_bytes();
    bytes.push(b'\n');
    bytes.extend_from_slice(raw);
    bytes
}

/// SHA-256 of a leaf's file.
#[must_use]
pub fn leaf_digest(salt: &Salt, raw: &[u8]) -> Digest {
    let mut writer = DigestWriter::new();
    writer.update(salt.to_string().as_bytes());
    writer.update(b"\n");
    writer.update(raw);
    writer.finish()
}

/// The salt and raw bytes of a leaf's file; `None` when it has another form.
#[must_use]
pub fn parse_leaf(file: &[u8]) -> Option<(Salt, &[u8])> {
    let (salt, rest) = file.split_at_checked(64)?;
    let salt = crate::hex::decode::<32>(salt)?;
    let raw = rest.strip_prefix(b"\n")?;
    (!raw.is_empty() && raw.len() <= LEAF_BYTES).then(|| (Salt::from_bytes(salt), raw))
}

/// Writes leaves.sha256 of a part and returns the count of leaves; nothing is written for an empty part. Error: the
/// reader's or the writer's, or more leaves than eight digits can number.
pub fn write_list(list_key: &[u8; 32], cutting: Cutting, part: impl Read, out: &mut dyn Write) -> io::Result<u64> {
    let mut count = 0;
    for leaf in cut(cutting, part) {
        let leaf = leaf?;
        if leaf.number > 99_999_999 {
            return Err(io::Error::other("more leaves than eight digits can number"));
        }
        let name = leaf_name(leaf.number);
        writeln!(out, "{}  {name}", leaf_digest(&leaf_salt(list_key, &name), &leaf.bytes))?;
        count = leaf.number;
    }
    Ok(count)
}
