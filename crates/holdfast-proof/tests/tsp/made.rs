//! Certificates and tokens, byte by byte, so that one thing at a time can be wrong.

use crate::keys::{How, Key, SHA256, hash, hash_algorithm};
use chrono::{DateTime, Utc};
use std::str::FromStr as _;

/// When every token here was made, unless a case says otherwise.
pub(crate) const GEN_TIME: &str = "20260601120000Z";

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    DateTime::<Utc>::from_str(text).expect("a time")
}

/// Tag, length, content.
pub(crate) fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut bytes = vec![tag];
    match content.len() {
        length @ ..=0x7f => bytes.push(length as u8),
        length @ ..=0xff => bytes.extend([0x81, length as u8]),
        length @ ..=0xffff => bytes.extend([0x82, (length >> 8) as u8, length as u8]),
        length => bytes.extend([0x83, (length >> 16) as u8, (length >> 8) as u8, length as u8]),
    }
    bytes.extend(content);
    bytes
}

pub(crate) fn object(text: &str) -> Vec<u8> {
    der(0x06, &[der::asn1::ObjectIdentifier::new(text).expect("an identifier").as_bytes()])
}

pub(crate) fn integer(content: &[u8]) -> Vec<u8> {
    der(0x02, &[content])
}

pub(crate) fn octets(content: &[u8]) -> Vec<u8> {
    der(0x04, &[content])
}

pub(crate) fn bits(content: &[u8]) -> Vec<u8> {
    der(0x03, &[&[0], content])
}

pub(crate) fn null() -> Vec<u8> {
    vec![0x05, 0x00]
}

pub(crate) fn yes() -> Vec<u8> {
    vec![0x01, 0x01, 0xff]
}

/// A Name of one common name in UTF-8.
pub(crate) fn name(common: &str) -> Vec<u8> {
    let pair = der(0x30, &[&object("2.5.4.3"), &der(0x0c, &[common.as_bytes()])]);
    der(0x30, &[&der(0x31, &[&pair])])
}

pub(crate) fn extension(oid: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { yes() } else { Vec::new() };
    der(0x30, &[&object(oid), &critical, &octets(value)])
}

pub(crate) fn basic_constraints(authority: bool) -> Vec<u8> {
    let flag = if authority { yes() } else { Vec::new() };
    extension("2.5.29.19", true, &der(0x30, &[&flag]))
}

/// The named bits of a key usage, first bit leftmost.
pub(crate) fn key_usage(byte: u8) -> Vec<u8> {
    let unused = byte.trailing_zeros() as u8;
    extension("2.5.29.15", true, &der(0x03, &[&[unused], &[byte]]))
}

pub(crate) const DIGITAL_SIGNATURE: u8 = 0x80;
pub(crate) const KEY_CERT_SIGN: u8 = 0x04;

pub(crate) fn extended_key_usage(critical: bool, purposes: &[&str]) -> Vec<u8> {
    let purposes: Vec<u8> = purposes.iter().flat_map(|purpose| object(purpose)).collect();
    extension("2.5.29.37", critical, &der(0x30, &[&purposes]))
}

pub(crate) const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
pub(crate) const CODE_SIGNING: &str = "1.3.6.1.5.5.7.3.3";

/// What a certificate says.
#[derive(Clone)]
pub(crate) struct CertificateSpec {
    pub(crate) subject: Vec<u8>,
    pub(crate) serial: Vec<u8>,
    pub(crate) from: &'static str,
    pub(crate) until: &'static str,
    pub(crate) extensions: Vec<Vec<u8>>,
    pub(crate) how: How,
    /// Another public key than that of the key given.
    pub(crate) spki: Option<Vec<u8>>,
}

impl CertificateSpec {
    pub(crate) fn root(common: &str) -> Self {
        Self {
            subject: name(common),
            serial: vec![1],
            from: "200101000000Z",
            until: "400101000000Z",
            extensions: vec![basic_constraints(true), key_usage(KEY_CERT_SIGN)],
            how: SHA256,
            spki: None,
        }
    }

    /// An issuer below the root, without any extended key usage.
    pub(crate) fn issuer(common: &str) -> Self {
        Self { serial: vec![2], until: "350101000000Z", ..Self::root(common) }
    }

    pub(crate) fn leaf(common: &str) -> Self {
        Self {
            subject: name(common),
            serial: vec![3],
            from: "260101000000Z",
            until: "280101000000Z",
            extensions: vec![key_usage(DIGITAL_SIGNATURE), extended_key_usage(true, &[TIME_STAMPING])],
            how: SHA256,
            spki: None,
        }
    }

