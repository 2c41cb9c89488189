//! Which hashes, signatures and keys count (docs/format.md, section 5), and what is said of the others.
//!
//! SHA-256, -384 and -512; RSA from 2,048 to 8,192 bits (PKCS #1 v1.5 and PSS), P-256 and P-384. Weak ones are refused.
//! Sound ones that this program does not have (SM2 and SM3, P-521, Ed25519, SHA-3, the lattice signatures) say nothing
//! against a token: they cannot be checked here. Anything else is unknown and does not hold.

use super::TokenFault;
use super::fields::{Field, Fields, Malformed};
use der::Tag;
use der::asn1::ObjectIdentifier;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

pub(super) const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
const SHA1: ObjectIdentifier = oid("1.3.14.3.2.26");
const SM3: ObjectIdentifier = oid("1.2.156.10197.1.401");
const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");
const MGF1: ObjectIdentifier = oid("1.2.840.113549.1.1.8");
const EC: ObjectIdentifier = oid("1.2.840.10045.2.1");
const P256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = oid("1.3.132.0.34");

/// Weak, by name: hashes with collisions, and signatures over them.
const REFUSED: [(&str, &str); 9] = [
    ("1.2.840.113549.2.5", "MD5"),
    ("1.2.840.113549.1.1.4", "RSA with MD5"),
    ("1.2.840.113549.1.1.5", "RSA with SHA-1"),
    ("1.3.14.3.2.29", "RSA with SHA-1"),
    ("1.3.14.3.2.26", "SHA-1"),
    ("1.2.840.10045.4.1", "ECDSA with SHA-1"),
    ("1.2.840.10040.4.3", "DSA with SHA-1"),
    ("1.3.36.3.2.1", "RIPEMD-160"),
    ("1.2.840.113549.2.2", "MD2"),
];

/// Sound, but not in this program; a name that ends in a dot stands for everything below it.
const NOT_HERE: [(&str, &str); 17] = [
    ("1.2.156.10197.1.401", "SM3"),
    ("1.2.156.10197.1.501", "SM2 with SM3"),
    ("1.2.156.10197.1.301", "SM2"),
    ("1.2.156.10197.", "a Chinese national algorithm"),
    ("1.2.643.7.1.1.", "a GOST algorithm"),
    ("1.3.132.0.35", "P-521"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.36.3.3.2.8.1.1.", "a brainpool curve"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
    ("2.16.840.1.101.3.4.2.4", "SHA-224"),
    ("2.16.840.1.101.3.4.2.", "SHA-3, or a short SHA-512"),
    ("2.16.840.1.101.3.4.3.", "a signature of FIPS 186, 204 or 205"),
    ("1.2.840.113549.1.1.14", "RSA with SHA-224"),
    ("1.2.840.113549.1.1.10", "an RSA key for PSS alone"),
    ("1.2.840.10045.4.3.1", "ECDSA with SHA-224"),
    ("1.2.840.10040.4.1", "DSA"),
];

/// What to say of an algorithm that does not count.
fn fault(algorithm: &ObjectIdentifier) -> TokenFault {
    let text = algorithm.to_string();
    if let Some((_, name)) = REFUSED.iter().find(|(known, _)| *known == text) {
        return TokenFault::HashRefused { algorithm: (*name).to_owned() };
    }
    let fits = |known: &str| text == known || (known.ends_with('.') && text.starts_with(known));
    match NOT_HERE.iter().find(|(known, _)| fits(known)) {
        Some((_, name)) => TokenFault::AlgorithmNotHere { algorithm: (*name).to_owned() },
        None => TokenFault::AlgorithmUnknown { algorithm: text },
    }
}

/// The algorithm of an imprint or a digest.
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

/// A hash that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(super) fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    const fn bytes(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

impl HashAlgorithm {
    pub(super) fn named(algorithm: &ObjectIdentifier) -> Self {
        match *algorithm {
            SHA256 => Self::Sha256,
            SHA384 => Self::Sha384,
            SHA512 => Self::Sha512,
            SHA1 => Self::Sha1,
            SM3 => Self::Sm3,
            _ => Self::Other(algorithm.to_string()),
        }
    }

    /// The hash, when it counts.
    pub(super) fn hash(&self) -> Result<Hash, TokenFault> {
        match self {
            Self::Sha256 => Ok(Hash::Sha256),
            Self::Sha384 => Ok(Hash::Sha384),
            Self::Sha512 => Ok(Hash::Sha512),
            Self::Sha1 => Err(fault(&SHA1)),
            Self::Sm3 => Err(fault(&SM3)),
            Self::Other(text) => Err(ObjectIdentifier::new(text)
                .map_or_else(|_| TokenFault::AlgorithmUnknown { algorithm: text.clone() }, |oid| fault(&oid))),
        }
    }

    /// How long its digests are, where that is known.
    pub(super) const fn bytes(&self) -> Option<usize> {
        match self {
            Self::Sha256 | Self::Sm3 => Some(32),
            Self::Sha384 => Some(48),
            Self::Sha512 => Some(64),
            Self::Sha1 => Some(20),
            Self::Other(_) => None,
        }
    }
}

/// An AlgorithmIdentifier (RFC 5280, 4.1.1.2), as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Algorithm {
    pub(super) oid: ObjectIdentifier,
    /// The parameters as they came; empty when there are none.
    parameters: Vec<u8>,
}

