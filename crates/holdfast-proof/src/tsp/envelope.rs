//! From the bytes of an answer to the parts of a token: TimeStampResp (RFC 3161, 2.4.2), ContentInfo, SignedData and
//! SignerInfo (RFC 5652, 3 and 5).
//!
//! The form is checked here, the truth is not. A token has the one content type that RFC 3161 gives it, one signer, and
//! the versions that follow from that. Certificates are kept as they came; anything but X.509 certificates among them,
//! revocation lists and unsigned attributes are no part of what is checked.

use super::algorithm::Algorithm;
use super::fields::{Field, Fields, Malformed, constructed, primitive};
use super::{TOKEN_CERTIFICATES, TokenFault, name};
use der::Tag;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// The parts of a token that the check needs, as the exact bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Envelope {
    /// SignedData.digestAlgorithms.
    pub(super) digest_algorithms: Vec<Algorithm>,
    /// TSTInfo in DER: the content of the eContent OCTET STRING.
    pub(super) info: Vec<u8>,
    /// The X.509 certificates, each in DER.
    pub(super) certificates: Vec<Vec<u8>>,
    pub(super) signer: Signer,
}

/// SignerInfo (RFC 5652, 5.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signer {
    pub(super) id: SignerId,
    pub(super) digest_algorithm: Algorithm,
    /// The signed attributes as the SET OF that the signature is over (RFC 5652, 5.4).
    pub(super) attributes: Vec<u8>,
    pub(super) signature_algorithm: Algorithm,
    pub(super) signature: Vec<u8>,
}

/// Which certificate the signer names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SignerId {
    IssuerAndSerial { issuer: Vec<u8>, serial: Vec<u8> },
    KeyIdentifier(Vec<u8>),
}

impl Envelope {
    /// Reads a TimeStampResp or a bare ContentInfo with nothing after it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TokenFault> {
        let outer = Fields::only(bytes, Tag::Sequence, "the outermost SEQUENCE");
        let Ok(outer) = outer else {
            // A web page, an error text, an empty answer: not even the beginning of one.
            let begun = bytes.first() == Some(&0x30);
            return Err(if begun { syntax("the outermost SEQUENCE") } else { TokenFault::NotAToken });
        };
        let mut fields = outer.fields("an answer")?;
        match fields.next()? {
            first if first.tag == Tag::ObjectIdentifier => Self::content_info(&outer),
            first if first.tag == Tag::Sequence => {
                granted(&first)?;
                let token = fields.expect(Tag::Sequence)?;
                fields.finish()?;
                Self::content_info(&token)
            }
            _ => Err(TokenFault::NotAToken),
        }
    }

    fn content_info(field: &Field<'_>) -> Result<Self, TokenFault> {
        let mut fields = field.fields("ContentInfo")?;
        if fields.expect(Tag::ObjectIdentifier)?.identifier()?.to_string() != SIGNED_DATA {
            return Err(TokenFault::ContentTypeWrong { what: "the token is no SignedData" });
        }
        let content = fields.expect(constructed(0))?;
        fields.finish()?;
        Self::signed_data(&Fields::only(content.content, Tag::Sequence, "SignedData")?)
    }

    fn signed_data(field: &Field<'_>) -> Result<Self, TokenFault> {
        let mut fields = field.fields("SignedData")?;
        version(&fields.expect(Tag::Integer)?, &[3], "SignedData")?;
        let mut digests = fields.expect(Tag::Set)?.fields("digestAlgorithms")?;
        let mut digest_algorithms = Vec::new();
        while !digests.is_finished() {
            digest_algorithms.push(Algorithm::read(&digests.expect(Tag::Sequence)?, "digestAlgorithms")?);
            if digest_algorithms.len() > TOKEN_CERTIFICATES {
                return Err(syntax("digestAlgorithms"));
            }
        }
        let info = Self::info(&fields.expect(Tag::Sequence)?)?;
        let certificates = match fields.next_if(constructed(0))? {
            Some(set) => Self::certificates(&set)?,
            None => Vec::new(),
        };
        fields.next_if(constructed(1))?;
        let signers = fields.expect(Tag::Set)?;
        fields.finish()?;
        let mut signers = signers.fields("signerInfos")?;
        if signers.is_finished() {
            return Err(TokenFault::SignerCount { several: false });
        }
        let signer = signers.expect(Tag::Sequence)?;
        if !signers.is_finished() {
            return Err(TokenFault::SignerCount { several: true });
        }
        Ok(Self { digest_algorithms, info, certificates, signer: Signer::read(&signer)? })
    }

    /// EncapsulatedContentInfo (RFC 5652, 5.2).
    fn info(field: &Field<'_>) -> Result<Vec<u8>, TokenFault> {
        let mut fields = field.fields("encapContentInfo")?;
        if fields.expect(Tag::ObjectIdentifier)?.identifier()?.to_string() != TST_INFO {
            return Err(TokenFault::ContentTypeWrong { what: "the content is no TSTInfo" });
        }
        let content = fields.expect(constructed(0))?;
        fields.finish()?;
        Ok(Fields::only(content.content, Tag::OctetString, "eContent")?.octets()?.to_vec())
    }

    fn certificates(set: &Field<'_>) -> Result<Vec<Vec<u8>>, TokenFault> {
        let mut fields = set.fields("certificates")?;
        let mut certificates = Vec::new();
        let mut count = 0;
        while !fields.is_finished() {
            let certificate = fields.next()?;
            count += 1;
            if count > TOKEN_CERTIFICATES {
                return Err(TokenFault::TooManyCertificates { limit: TOKEN_CERTIFICATES });
            }
            if certificate.tag == Tag::Sequence {
                certificates.push(certificate.whole.to_vec());
            }
        }
        Ok(certificates)
    }
}

