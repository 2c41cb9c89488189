//! The vault's Ed25519 key (RFC 8032): signing, strict verification, and its OpenSSH spellings.
//!
//! Lenient verification lets one key sign everything: with a small-order public key, one signature holds for any
//! message, and OpenSSH says "Good". So small-order and non-canonical keys are refused when read (`weak-key`), and
//! signatures are checked by dalek's `verify_strict`. Time never rests on the key.

use crate::digest::Digest;
use base64ct::{Base64, Base64Unpadded, Encoding};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// The only key type there is, as OpenSSH names it.
pub const KEY_TYPE: &str = "ssh-ed25519";

/// A public key that is neither of small order nor spelt non-canonically.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads the 32 bytes of RFC 8032 section 5.1.2. Error: no point, small order, or not the point's own encoding.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyProblem> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyProblem::Weak)?;
        if key.is_weak() || key.to_edwards().compress().as_bytes() != bytes {
            return Err(KeyProblem::Weak);
        }
        Ok(Self(key))
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Whether the signature holds, by strict rules: S below the group order, R neither of small order nor
    /// non-canonical, no cofactor.
    #[must_use]
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }

    /// SHA-256 over the SSH blob.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Digest::of(&self.ssh_blob()))
    }

    /// The key as SSH puts it on the wire (RFC 8709 section 4): string `ssh-ed25519`, string of 32 bytes.
    #[must_use]
    pub fn ssh_blob(&self) -> Vec<u8> {
        let mut blob = Vec::with_capacity(51);
        put_string(&mut blob, KEY_TYPE.as_bytes());
        put_string(&mut blob, self.as_bytes());
        blob
    }

    /// `ssh-ed25519 AAAA…`, as in a `.pub` file, without comment or line feed.
    #[must_use]
    pub fn ssh_line(&self) -> String {
        format!("{KEY_TYPE} {}", Base64::encode_string(&self.ssh_blob()))
    }

    /// Reads what [`Self::ssh_blob`] writes, and nothing else.
    pub fn parse_ssh_blob(blob: &[u8]) -> Result<Self, KeyProblem> {
        let mut rest = blob;
        let kind = take_string(&mut rest).ok_or(KeyProblem::Syntax)?;
        let key = take_string(&mut rest).ok_or(KeyProblem::Syntax)?;
        let key: &[u8; 32] = key.try_into().map_err(|_| KeyProblem::Syntax)?;
        if kind != KEY_TYPE.as_bytes() || !rest.is_empty() {
            return Err(KeyProblem::Syntax);
        }
        Self::from_bytes(key)
    }

    /// Reads what [`Self::ssh_line`] writes, and nothing else.
    pub fn parse_ssh_line(line: &str) -> Result<Self, KeyProblem> {
        let (kind, blob) = line.split_once(' ').ok_or(KeyProblem::Syntax)?;
        let blob = decode_base64(blob).ok_or(KeyProblem::Syntax)?;
        if kind == KEY_TYPE { Self::parse_ssh_blob(&blob) } else { Err(KeyProblem::Syntax) }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({})", self.fingerprint())
    }
}

/// The secret half. Its memory is overwritten when it is dropped; it is never printed.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key of a 32-byte seed (RFC 8032 section 5.1.5). The seed comes from the caller.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&seed))
    }

    /// The seed, for storing.
    #[must_use]
    pub fn seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs the message; the same key and message give the same signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SecretKey(of {})", self.public_key().fingerprint())
    }
}

/// A key's fingerprint as OpenSSH prints it: `SHA256:` and base64 without padding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(Digest);

impl Fingerprint {
    /// SHA-256 of the key's SSH blob.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SHA256:{}", Base64Unpadded::encode_string(self.0.as_bytes()))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Fingerprint({self})")
    }
}

impl FromStr for Fingerprint {
    type Err = KeyProblem;

    fn from_str(text: &str) -> Result<Self, KeyProblem> {
        let encoded = text.strip_prefix("SHA256:").ok_or(KeyProblem::Syntax)?;
        let bytes = Base64Unpadded::decode_vec(encoded).map_err(|_| KeyProblem::Syntax)?;
        let fingerprint = Self(Digest::from_bytes(bytes.try_into().map_err(|_| KeyProblem::Syntax)?));
        // Unused bits of the last character could spell one fingerprint in several ways.
        if fingerprint.to_string() == text { Ok(fingerprint) } else { Err(KeyProblem::Syntax) }
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Why bytes or a text are not a public key that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// No point of the curve, small order, or a non-canonical encoding.
    #[error("a public key that is weak or no point of the curve")]
    Weak,
    /// Not the form in which keys are written.
    #[error("not an ssh-ed25519 public key")]
    Syntax,
}

impl KeyProblem {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Weak => "weak-key",
            Self::Syntax => "key-syntax",
        }
    }
}

/// Appends an SSH string (RFC 4251 section 5): length as four bytes, big-endian, then the bytes.
pub(crate) fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).expect("keys, names and signatures are short");
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Takes an SSH string off the front; `None` when it is cut off.
pub(crate) fn take_string<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (bytes, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

/// Padded standard base64 in its one spelling; anything else is `None`.
pub(crate) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = Base64::decode_vec(text).ok()?;
    (Base64::encode_string(&bytes) == text).then_some(bytes)
}