impl Algorithm {
    pub(super) fn read(field: &Field<'_>, what: &'static str) -> Result<Self, Malformed> {
        let mut fields = field.fields(what)?;
        let oid = fields.expect(Tag::ObjectIdentifier)?.identifier()?;
        let parameters = if fields.is_finished() { Vec::new() } else { fields.next()?.whole.to_vec() };
        fields.finish()?;
        Ok(Self { oid, parameters })
    }

    /// The hash that it names; parameters are NULL or absent (RFC 5754, 2).
    pub(super) fn hash_algorithm(&self, what: &'static str) -> Result<HashAlgorithm, Malformed> {
        if self.parameters.is_empty() || self.is_null() {
            Ok(HashAlgorithm::named(&self.oid))
        } else {
            Err(Malformed(what))
        }
    }

    fn is_null(&self) -> bool {
        self.parameters == [0x05, 0x00]
    }

    /// How a signature is made. `digest` is what SignerInfo names beside it: it has to be the same hash, and is the hash
    /// where the signature algorithm names none (RFC 3370, 3.2).
    pub(super) fn scheme(&self, digest: Option<Hash>) -> Result<Scheme, TokenFault> {
        let plain = self.parameters.is_empty() || self.is_null();
        let (scheme, hash) = match self.oid.to_string().as_str() {
            "1.2.840.113549.1.1.1" if plain => match digest {
                Some(hash) => (Scheme::Pkcs1(hash), hash),
                None => return Err(TokenFault::AlgorithmMismatch { what: "a signature without a hash" }),
            },
            "1.2.840.113549.1.1.11" if plain => (Scheme::Pkcs1(Hash::Sha256), Hash::Sha256),
            "1.2.840.113549.1.1.12" if plain => (Scheme::Pkcs1(Hash::Sha384), Hash::Sha384),
            "1.2.840.113549.1.1.13" if plain => (Scheme::Pkcs1(Hash::Sha512), Hash::Sha512),
            "1.2.840.113549.1.1.10" => {
                let hash = self.pss_hash()?;
                (Scheme::Pss(hash), hash)
            }
            "1.2.840.10045.4.3.2" if plain => (Scheme::Ecdsa(Hash::Sha256), Hash::Sha256),
            "1.2.840.10045.4.3.3" if plain => (Scheme::Ecdsa(Hash::Sha384), Hash::Sha384),
            "1.2.840.10045.4.3.4" if plain => (Scheme::Ecdsa(Hash::Sha512), Hash::Sha512),
            _ => return Err(fault(&self.oid)),
        };
        if digest.is_some_and(|digest| digest != hash) {
            return Err(TokenFault::AlgorithmMismatch { what: "the signature's hash is not the digest algorithm" });
        }
        Ok(scheme)
    }

