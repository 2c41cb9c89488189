//! SHA-256 digests (FIPS 180-4) and the salts that make digests of guessable content hide it.
//!
//! A digest is written as 64 lower-case hexadecimal digits and in no other way. `short` is for finding a thing
//! on paper, never for checking it: two files with equal first 16 digits can be made on purpose.

use crate::hex::{self, hex_text};
use sha2::{Digest as _, Sha256};
use std::io;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

hex_text!(Digest, 32);

impl Digest {
    /// Takes 32 bytes as they are.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SHA-256 over `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The first 16 digits: a number for finding, not for checking.
    #[must_use]
    pub fn short(&self) -> String {
        hex::encode(&self.0[..8])
    }

    /// The first 32 digits: names of files whose content is checked against the whole digest.
    #[must_use]
    pub fn name32(&self) -> String {
        hex::encode(&self.0[..16])
    }
}

/// Hashes a stream piece by piece; equal to [`Digest::of`] over all pieces joined.
#[derive(Debug, Clone, Default)]
pub struct DigestWriter(Sha256);

impl DigestWriter {
    /// Nothing hashed yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of everything taken.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

impl io::Write for DigestWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// 32 random bytes that stand first in a record, so that its digest tells nothing about guessable content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Salt([u8; 32]);

hex_text!(Salt, 32);

impl Salt {
    /// Takes 32 random bytes; where they come from is the caller's business.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_sha256_however_the_bytes_arrive() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), known, "FIPS 180-4 example");
        let mut writer = DigestWriter::new();
        writer.update(b"a");
        writer.update(b"bc");
        assert_eq!(writer.finish(), Digest::of(b"abc"), "pieces or whole, the same digest");
    }

    #[test]
    fn an_upper_case_digest_is_refused() {
        let upper = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        assert!(upper.parse::<Digest>().is_err(), "one digest has one spelling");
        assert!(serde_json::from_str::<Digest>(&format!("\"{upper}\"")).is_err(), "in JSON too");
    }
}