impl Signer {
    fn read(field: &Field<'_>) -> Result<Self, TokenFault> {
        const WHAT: &str = "SignerInfo";
        let mut fields = field.fields(WHAT)?;
        let stated = fields.expect(Tag::Integer)?;
        let (id, number) = match fields.next_if(primitive(0))? {
            Some(identifier) => (SignerId::KeyIdentifier(identifier.content.to_vec()), 3),
            None => {
                let mut pair = fields.expect(Tag::Sequence)?.fields(WHAT)?;
                let issuer = pair.expect(Tag::Sequence)?.whole.to_vec();
                let serial = pair.expect(Tag::Integer)?.integer()?.to_vec();
                pair.finish()?;
                (SignerId::IssuerAndSerial { issuer, serial }, 1)
            }
        };
        version(&stated, &[number], WHAT)?;
        let digest_algorithm = Algorithm::read(&fields.expect(Tag::Sequence)?, WHAT)?;
        // RFC 3161 wants signed attributes: without them the signature would be over the content alone, and no certificate
        // would be bound to it.
        let Some(attributes) = fields.next_if(constructed(0))? else {
            return Err(TokenFault::AttributeMissing { attribute: "signed attributes" });
        };
        let signature_algorithm = Algorithm::read(&fields.expect(Tag::Sequence)?, WHAT)?;
        let signature = fields.expect(Tag::OctetString)?.octets()?.to_vec();
        fields.next_if(constructed(1))?;
        fields.finish()?;
        // The signature is over the SET OF itself, not over its [0] (RFC 5652, 5.4).
        let mut attributes = attributes.whole.to_vec();
        attributes[0] = 0x31;
        Ok(Self { id, digest_algorithm, attributes, signature_algorithm, signature })
    }
}

fn version(field: &Field<'_>, known: &[u64], what: &'static str) -> Result<(), TokenFault> {
    let version = field.number()?;
    if known.contains(&version) { Ok(()) } else { Err(TokenFault::VersionUnknown { what, version }) }
}

/// PKIStatusInfo: whether a token was granted (RFC 3161, 2.4.2). What the authority says about a refusal is a stranger's
/// text.
fn granted(field: &Field<'_>) -> Result<(), TokenFault> {
    const WHAT: &str = "PKIStatusInfo";
    const REASONS: [(usize, &str); 8] = [
        (0, "badAlg"),
        (2, "badRequest"),
        (5, "badDataFormat"),
        (14, "timeNotAvailable"),
        (15, "unacceptedPolicy"),
        (16, "unacceptedExtension"),
        (17, "addInfoNotAvailable"),
        (25, "systemFailure"),
    ];
    let mut fields = field.fields(WHAT)?;
    let status = fields.expect(Tag::Integer)?.number()?;
    let said = fields.next_if(Tag::Sequence)?;
    let failure = fields.next_if(Tag::BitString)?;
    fields.finish()?;
    if status <= 1 {
        // Some authorities send an ill-formed failInfo beside a granted token; it says nothing.
        return Ok(());
    }
    let failure = failure.and_then(|bits| bits.bits().ok());
    let said = said.map(|texts| free_text(&texts)).transpose()?.unwrap_or_default();
    let fail_info = REASONS
        .iter()
        .filter(|(bit, _)| failure.is_some_and(|bits| bits.get(*bit) == Some(true)))
        .map(|(_, reason)| *reason)
        .collect();
    Err(TokenFault::RequestRefused { status, fail_info, said })
}

/// PKIFreeText: texts in UTF-8, for one line.
fn free_text(field: &Field<'_>) -> Result<String, Malformed> {
    let mut fields = field.fields("PKIFreeText")?;
    let mut said = String::new();
    while !fields.is_finished() {
        let text = fields.expect(Tag::Utf8String)?;
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&String::from_utf8_lossy(text.content));
    }
    Ok(name::visible(&said))
}

fn syntax(what: &'static str) -> TokenFault {
    TokenFault::TokenSyntax { what }
}
