//! Reading one member in place: stored or inflated, never more bytes than declared, CRC compared at the end.

use super::{Entry, Method};
use crate::source::ReadAt;
use flate2::bufread::DeflateDecoder;
use std::io::{self, Read};

/// Bytes read from the file at once while inflating.
const PACKED_BUFFER_BYTES: usize = 64 << 10;

/// Reads a member's bytes. What is wrong with them is said by an error of kind `InvalidData`, whose text is one of
/// [`MemberReader::CONTRADICTIONS`]; errors of other kinds come from reading the file.
pub struct MemberReader<'a> {
    body: Body<'a>,
    left: u64,
    packed_bytes: u64,
    crc: crc32fast::Hasher,
    stated_crc: u32,
    finished: bool,
}

enum Body<'a> {
    Stored(Range<'a>),
    Deflated(Box<DeflateDecoder<io::BufReader<Range<'a>>>>),
    Closed,
}

impl std::fmt::Debug for MemberReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemberReader").field("left", &self.left).finish_non_exhaustive()
    }
}

const CRC_DIFFERS: &str = "the bytes do not match the CRC in the ZIP";
const SHORTER: &str = "the member unpacks to fewer bytes than stated";
const LONGER: &str = "the member unpacks to more bytes than stated";
const PACKED_REST: &str = "packed bytes are left over after the member's end";
const NOT_DEFLATE: &str = "the packed bytes are not deflate";
const NO_METHOD: &str = "the member is packed in a way that cannot be opened here";

impl<'a> MemberReader<'a> {
    /// Every text with which a contradiction between a member and its headers is told.
    pub const CONTRADICTIONS: [&'static str; 6] = [CRC_DIFFERS, SHORTER, LONGER, PACKED_REST, NOT_DEFLATE, NO_METHOD];

    pub(super) fn new(file: &'a dyn ReadAt, entry: &Entry) -> Self {
        let range = Range { file, at: entry.data_offset, left: entry.packed_bytes };
        let body = match entry.method {
            Method::Stored => Body::Stored(range),
            Method::Deflated => {
                let packed = io::BufReader::with_capacity(PACKED_BUFFER_BYTES, range);
                Body::Deflated(Box::new(DeflateDecoder::new(packed)))
            }
            Method::Other(_) => Body::Closed,
        };
        MemberReader {
            body,
            left: entry.size_bytes,
            packed_bytes: entry.packed_bytes,
            crc: crc32fast::Hasher::new(),
            stated_crc: entry.crc32,
            finished: false,
        }
    }

    /// After the last byte: nothing more unpacks, nothing packed is left, and the CRC is the stated one.
    fn finish(&mut self) -> io::Result<()> {
        if self.finished {
            return Ok(());
        }
        self.finished = true;
        match &mut self.body {
            Body::Closed => return Err(contradiction(NO_METHOD)),
            Body::Stored(_) => {}
            Body::Deflated(decoder) => {
                if decoder.read(&mut [0; 1]).map_err(inflating)? != 0 {
                    return Err(contradiction(LONGER));
                }
                if decoder.total_in() != self.packed_bytes {
                    return Err(contradiction(PACKED_REST));
                }
            }
        }
        let crc = std::mem::take(&mut self.crc).finalize();
        if crc == self.stated_crc { Ok(()) } else { Err(contradiction(CRC_DIFFERS)) }
    }
}

impl Read for MemberReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            self.finish()?;
            return Ok(0);
        }
        let most = self.left.min(buffer.len() as u64) as usize;
        let read = match &mut self.body {
            Body::Closed => return Err(contradiction(NO_METHOD)),
            Body::Stored(range) => range.read(&mut buffer[..most])?,
            Body::Deflated(decoder) => decoder.read(&mut buffer[..most]).map_err(inflating)?,
        };
        if read == 0 {
            self.finished = true;
            return Err(contradiction(SHORTER));
        }
        self.left -= read as u64;
        self.crc.update(&buffer[..read]);
        Ok(read)
    }
}

/// flate2 tells broken input by `InvalidInput` and its sudden end by `UnexpectedEof`.
fn inflating(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            contradiction(NOT_DEFLATE)
        }
        _ => error,
    }
}

fn contradiction(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// A stretch of the file.
struct Range<'a> {
    file: &'a dyn ReadAt,
    at: u64,
    left: u64,
}

impl Read for Range<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.left.min(buffer.len() as u64) as usize;
        if most == 0 {
            return Ok(0);
        }
        let read = self.file.read_at(self.at, &mut buffer[..most])?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}
