//! The time authorities that this program knows by its own knowledge, from `pins.json`.
//!
//! The file is versioned; every verdict prints the version. An authority is here only with a root certificate that was
//! taken from a place which can be named (`source`). Its URLs and least wait between requests serve as presets; a time
//! counts only when the token's chain ends in one of its roots within that root's `from` and `until`.

use crate::digest::Digest;
use chrono::{DateTime, Utc};

/// Version of the pins; a test holds it against the file.
pub const VERSION: &str = "2026-11-22.1";

/// A time authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Short ASCII name, part of file names: `item.sha256.<id>.tsr`.
    pub id: String,
    /// This program's own name for it, as verdicts say it.
    pub name: String,
    /// Who runs it. Two authorities are independent only if their operators differ.
    pub operator: String,
    /// Where tokens are asked for, first choice first.
    pub urls: Vec<String>,
    /// The official address where a reader fetches the root.
    pub address: String,
    /// Whether it is one of those that are asked when the user chooses nothing.
    pub default: bool,
    /// The least time between two requests, in seconds.
    pub least_seconds: u32,
    /// Its roots.
    pub roots: Vec<Root>,
    /// Signers of this authority that are not relied on: SHA-256 of the certificate or of its public key.
    pub distrusted: Vec<Digest>,
}

/// A root of an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The certificate in DER.
    pub certificate: Vec<u8>,
    /// SHA-256 of the certificate.
    pub sha256: Digest,
    /// SHA-256 of its public key (SubjectPublicKeyInfo).
    pub spki_sha256: Digest,
    /// Tokens count from this genTime.
    pub from: DateTime<Utc>,
    /// Tokens count until this genTime.
    pub until: DateTime<Utc>,
    /// Where the certificate was taken from, and why it is believed to stand above this authority's tokens.
    pub source: String,
}

/// All authorities, in the order of the file.
#[must_use]
pub fn all() -> &'static [Pin] {
    &[]
}

/// The authority of this id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Pin> {
    all().iter().find(|pin| pin.id == id)
}

/// The authorities that are asked when the user chooses nothing: at least two, of different operators.
pub fn defaults() -> impl Iterator<Item = &'static Pin> {
    all().iter().filter(|pin| pin.default)
}
