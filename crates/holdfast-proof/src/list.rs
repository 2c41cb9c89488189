//! The one grammar for everything that is hashed, signed or stamped (docs/format.md, section 1).
//!
//! ```text
//! list = 1*line            ; sorted bytewise by name; nothing before, between or after
//! line = 64 lower-case hex, two spaces, name, LF
//! name = comp *("/" comp)  ; at most 150 bytes, unique after ASCII case folding
//! comp = [A-Za-z0-9_-] 0*63[A-Za-z0-9._-]   ; not ending in "."; no Windows device names
//! ```
//!
//! It is the part of `sha256sum`'s form that every reader understands alike: comments, stars, backslashes,
//! BSD tags, CR and BOM are refused, because a reader that skips them sees another list of parts.

use crate::digest::Digest;
use std::collections::HashSet;

/// The longest name, in bytes.
pub const NAME_BYTES: usize = 150;
/// The longest component of a name, in bytes.
pub const COMPONENT_BYTES: usize = 64;

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// SHA-256 of the named bytes.
    pub digest: Digest,
    /// The name, within the grammar.
    pub name: String,
}

/// A list that keeps the grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    lines: Vec<Line>,
}

impl List {
    /// Reads a list; on error, the first line (from 1) that breaks the grammar and how.
    pub fn parse(bytes: &[u8]) -> Result<Self, ListSyntax> {
        let lines = parse_lines::<32>(bytes)?;
        let lines = lines.into_iter().map(|(digest, name)| Line { digest: Digest::from_bytes(digest), name });
        Ok(Self { lines: lines.collect() })
    }

    /// Sorts the pairs by name and makes the list. Errors: no pair, a name outside the grammar, a name twice
    /// (also when only ASCII case differs); `line` is the line it would have had.
    pub fn build(pairs: Vec<(String, Digest)>) -> Result<Self, ListSyntax> {
        if pairs.is_empty() {
            return Err(ListSyntax { line: 1, reason: Reason::Empty });
        }
        let mut lines: Vec<Line> = pairs.into_iter().map(|(name, digest)| Line { digest, name }).collect();
        lines.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        for (index, line) in lines.iter().enumerate() {
            check_name(&line.name).map_err(|name| ListSyntax { line: index + 1, reason: Reason::Name(name) })?;
        }
        check_order(lines.iter().map(|line| line.name.as_str()))?;
        Ok(Self { lines })
    }

    /// The exact bytes, as hashed, signed and stamped.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(&line.digest.to_string());
            text.push_str("  ");
            text.push_str(&line.name);
            text.push('\n');
        }
        text.into_bytes()
    }

    /// The lines, sorted by name.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The digest of exactly this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Digest> {
        let found = self.lines.binary_search_by(|line| line.name.as_bytes().cmp(name.as_bytes())).ok()?;
        Some(self.lines[found].digest)
    }
}

/// Reads a list of SHA-512 digests (`renewal-NNNN.sha512`): the same grammar with 128 digits. Gives the digests.
pub(crate) fn parse_sha512(bytes: &[u8]) -> Result<Vec<[u8; 64]>, ListSyntax> {
    Ok(parse_lines::<64>(bytes)?.into_iter().map(|(digest, _)| digest).collect())
}

/// The lines of a list whose digests have `N` bytes.
fn parse_lines<const N: usize>(bytes: &[u8]) -> Result<Vec<([u8; N], String)>, ListSyntax> {
    if bytes.is_empty() {
        return Err(ListSyntax { line: 1, reason: Reason::Empty });
    }
    let mut lines = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let at = |reason| ListSyntax { line: lines.len() + 1, reason };
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or(at(Reason::NoLineFeed))?;
        let line = parse_line(&rest[..end]).map_err(at)?;
        lines.push(line);
        rest = &rest[end + 1..];
    }
    check_order(lines.iter().map(|(_, name)| name.as_str()))?;
    Ok(lines)
}

/// Order and uniqueness of names whose form is already right.
fn check_order<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Result<(), ListSyntax> {
    let mut folded = HashSet::with_capacity(names.len());
    let mut before = "";
    for (index, name) in names.enumerate() {
        let at = |reason| ListSyntax { line: index + 1, reason };
        if !folded.insert(name.to_ascii_lowercase()) {
            return Err(at(Reason::NameTwice));
        }
        if before.as_bytes() > name.as_bytes() {
            return Err(at(Reason::Unsorted));
        }
        before = name;
    }
    Ok(())
}

