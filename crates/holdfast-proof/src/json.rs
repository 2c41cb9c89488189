//! Strict I-JSON: the part of JSON (RFC 8259, RFC 7493) that every parser understands alike.
//!
//! Records are hashed as bytes and understood by parsers; where two parsers differ, one file tells two stories.
//! Refused: a BOM, bytes that are not UTF-8, duplicate keys (compared after unescaping), fractions and exponents,
//! `-0`, integers beyond ±(2^53−1), lone surrogates, more than 16 levels, more than 64 MiB, more than a million
//! values (what 64 MiB of `0,` become in memory is no longer small), and anything but JSON white space after the value.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::{collections::HashSet, fmt};

/// The deepest nesting of arrays and objects.
pub const DEPTH: usize = 16;
/// The largest file, in bytes.
pub const SIZE_BYTES: usize = 64 * 1024 * 1024;
/// The most values in one file: members of arrays and objects, and the file's own.
pub const VALUES: usize = 1_000_000;
/// How many unknown keys are named.
pub(crate) const UNKNOWN_NAMED: usize = 1_000;
/// How much of another program's words is repeated, in bytes.
const WORDS_BYTES: usize = 200;
/// 2^53 − 1: the largest integer that a double holds without loss.
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// Whether the bytes are strict I-JSON; on error, where the first fault lies.
pub fn check(bytes: &[u8]) -> Result<(), JsonSyntax> {
    if bytes.len() > SIZE_BYTES {
        return Err(JsonSyntax { offset: SIZE_BYTES, reason: Reason::TooLarge });
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(JsonSyntax { offset: 0, reason: Reason::ByteOrderMark });
    }
    if let Err(error) = std::str::from_utf8(bytes) {
        return Err(JsonSyntax { offset: error.valid_up_to(), reason: Reason::NotUtf8 });
    }
    let mut scanner = Scanner { bytes, offset: 0, values: 0 };
    scanner.white_space();
    scanner.value(0)?;
    scanner.white_space();
    if scanner.offset == bytes.len() { Ok(()) } else { Err(scanner.fault(Reason::AfterValue)) }
}

/// Checks the bytes and reads them as `T`. A missing, wrong or misspelt field is [`Reason::Shape`].
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonSyntax> {
    check(bytes)?;
    serde_json::from_slice(bytes).map_err(|error| shape(&error))
}

/// The words may repeat a string of the file, which may be most of it.
fn shape(error: &serde_json::Error) -> JsonSyntax {
    let mut words = error.to_string();
    if words.len() > WORDS_BYTES {
        words.truncate(words.floor_char_boundary(WORDS_BYTES));
        words.push('…');
    }
    JsonSyntax { offset: 0, reason: Reason::Shape(words) }
}

/// As [`parse`], and also the keys that `T` does not know, as paths like `parts[0].colour`: they are a note, no
/// error, so that a later version may add fields.
pub fn parse_noting_unknown<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<(T, Vec<String>), JsonSyntax> {
    let read: T = parse(bytes)?;
    let known = serde_json::to_value(&read).map_err(|error| shape(&error))?;
    let mut walk = Walk { scanner: Scanner { bytes, offset: 0, values: 0 }, unknown: Vec::new() };
    walk.scanner.white_space();
    walk.value(&known, "")?;
    Ok((read, walk.unknown))
}

/// Compact JSON of a value of ours: keys in the order of the struct, no white space.
pub(crate) fn compact<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("our records hold only strings, integers, lists and maps with text keys")
}

