//! Text of unknown encoding and any length, read in lines. Runs only inside the limited process.
//!
//! - The encoding: a byte order mark decides; else all bytes valid UTF-8; else a guess from the bytes that are not
//!   ASCII, weighed for Chinese. The guess is said to be one.
//! - One pass in blocks counts the lines and notes where a line begins about every quarter of a megabyte, so that any
//!   line is found again without reading the file from its beginning.
//! - A line ends with LF, CR LF or CR. Answered lines are cut at 4,000 characters.
//! - Bytes with NUL in them (and no mark of UTF-16), or full of control characters, are no text.

use crate::ReadProblem;
use crate::job::Job;
use crate::picture::unreadable_input;
use breaks::Breaks;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

mod breaks;

/// Greatest size of a text in bytes.
pub const TEXT_MAX_BYTES: u64 = 2 << 30;
/// Longest answered line in characters.
pub const LINE_MAX_CHARACTERS: usize = 4_000;

/// Read at a time.
const BLOCK_BYTES: usize = 1 << 20;
/// A place is noted when so many bytes lie between it and the last one.
const PLACE_EVERY_BYTES: u64 = 256 << 10;
/// Looked at for signs that this is no text.
const LOOKED_AT_BYTES: usize = 64 << 10;
/// A NUL among so many first bytes means that this is no text.
const NO_NUL_BYTES: usize = 8_000;
/// Given to the guess of the encoding.
const GUESSED_FROM_BYTES: usize = 1 << 20;
/// No character takes more bytes in any encoding that is read here.
const CHARACTER_MAX_BYTES: usize = 4;
/// An answer of lines ends at the line that passes this.
const LINES_MAX_BYTES: usize = 4 << 20;

/// What one pass over a text found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFacts {
    /// Name of the encoding in the WHATWG Encoding Standard.
    pub encoding: String,
    /// Whether the bytes leave no other reading.
    pub confident: bool,
    /// Number of lines.
    pub lines: u64,
    /// Places where a line begins, by their numbers: (line from 0, offset in bytes). The first is the first line's.
    pub places: Vec<(u64, u64)>,
}

/// Reads a whole text once. `named` is an encoding that the user chose; without it, it is found.
pub(crate) fn facts(input: &mut File, named: Option<&str>) -> Result<TextFacts, ReadProblem> {
    let size = input.seek(SeekFrom::End(0)).map_err(unreadable_input)?;
    if size > TEXT_MAX_BYTES {
        return Err(ReadProblem::TextTooLarge);
    }
    input.seek(SeekFrom::Start(0)).map_err(unreadable_input)?;
    let named = named.map(known).transpose()?;
    let mut block = vec![0; BLOCK_BYTES];
    let mut filled = fill(input, &mut block)?;
    let mark = Encoding::for_bom(&block[..filled]);
    let wide = [named, mark.map(|(encoding, _)| encoding)].into_iter().flatten().next().filter(|found| is_wide(found));
    if named.is_none() && wide.is_none() && is_binary(&block[..filled]) {
        return Err(ReadProblem::TextBinary);
    }
    let mut breaks = Breaks::new(wide, mark.map_or(0, |(_, length)| length as u64), PLACE_EVERY_BYTES);
    let mut signs = Signs::default();
    while filled > 0 {
        breaks.take(&block[..filled]);
        if named.is_none() && mark.is_none() {
            signs.take(&block[..filled]);
        }
        filled = fill(input, &mut block)?;
    }
    let (encoding, confident) = match (named, mark) {
        (Some(named), _) => (named, true),
        (None, Some((marked, _))) => (marked, true),
        (None, None) => signs.encoding()?,
    };
    let (lines, places) = breaks.end();
    Ok(TextFacts { encoding: encoding.name().to_owned(), confident, lines, places })
}

/// Reads up to `count` lines, beginning `skip` lines after the line at `offset`; and whether one of them was cut.
pub(crate) fn lines(
    input: &mut File,
    encoding: &str,
    offset: u64,
    skip: u64,
    count: u32,
) -> Result<(Vec<String>, bool), ReadProblem> {
    let encoding = known(encoding)?;
    input.seek(SeekFrom::Start(offset)).map_err(unreadable_input)?;
    let mut taken = Taken { encoding, skip, count: count.min(Job::MOST_LINES) as usize, ..Taken::new(encoding) };
    let mut breaks = Breaks::new(Some(encoding).filter(|found| is_wide(found)), 0, u64::MAX);
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        let filled = fill(input, &mut block)?;
        if filled == 0 {
            taken.end_line();
            break;
        }
        breaks.split(&block[..filled], &mut |piece| taken.piece(piece));
        if taken.is_full() {
            break;
        }
    }
    Ok((taken.lines, taken.cut))
}

fn known(name: &str) -> Result<&'static Encoding, ReadProblem> {
    Encoding::for_label_no_replacement(name.as_bytes()).ok_or(ReadProblem::TextEncodingUnknown)
}

fn is_wide(encoding: &Encoding) -> bool {
    *encoding == *UTF_16LE || *encoding == *UTF_16BE
}

/// Fills the block as far as the file goes, so that every block but the last has an even length.
fn fill(input: &mut File, block: &mut [u8]) -> Result<usize, ReadProblem> {
    let mut filled = 0;
    while filled < block.len() {
        match input.read(&mut block[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable_input(error)),
        }
    }
    Ok(filled)
}

/// Whether the beginning of a file says that it is no text.
fn is_binary(beginning: &[u8]) -> bool {
    if memchr::memchr(0, &beginning[..beginning.len().min(NO_NUL_BYTES)]).is_some() {
        return true;
    }
    let looked_at = &beginning[..beginning.len().min(LOOKED_AT_BYTES)];
    // Tab, line ends, form feed, backspace and escape stand in logs and in old Japanese mail.
    let control = |byte: &&u8| matches!(**byte, 0..=7 | 14..=26 | 28..=31 | 127);
    looked_at.iter().filter(control).count() * 20 > looked_at.len()
}

