//! A certificate as far as a token's check needs it (RFC 5280, 4.1 and 4.2).
//!
//! Reading says nothing about trust. Everything stays reachable as the exact bytes that came, because signatures and
//! digests are over those; an extension that stands twice makes the certificate unreadable.

use super::CertificateFacts;
use super::TokenFault;
use super::algorithm::{Algorithm, Key};
use super::fields::{Field, Fields, Malformed, constructed, primitive};
use super::{name, signature};
use crate::digest::Digest;
use chrono::{DateTime, Utc};
use der::Tag;
use der::asn1::ObjectIdentifier;
use std::ops::Range;

const WHAT: &str = "a certificate";
/// The most extensions that are read; real certificates have about ten.
const EXTENSIONS: usize = 64;
const SUBJECT_KEY_IDENTIFIER: &str = "2.5.29.14";
const KEY_USAGE: &str = "2.5.29.15";
const SUBJECT_ALT_NAME: &str = "2.5.29.17";
const BASIC_CONSTRAINTS: &str = "2.5.29.19";
const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// A certificate that could be read.
#[derive(Debug, Clone)]
pub(super) struct Certificate {
    der: Vec<u8>,
    signed: Range<usize>,
    issuer: Range<usize>,
    subject: Range<usize>,
    spki: Range<usize>,
    serial: Vec<u8>,
    signature_algorithm: Algorithm,
    signature: Range<usize>,
    pub(super) not_before: DateTime<Utc>,
    pub(super) not_after: DateTime<Utc>,
    /// X.509 version 1 has no extensions: its roots are authorities without saying so.
    version_1: bool,
    extensions: Vec<Extension>,
}

#[derive(Debug, Clone)]
struct Extension {
    oid: ObjectIdentifier,
    critical: bool,
    value: Vec<u8>,
}

impl Certificate {
    /// Reads one certificate with nothing after it.
    pub(super) fn read(der: &[u8]) -> Result<Self, Malformed> {
        let mut whole = Fields::only(der, Tag::Sequence, WHAT)?.fields(WHAT)?;
        let signed = whole.expect(Tag::Sequence)?;
        let signature_algorithm = Algorithm::read(&whole.expect(Tag::Sequence)?, WHAT)?;
        let signature = whole.expect(Tag::BitString)?.bit_bytes()?;
        whole.finish()?;
        let mut fields = signed.fields(WHAT)?;
        let version = match fields.next_if(constructed(0))? {
            Some(version) => Fields::only(version.content, Tag::Integer, WHAT)?.number()?,
            None => 0,
        };
        let serial = fields.expect(Tag::Integer)?.integer()?.to_vec();
        if Algorithm::read(&fields.expect(Tag::Sequence)?, WHAT)? != signature_algorithm {
            return Err(Malformed("a certificate whose two signature algorithms differ"));
        }
        let issuer = fields.expect(Tag::Sequence)?.whole;
        let mut validity = fields.expect(Tag::Sequence)?.fields(WHAT)?;
        let not_before = validity.next()?.certificate_time()?;
        let not_after = validity.next()?.certificate_time()?;
        validity.finish()?;
        let subject = fields.expect(Tag::Sequence)?.whole;
        let spki = fields.expect(Tag::Sequence)?.whole;
        fields.next_if(primitive(1))?;
        fields.next_if(primitive(2))?;
        let extensions = match fields.next_if(constructed(3))? {
            Some(tagged) => Self::extensions(&Fields::only(tagged.content, Tag::Sequence, WHAT)?)?,
            None => Vec::new(),
        };
        fields.finish()?;
        let at = |part: &[u8]| place(der, part);
        Ok(Self {
            signed: at(signed.whole),
            issuer: at(issuer),
            subject: at(subject),
            spki: at(spki),
            serial,
            signature_algorithm,
            signature: at(signature),
            not_before,
            not_after,
            version_1: version == 0,
            extensions,
            der: der.to_vec(),
        })
    }

