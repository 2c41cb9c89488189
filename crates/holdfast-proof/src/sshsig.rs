//! SSHSIG: signatures that `ssh-keygen -Y verify` checks (OpenSSH's PROTOCOL.sshsig), and the one line of
//! `allowed_signers` with which it does.
//!
//! We write what `ssh-keygen -Y sign` writes for an Ed25519 key: version 1, SHA-512, lines of 70 characters. We
//! read Ed25519 with SHA-512 or SHA-256, and nothing after the armor.

use crate::key::{Fingerprint, KEY_TYPE, KeyProblem, PublicKey, SecretKey, decode_base64, put_string, take_string};
use base64ct::{Base64, Encoding};
use sha2::{Digest as _, Sha256, Sha512};

/// The namespace of a bundle's signature.
pub const BUNDLE_NAMESPACE: &str = "bundle@holdfast";

const MAGIC: &[u8; 6] = b"SSHSIG";
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";
const LINE: usize = 70;

/// Signs the message for a namespace; the armored signature ends in a line feed.
#[must_use]
pub fn sign(key: &SecretKey, namespace: &str, message: &[u8]) -> String {
    let signature = key.sign(&signed_bytes(namespace, b"sha512", &Sha512::digest(message)));
    let mut inner = Vec::new();
    put_string(&mut inner, KEY_TYPE.as_bytes());
    put_string(&mut inner, &signature);
    let mut blob = MAGIC.to_vec();
    blob.extend_from_slice(&1_u32.to_be_bytes());
    for part in [&key.public_key().ssh_blob()[..], namespace.as_bytes(), b"", b"sha512", &inner] {
        put_string(&mut blob, part);
    }
    let mut armored = BEGIN.to_owned();
    for (index, character) in Base64::encode_string(&blob).chars().enumerate() {
        if index > 0 && index % LINE == 0 {
            armored.push('\n');
        }
        armored.push(character);
    }
    armored.push('\n');
    armored.push_str(END);
    armored
}

/// Verifies an armored signature over the message for a namespace, and tells the key that made it. Whether that
/// key is the right one is the caller's question.
pub fn verify(armored: &[u8], namespace: &str, message: &[u8]) -> Result<PublicKey, SshsigProblem> {
    let parsed = Parsed::read(armored)?;
    if parsed.namespace != namespace.as_bytes() {
        return Err(SshsigProblem::Namespace);
    }
    let hashed = match &parsed.hash[..] {
        b"sha512" => Sha512::digest(message).to_vec(),
        b"sha256" => Sha256::digest(message).to_vec(),
        _ => return Err(SshsigProblem::Hash),
    };
    if parsed.key.verify(&signed_bytes(namespace, &parsed.hash, &hashed), &parsed.signature) {
        Ok(parsed.key)
    } else {
        Err(SshsigProblem::Signature)
    }
}

/// The key that an armored signature names, without saying whether the signature holds.
pub fn named_key(armored: &[u8]) -> Result<PublicKey, SshsigProblem> {
    Ok(Parsed::read(armored)?.key)
}

struct Parsed {
    key: PublicKey,
    namespace: Vec<u8>,
    hash: Vec<u8>,
    signature: [u8; 64],
}

