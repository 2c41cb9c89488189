//! From the signer up to a root (RFC 5280, 6), at genTime.
//!
//! First we climb: only certificates whose key really made the signature below are taken, each once, so that thirty
//! look-alikes in a token cost thirty signatures and not thousands of paths. Then `rustls-webpki` judges what was found:
//! validity, path length, name constraints, key purposes, unknown critical extensions. Both have to agree. What webpki
//! leaves out is checked here: the root's own validity and path length, and the right to issue in a key usage.

use super::TokenFault;
use super::certificate::Certificate;
use super::signature::CERTIFICATE_SIGNATURES;
use super::trust::{Anchor, Trust};
use chrono::{DateTime, Utc};
use rustls_pki_types::{CertificateDer, UnixTime};
use std::sync::Arc;
use webpki::{EndEntityCert, Error, KeyUsage};

/// The most signatures that are checked while climbing.
const SIGNATURES: usize = 96;
/// id-kp-timeStamping, 1.3.6.1.5.5.7.3.8, as the content of its OBJECT IDENTIFIER.
const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];

/// What lies above a signer.
#[derive(Debug)]
pub(super) struct Climbed<'a> {
    signer: &'a Certificate,
    /// Issuers whose signatures hold, nearest first.
    issuers: Vec<&'a Certificate>,
    /// Roots that signed the signer or one of the issuers.
    anchors: Vec<&'a Arc<Anchor>>,
    /// A signature on the way up that is refused for its algorithm.
    refused: Option<TokenFault>,
}

/// A chain that holds, from below the root.
#[derive(Debug)]
pub(super) struct Path<'a> {
    pub(super) between: Vec<&'a Certificate>,
    pub(super) anchor: &'a Arc<Anchor>,
}

impl<'a> Climbed<'a> {
    /// Finds everything above the signer among the token's certificates, the checker's loose ones and the roots.
    pub(super) fn from(signer: &'a Certificate, carried: &'a [Certificate], trust: &'a Trust) -> Self {
        let mut climbed = Self { signer, issuers: Vec::new(), anchors: Vec::new(), refused: None };
        let mut budget = SIGNATURES;
        let mut below = vec![signer];
        while let Some(child) = below.pop() {
            // What each key has to do with this child: a root and its cross-certificates have one key.
            let mut known = Vec::new();
            for anchor in &trust.anchors {
                let root = &anchor.certificate;
                // A self-signed certificate that may not issue stands for itself alone.
                let may = root.may_issue() || root.der() == signer.der();
                let new = !climbed.anchors.iter().any(|other| Arc::ptr_eq(other, anchor));
                if may && new && climbed.holds(child, root, &mut known, &mut budget) {
                    climbed.anchors.push(anchor);
                }
            }
            let loose = trust.loose.iter().map(|certificate| &**certificate);
            for candidate in carried.iter().chain(loose) {
                let new = candidate.der() != signer.der()
                    && !climbed.issuers.iter().any(|other| other.der() == candidate.der());
                if new && candidate.may_issue() && climbed.holds(child, candidate, &mut known, &mut budget) {
                    climbed.issuers.push(candidate);
                    below.push(candidate);
                }
            }
        }
        climbed
    }

    /// Whether the issuer's key made the child's signature. `known` is what other certificates with the same key answered.
    fn holds<'b>(
        &mut self,
        child: &Certificate,
        issuer: &'b Certificate,
        known: &mut Vec<(&'b [u8], bool)>,
        budget: &mut usize,
    ) -> bool {
        if child.issuer() != issuer.subject() {
            return false;
        }
        if let Some((_, holds)) = known.iter().find(|(key, _)| *key == issuer.spki()) {
            return *holds;
        }
        if *budget == 0 {
            return false;
        }
        *budget -= 1;
        let fault = child.fault_under(issuer);
        known.push((issuer.spki(), fault.is_none()));
        match fault {
            None => true,
            Some(fault) => {
                if matches!(fault, TokenFault::HashRefused { .. } | TokenFault::KeyRefused { .. }) {
                    self.refused.get_or_insert(fault);
                }
                false
            }
        }
    }

