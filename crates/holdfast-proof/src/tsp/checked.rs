//! What the check of a token found: whether its time counts, whose clock it is, and everything a reader should know.

use super::TokenFault;
use crate::digest::Digest;
use crate::finding::{Code, Finding};
use crate::pins::Pin;
use crate::time::wall;
use chrono::{DateTime, TimeDelta, Utc};

/// An accuracy above this is told as a warning.
const WIDE: TimeDelta = TimeDelta::minutes(1);

/// What a token is worth to this checker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Everything holds and the chain ends in a root of the pins or of the checker's own list: the time counts.
    Proven,
    /// Everything holds, but the chain ends in no root that this checker knows: the time does not count.
    UnknownAuthority,
    /// A pinned authority, at a time for which the pins do not vouch for it: the time does not count.
    OutsidePins,
    /// A key that the pins say not to rely on: the time does not count.
    Distrusted,
    /// Something contradicts.
    Invalid,
    /// Nothing contradicts, but this program cannot check it.
    NotCheckableHere,
}

/// Whose clock it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// An authority of the pins: its name is this program's own name for it.
    Pinned(&'static Pin),
    /// A root that the checker named for this run.
    Yours {
        /// The name that the root gives itself: text of a stranger, quoted and with what hides made visible.
        name: String,
        /// SHA-256 of the root's public key (SubjectPublicKeyInfo).
        spki_sha256: Digest,
    },
    /// Nobody that this checker knows.
    Unknown {
        /// The name that the signer's certificate gives itself: text of a stranger, quoted and with what hides made
        /// visible; empty quotes when no certificate was found.
        name: String,
        /// SHA-256 of the signer's public key; `None` when no certificate was found.
        spki_sha256: Option<Digest>,
    },
}

impl By {
    /// How a verdict names it: the pin's name, or for everyone else exactly `unknown authority sha256:<64 hex>` (without
    /// a certificate only `unknown authority`).
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Pinned(pin) => pin.name.clone(),
            Self::Yours { spki_sha256, .. } | Self::Unknown { spki_sha256: Some(spki_sha256), .. } => {
                format!("unknown authority sha256:{spki_sha256}")
            }
            Self::Unknown { spki_sha256: None, .. } => "unknown authority".to_owned(),
        }
    }

    /// The name that a certificate claims for itself, quoted and escaped; `None` for an authority of the pins.
    #[must_use]
    pub fn claimed(&self) -> Option<&str> {
        match self {
            Self::Pinned(_) => None,
            Self::Yours { name, .. } | Self::Unknown { name, .. } => Some(name),
        }
    }
}

/// What stands in a certificate; names are claims, quoted and escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whom it names.
    pub subject: String,
    /// Who is said to have issued it.
    pub issuer: String,
    /// Its serial number in lower-case hexadecimal.
    pub serial: String,
    /// SHA-256 of the certificate.
    pub sha256: Digest,
    /// SHA-256 of its public key (SubjectPublicKeyInfo).
    pub spki_sha256: Digest,
    /// Valid from.
    pub not_before: DateTime<Utc>,
    /// Valid until.
    pub not_after: DateTime<Utc>,
}

/// What the check of a token found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenChecked {
    /// What it is worth.
    pub outcome: Outcome,
    /// Whose clock.
    pub by: By,
    /// Everything that does not hold or cannot be checked; empty when proven.
    pub faults: Vec<TokenFault>,
    /// genTime.
    pub at: DateTime<Utc>,
    /// genTime plus accuracy: the bytes existed by then.
    pub not_later_than: DateTime<Utc>,
    /// How exact the authority says its time is.
    pub accuracy: Option<TimeDelta>,
    /// The chain from the signer to the root; for an unknown authority only as far as signatures hold; empty when no
    /// certificate of the signer was found.
    pub chain: Vec<CertificateFacts>,
    /// The earliest end of a certificate of the chain.
    pub ends_at: Option<DateTime<Utc>>,
}

impl TokenChecked {
    /// Whether the time counts.
    #[must_use]
    pub fn proven(&self) -> bool {
        self.outcome == Outcome::Proven
    }

    /// What a reader should know, without path; `now` only decides whether a certificate has ended since.
    #[must_use]
    pub fn findings(&self, now: DateTime<Utc>) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.faults.iter().map(TokenFault::finding).collect();
        let named = |code, detail: &str| {
            let finding = Finding::new(code, detail).with("by", self.by.text());
            match self.by.claimed() {
                Some(name) => finding.with("name", name),
                None => finding,
            }
        };
        let about_authority = match self.outcome {
            Outcome::Proven => match self.by {
                By::Yours { .. } => Some(named(Code::TrustedByYou, "the root was named for this check")),
                By::Pinned(_) | By::Unknown { .. } => None,
            },
            Outcome::UnknownAuthority => Some(named(Code::UnknownAuthority, "the chain ends in no root known here")),
            Outcome::OutsidePins => Some(
                named(Code::AuthorityOutsidePins, "genTime is outside the years of the pinned root")
                    .with("at", wall(&self.at)),
            ),
            Outcome::Distrusted => Some(named(Code::AuthorityDistrusted, "the pins say not to rely on this signer")),
            Outcome::Invalid | Outcome::NotCheckableHere => None,
        };
        findings.extend(about_authority);
        // Of a token that does not hold, how exact its time is says nothing.
        if !matches!(self.outcome, Outcome::Invalid | Outcome::NotCheckableHere) {
            findings.extend(self.about_time(now));
        }
        findings.push(Finding::new(Code::RevocationNotChecked, "revocation was not asked for"));
        findings
    }

    fn about_time(&self, now: DateTime<Utc>) -> Vec<Finding> {
        let mut findings = Vec::new();
        match self.accuracy {
            None => findings.push(Finding::new(Code::AccuracyNotStated, "the token states no accuracy")),
            Some(accuracy) if accuracy > WIDE => findings.push(
                Finding::new(Code::AccuracyWide, "the stated accuracy is more than a minute")
                    .with("seconds", accuracy.num_seconds()),
            ),
            Some(_) => {}
        }
        if let Some(ended) = self.ends_at.filter(|end| *end < now) {
            findings.push(
                Finding::new(Code::AuthorityCertificateEnded, "a certificate of the chain has ended since")
                    .with("ended_at", wall(&ended)),
            );
        }
        findings
    }
}
