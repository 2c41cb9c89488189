//! Checkpoints: C2SP tlog-checkpoint in a C2SP signed note.
//!
//! ```text
//! holdfast/<vault uuid>/<epoch>
//! <size>
//! <base64 of the root>
//!
//! — holdfast/<vault uuid>/<epoch> <base64 of key hash ‖ signature>
//! ```
//!
//! No extension lines, exactly one signature, key name = origin, no leading zeros: a note is read only if writing
//! it again gives the same bytes. The digest of a checkpoint covers the whole note, signature included.

use crate::{
    digest::Digest,
    id::VaultId,
    key::{PublicKey, SecretKey, decode_base64},
};
use base64ct::{Base64, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// Which log: a vault and its epoch, `holdfast/<vault uuid>/<epoch>`; epochs count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The vault.
    pub vault: VaultId,
    /// The epoch, from 1.
    pub epoch: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "holdfast/{}/{}", self.vault, self.epoch)
    }
}

impl FromStr for Origin {
    type Err = CheckpointSyntax;

    fn from_str(text: &str) -> Result<Self, CheckpointSyntax> {
        let rest = text.strip_prefix("holdfast/").ok_or(CheckpointSyntax::Origin)?;
        let (vault, epoch) = rest.split_once('/').ok_or(CheckpointSyntax::Origin)?;
        let vault = vault.parse().map_err(|_| CheckpointSyntax::Origin)?;
        let epoch = decimal(epoch).and_then(|epoch| u32::try_from(epoch).ok()).filter(|epoch| *epoch > 0);
        Ok(Self { vault, epoch: epoch.ok_or(CheckpointSyntax::Origin)? })
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What a checkpoint says: this log had `size` entries and this root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: Origin,
    /// Number of entries.
    pub size: u64,
    /// Root of their tree.
    pub root: Digest,
}

impl Checkpoint {
    /// The signed text: three lines, each ended by LF.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, Base64::encode_string(self.root.as_bytes()))
    }

    /// The whole note, signed.
    #[must_use]
    pub fn sign(&self, key: &SecretKey) -> Vec<u8> {
        let signature = key.sign(self.text().as_bytes());
        let name = self.origin.to_string();
        SignedCheckpoint { checkpoint: *self, key_hash: key_hash(&name, &key.public_key()), signature }.to_bytes()
    }
}

/// A checkpoint with a signature that has still to be verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What is signed.
    pub checkpoint: Checkpoint,
    key_hash: [u8; 4],
    signature: [u8; 64],
}

impl SignedCheckpoint {
    /// Reads a note; see the top of the file for what is refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, CheckpointSyntax> {
        let text = std::str::from_utf8(bytes).map_err(|_| CheckpointSyntax::NotExact)?;
        // One piece more than a note has, so that a long file is not taken apart.
        let lines: Vec<&str> = text.splitn(7, '\n').collect();
        let [origin, size, root, "", signature, ""] = lines[..] else { return Err(CheckpointSyntax::Lines) };
        let origin: Origin = origin.parse()?;
        let size = decimal(size).ok_or(CheckpointSyntax::Size)?;
        let root = decode_base64(root).and_then(|root| root.try_into().ok()).ok_or(CheckpointSyntax::Root)?;
        let signature = signature.strip_prefix("— ").and_then(|rest| rest.split_once(' '));
        let (name, signature) = signature.ok_or(CheckpointSyntax::Signature)?;
        if name != origin.to_string() {
            return Err(CheckpointSyntax::KeyName);
        }
        let signature: [u8; 68] =
            decode_base64(signature).and_then(|bytes| bytes.try_into().ok()).ok_or(CheckpointSyntax::Signature)?;
        let (key_hash, signature) = signature.split_first_chunk::<4>().ok_or(CheckpointSyntax::Signature)?;
        let signed = Self {
            checkpoint: Checkpoint { origin, size, root: Digest::from_bytes(root) },
            key_hash: *key_hash,
            signature: signature.try_into().map_err(|_| CheckpointSyntax::Signature)?,
        };
        if signed.to_bytes() == bytes { Ok(signed) } else { Err(CheckpointSyntax::NotExact) }
    }

    /// Whether this key signed this checkpoint: its key hash and its signature agree.
    #[must_use]
    pub fn verify(&self, key: &PublicKey) -> bool {
        let name = self.checkpoint.origin.to_string();
        key_hash(&name, key) == self.key_hash && key.verify(self.checkpoint.text().as_bytes(), &self.signature)
    }

    /// Whether the note names this key, without saying whether the signature holds.
    #[must_use]
    pub fn names_key(&self, key: &PublicKey) -> bool {
        key_hash(&self.checkpoint.origin.to_string(), key) == self.key_hash
    }

    /// The whole note.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let signed: Vec<u8> = [&self.key_hash[..], &self.signature[..]].concat();
        let Checkpoint { origin, .. } = self.checkpoint;
        format!("{}\n— {origin} {}\n", self.checkpoint.text(), Base64::encode_string(&signed)).into_bytes()
    }

    /// SHA-256 of the whole note.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }
}

/// The note's short name for a key: the first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key).
#[must_use]
pub fn key_hash(name: &str, key: &PublicKey) -> [u8; 4] {
    let hashed = Digest::of(&[name.as_bytes(), b"\n\x01", key.as_bytes()].concat());
    let [a, b, c, d, ..] = *hashed.as_bytes();
    [a, b, c, d]
}

/// Decimal without sign or leading zeros, at most 2^53−1 so that every reader agrees on it.
fn decimal(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || (text.len() > 1 && text.starts_with('0')) {
        return None;
    }
    text.parse().ok().filter(|number| *number <= crate::json::INTEGER_MAX)
}

/// Why bytes are not a checkpoint of this format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointSyntax {
    /// Not three lines, an empty one and exactly one signature line.
    #[error("not three lines, an empty one and one signature line")]
    Lines,
    /// The first line is not `holdfast/<vault>/<epoch>`.
    #[error("not an origin of Holdfast")]
    Origin,
    /// The size is not a plain decimal.
    #[error("the size is not a plain decimal number")]
    Size,
    /// The root is not base64 of 32 bytes.
    #[error("the root is not base64 of 32 bytes")]
    Root,
    /// The signature line is malformed.
    #[error("the signature line is malformed")]
    Signature,
    /// The signature's key name is not the origin.
    #[error("the key name is not the origin")]
    KeyName,
    /// Would not be written in these bytes.
    #[error("not in the exact form of a checkpoint")]
    NotExact,
}

impl CheckpointSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "checkpoint-syntax"
    }
}