fn parse_line<const N: usize>(piece: &[u8]) -> Result<([u8; N], String), Reason> {
    let (digest, rest) = piece.split_at_checked(2 * N).ok_or(Reason::Digest)?;
    let digest = crate::hex::decode::<N>(digest).ok_or(Reason::Digest)?;
    let name = rest.strip_prefix(b"  ").ok_or(Reason::Separator)?;
    let name = std::str::from_utf8(name).map_err(|_| Reason::Name(NameSyntax::Character))?;
    check_name(name).map_err(Reason::Name)?;
    Ok((digest, name.to_owned()))
}

/// Whether a name keeps the grammar: relative, ASCII, safe on every file system, and no longer than 150 bytes.
pub fn check_name(name: &str) -> Result<(), NameSyntax> {
    if name.is_empty() {
        return Err(NameSyntax::Empty);
    }
    if name.len() > NAME_BYTES {
        return Err(NameSyntax::TooLong);
    }
    name.split('/').try_for_each(check_component)
}

fn check_component(component: &str) -> Result<(), NameSyntax> {
    let bytes = component.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'-';
    let Some(first) = bytes.first() else { return Err(NameSyntax::Empty) };
    if bytes.len() > COMPONENT_BYTES {
        return Err(NameSyntax::TooLong);
    }
    if !bytes.iter().all(|byte| plain(byte) || *byte == b'.') {
        return Err(NameSyntax::Character);
    }
    if !plain(first) || bytes.ends_with(b".") {
        return Err(NameSyntax::Dot);
    }
    if is_device(component) { Err(NameSyntax::Device) } else { Ok(()) }
}

/// CON, PRN, AUX, NUL, COM0–9 and LPT0–9, in any case and with any suffix, are devices on Windows.
fn is_device(component: &str) -> bool {
    let stem = component.split('.').next().unwrap_or_default().to_ascii_uppercase();
    match stem.as_bytes() {
        b"CON" | b"PRN" | b"AUX" | b"NUL" => true,
        [b'C', b'O', b'M', digit] | [b'L', b'P', b'T', digit] => digit.is_ascii_digit(),
        _ => false,
    }
}

/// Why a name is outside the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameSyntax {
    /// The name or one of its components is empty (also: a leading, trailing or doubled slash).
    #[error("an empty name or component")]
    Empty,
    /// More than 150 bytes, or a component of more than 64.
    #[error("a name over 150 bytes or a component over 64")]
    TooLong,
    /// A byte outside `[A-Za-z0-9._-]`.
    #[error("a character outside A-Z a-z 0-9 . _ -")]
    Character,
    /// A component that begins or ends with a dot.
    #[error("a component begins or ends with a dot")]
    Dot,
    /// A name that Windows takes for a device.
    #[error("a Windows device name")]
    Device,
}

impl NameSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "name-empty",
            Self::TooLong => "name-too-long",
            Self::Character => "name-character",
            Self::Dot => "name-dot",
            Self::Device => "name-device",
        }
    }
}

/// Why bytes are not a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// No line at all.
    #[error("no line at all")]
    Empty,
    /// The last line has no line feed.
    #[error("the last line has no line feed")]
    NoLineFeed,
    /// The line does not begin with 64 lower-case hexadecimal digits.
    #[error("the line does not begin with 64 lower-case hexadecimal digits")]
    Digest,
    /// Something else than two spaces between digest and name.
    #[error("not two spaces between digest and name")]
    Separator,
    /// The name is outside the grammar.
    #[error("{0}")]
    Name(NameSyntax),
    /// Lines are not sorted bytewise by name.
    #[error("not sorted bytewise by name")]
    Unsorted,
    /// A name twice, also when only ASCII case differs.
    #[error("a name twice (upper and lower case count as one)")]
    NameTwice,
}

impl Reason {
    /// Stable code of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoLineFeed => "no-line-feed",
            Self::Digest => "digest",
            Self::Separator => "separator",
            Self::Name(name) => name.code(),
            Self::Unsorted => "unsorted",
            Self::NameTwice => "name-twice",
        }
    }
}

/// Bytes that are not a list: the line (from 1) and the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ListSyntax {
    /// The first line that breaks the grammar, from 1.
    pub line: usize,
    /// How it breaks it.
    pub reason: Reason,
}

impl ListSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "list-syntax"
    }
}
