//! The signed attributes of a token (RFC 5652, 5.3 and 11; RFC 3161, 2.4.1; RFC 5035; RFC 5816).
//!
//! Each of the ones that matter stands there once, with one value: content-type says TSTInfo, message-digest is that of
//! the content, and signing-certificate names the certificate that signed. The old form of the last names it by SHA-1;
//! that is taken, as RFC 3161 has it and openssl does, because the hash only picks a certificate: the signature, the chain
//! and the issuer with its serial number decide. Where both forms stand, both have to agree.

use super::algorithm::{Algorithm, Hash, HashAlgorithm};
use super::certificate::Certificate;
use super::fields::{Field, Fields, Malformed, constructed};
use super::{TokenFault, name};
use der::Tag;
use sha1::{Digest as _, Sha1};

const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE: &str = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// The attributes that matter, read once.
#[derive(Debug)]
pub(super) struct Attributes {
    message_digest: Vec<u8>,
    /// One list for each form that is there.
    certificates: Vec<Vec<CertificateId>>,
}

/// ESSCertID or ESSCertIDv2.
#[derive(Debug)]
struct CertificateId {
    /// `None` is SHA-1.
    hash: Option<Hash>,
    digest: Vec<u8>,
    /// GeneralNames of the issuer and the serial number, where given.
    issuer_serial: Option<(Vec<u8>, Vec<u8>)>,
}

impl Attributes {
    /// Reads the SET OF Attribute.
    pub(super) fn read(set: &[u8]) -> Result<Self, TokenFault> {
        const WHAT: &str = "signed attributes";
        let mut fields = Fields::only(set, Tag::Set, WHAT)?.fields(WHAT)?;
        let mut found: Vec<(String, Field<'_>)> = Vec::new();
        while !fields.is_finished() {
            let mut attribute = fields.expect(Tag::Sequence)?.fields(WHAT)?;
            let kind = attribute.expect(Tag::ObjectIdentifier)?.identifier()?.to_string();
            let values = attribute.expect(Tag::Set)?;
            attribute.finish()?;
            found.push((kind, values));
        }
        let once = |kind: &str, attribute: &'static str| -> Result<Option<Field<'_>>, TokenFault> {
            let mut matching = found.iter().filter(|(other, _)| other == kind);
            let Some((_, values)) = matching.next() else { return Ok(None) };
            let mut values = values.fields(WHAT)?;
            let value = values.next()?;
            if matching.next().is_some() || !values.is_finished() {
                return Err(TokenFault::AttributeRepeated { attribute });
            }
            Ok(Some(value))
        };
        let needed = |kind: &str, attribute| once(kind, attribute)?.ok_or(TokenFault::AttributeMissing { attribute });
        if needed(CONTENT_TYPE, "content-type")?.identifier()?.to_string() != TST_INFO {
            return Err(TokenFault::ContentTypeWrong { what: "the content-type attribute is not TSTInfo" });
        }
        let message_digest = needed(MESSAGE_DIGEST, "message-digest")?.octets()?.to_vec();
        let mut certificates = Vec::new();
        if let Some(value) = once(SIGNING_CERTIFICATE, "signing-certificate")? {
            certificates.push(identifiers(&value, false)?);
        }
        if let Some(value) = once(SIGNING_CERTIFICATE_V2, "signing-certificate-v2")? {
            certificates.push(identifiers(&value, true)?);
        }
        if certificates.is_empty() {
            return Err(TokenFault::AttributeMissing { attribute: "signing-certificate" });
        }
        Ok(Self { message_digest, certificates })
    }

    /// Whether the message digest is that of the content.
    pub(super) fn fault_over(&self, content: &[u8], hash: Hash) -> Option<TokenFault> {
        (hash.of(content) != self.message_digest).then_some(TokenFault::MessageDigestMismatch)
    }

    /// Whether the first identifier of each form names this certificate.
    pub(super) fn names_signer(&self, certificate: &Certificate) -> bool {
        self.certificates.iter().all(|list| list.first().is_some_and(|first| first.fits(certificate)))
    }

    /// Whether these certificates may stand between the signer and the root: where a form names more than the signer, it
    /// names all that may (RFC 5035, 5.4). The root itself is the checker's own choice.
    pub(super) fn allow_between<'a>(&self, between: impl Iterator<Item = &'a Certificate> + Clone) -> bool {
        self.certificates.iter().filter(|list| list.len() > 1).all(|list| {
            between.clone().all(|certificate| list.iter().skip(1).any(|identifier| identifier.fits(certificate)))
        })
    }
}

/// SigningCertificate and SigningCertificateV2: a list of identifiers, perhaps policies, which only limit and are not used.
fn identifiers(value: &Field<'_>, second: bool) -> Result<Vec<CertificateId>, TokenFault> {
    const WHAT: &str = "signing-certificate";
    // The identifiers are used one by one with each certificate; real tokens have one to three.
    const LIMIT: usize = 16;
    let mut fields = Fields::only(value.whole, Tag::Sequence, WHAT)?.fields(WHAT)?;
    let mut list = fields.expect(Tag::Sequence)?.fields(WHAT)?;
    fields.next_if(Tag::Sequence)?;
    fields.finish()?;
    let mut identifiers = Vec::new();
    while !list.is_finished() {
        if identifiers.len() == LIMIT {
            return Err(TokenFault::TokenSyntax { what: WHAT });
        }
        identifiers.push(CertificateId::read(&list.expect(Tag::Sequence)?, second)?);
    }
    if identifiers.is_empty() {
        return Err(TokenFault::AttributeMissing { attribute: WHAT });
    }
    Ok(identifiers)
}

impl CertificateId {
    fn read(field: &Field<'_>, second: bool) -> Result<Self, TokenFault> {
        const WHAT: &str = "ESSCertID";
        let mut fields = field.fields(WHAT)?;
        let mut hash = if second { Some(Hash::Sha256) } else { None };
        if second && let Some(algorithm) = fields.next_if(Tag::Sequence)? {
            hash = match Algorithm::read(&algorithm, WHAT)?.hash_algorithm(WHAT)? {
                HashAlgorithm::Sha1 => None,
                other => Some(other.hash()?),
            };
        }
        let digest = fields.expect(Tag::OctetString)?.octets()?.to_vec();
        let issuer_serial = fields.next_if(Tag::Sequence)?.map(|field| issuer_serial(&field)).transpose()?;
        fields.finish()?;
        Ok(Self { hash, digest, issuer_serial })
    }

    fn fits(&self, certificate: &Certificate) -> bool {
        let digest = match self.hash {
            Some(hash) => hash.of(certificate.der()),
            None => Sha1::digest(certificate.der()).to_vec(),
        };
        let named = || match &self.issuer_serial {
            None => true,
            Some((issuer, serial)) => certificate.serial() == serial && name::same(issuer, certificate.issuer()),
        };
        digest == self.digest && named()
    }
}

/// IssuerSerial: exactly one directoryName, and the serial number.
fn issuer_serial(field: &Field<'_>) -> Result<(Vec<u8>, Vec<u8>), Malformed> {
    const WHAT: &str = "issuerSerial";
    let mut fields = field.fields(WHAT)?;
    let names = fields.expect(Tag::Sequence)?;
    let serial = fields.expect(Tag::Integer)?.integer()?.to_vec();
    fields.finish()?;
    let directory = Fields::only(names.content, constructed(4), WHAT)?;
    Ok((Fields::only(directory.content, Tag::Sequence, WHAT)?.whole.to_vec(), serial))
}