    fn extensions(list: &Field<'_>) -> Result<Vec<Extension>, Malformed> {
        let mut extensions: Vec<Extension> = Vec::new();
        let mut fields = list.fields(WHAT)?;
        while !fields.is_finished() {
            let mut extension = fields.expect(Tag::Sequence)?.fields(WHAT)?;
            let oid = extension.expect(Tag::ObjectIdentifier)?.identifier()?;
            let critical = extension.next_if(Tag::Boolean)?.map_or(Ok(false), |field| field.boolean())?;
            let value = extension.expect(Tag::OctetString)?.octets()?.to_vec();
            extension.finish()?;
            if extensions.len() == EXTENSIONS {
                return Err(Malformed("more extensions than any certificate has"));
            }
            if extensions.iter().any(|other| other.oid == oid) {
                return Err(Malformed("an extension that stands twice"));
            }
            extensions.push(Extension { oid, critical, value });
        }
        Ok(extensions)
    }

    pub(super) fn der(&self) -> &[u8] {
        &self.der
    }

    pub(super) fn issuer(&self) -> &[u8] {
        &self.der[self.issuer.clone()]
    }

    pub(super) fn subject(&self) -> &[u8] {
        &self.der[self.subject.clone()]
    }

    pub(super) fn spki(&self) -> &[u8] {
        &self.der[self.spki.clone()]
    }

    /// The serial number as the content of an INTEGER.
    pub(super) fn serial(&self) -> &[u8] {
        &self.serial
    }

