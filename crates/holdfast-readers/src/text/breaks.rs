//! Where lines end: LF, CR LF or CR, over the borders of blocks, in encodings of one byte a unit and in UTF-16.
//!
//! In every encoding that is read here except UTF-16, the bytes 0A and 0D stand for nothing but themselves: they are
//! never the second byte of a character.

use encoding_rs::{Encoding, UTF_16LE};

/// Walks over the blocks of one text.
pub(super) struct Breaks {
    wide: Option<&'static Encoding>,
    every_bytes: u64,
    /// Offset of the current block, and of the line that has begun.
    offset: u64,
    line_begins: u64,
    lines: u64,
    after_cr: bool,
    places: Vec<(u64, u64)>,
}

impl Breaks {
    /// `wide` is the encoding when its units have two bytes; the first line begins at `begins`, which is even for
    /// those; a place is noted about every `every_bytes`.
    pub(super) fn new(wide: Option<&'static Encoding>, begins: u64, every_bytes: u64) -> Breaks {
        Breaks {
            wide,
            every_bytes,
            offset: 0,
            line_begins: begins,
            lines: 0,
            after_cr: false,
            places: vec![(0, begins)],
        }
    }

    /// Counts the lines that end in this block. For wide units every block but the last has an even length.
    pub(super) fn take(&mut self, block: &[u8]) {
        let width = self.width();
        for at in self.ends(block) {
            let end = self.offset + at.place as u64 + width;
            if !at.continues {
                let last = self.places.last().map_or(0, |(_, offset)| *offset);
                if self.line_begins.saturating_sub(last) >= self.every_bytes {
                    self.places.push((self.lines, self.line_begins));
                }
                self.lines += 1;
            }
            self.line_begins = end;
        }
        self.offset += block.len() as u64;
    }

    /// The number of lines and the noted places. A last line without an end counts.
    pub(super) fn end(mut self) -> (u64, Vec<(u64, u64)>) {
        self.lines += u64::from(self.offset > self.line_begins);
        (self.lines, self.places)
    }

    /// Gives the pieces of lines in this block to `give`, and `None` at each end of a line.
    pub(super) fn split(&mut self, block: &[u8], give: &mut dyn FnMut(Option<&[u8]>)) {
        let width = self.width() as usize;
        let mut begin = 0;
        for at in self.ends(block) {
            if !at.continues {
                give(Some(&block[begin..at.place]));
                give(None);
            }
            begin = (at.place + width).min(block.len());
        }
        give(Some(&block[begin..]));
        self.offset += block.len() as u64;
    }

    fn width(&self) -> u64 {
        1 + u64::from(self.wide.is_some())
    }

    /// Every CR and LF of the block in order. `continues` marks an LF after its CR, which ends no further line.
    fn ends(&mut self, block: &[u8]) -> Vec<End> {
        let mut ends = Vec::new();
        // Where the unit after the last CR begins.
        let mut expected = self.after_cr.then_some(0);
        let width = self.width() as usize;
        for at in memchr::memchr2_iter(b'\n', b'\r', block) {
            let Some(place) = self.unit(block, at) else { continue };
            let continues = block[at] == b'\n' && expected == Some(place);
            expected = (block[at] == b'\r').then_some(place + width);
            ends.push(End { place, continues });
        }
        self.after_cr = expected == Some(block.len());
        ends
    }

    /// Where the unit begins that the byte at `at` is the whole of.
    fn unit(&self, block: &[u8], at: usize) -> Option<usize> {
        let Some(wide) = self.wide else { return Some(at) };
        let little = *wide == *UTF_16LE;
        let (place, other) = if little { (at, at + 1) } else { (at.checked_sub(1)?, at.wrapping_sub(1)) };
        (place % 2 == 0 && block.get(other) == Some(&0)).then_some(place)
    }
}

struct End {
    place: usize,
    continues: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines and places, read in blocks of `size` bytes; and the lines themselves.
    fn walk(text: &[u8], size: usize, wide: Option<&'static Encoding>) -> (u64, Vec<(u64, u64)>, Vec<Vec<u8>>) {
        let mut counted = Breaks::new(wide, 0, 1);
        let mut split = Breaks::new(wide, 0, u64::MAX);
        let (mut lines, mut line) = (Vec::new(), Vec::new());
        for block in text.chunks(size) {
            counted.take(block);
            split.split(block, &mut |piece| match piece {
                Some(piece) => line.extend_from_slice(piece),
                None => lines.push(std::mem::take(&mut line)),
            });
        }
        if !line.is_empty() {
            lines.push(line);
        }
        let (count, places) = counted.end();
        (count, places, lines)
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line_wherever_blocks_are_cut() {
        let text = b"one\ntwo\r\nthree\rfour\n\r\n\r\rlast";
        let expected: [&[u8]; 8] = [b"one", b"two", b"three", b"four", b"", b"", b"", b"last"];
        for size in 1..=text.len() {
            let (count, places, lines) = walk(text, size, None);
            assert_eq!(lines, expected, "blocks of {size}");
            assert_eq!(count, 8, "counted as split, blocks of {size}");
            for (number, offset) in places {
                let rest = &text[offset as usize..];
                assert!(rest.starts_with(expected[number as usize]), "place {number} at {offset}, blocks of {size}");
            }
        }
    }

    #[test]
    fn utf_16_ends_lines_by_units_not_by_bytes() {
        for (little, encoding) in [(true, UTF_16LE), (false, encoding_rs::UTF_16BE)] {
            // U+0A0D and U+0D0A hold the bytes of line ends and are none.
            let units: Vec<u16> = "a\u{0a0d}\u{0d0a}\r\nb\nc".encode_utf16().collect();
            let bytes: Vec<u8> =
                units.iter().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
            for size in [2, 4, 6, 100] {
                let (count, _, lines) = walk(&bytes, size, Some(encoding));
                assert_eq!((count, lines.len()), (3, 3), "little {little}, blocks of {size}");
                assert_eq!(lines[0].len(), 6, "the first line keeps its three characters");
            }
        }
    }

    #[test]
    fn a_last_line_counts_whether_it_ends_or_not() {
        for (text, lines) in [(&b""[..], 0), (b"\n", 1), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"\r\n", 1)] {
            assert_eq!(walk(text, 100, None).0, lines, "{text:?}");
        }
    }
}