/// A second walk over good JSON beside what was read of it: what is not in what would be written again was not
/// understood. The text is walked, not a tree of it, which would be many times larger.
struct Walk<'a> {
    scanner: Scanner<'a>,
    unknown: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, known: &Value, path: &str) -> Result<(), JsonSyntax> {
        match (self.scanner.peek(), known) {
            (Some(b'{'), Value::Object(known)) => self.object(known, path),
            (Some(b'['), Value::Array(known)) => self.array(known, path),
            _ => self.scanner.value(0),
        }
    }

    fn object(&mut self, known: &Map<String, Value>, path: &str) -> Result<(), JsonSyntax> {
        let mut first = true;
        while self.scanner.next_member(&mut first, b'}')? {
            let key = self.scanner.string()?;
            self.scanner.colon()?;
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match known.get(&key) {
                Some(known) => self.value(known, &path)?,
                None => {
                    if self.unknown.len() < UNKNOWN_NAMED {
                        self.unknown.push(path);
                    }
                    self.scanner.value(0)?;
                }
            }
        }
        Ok(())
    }

    fn array(&mut self, known: &[Value], path: &str) -> Result<(), JsonSyntax> {
        let mut known = known.iter().enumerate();
        let mut first = true;
        while self.scanner.next_member(&mut first, b']')? {
            match known.next() {
                Some((index, known)) => self.value(known, &format!("{path}[{index}]"))?,
                None => self.scanner.value(0)?,
            }
        }
        Ok(())
    }
}

