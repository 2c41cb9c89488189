//! Log lines and their leaf hashes (docs/format.md, section 4).
//!
//! ```text
//! {"v":1,"n":…,"at":"YYYY-MM-DDTHH:MM:SS.mmmZ","kind":"…","salt":"<32 hex>","ref":"<64 hex>"[,"d":{"id","n","prev"}]}
//! ```
//!
//! This key order, no spaces, hashed without its line feed. A line holds no names, titles, texts or addresses:
//! `ref` points to a seal or to a body that can be erased or withheld. A line is read only if writing it again
//! gives the same bytes, so that one entry has one hash.

use crate::{
    digest::Digest,
    hex::hex_text,
    id::DisputeId,
    json::{self, JsonSyntax},
    record::FormatVersion,
    time::wall_text,
    tree,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What an entry records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// The log begins; the first public key.
    Genesis,
    /// An item was kept.
    Item,
    /// The lines of an item's part were fixed for disclosure in part.
    Leaves,
    /// An item was attached to a dispute.
    Attached,
    /// An item was detached from a dispute.
    Detached,
    /// An item's bytes were removed.
    Removed,
    /// Facts, order, notes and the like changed.
    Changed,
    /// A time proof arrived.
    TimeProof,
    /// An export began.
    ExportBegun,
    /// An export is done.
    ExportDone,
    /// Another key signs from now on.
    KeyRotated,
    /// The log goes on in a new epoch.
    Continues,
}

impl EntryKind {
    /// All kinds, in the order of their declaration.
    pub const ALL: &'static [EntryKind] = &[
        Self::Genesis,
        Self::Item,
        Self::Leaves,
        Self::Attached,
        Self::Detached,
        Self::Removed,
        Self::Changed,
        Self::TimeProof,
        Self::ExportBegun,
        Self::ExportDone,
        Self::KeyRotated,
        Self::Continues,
    ];

    /// The word in the line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Genesis => "genesis",
            Self::Item => "item",
            Self::Leaves => "leaves",
            Self::Attached => "attached",
            Self::Detached => "detached",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::TimeProof => "time-proof",
            Self::ExportBegun => "export-begun",
            Self::ExportDone => "export-done",
            Self::KeyRotated => "key-rotated",
            Self::Continues => "continues",
        }
    }

    /// Whether `ref` is a seal digest; otherwise it is the SHA-256 of a body.
    #[must_use]
    pub const fn refers_to_seal(self) -> bool {
        matches!(self, Self::Item | Self::Leaves | Self::Attached | Self::Detached | Self::Removed)
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for EntryKind {
    type Err = LogSyntax;

    fn from_str(text: &str) -> Result<Self, LogSyntax> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text).ok_or(LogSyntax::NotExact)
    }
}

/// 16 random bytes that keep a leaf hash from being guessed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntrySalt([u8; 16]);

hex_text!(EntrySalt, 16);

impl EntrySalt {
    /// Takes 16 random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// An entry's place in the chain of one dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainLink {
    /// The dispute.
    pub id: DisputeId,
    /// Its own counter, from 1.
    pub n: u64,
    /// Leaf hash of the dispute's previous entry; 64 zeros for the first.
    pub prev: Digest,
}

/// What stands as `prev` in a dispute's first entry.
pub const NO_PREVIOUS: Digest = Digest::from_bytes([0; 32]);

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position, from 0.
    pub n: u64,
    /// When it was written, by this computer's clock.
    pub at: DateTime<Utc>,
    /// What it records.
    pub kind: EntryKind,
    /// Its own random bytes.
    pub salt: EntrySalt,
    /// A seal digest or the digest of a body, see [`EntryKind::refers_to_seal`].
    pub reference: Digest,
    /// Its place in a dispute's chain.
    pub dispute: Option<ChainLink>,
}

/// The line's form: serde writes fields in this order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineText {
    v: FormatVersion,
    n: u64,
    #[serde(with = "wall_text")]
    at: DateTime<Utc>,
    kind: EntryKind,
    salt: EntrySalt,
    #[serde(rename = "ref")]
    reference: Digest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<ChainLink>,
}

impl Entry {
    /// The exact line, without its line feed.
    #[must_use]
    pub fn to_line(&self) -> String {
        let line = LineText {
            v: FormatVersion,
            n: self.n,
            at: self.at,
            kind: self.kind,
            salt: self.salt,
            reference: self.reference,
            d: self.dispute,
        };
        String::from_utf8(json::compact(&line)).expect("JSON is UTF-8")
    }

    /// Reads a line without its line feed. Refused: anything that would not be written in the same bytes, and a
    /// chain link that cannot be (counter 0; the first without zeros; a later one with zeros).
    pub fn parse_line(line: &[u8]) -> Result<Self, LogSyntax> {
        let read: LineText = json::parse(line).map_err(LogSyntax::Json)?;
        let entry = Self {
            n: read.n,
            at: read.at,
            kind: read.kind,
            salt: read.salt,
            reference: read.reference,
            dispute: read.d,
        };
        if entry.to_line().as_bytes() != line {
            return Err(LogSyntax::NotExact);
        }
        match entry.dispute {
            Some(link) if link.n == 0 || (link.n == 1) != (link.prev == NO_PREVIOUS) => Err(LogSyntax::ChainLink),
            _ => Ok(entry),
        }
    }
}

/// The leaf hash of a line: SHA-256(0x00 ‖ the line without its line feed), RFC 6962 section 2.1.
#[must_use]
pub fn leaf_hash(line: &[u8]) -> Digest {
    tree::leaf_hash(line)
}

/// An entry as read from a file, with the exact line and its leaf hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// What the line says.
    pub entry: Entry,
    /// Its leaf hash.
    pub leaf: Digest,
}

impl LogLine {
    /// Reads one line without its line feed.
    pub fn parse(line: &[u8]) -> Result<Self, LogSyntax> {
        Ok(Self { entry: Entry::parse_line(line)?, leaf: leaf_hash(line) })
    }
}

/// Reads a file of lines, each ended by LF, in strictly rising order of `n` (gaps are allowed: a bundle holds only
/// the entries that concern it). On error, the line from 1. An empty file has no lines.
pub fn parse_lines(bytes: &[u8]) -> Result<Vec<LogLine>, (usize, LogSyntax)> {
    let mut lines: Vec<LogLine> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let number = lines.len() + 1;
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or((number, LogSyntax::NoLineFeed))?;
        let line = LogLine::parse(&rest[..end]).map_err(|error| (number, error))?;
        if lines.last().is_some_and(|last| last.entry.n >= line.entry.n) {
            return Err((number, LogSyntax::Order));
        }
        lines.push(line);
        rest = &rest[end + 1..];
    }
    Ok(lines)
}

/// Why bytes are not a log line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogSyntax {
    /// Not strict I-JSON, or fields missing, wrong or unknown.
    #[error("{0}")]
    Json(JsonSyntax),
    /// Good JSON, but not in the exact bytes in which it is written.
    #[error("not in the exact form of a line")]
    NotExact,
    /// A chain link that cannot be.
    #[error("a chain link that cannot be")]
    ChainLink,
    /// A line without its line feed.
    #[error("a line without its line feed")]
    NoLineFeed,
    /// Lines out of order.
    #[error("lines out of order")]
    Order,
}

impl LogSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "log-syntax"
    }
}
