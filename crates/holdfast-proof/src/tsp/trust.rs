//! Whom a checker relies on: the pins, and what the checker names for this run.
//!
//! Roots are read once and used for every token. A self-signed certificate that the checker names becomes a root, in
//! whatever way it is named; nothing that a bundle or a vault holds ever does.

use super::certificate::Certificate;
use super::{TokenFault, TrustFault};
use crate::pins::{self, Pin, Root};
use base64ct::{Base64, Encoding};
use rustls_pki_types::{CertificateDer, TrustAnchor};
use std::sync::{Arc, OnceLock};

/// The most bytes of a file of certificates.
const FILE_BYTES: usize = 1024 * 1024;
/// The most certificates that a checker can name.
const NAMED: usize = 64;

/// Roots and loose certificates, read once and used for every token.
#[derive(Debug, Clone)]
pub struct Trust {
    pub(super) anchors: Vec<Arc<Anchor>>,
    /// Certificates that only help to find a chain.
    pub(super) loose: Vec<Arc<Certificate>>,
}

/// A root.
#[derive(Debug)]
pub(super) struct Anchor {
    pub(super) certificate: Certificate,
    pub(super) prepared: TrustAnchor<'static>,
    /// Whose root it is; `None` is the checker's own choice.
    pub(super) pinned: Option<(&'static Pin, &'static Root)>,
}

impl Anchor {
    fn new(certificate: Certificate, pinned: Option<(&'static Pin, &'static Root)>) -> Option<Self> {
        let der = CertificateDer::from(certificate.der().to_vec());
        let prepared = webpki::anchor_from_trusted_cert(&der).ok()?.to_owned();
        Some(Self { certificate, prepared, pinned })
    }
}

impl Trust {
    /// The roots of [`crate::pins`], and nothing else.
    #[must_use]
    pub fn pins() -> Self {
        static TRUST: OnceLock<Trust> = OnceLock::new();
        TRUST.get_or_init(|| Self::of(pins::all())).clone()
    }

    /// The roots of other pins than this program's own: for comparing, and for tests.
    #[must_use]
    pub fn of(pins: &'static [Pin]) -> Self {
        let roots = pins.iter().flat_map(|pin| pin.roots.iter().map(move |root| (pin, root)));
        // That every pinned root can be read is a promise of the tests; one that cannot be is one root less.
        let read = |(pin, root): (&'static Pin, &'static Root)| {
            Anchor::new(Certificate::read(&root.certificate).ok()?, Some((pin, root))).map(Arc::new)
        };
        Self { anchors: roots.filter_map(read).collect(), loose: Vec::new() }
    }

    /// No roots at all: every authority is unknown.
    #[must_use]
    pub fn nobody() -> Self {
        Self { anchors: Vec::new(), loose: Vec::new() }
    }

    /// The same and the certificates of a file (PEM, or one certificate in DER): self-signed ones become roots for this
    /// run, the others only help to find the chain. At most 1 MiB and 64 certificates, counted over all files; a
    /// certificate that cannot be read refuses the file, because a root that silently does not count would puzzle.
    pub fn with_pem(mut self, file: &[u8]) -> Result<Self, TrustFault> {
        if file.len() > FILE_BYTES {
            return Err(TrustFault::TooLarge { limit: FILE_BYTES });
        }
        let all = if file.first() == Some(&0x30) { vec![Some(file.to_vec())] } else { pem(file) };
        if all.is_empty() {
            return Err(TrustFault::NoCertificate);
        }
        for (index, der) in all.iter().enumerate() {
            let number = index + 1;
            let der = der.as_deref().ok_or(TrustFault::CertificateSyntax { number })?;
            let certificate = Certificate::read(der).map_err(|_| TrustFault::CertificateSyntax { number })?;
            let own = self.anchors.iter().filter(|anchor| anchor.pinned.is_none());
            if own.clone().count() + self.loose.len() >= NAMED {
                return Err(TrustFault::TooMany { limit: NAMED });
            }
            if self.loose.iter().any(|other| other.der() == der)
                || own.clone().any(|other| other.certificate.der() == der)
            {
                continue;
            }
            // A certificate that names itself as issuer but was signed with another key is no root. That an old root signed
            // itself with SHA-1 says nothing: nobody relies on a root's own signature.
            let own_signature = certificate.fault_under(&certificate);
            if certificate.names_itself() && own_signature != Some(TokenFault::SignatureInvalid) {
                let anchor = Anchor::new(certificate, None).ok_or(TrustFault::CertificateSyntax { number })?;
                self.anchors.push(Arc::new(anchor));
            } else {
                self.loose.push(Arc::new(certificate));
            }
        }
        Ok(self)
    }
}

/// The certificates of a PEM file (RFC 7468); text between them is left aside, as everyone does. `None` stands for a
/// block that is no base64.
fn pem(file: &[u8]) -> Vec<Option<Vec<u8>>> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    let text = String::from_utf8_lossy(file);
    let mut found = Vec::new();
    let mut rest = &*text;
    while let Some(begin) = rest.find(BEGIN) {
        let body = &rest[begin + BEGIN.len()..];
        let Some(end) = body.find(END) else {
            found.push(None);
            break;
        };
        let base64: String = body[..end].split_ascii_whitespace().collect();
        found.push(Base64::decode_vec(&base64).ok());
        rest = &body[end + END.len()..];
    }
    found
}