    /// The chain to a root among those that `take` takes; `None` when none of them stands above the signer. The fault is
    /// why the best one does not hold.
    pub(super) fn path(
        &self,
        at: DateTime<Utc>,
        take: impl Fn(&Anchor) -> bool,
    ) -> Option<Result<Path<'a>, TokenFault>> {
        let anchors: Vec<&'a Arc<Anchor>> = self.anchors.iter().copied().filter(|anchor| take(anchor)).collect();
        let tried = anchors.iter().map(|anchor| self.path_to(anchor, at));
        // Different roots of one authority may be above one signer: the first that holds counts.
        tried.reduce(|best, next| if best.is_ok() { best } else { next.or(best) })
    }

    fn path_to(&self, anchor: &'a Arc<Anchor>, at: DateTime<Utc>) -> Result<Path<'a>, TokenFault> {
        if let Some(fault) = anchor.certificate.fault_at(at) {
            return Err(fault);
        }
        let unreadable = |_: Error| TokenFault::ChainInvalid { problem: "a certificate cannot be used".to_owned() };
        let signer = CertificateDer::from(self.signer.der());
        let signer = EndEntityCert::try_from(&signer).map_err(unreadable)?;
        let between: Vec<CertificateDer<'_>> = self.issuers.iter().map(|issuer| issuer.der().into()).collect();
        let roots = [anchor.prepared.clone()];
        let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
        let path = signer
            .verify_for_usage(
                CERTIFICATE_SIGNATURES,
                &roots,
                &between,
                UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds)),
                // An issuer may leave the purpose out, as many do; the signer's own purpose is checked strictly elsewhere.
                KeyUsage::required_if_present(TIME_STAMPING),
                None,
                None,
            )
            .map_err(|error| fault(&error))?;
        let between: Vec<&Certificate> = path
            .intermediate_certificates()
            .filter_map(|used| self.issuers.iter().copied().find(|issuer| issuer.der() == &*used.der()))
            .collect();
        let counted = between.iter().filter(|issuer| !issuer.names_itself()).count();
        if anchor.certificate.longest().is_some_and(|longest| counted as u64 > longest) {
            let problem = problem(&Error::PathLenConstraintViolated).to_owned();
            return Err(TokenFault::ChainInvalid { problem });
        }
        Ok(Path { between, anchor })
    }

    /// Why no root was reached, when that lies in a refused algorithm.
    pub(super) fn refused(&self) -> Option<TokenFault> {
        if self.anchors.is_empty() { self.refused.clone() } else { None }
    }

    /// One line upwards through what was found, for showing when no root is known.
    pub(super) fn line(&self) -> Vec<&'a Certificate> {
        let mut line = Vec::new();
        let mut top = self.signer;
        while let Some(next) = self.issuers.iter().copied().find(|issuer| {
            issuer.subject() == top.issuer()
                && !line.iter().any(|other: &&Certificate| other.der() == issuer.der())
                && issuer.der() != top.der()
        }) {
            line.push(next);
            top = next;
        }
        line
    }
}

fn fault(error: &Error) -> TokenFault {
    let time =
        |at: &UnixTime| i64::try_from(at.as_secs()).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    match error {
        Error::CertExpired { not_after, .. } if let Some(not_after) = time(not_after) => {
            TokenFault::CertificateExpired { not_after }
        }
        Error::CertNotValidYet { not_before, .. } if let Some(not_before) = time(not_before) => {
            TokenFault::CertificateNotYetValid { not_before }
        }
        other => TokenFault::ChainInvalid { problem: problem(other).to_owned() },
    }
}

/// The few ways in which a chain of good signatures can still be none.
fn problem(error: &Error) -> &'static str {
    match error {
        Error::PathLenConstraintViolated => "longer than a certificate in it allows",
        Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => "an issuer is not for time stamping",
        Error::NameConstraintViolation => "outside the names that an issuer may give",
        Error::UnsupportedCriticalExtension => "a critical extension that is not known here",
        Error::EndEntityUsedAsCa => "an issuer is no authority",
        Error::CaUsedAsEndEntity => "the signer is an authority",
        Error::CertDistrusted => "a key that nobody should rely on",
        Error::InvalidCertValidity => "a certificate that ends before it begins",
        _ => "the path does not hold",
    }
}
