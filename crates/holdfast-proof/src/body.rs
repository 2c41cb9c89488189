//! Bodies: what a log entry's `ref` points to when it is no seal (docs/format.md, section 4).
//!
//! A body is strict I-JSON that begins `{"salt":"<64 hex>"`, so that its digest hides it and it can be erased or
//! withheld without touching the log. Unknown keys are noted, not refused.

use crate::{
    checkpoint::Origin,
    digest::{Digest, Salt},
    id::{ExportId, VaultId},
    json::{self, JsonSyntax, Reason},
    key::{Fingerprint, PublicKey, SecretKey, decode_base64},
    time::wall_text,
};
use base64ct::{Base64, Encoding};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// What every body has: a salt first, exact bytes, and a way back.
pub trait Body: Serialize + DeserializeOwned {
    /// The exact bytes; their SHA-256 is the entry's `ref`.
    fn to_bytes(&self) -> Vec<u8> {
        json::compact(self)
    }

    /// Reads a body, and the keys that this version does not know.
    fn parse(bytes: &[u8]) -> Result<(Self, Vec<String>), JsonSyntax> {
        check_salted(bytes)?;
        json::parse_noting_unknown(bytes)
    }
}

/// Whether bytes begin as every body begins: `{"salt":"` and 64 lower-case hexadecimal digits.
pub fn check_salted(bytes: &[u8]) -> Result<(), JsonSyntax> {
    let salt = bytes.strip_prefix(b"{\"salt\":\"").and_then(|rest| rest.split_first_chunk::<65>());
    match salt {
        Some(([salt @ .., b'"'], _)) if crate::hex::decode::<32>(salt).is_some() => Ok(()),
        _ => Err(JsonSyntax { offset: 0, reason: Reason::Shape("does not begin with its salt".to_owned()) }),
    }
}

/// The log begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Genesis {
    /// 32 random bytes.
    pub salt: Salt,
    /// The vault.
    pub vault: VaultId,
    /// Always 1.
    pub epoch: u32,
    /// The first key, `ssh-ed25519 AAAA…`.
    pub public_key: String,
}

impl Body for Genesis {}

/// Another key signs from the second checkpoint on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRotated {
    /// 32 random bytes.
    pub salt: Salt,
    /// The log whose key changes.
    pub origin: Origin,
    /// The key before.
    pub old: Fingerprint,
    /// The key after.
    pub new: Fingerprint,
    /// The key after, `ssh-ed25519 AAAA…`.
    pub public_key: String,
    /// Base64 of the new key's signature over [`KeyRotated::message`].
    pub signature: String,
}

impl Body for KeyRotated {}

impl KeyRotated {
    /// The body in which `new` takes over from `old`.
    #[must_use]
    pub fn sign(salt: Salt, origin: Origin, old: &PublicKey, new: &SecretKey) -> Self {
        let public_key = new.public_key();
        let (old, new_fingerprint) = (old.fingerprint(), public_key.fingerprint());
        let signature = new.sign(Self::message(&origin, &old, &new_fingerprint).as_bytes());
        let signature = Base64::encode_string(&signature);
        Self { salt, origin, old, new: new_fingerprint, public_key: public_key.ssh_line(), signature }
    }

    /// What the new key signs: `holdfast key-rotated`, origin, old and new fingerprint, each ended by LF.
    #[must_use]
    pub fn message(origin: &Origin, old: &Fingerprint, new: &Fingerprint) -> String {
        format!("holdfast key-rotated\n{origin}\n{old}\n{new}\n")
    }

    /// Whether `key` is the new key and signed this change.
    #[must_use]
    pub fn verify(&self, key: &PublicKey) -> bool {
        let signature = decode_base64(&self.signature).and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
        let message = Self::message(&self.origin, &self.old, &self.new);
        key.fingerprint() == self.new && signature.is_some_and(|signature| key.verify(message.as_bytes(), &signature))
    }
}

