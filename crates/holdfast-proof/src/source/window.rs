//! A buffered look at a stretch of a file, for headers that follow one another.

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