    pub(super) fn key(&self) -> Result<Key<'_>, TokenFault> {
        Key::read(self.spki())
    }

    pub(super) fn sha256(&self) -> Digest {
        Digest::of(&self.der)
    }

    pub(super) fn spki_sha256(&self) -> Digest {
        Digest::of(self.spki())
    }

    pub(super) fn quoted_subject(&self) -> String {
        name::quoted(self.subject())
    }

    /// What is shown of it.
    pub(super) fn facts(&self) -> CertificateFacts {
        CertificateFacts {
            subject: self.quoted_subject(),
            issuer: name::quoted(self.issuer()),
            serial: crate::hex::encode(&self.serial),
            sha256: self.sha256(),
            spki_sha256: self.spki_sha256(),
            not_before: self.not_before,
            not_after: self.not_after,
        }
    }

    /// The subject key identifier (RFC 5280, 4.2.1.2).
    pub(super) fn key_identifier(&self) -> Option<&[u8]> {
        Fields::only(self.extension(SUBJECT_KEY_IDENTIFIER)?.value(), Tag::OctetString, WHAT).ok().map(|id| id.content)
    }

    /// The GeneralNames of the subject alternative name, each as its exact bytes.
    pub(super) fn alternative_names(&self) -> Vec<&[u8]> {
        let read = || -> Option<Vec<&[u8]>> {
            let list = Fields::only(self.extension(SUBJECT_ALT_NAME)?.value(), Tag::Sequence, WHAT).ok()?;
            let mut fields = list.fields(WHAT).ok()?;
            let mut names = Vec::new();
            while !fields.is_finished() {
                names.push(fields.next().ok()?.whole);
            }
            Some(names)
        };
        read().unwrap_or_default()
    }

    fn extension(&self, oid: &str) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.oid.to_string() == oid)
    }

    /// Whether it may issue certificates, and how many issuers may stand below it (RFC 5280, 4.2.1.9).
    fn basic_constraints(&self) -> Result<(bool, Option<u64>), Malformed> {
        let Some(extension) = self.extension(BASIC_CONSTRAINTS) else { return Ok((false, None)) };
        let mut fields = Fields::only(extension.value(), Tag::Sequence, WHAT)?.fields(WHAT)?;
        let authority = fields.next_if(Tag::Boolean)?.map_or(Ok(false), |field| field.boolean())?;
        let longest = fields.next_if(Tag::Integer)?.map(|field| field.number()).transpose()?;
        fields.finish()?;
        Ok((authority, longest))
    }

    /// How many issuers may stand between it and a signer.
    pub(super) fn longest(&self) -> Option<u64> {
        self.basic_constraints().ok()?.1
    }

    /// Whether it may stand above others: an authority, and its key usage, where it has one, says so.
    pub(super) fn may_issue(&self) -> bool {
        const KEY_CERT_SIGN: u16 = 1 << 5;
        let usage = self.key_usage().is_ok_and(|usage| usage.is_none_or(|bits| bits & KEY_CERT_SIGN != 0));
        usage && (self.version_1 || self.basic_constraints().is_ok_and(|(authority, _)| authority))
    }

    /// The nine bits of the key usage (RFC 5280, 4.2.1.3), bit 0 = digitalSignature; `None` without the extension.
    fn key_usage(&self) -> Result<Option<u16>, Malformed> {
        let Some(extension) = self.extension(KEY_USAGE) else { return Ok(None) };
        let bits = Fields::only(extension.value(), Tag::BitString, WHAT)?.bits()?;
        if bits.bit_len() > 9 {
            return Err(Malformed(WHAT));
        }
        Ok(Some((0..9).filter(|bit| bits.get(*bit) == Some(true)).fold(0, |usage, bit| usage | 1 << bit)))
    }

    /// Everything that keeps this certificate from signing tokens (RFC 3161, 2.3; RFC 5280, 4.2.1).
    pub(super) fn faults_as_signer(&self) -> Vec<TokenFault> {
        const DIGITAL_SIGNATURE: u16 = 1;
        const NON_REPUDIATION: u16 = 1 << 1;
        let mut faults = Vec::new();
        // What cannot be read is no signer's.
        if self.basic_constraints().map_or(true, |(authority, _)| authority) {
            faults.push(TokenFault::SignerIsAuthority);
        }
        match self.key_usage() {
            Ok(None) => {}
            Ok(Some(usage)) if usage != 0 && usage & !(DIGITAL_SIGNATURE | NON_REPUDIATION) == 0 => {}
            Ok(Some(_)) | Err(_) => faults.push(TokenFault::KeyUsageWrong),
        }
        let problem = match self.extension(EXTENDED_KEY_USAGE) {
            None => Some("missing"),
            Some(extension) => match purposes(extension.value()) {
                Err(_) => Some("cannot be read"),
                Ok(purposes) if !purposes.iter().any(|purpose| purpose == TIME_STAMPING) => {
                    Some("not for time stamping")
                }
                Ok(purposes) if purposes.len() != 1 => Some("not for time stamping alone"),
                Ok(_) if !extension.critical => Some("not critical"),
                Ok(_) => None,
            },
        };
        faults.extend(problem.map(|problem| TokenFault::ExtendedKeyUsageWrong { problem }));
        if let Err(fault) = self.key() {
            faults.push(fault);
        }
        faults
    }

    /// Whether it was valid then, to the second, as certificates state it.
    pub(super) fn fault_at(&self, at: DateTime<Utc>) -> Option<TokenFault> {
        if at.timestamp() < self.not_before.timestamp() {
            Some(TokenFault::CertificateNotYetValid { not_before: self.not_before })
        } else if at.timestamp() > self.not_after.timestamp() {
            Some(TokenFault::CertificateExpired { not_after: self.not_after })
        } else {
            None
        }
    }

    /// Whether it names itself as its issuer; the signature is [`Self::fault_under`].
    pub(super) fn names_itself(&self) -> bool {
        self.issuer() == self.subject()
    }

    /// Whether `issuer`'s key made this certificate's signature; the fault that speaks against it.
    pub(super) fn fault_under(&self, issuer: &Self) -> Option<TokenFault> {
        let check = || {
            let scheme = self.signature_algorithm.scheme(None)?;
            signature::verify(issuer.key()?, scheme, &self.der[self.signed.clone()], &self.der[self.signature.clone()])
        };
        check().err()
    }
}

impl Extension {
    fn value(&self) -> &[u8] {
        &self.value
    }
}

fn purposes(value: &[u8]) -> Result<Vec<String>, Malformed> {
    let mut fields = Fields::only(value, Tag::Sequence, WHAT)?.fields(WHAT)?;
    let mut purposes = Vec::new();
    while !fields.is_finished() {
        purposes.push(fields.expect(Tag::ObjectIdentifier)?.identifier()?.to_string());
    }
    Ok(purposes)
}

/// Where `part` lies in `whole`; both are the same bytes in memory.
fn place(whole: &[u8], part: &[u8]) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(whole.as_ptr().addr()).min(whole.len());
    start..(start + part.len()).min(whole.len())
}
