//! Buffered looks at a file: a stretch whose headers follow one another, and headers that lie close together.

use super::ReadAt;
use std::io;

const BUFFER_BYTES: usize = 64 << 10;

/// Reads forward through `offset..end`, header by header.
pub(crate) struct Window<'a> {
    file: &'a dyn ReadAt,
    offset: u64,
    end: u64,
    buffer: Vec<u8>,
    used: usize,
}

impl<'a> Window<'a> {
    /// A window over `offset..end`, which must lie within the file.
    pub(crate) fn new(file: &'a dyn ReadAt, offset: u64, end: u64) -> Self {
        Window { file, offset, end, buffer: Vec::new(), used: 0 }
    }

    /// Bytes not yet taken.
    pub(crate) fn remaining(&self) -> u64 {
        self.end - self.offset + (self.buffer.len() - self.used) as u64
    }

    /// The next `count` bytes; `None` when fewer are left.
    pub(crate) fn take(&mut self, count: usize) -> io::Result<Option<&[u8]>> {
        if (count as u64) > self.remaining() {
            return Ok(None);
        }
        if self.buffer.len() - self.used < count {
            self.buffer.drain(..self.used);
            self.used = 0;
            let held = self.buffer.len();
            let more = (BUFFER_BYTES.max(count - held) as u64).min(self.end - self.offset) as usize;
            self.buffer.resize(held + more, 0);
            self.file.read_exact_at(self.offset, &mut self.buffer[held..])?;
            self.offset += more as u64;
        }
        let taken = &self.buffer[self.used..self.used + count];
        self.used += count;
        Ok(Some(taken))
    }
}

const NEARBY_BYTES: u64 = 4 << 10;

/// Reads at rising places, many of them close together: one look of 4 KiB serves all that lie in it.
pub(crate) struct Nearby<'a> {
    file: &'a dyn ReadAt,
    offset: u64,
    buffer: Vec<u8>,
}

impl<'a> Nearby<'a> {
    pub(crate) fn new(file: &'a dyn ReadAt) -> Self {
        Nearby { file, offset: 0, buffer: Vec::new() }
    }

    /// Fills `bytes` from `offset`, or fails with `UnexpectedEof`.
    pub(crate) fn read_exact_at(&mut self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        if self.held(offset, bytes.len()).is_none() {
            let left = self.file.size().saturating_sub(offset);
            let look = NEARBY_BYTES.min(left) as usize;
            if look < bytes.len() {
                return self.file.read_exact_at(offset, bytes);
            }
            // Emptied first, so that a failed read leaves nothing that could be taken for another place.
            self.buffer.clear();
            let mut buffer = vec![0; look];
            self.file.read_exact_at(offset, &mut buffer)?;
            (self.offset, self.buffer) = (offset, buffer);
        }
        if let Some(held) = self.held(offset, bytes.len()) {
            bytes.copy_from_slice(held);
        }
        Ok(())
    }

    fn held(&self, offset: u64, count: usize) -> Option<&[u8]> {
        let from = usize::try_from(offset.checked_sub(self.offset)?).ok()?;
        self.buffer.get(from..from.checked_add(count)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_nearby_is_what_lies_in_the_file() {
        let file: Vec<u8> = (0..20_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        let mut near = Nearby::new(&file);
        for (offset, count) in [(0, 30), (30, 4_066), (4_090, 30), (3, 9), (9_000, 8_000), (19_990, 10), (19_999, 1)] {
            let mut bytes = vec![0; count];
            near.read_exact_at(offset, &mut bytes).expect("within the file");
            assert_eq!(bytes, file[offset as usize..offset as usize + count], "{count} bytes from {offset}");
        }
        let past = near.read_exact_at(19_995, &mut [0; 6]).expect_err("past the end");
        assert_eq!(past.kind(), io::ErrorKind::UnexpectedEof, "an end is said");
    }
}
