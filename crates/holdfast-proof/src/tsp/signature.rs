//! One signature over exact bytes, and the same as `rustls-webpki` wants it for certificates.
//!
//! `ring` does the work. ECDSA over SHA-512 with a 256 or 384 bit curve, which `ring` does not have and which openssl
//! makes when asked, is done by `p256` and `p384`.

use super::TokenFault;
use super::algorithm::{Hash, Key, Scheme};
use ring::signature as ring_signature;
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};

/// Whether `signature` over `message` holds under this key (RFC 8017, 8.1 and 8.2; FIPS 186-5, 6.4).
pub(super) fn verify(key: Key<'_>, scheme: Scheme, message: &[u8], signature: &[u8]) -> Result<(), TokenFault> {
    let (algorithm, key): (&dyn ring_signature::VerificationAlgorithm, &[u8]) = match (key, scheme) {
        (Key::Rsa(key), Scheme::Pkcs1(Hash::Sha256)) => (&ring_signature::RSA_PKCS1_2048_8192_SHA256, key),
        (Key::Rsa(key), Scheme::Pkcs1(Hash::Sha384)) => (&ring_signature::RSA_PKCS1_2048_8192_SHA384, key),
        (Key::Rsa(key), Scheme::Pkcs1(Hash::Sha512)) => (&ring_signature::RSA_PKCS1_2048_8192_SHA512, key),
        (Key::Rsa(key), Scheme::Pss(Hash::Sha256)) => (&ring_signature::RSA_PSS_2048_8192_SHA256, key),
        (Key::Rsa(key), Scheme::Pss(Hash::Sha384)) => (&ring_signature::RSA_PSS_2048_8192_SHA384, key),
        (Key::Rsa(key), Scheme::Pss(Hash::Sha512)) => (&ring_signature::RSA_PSS_2048_8192_SHA512, key),
        (Key::P256(key), Scheme::Ecdsa(Hash::Sha256)) => (&ring_signature::ECDSA_P256_SHA256_ASN1, key),
        (Key::P256(key), Scheme::Ecdsa(Hash::Sha384)) => (&ring_signature::ECDSA_P256_SHA384_ASN1, key),
        (Key::P384(key), Scheme::Ecdsa(Hash::Sha256)) => (&ring_signature::ECDSA_P384_SHA256_ASN1, key),
        (Key::P384(key), Scheme::Ecdsa(Hash::Sha384)) => (&ring_signature::ECDSA_P384_SHA384_ASN1, key),
        (Key::P256(key), Scheme::Ecdsa(Hash::Sha512)) => return p256_sha512(key, message, signature),
        (Key::P384(key), Scheme::Ecdsa(Hash::Sha512)) => return p384_sha512(key, message, signature),
        (Key::Rsa(_), Scheme::Ecdsa(_)) | (Key::P256(_) | Key::P384(_), Scheme::Pkcs1(_) | Scheme::Pss(_)) => {
            return Err(TokenFault::AlgorithmMismatch {
                what: "the signature algorithm is not one of the signer's key",
            });
        }
    };
    ring_signature::UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .map_err(|_| TokenFault::SignatureInvalid)
}

fn p256_sha512(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), TokenFault> {
    use p256::ecdsa::{Signature, VerifyingKey, signature::hazmat::PrehashVerifier as _};
    let holds = || {
        let signature = Signature::from_der(signature).ok()?;
        VerifyingKey::from_sec1_bytes(key).ok()?.verify_prehash(&Hash::Sha512.of(message), &signature).ok()
    };
    holds().ok_or(TokenFault::SignatureInvalid)
}

fn p384_sha512(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), TokenFault> {
    use p384::ecdsa::{Signature, VerifyingKey, signature::hazmat::PrehashVerifier as _};
    let holds = || {
        let signature = Signature::from_der(signature).ok()?;
        VerifyingKey::from_sec1_bytes(key).ok()?.verify_prehash(&Hash::Sha512.of(message), &signature).ok()
    };
    holds().ok_or(TokenFault::SignatureInvalid)
}

#[derive(Debug)]
struct EcdsaSha512 {
    curve: AlgorithmIdentifier,
    key: fn(&[u8]) -> Key<'_>,
}

impl SignatureVerificationAlgorithm for EcdsaSha512 {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        verify((self.key)(key), Scheme::Ecdsa(Hash::Sha512), message, signature).map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.curve
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_SHA512
    }
}

static P256_SHA512: EcdsaSha512 = EcdsaSha512 { curve: alg_id::ECDSA_P256, key: |bytes| Key::P256(bytes) };
static P384_SHA512: EcdsaSha512 = EcdsaSha512 { curve: alg_id::ECDSA_P384, key: |bytes| Key::P384(bytes) };

/// With what a certificate may be signed.
pub(super) static CERTIFICATE_SIGNATURES: &[&dyn SignatureVerificationAlgorithm] = &[
    webpki::ring::ECDSA_P256_SHA256,
    webpki::ring::ECDSA_P256_SHA384,
    webpki::ring::ECDSA_P384_SHA256,
    webpki::ring::ECDSA_P384_SHA384,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256,
    webpki::ring::RSA_PKCS1_2048_8192_SHA384,
    webpki::ring::RSA_PKCS1_2048_8192_SHA512,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256_ABSENT_PARAMS,
    webpki::ring::RSA_PKCS1_2048_8192_SHA384_ABSENT_PARAMS,
    webpki::ring::RSA_PKCS1_2048_8192_SHA512_ABSENT_PARAMS,
    webpki::ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
    &P256_SHA512,
    &P384_SHA512,
];