/// The high-water mark outside the vault that a log was found behind or beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The log the mark is of.
    pub origin: Origin,
    /// Its size.
    pub size: u64,
    /// Its root.
    pub root: Digest,
}

/// The log goes on in a new epoch: restored from a copy, moved to another machine, or with another key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continues {
    /// 32 random bytes.
    pub salt: Salt,
    /// The epoch that begins, one more than before.
    pub epoch: u32,
    /// The mark, when there was one (`null` otherwise).
    pub mark: Option<Mark>,
    /// A kebab-case code of why.
    pub reason: String,
    /// Only when the key is another: `ssh-ed25519 AAAA…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}

impl Body for Continues {}

/// How much a bundle shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// Exhibits whole, with their environment.
    Full,
    /// Environment withheld.
    Submission,
}

impl Edition {
    /// `full` or `submission`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Submission => "submission",
        }
    }
}

impl std::fmt::Display for Edition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::str::FromStr for Edition {
    type Err = crate::record::UnknownWord;

    fn from_str(word: &str) -> Result<Self, crate::record::UnknownWord> {
        match word {
            "full" => Ok(Self::Full),
            "submission" => Ok(Self::Submission),
            _ => Err(crate::record::UnknownWord { expected: "full submission" }),
        }
    }
}

/// The newest check of the whole vault when an export began: `"never"` or `{"at","result"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum VaultCheck {
    /// Never made; the text is always `never`.
    Never(Never),
    /// Made at a time, with a result.
    Made {
        /// When it ended.
        #[serde(with = "wall_text")]
        at: DateTime<Utc>,
        /// `whole` or `damaged`.
        result: String,
    },
}

impl VaultCheck {
    /// Never made.
    pub const NEVER: Self = Self::Never(Never::Never);
}

/// The word `never`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Never {
    /// `never`.
    Never,
}

/// An export began; the last entry of the dispute's chain in the bundle it makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportBegun {
    /// 32 random bytes.
    pub salt: Salt,
    /// The export, as in bag-info.txt.
    pub export: ExportId,
    /// How much is shown.
    pub edition: Edition,
    /// Leaf hash of the dispute's entry before this one.
    pub dispute_head: Digest,
    /// SHA-256 of omissions.json.
    pub omissions_sha256: Digest,
    /// The newest check of the vault.
    pub vault_check: VaultCheck,
}

impl Body for ExportBegun {}

/// An export is done; stays in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportDone {
    /// 32 random bytes.
    pub salt: Salt,
    /// The export.
    pub export: ExportId,
    /// SHA-256 of tagmanifest-sha256.txt.
    pub tagmanifest_sha256: Digest,
    /// SHA-256 of the ZIP.
    pub zip_sha256: Digest,
    /// Size of the ZIP in bytes.
    pub size_bytes: u64,
}

impl Body for ExportDone {}

/// A time authority stamped a list; stays in the vault. What it says is for finding: the token alone is the proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeProof {
    /// 32 random bytes.
    pub salt: Salt,
    /// SHA-256 of the list that was stamped.
    pub list_sha256: Digest,
    /// SHA-256 of the whole reply that holds the token.
    pub token_sha256: Digest,
    /// The short name under which the authority was asked, as in names of files.
    pub authority: String,
    /// The time that the token states.
    #[serde(with = "wall_text")]
    pub at: DateTime<Utc>,
}

impl Body for TimeProof {}

/// What a `changed` entry changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedWhat {
    /// Facts of a dispute.
    Facts,
    /// Its exhibits.
    Exhibits,
    /// Their order.
    Order,
    /// A note.
    Note,
    /// A title.
    Title,
    /// A dispute was closed.
    Closed,
}

/// A change of what a user wrote: the whole new value, so that history and undo follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// 32 random bytes.
    pub salt: Salt,
    /// What changed.
    pub what: ChangedWhat,
    /// The new value; only strings, integers, booleans, lists and maps.
    pub value: Value,
}

impl Body for Changed {}