    /// The certificate for `key`, issued under this name by this key.
    pub(crate) fn issue(&self, key: &Key, issuer: &[u8], issuer_key: &Key) -> Vec<u8> {
        let algorithm = issuer_key.signature_algorithm(self.how);
        let validity = der(0x30, &[&der(0x17, &[self.from.as_bytes()]), &der(0x17, &[self.until.as_bytes()])]);
        let extensions: Vec<&[u8]> = self.extensions.iter().map(Vec::as_slice).collect();
        let extensions = der(0xa3, &[&der(0x30, &extensions)]);
        let spki = self.spki.as_ref().unwrap_or(&key.spki);
        let version = der(0xa0, &[&integer(&[2])]);
        let serial = integer(&self.serial);
        let signed = der(0x30, &[&version, &serial, &algorithm, issuer, &validity, &self.subject, spki, &extensions]);
        let signature = issuer_key.sign(self.how, &signed);
        der(0x30, &[&signed, &algorithm, &bits(&signature)])
    }

    pub(crate) fn self_signed(&self, key: &Key) -> Vec<u8> {
        self.issue(key, &self.subject, key)
    }
}

/// What a token says, and how it is signed.
#[derive(Clone)]
pub(crate) struct TokenSpec {
    pub(crate) key: &'static Key,
    pub(crate) how: How,
    /// The signer's certificate, and all that are sent along.
    pub(crate) leaf: Vec<u8>,
    pub(crate) certificates: Vec<Vec<u8>>,
    /// Issuer (a Name) and serial number of the signer.
    pub(crate) signer: (Vec<u8>, Vec<u8>),
    /// SignerIdentifier in place of the above.
    pub(crate) signer_id: Option<Vec<u8>>,
    pub(crate) imprint: Vec<u8>,
    pub(crate) gen_time: String,
    /// Encoded or empty.
    pub(crate) accuracy: Vec<u8>,
    pub(crate) ordering: Vec<u8>,
    pub(crate) nonce: Vec<u8>,
    /// The tsa field and extensions.
    pub(crate) rest: Vec<u8>,
    /// Signed attributes in place of the usual three.
    pub(crate) attributes: Option<Change>,
    /// The attribute that names certificates, in place of the usual one.
    pub(crate) identifiers: Option<Vec<u8>>,
    pub(crate) versions: Versions,
    pub(crate) digests: Option<Vec<u8>>,
    pub(crate) digest_algorithm: Option<Vec<u8>>,
    pub(crate) signature_algorithm: Option<Vec<u8>>,
    pub(crate) content_type: &'static str,
    pub(crate) signers: usize,
    pub(crate) unsigned: Vec<u8>,
    /// Certificate lists (RFC 5652, 10.2.1), each in DER.
    pub(crate) revocations: Vec<Vec<u8>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Versions {
    pub(crate) data: u8,
    pub(crate) signer: u8,
    pub(crate) info: u8,
}

/// Makes other signed attributes of the usual ones.
pub(crate) type Change = fn(Usual) -> Vec<Vec<u8>>;

/// The three attributes that RFC 3161 wants, each ready to be used.
pub(crate) struct Usual {
    pub(crate) content_type: Vec<u8>,
    pub(crate) message_digest: Vec<u8>,
    pub(crate) signing_certificate: Vec<u8>,
    pub(crate) leaf: Vec<u8>,
}

pub(crate) fn attribute(oid: &str, values: &[&[u8]]) -> Vec<u8> {
    der(0x30, &[&object(oid), &der(0x31, values)])
}

/// SigningCertificateV2 of SHA-256 digests.
pub(crate) fn signing_certificate_v2(certificates: &[&[u8]]) -> Vec<u8> {
    let identifiers: Vec<u8> =
        certificates.iter().flat_map(|certificate| der(0x30, &[&octets(&hash("sha256", certificate))])).collect();
    attribute("1.2.840.113549.1.9.16.2.47", &[&der(0x30, &[&der(0x30, &[&identifiers])])])
}

/// SigningCertificate of a SHA-1 digest.
pub(crate) fn signing_certificate(certificate: &[u8]) -> Vec<u8> {
    let identifier = der(0x30, &[&octets(&hash("sha1", certificate))]);
    attribute("1.2.840.113549.1.9.16.2.12", &[&der(0x30, &[&der(0x30, &[&identifier])])])
}

pub(crate) fn imprint(algorithm: &str, data: &[u8]) -> Vec<u8> {
    der(0x30, &[&hash_algorithm(algorithm), &octets(&hash(algorithm, data))])
}

impl TokenSpec {
    /// The same with another attribute that names certificates.
    pub(crate) fn with_identifiers(&self, identifiers: Vec<u8>) -> Self {
        Self { identifiers: Some(identifiers), ..self.clone() }
    }

