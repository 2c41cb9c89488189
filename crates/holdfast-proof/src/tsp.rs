//! RFC 3161 time-stamp tokens: asking, reading, and the whole check.
//!
//! A token says: these exact bytes (their digest, the imprint) existed at genTime, by the clock of whoever signed it.
//! [`Token::read`] takes a TimeStampResp or a bare token and checks its form; [`Token::check`] goes to the end and says
//! what it is worth to somebody with this [`Trust`]. No clock is read: a chain is judged at genTime, and `now` only
//! decides which findings are told. Names in certificates are claims of strangers: only ever quoted and escaped.
//!
//! ```
//! use holdfast_proof::tsp::{Token, Trust};
//!
//! let trust = Trust::pins();
//! match Token::read(b"<html>busy</html>") {
//!     Ok(token) => println!("{}", token.check(&trust).by.text()),
//!     Err(fault) => assert_eq!(fault.code(), "not-a-token"),
//! }
//! ```

mod algorithm;
mod attributes;
mod certificate;
mod chain;
mod check;
mod checked;
mod envelope;
mod fault;
mod fields;
mod info;
mod name;
mod request;
mod signature;
mod trust;

pub use algorithm::HashAlgorithm;
pub use checked::{By, CertificateFacts, Outcome, TokenChecked};
pub use fault::{TokenFault, TrustFault};
pub use request::Request;
pub use trust::Trust;

use crate::digest::Digest;
use chrono::{DateTime, TimeDelta, Utc};
use envelope::Envelope;
use info::Info;

/// The most bytes that are read as a token.
pub const TOKEN_BYTES: usize = 1024 * 1024;
/// The most certificates that a token may carry.
pub const TOKEN_CERTIFICATES: usize = 32;

/// What was stamped.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Imprint {
    /// How it was hashed.
    pub algorithm: HashAlgorithm,
    /// The hash; as long as the algorithm's digests are, where that is known.
    pub digest: Vec<u8>,
}

/// A token in the form of RFC 3161; whether it holds is what [`Token::check`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    envelope: Envelope,
    info: Info,
    serial: String,
}

impl Token {
    /// Reads a TimeStampResp whose status is granted or grantedWithMods, or a bare token (ContentInfo), in DER with
    /// nothing after it. At most [`TOKEN_BYTES`] and [`TOKEN_CERTIFICATES`]; memory is at most a few times the input.
    pub fn read(bytes: &[u8]) -> Result<Self, TokenFault> {
        if bytes.len() > TOKEN_BYTES {
            return Err(TokenFault::TooLarge { limit: TOKEN_BYTES });
        }
        let envelope = Envelope::read(bytes)?;
        let info = Info::read(&envelope.info)?;
        let serial = crate::hex::encode(&info.serial);
        Ok(Self { envelope, info, serial })
    }

    /// What was stamped.
    #[must_use]
    pub fn imprint(&self) -> &Imprint {
        &self.info.imprint
    }

    /// The imprint, when it is SHA-256: to look a list up by it.
    #[must_use]
    pub fn imprint_sha256(&self) -> Option<Digest> {
        match self.info.imprint.algorithm {
            HashAlgorithm::Sha256 => self.info.imprint.digest.as_slice().try_into().ok().map(Digest::from_bytes),
            _ => None,
        }
    }

    /// Whether the imprint is the digest of these bytes, in whatever algorithm the token uses (SHA-256, -384, -512).
    #[must_use]
    pub fn covers(&self, bytes: &[u8]) -> bool {
        self.info.imprint.algorithm.hash().is_ok_and(|hash| hash.of(bytes) == self.info.imprint.digest)
    }

    /// The time that the authority states.
    #[must_use]
    pub fn gen_time(&self) -> DateTime<Utc> {
        self.info.gen_time
    }

    /// How exact it says that time is.
    #[must_use]
    pub fn accuracy(&self) -> Option<TimeDelta> {
        self.info.accuracy
    }

    /// The authority's policy, an object identifier in dotted form.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.info.policy
    }

    /// The token's serial number: the content of its INTEGER in lower-case hexadecimal.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// The nonce as the content bytes of its INTEGER.
    #[must_use]
    pub fn nonce(&self) -> Option<&[u8]> {
        self.info.nonce.as_deref()
    }

    /// Whether the authority says that its tokens can be ordered by genTime alone.
    #[must_use]
    pub fn ordering(&self) -> bool {
        self.info.ordering
    }

    /// Whether this token answers that request: same imprint, same nonce (RFC 3161, 2.4.2).
    pub fn answers(&self, request: &Request) -> Result<(), TokenFault> {
        if self.imprint_sha256() != Some(request.imprint) {
            return Err(TokenFault::ImprintMismatch);
        }
        if self.nonce() != Some(request.nonce_content().as_slice()) {
            return Err(TokenFault::NonceMismatch);
        }
        Ok(())
    }

    /// The whole check but imprint and nonce (RFC 3161, 5035, 5652, 5816): goes to the end and tells everything.
    #[must_use]
    pub fn check(&self, trust: &Trust) -> TokenChecked {
        check::check(self, trust)
    }
}