    /// RSASSA-PSS-params (RFC 4055, 3.1): one hash for message and mask, a salt as long as it, trailer 1.
    fn pss_hash(&self) -> Result<Hash, TokenFault> {
        let other = || TokenFault::AlgorithmNotHere { algorithm: "RSA-PSS with other parameters".to_owned() };
        let read = || -> Result<Option<Hash>, Malformed> {
            use super::fields::constructed;
            const WHAT: &str = "RSASSA-PSS-params";
            let mut fields = Fields::only(&self.parameters, Tag::Sequence, WHAT)?.fields(WHAT)?;
            let hash = fields.expect(constructed(0))?;
            let hash = Self::read(&Fields::only(hash.content, Tag::Sequence, WHAT)?, WHAT)?.hash_algorithm(WHAT)?;
            let mask = fields.expect(constructed(1))?;
            let mask = Self::read(&Fields::only(mask.content, Tag::Sequence, WHAT)?, WHAT)?;
            let inner =
                Self::read(&Fields::only(&mask.parameters, Tag::Sequence, WHAT)?, WHAT)?.hash_algorithm(WHAT)?;
            let salt = fields.expect(constructed(2))?;
            let salt = Fields::only(salt.content, Tag::Integer, WHAT)?.number()?;
            fields.finish()?;
            Ok(match hash.hash() {
                Ok(known) if mask.oid == MGF1 && inner == hash && salt == known.bytes() as u64 => Some(known),
                _ => None,
            })
        };
        // Absent fields mean SHA-1, and are as little taken as other salts: the whole form has to be there.
        read().ok().flatten().ok_or_else(other)
    }
}

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Pkcs1(Hash),
    Pss(Hash),
    Ecdsa(Hash),
}

/// A public key that counts, as the bytes that a verifier takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key<'a> {
    /// RSAPublicKey (RFC 8017, A.1.1).
    Rsa(&'a [u8]),
    /// An uncompressed or compressed point (SEC 1, 2.3.3).
    P256(&'a [u8]),
    /// The same.
    P384(&'a [u8]),
}

impl<'a> Key<'a> {
    /// Reads a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).
    pub(super) fn read(spki: &'a [u8]) -> Result<Self, TokenFault> {
        const WHAT: &str = "a certificate's public key";
        let mut fields = Fields::only(spki, Tag::Sequence, WHAT)?.fields(WHAT)?;
        let algorithm = Algorithm::read(&fields.expect(Tag::Sequence)?, WHAT)?;
        let bytes = fields.expect(Tag::BitString)?.bit_bytes()?;
        fields.finish()?;
        match algorithm.oid {
            RSA => Self::rsa(bytes),
            RSA_PSS => Err(fault(&RSA_PSS)),
            EC => {
                let curve =
                    Fields::only(&algorithm.parameters, Tag::ObjectIdentifier, "a named curve")?.identifier()?;
                match curve {
                    P256 => Ok(Self::P256(bytes)),
                    P384 => Ok(Self::P384(bytes)),
                    // P-192 and P-224 are the known curves below 128 bits of strength.
                    other if ["1.2.840.10045.3.1.1", "1.3.132.0.33"].contains(&other.to_string().as_str()) => {
                        Err(TokenFault::KeyRefused { what: "a curve below 256 bits".to_owned() })
                    }
                    other => Err(fault(&other)),
                }
            }
            other => Err(fault(&other)),
        }
    }

    fn rsa(bytes: &'a [u8]) -> Result<Self, TokenFault> {
        const WHAT: &str = "an RSA key";
        let mut fields = Fields::only(bytes, Tag::Sequence, WHAT)?.fields(WHAT)?;
        let modulus = fields.expect(Tag::Integer)?.integer()?;
        fields.expect(Tag::Integer)?.integer()?;
        fields.finish()?;
        let magnitude = modulus.strip_prefix(&[0]).unwrap_or(modulus);
        let bits = magnitude.len() * 8 - magnitude.first().map_or(0, |byte| byte.leading_zeros() as usize);
        match bits {
            ..2048 => Err(TokenFault::KeyRefused { what: format!("RSA of {bits} bits") }),
            2048..=8192 => Ok(Self::Rsa(bytes)),
            _ => Err(TokenFault::AlgorithmNotHere { algorithm: "RSA above 8,192 bits".to_owned() }),
        }
    }
}

impl From<Malformed> for TokenFault {
    fn from(malformed: Malformed) -> Self {
        Self::TokenSyntax { what: malformed.0 }
    }
}