    pub(crate) fn info(&self) -> Vec<u8> {
        der(
            0x30,
            &[
                &integer(&[self.versions.info]),
                &object("1.3.6.1.4.1.99999.1"),
                &self.imprint,
                &integer(&[0x2a]),
                &der(0x18, &[self.gen_time.as_bytes()]),
                &self.accuracy,
                &self.ordering,
                &self.nonce,
                &self.rest,
            ],
        )
    }

    fn signer_info(&self, info: &[u8]) -> Vec<u8> {
        let usual = Usual {
            content_type: attribute("1.2.840.113549.1.9.3", &[&object("1.2.840.113549.1.9.16.1.4")]),
            message_digest: attribute("1.2.840.113549.1.9.4", &[&octets(&hash(self.how.hash, info))]),
            signing_certificate: self.identifiers.clone().unwrap_or_else(|| signing_certificate_v2(&[&self.leaf])),
            leaf: self.leaf.clone(),
        };
        let mut attributes = match self.attributes {
            Some(change) => change(usual),
            None => vec![usual.content_type, usual.message_digest, usual.signing_certificate],
        };
        attributes.sort();
        let attributes: Vec<&[u8]> = attributes.iter().map(Vec::as_slice).collect();
        let signature = self.key.sign(self.how, &der(0x31, &attributes));
        let algorithm = || self.key.signature_algorithm(self.how);
        let by_serial = || der(0x30, &[&self.signer.0, &integer(&self.signer.1)]);
        der(
            0x30,
            &[
                &integer(&[self.versions.signer]),
                &self.signer_id.clone().unwrap_or_else(by_serial),
                &self.digest_algorithm.clone().unwrap_or_else(|| hash_algorithm(self.how.hash)),
                &der(0xa0, &attributes),
                &self.signature_algorithm.clone().unwrap_or_else(algorithm),
                &octets(&signature),
                &self.unsigned,
            ],
        )
    }

    /// The token: ContentInfo.
    pub(crate) fn token(&self) -> Vec<u8> {
        let info = self.info();
        let content = der(0x30, &[&object(self.content_type), &der(0xa0, &[&octets(&info)])]);
        let certificates: Vec<&[u8]> = self.certificates.iter().map(Vec::as_slice).collect();
        let certificates = if certificates.is_empty() { Vec::new() } else { der(0xa0, &certificates) };
        let signers: Vec<Vec<u8>> = (0..self.signers).map(|_| self.signer_info(&info)).collect();
        let signers: Vec<&[u8]> = signers.iter().map(Vec::as_slice).collect();
        let digests = self.digests.clone().unwrap_or_else(|| hash_algorithm(self.how.hash));
        let lists: Vec<&[u8]> = self.revocations.iter().map(Vec::as_slice).collect();
        let lists = if lists.is_empty() { Vec::new() } else { der(0xa1, &lists) };
        let (version, digests, signers) = (integer(&[self.versions.data]), der(0x31, &[&digests]), der(0x31, &signers));
        let data = der(0x30, &[&version, &digests, &content, &certificates, &lists, &signers]);
        der(0x30, &[&object("1.2.840.113549.1.7.2"), &der(0xa0, &[&data])])
    }

    /// The answer: TimeStampResp with status granted.
    pub(crate) fn response(&self) -> Vec<u8> {
        der(0x30, &[&der(0x30, &[&integer(&[0])]), &self.token()])
    }
}

/// The subject of a certificate, as its Name.
pub(crate) fn subject_of(certificate: &[u8]) -> Vec<u8> {
    // version, serial number, signature, issuer, validity come before it.
    let signed = content(content(certificate).0).0;
    let mut rest = signed;
    for _ in 0..5 {
        rest = content(rest).1;
    }
    let after = content(rest).1;
    rest[..rest.len() - after.len()].to_vec()
}

/// The content of the first field, and what follows it.
pub(crate) fn content(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (header, length) = match bytes[1] {
        short @ ..=0x7f => (2, usize::from(short)),
        long => {
            let count = usize::from(long & 0x7f);
            (2 + count, bytes[2..2 + count].iter().fold(0, |length, byte| length << 8 | usize::from(*byte)))
        }
    };
    (&bytes[header..header + length], &bytes[header + length..])
}
