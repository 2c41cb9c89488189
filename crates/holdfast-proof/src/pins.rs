//! The time authorities that this program knows by its own knowledge, from `pins.json`.
//!
//! The file is versioned; every verdict prints the version. An authority is here only with a root certificate that was
//! taken from a place which can be named (`source`). Its URLs and least wait between requests serve as presets; a time
//! counts only when the token's chain ends in one of its roots within that root's `from` and `until`. Nothing that a
//! bundle, a vault or a setting holds adds to this list.

use crate::digest::Digest;
use base64ct::{Base64, Encoding};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Version of the pins; a test holds it against the file.
pub const VERSION: &str = "2026-11-22.1";

/// The file itself, for those who show or compare it.
pub const FILE: &str = include_str!("pins.json");

/// A time authority.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Signers of this authority that are not relied on: SHA-256 of the certificate or of its public key.
    pub distrusted: Vec<Digest>,
    /// Its roots.
    pub roots: Vec<Root>,
}

/// A root of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// Tokens count from this genTime.
    #[serde(deserialize_with = "time")]
    pub from: DateTime<Utc>,
    /// Tokens count until this genTime, included.
    #[serde(deserialize_with = "time")]
    pub until: DateTime<Utc>,
    /// SHA-256 of the certificate.
    pub sha256: Digest,
    /// SHA-256 of its public key (SubjectPublicKeyInfo).
    pub spki_sha256: Digest,
    /// Where the certificate was taken from, and why it is believed to stand above this authority's tokens.
    pub source: String,
    /// The certificate in DER (base64 in the file).
    #[serde(deserialize_with = "base64")]
    pub certificate: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pins {
    version: String,
    authorities: Vec<Pin>,
}

/// All authorities, in the order of the file.
#[must_use]
pub fn all() -> &'static [Pin] {
    static PINS: OnceLock<Vec<Pin>> = OnceLock::new();
    PINS.get_or_init(|| {
        // The file is part of the program and read by its tests. If it were broken all the same, no authority is known:
        // that costs a proof, and never makes one.
        let pins: Option<Pins> = serde_json::from_str(FILE).ok();
        pins.filter(|pins| pins.version == VERSION).map(|pins| pins.authorities).unwrap_or_default()
    })
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

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    DateTime::parse_from_rfc3339(&text).map(|at| at.to_utc()).map_err(serde::de::Error::custom)
}

fn base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    Base64::decode_vec(&text).map_err(serde::de::Error::custom)
}