struct Scanner<'a> {
    bytes: &'a [u8],
    offset: usize,
    values: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.offset).copied()
    }

    fn fault(&self, reason: Reason) -> JsonSyntax {
        JsonSyntax { offset: self.offset, reason }
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.offset += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonSyntax> {
        if self.peek() == Some(byte) {
            self.offset += 1;
            Ok(())
        } else {
            Err(self.fault(Reason::Grammar))
        }
    }

    fn value(&mut self, depth: usize) -> Result<(), JsonSyntax> {
        self.values += 1;
        if self.values > VALUES {
            return Err(self.fault(Reason::TooMany));
        }
        match self.peek() {
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.array(depth + 1),
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.integer(),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            _ => Err(self.fault(Reason::Grammar)),
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), JsonSyntax> {
        if self.bytes[self.offset..].starts_with(word) {
            self.offset += word.len();
            Ok(())
        } else {
            Err(self.fault(Reason::Grammar))
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), JsonSyntax> {
        if depth > DEPTH {
            return Err(self.fault(Reason::TooDeep));
        }
        let mut keys = HashSet::new();
        let mut first = true;
        while self.next_member(&mut first, b'}')? {
            let start = self.offset;
            let key = self.string()?;
            if !keys.insert(key) {
                return Err(JsonSyntax { offset: start, reason: Reason::KeyTwice });
            }
            self.colon()?;
            self.value(depth)?;
        }
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<(), JsonSyntax> {
        if depth > DEPTH {
            return Err(self.fault(Reason::TooDeep));
        }
        let mut first = true;
        while self.next_member(&mut first, b']')? {
            self.value(depth)?;
        }
        Ok(())
    }

    /// Steps to the next member of an array or object: over its opening bracket (`first`) or a comma. False: its `end`.
    fn next_member(&mut self, first: &mut bool, end: u8) -> Result<bool, JsonSyntax> {
        if !*first {
            self.white_space();
            if self.peek() != Some(b',') {
                return self.expect(end).map(|()| false);
            }
        }
        self.offset += 1;
        self.white_space();
        if std::mem::take(first) && self.peek() == Some(end) {
            self.offset += 1;
            return Ok(false);
        }
        Ok(true)
    }

    fn colon(&mut self) -> Result<(), JsonSyntax> {
        self.white_space();
        self.expect(b':')?;
        self.white_space();
        Ok(())
    }

    fn integer(&mut self) -> Result<(), JsonSyntax> {
        let start = self.offset;
        let negative = self.peek() == Some(b'-');
        if negative {
            self.offset += 1;
        }
        let digits = self.offset;
        let mut value: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            // Saturating keeps a million digits "too large" instead of wrapping around.
            value = value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            self.offset += 1;
        }
        let count = self.offset - digits;
        if count == 0 || (count > 1 && self.bytes[digits] == b'0') {
            return Err(JsonSyntax { offset: start, reason: Reason::Grammar });
        }
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) || (negative && value == 0) {
            return Err(JsonSyntax { offset: start, reason: Reason::NotInteger });
        }
        if value > INTEGER_MAX {
            return Err(JsonSyntax { offset: start, reason: Reason::IntegerRange });
        }
        Ok(())
    }

    /// Reads a string and returns it unescaped.
    fn string(&mut self) -> Result<String, JsonSyntax> {
        self.expect(b'"')?;
        let mut text = String::new();
        loop {
            let start = self.offset;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.offset += 1;
            }
            // The whole input is UTF-8 and the stops are ASCII, so the piece is whole characters.
            text.push_str(&String::from_utf8_lossy(&self.bytes[start..self.offset]));
            match self.peek() {
                Some(b'"') => {
                    self.offset += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(self.fault(Reason::Grammar)),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonSyntax> {
        let start = self.offset;
        self.offset += 1;
        let character = match self.peek() {
            Some(plain @ (b'"' | b'\\' | b'/')) => char::from(plain),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => return Err(self.fault(Reason::Grammar)),
        };
        self.offset += 1;
        Ok(character)
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, JsonSyntax> {
        let lone = JsonSyntax { offset: start, reason: Reason::LoneSurrogate };
        let high = self.code_unit()?;
        if !(0xd800..0xe000).contains(&high) {
            return char::from_u32(high).ok_or(lone);
        }
        if high >= 0xdc00 || !self.bytes[self.offset..].starts_with(b"\\u") {
            return Err(lone);
        }
        self.offset += 1;
        let low = self.code_unit()?;
        if !(0xdc00..0xe000).contains(&low) {
            return Err(lone);
        }
        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)).ok_or(lone)
    }

    /// `u` and four hexadecimal digits of either case.
    fn code_unit(&mut self) -> Result<u32, JsonSyntax> {
        self.expect(b'u')?;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { return Err(self.fault(Reason::Grammar)) };
            unit = unit * 16 + digit;
            self.offset += 1;
        }
        Ok(unit)
    }
}

/// Why bytes are not strict I-JSON, or not the record that was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// More than 64 MiB.
    TooLarge,
    /// A byte order mark.
    ByteOrderMark,
    /// Not UTF-8.
    NotUtf8,
    /// Not JSON.
    Grammar,
    /// A key twice in one object.
    KeyTwice,
    /// A fraction, an exponent or `-0`.
    NotInteger,
    /// An integer beyond ±(2^53−1).
    IntegerRange,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// More than 16 levels.
    TooDeep,
    /// More than a million values.
    TooMany,
    /// Something after the value.
    AfterValue,
    /// Good JSON, but not the record that was expected; what is missing or wrong.
    Shape(String),
}

impl Reason {
    /// Stable code of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::ByteOrderMark => "byte-order-mark",
            Self::NotUtf8 => "not-utf8",
            Self::Grammar => "grammar",
            Self::KeyTwice => "key-twice",
            Self::NotInteger => "not-integer",
            Self::IntegerRange => "integer-range",
            Self::LoneSurrogate => "lone-surrogate",
            Self::TooDeep => "too-deep",
            Self::TooMany => "too-many-values",
            Self::AfterValue => "after-value",
            Self::Shape(_) => "shape",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLarge => "more than 64 MiB",
            Self::ByteOrderMark => "a byte order mark",
            Self::NotUtf8 => "not UTF-8",
            Self::Grammar => "not JSON",
            Self::KeyTwice => "a key twice in one object",
            Self::NotInteger => "a number that is not a plain integer",
            Self::IntegerRange => "an integer beyond 2^53-1",
            Self::LoneSurrogate => "half of a surrogate pair",
            Self::TooDeep => "more than 16 levels",
            Self::TooMany => "more than a million values",
            Self::AfterValue => "something after the value",
            Self::Shape(what) => return write!(formatter, "not the expected record: {what}"),
        })
    }
}

/// Bytes that are not strict I-JSON: the byte offset of the fault and the reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {offset}: {reason}")]
pub struct JsonSyntax {
    /// Where the fault lies, in bytes from 0 (0 when the whole record has another shape).
    pub offset: usize,
    /// What the fault is.
    pub reason: Reason,
}

impl JsonSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "json-syntax"
    }
}