/// What tells the encoding of bytes without a mark.
struct Signs {
    detector: EncodingDetector,
    /// All that was fed, when it is short.
    sample: Vec<u8>,
    fed: usize,
    nuls: u64,
    total: u64,
    /// Bytes beyond ASCII that are right in UTF-8, and places that are wrong in it.
    right: u64,
    wrong: u64,
    /// The end of a block that may be the beginning of a character.
    rest: Vec<u8>,
}

impl Default for Signs {
    fn default() -> Signs {
        let detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        Signs { detector, sample: Vec::new(), fed: 0, nuls: 0, total: 0, right: 0, wrong: 0, rest: Vec::new() }
    }
}

impl Signs {
    fn take(&mut self, block: &[u8]) {
        self.total += block.len() as u64;
        self.nuls += memchr::memchr_iter(0, block).count() as u64;
        // ASCII says nothing, except that escapes may be ISO-2022-JP.
        let says_something = !block.is_ascii() || memchr::memchr(0x1b, block).is_some();
        if says_something && self.fed < GUESSED_FROM_BYTES {
            let part = &block[..block.len().min(GUESSED_FROM_BYTES - self.fed)];
            self.detector.feed(part, false);
            if self.sample.is_empty() && part.len() < BLOCK_BYTES {
                self.sample = part.to_vec();
            }
            self.fed += part.len();
        }
        self.check(block);
    }

    /// Counts what is right and wrong as UTF-8, over the borders of blocks. Once hopeless, it stops counting.
    fn check(&mut self, block: &[u8]) {
        if self.wrong > 1000 && self.wrong > self.right {
            return;
        }
        let joined = (!self.rest.is_empty()).then(|| [&self.rest[..], block].concat());
        let mut bytes = joined.as_deref().unwrap_or(block);
        loop {
            match std::str::from_utf8(bytes) {
                Ok(_) => {
                    self.right += beyond_ascii(bytes);
                    self.rest.clear();
                    return;
                }
                Err(error) => {
                    let (good, bad) = bytes.split_at(error.valid_up_to());
                    self.right += beyond_ascii(good);
                    match error.error_len() {
                        None => {
                            self.rest = bad.to_vec();
                            return;
                        }
                        Some(length) => {
                            self.wrong += 1;
                            bytes = &bad[length..];
                        }
                    }
                }
            }
            if self.wrong > 1000 && self.wrong > self.right {
                return;
            }
        }
    }

    fn encoding(mut self) -> Result<(&'static Encoding, bool), ReadProblem> {
        if self.nuls.saturating_mul(1000) > self.total {
            return Err(ReadProblem::TextBinary);
        }
        self.detector.feed(b"", true);
        let guess = self.guess();
        // A character cut off at the very end is an error in no other place.
        if self.wrong == 0 && guess != encoding_rs::ISO_2022_JP {
            return Ok((UTF_8, self.rest.is_empty()));
        }
        // A text of UTF-8 with a few damaged places stays one.
        let damaged = self.wrong.saturating_mul(100) < self.right;
        Ok((if damaged { UTF_8 } else { guess }, false))
    }
}

impl Signs {
    /// By the bytes alone when they look like an encoding of East Asia; a text too short for that is taken as Chinese
    /// when it can be.
    fn guess(&self) -> &'static Encoding {
        let guess = self.detector.guess(None, Utf8Detection::Deny);
        if !guess.is_single_byte() {
            return guess;
        }
        let chinese = self.detector.guess(Some(b"cn"), Utf8Detection::Deny);
        let fits = chinese.decode_without_bom_handling_and_without_replacement(&self.sample).is_some();
        if fits { chinese } else { guess }
    }
}

fn beyond_ascii(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() as u64
}

/// The lines being answered.
struct Taken {
    encoding: &'static Encoding,
    skip: u64,
    count: usize,
    lines: Vec<String>,
    cut: bool,
    bytes: usize,
    /// The raw beginning of the current line, and whether more of it was left away.
    raw: Vec<u8>,
    longer: bool,
    begun: bool,
}

impl Taken {
    fn new(encoding: &'static Encoding) -> Taken {
        let (lines, raw) = (Vec::new(), Vec::new());
        Taken { encoding, skip: 0, count: 0, lines, cut: false, bytes: 0, raw, longer: false, begun: false }
    }

    /// A piece of a line, and then its end when `None` follows.
    fn piece(&mut self, piece: Option<&[u8]>) {
        let Some(piece) = piece else {
            self.begun = true;
            return self.end_line();
        };
        self.begun |= !piece.is_empty();
        if self.skip > 0 || self.is_full() {
            return;
        }
        // One character more than is answered, to know that there is more.
        let room = ((LINE_MAX_CHARACTERS + 1) * CHARACTER_MAX_BYTES).saturating_sub(self.raw.len());
        self.raw.extend_from_slice(&piece[..piece.len().min(room)]);
        self.longer |= piece.len() > room;
    }

    fn end_line(&mut self) {
        if !std::mem::take(&mut self.begun) || self.is_full() {
            return;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        let (text, _) = self.encoding.decode_without_bom_handling(&self.raw);
        let end = text.char_indices().nth(LINE_MAX_CHARACTERS).map(|(end, _)| end);
        self.cut |= self.longer || end.is_some();
        let line = text[..end.unwrap_or(text.len())].to_owned();
        self.bytes += line.len();
        self.lines.push(line);
        self.raw.clear();
        self.longer = false;
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= self.count || self.bytes >= LINES_MAX_BYTES
    }
}