impl Parsed {
    fn read(armored: &[u8]) -> Result<Self, SshsigProblem> {
        let text = std::str::from_utf8(armored).map_err(|_| SshsigProblem::Armor)?;
        let body = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or(SshsigProblem::Armor)?;
        let blob = decode_base64(&body.replace('\n', "")).ok_or(SshsigProblem::Armor)?;
        let rest = blob.strip_prefix(MAGIC).ok_or(SshsigProblem::Blob)?;
        let (version, mut rest) = rest.split_first_chunk::<4>().ok_or(SshsigProblem::Blob)?;
        if u32::from_be_bytes(*version) != 1 {
            return Err(SshsigProblem::Version);
        }
        let mut next = || take_string(&mut rest).ok_or(SshsigProblem::Blob);
        let (key, namespace, reserved, hash, mut inner) = (next()?, next()?, next()?, next()?, next()?);
        if !rest.is_empty() || !reserved.is_empty() {
            return Err(SshsigProblem::Blob);
        }
        let key = PublicKey::parse_ssh_blob(key).map_err(SshsigProblem::Key)?;
        let kind = take_string(&mut inner).ok_or(SshsigProblem::Blob)?;
        let signature = take_string(&mut inner).ok_or(SshsigProblem::Blob)?;
        if kind != KEY_TYPE.as_bytes() || !inner.is_empty() {
            return Err(SshsigProblem::Blob);
        }
        let signature = signature.try_into().map_err(|_| SshsigProblem::Blob)?;
        Ok(Self { key, namespace: namespace.to_vec(), hash: hash.to_vec(), signature })
    }
}

/// What is really signed: magic, namespace, reserved, hash name, hash of the message.
fn signed_bytes(namespace: &str, hash: &[u8], hashed: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for part in [namespace.as_bytes(), b"", hash, hashed] {
        put_string(&mut bytes, part);
    }
    bytes
}

/// The one line of `allowed_signers`: the key's own fingerprint as its name, the bundle's namespace, the key.
#[must_use]
pub fn allowed_signers_line(key: &PublicKey) -> String {
    format!("{} namespaces=\"{BUNDLE_NAMESPACE}\" {}\n", key.fingerprint(), key.ssh_line())
}

/// Reads exactly what [`allowed_signers_line`] writes: one line, no other option, the fingerprint of the key.
pub fn parse_allowed_signers(bytes: &[u8]) -> Result<(Fingerprint, PublicKey), AllowedSignersProblem> {
    let text = std::str::from_utf8(bytes).map_err(|_| AllowedSignersProblem::Syntax)?;
    let line = text.strip_suffix('\n').ok_or(AllowedSignersProblem::Syntax)?;
    let [_, _, kind, blob] = line.split(' ').collect::<Vec<_>>()[..] else {
        return Err(AllowedSignersProblem::Syntax);
    };
    let key = PublicKey::parse_ssh_line(&format!("{kind} {blob}")).map_err(|problem| match problem {
        KeyProblem::Weak => AllowedSignersProblem::WeakKey,
        KeyProblem::Syntax => AllowedSignersProblem::Syntax,
    })?;
    if allowed_signers_line(&key) == text { Ok((key.fingerprint(), key)) } else { Err(AllowedSignersProblem::Syntax) }
}

/// Why an SSHSIG does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SshsigProblem {
    /// The armor or its base64 is malformed.
    #[error("not an armored SSH signature")]
    Armor,
    /// The blob inside is malformed, or not Ed25519.
    #[error("the signature's inside is malformed")]
    Blob,
    /// Another version than 1.
    #[error("a version of SSHSIG that is not known here")]
    Version,
    /// Made for another namespace.
    #[error("made for another namespace")]
    Namespace,
    /// Another hash than SHA-512 or SHA-256.
    #[error("a hash that is not known here")]
    Hash,
    /// The key inside may not be used.
    #[error("{0}")]
    Key(KeyProblem),
    /// The signature does not hold.
    #[error("the signature does not hold")]
    Signature,
}

impl SshsigProblem {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Key(KeyProblem::Weak) => "weak-key",
            _ => "signature-invalid",
        }
    }
}

/// Why bytes are not the one line of allowed_signers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AllowedSignersProblem {
    /// Not exactly one line in its exact form, or another fingerprint than the key's.
    #[error("not the one line of allowed_signers")]
    Syntax,
    /// The key may not be used.
    #[error("a weak public key")]
    WeakKey,
}

impl AllowedSignersProblem {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax => "allowed-signers-syntax",
            Self::WeakKey => "weak-key",
        }
    }
}
