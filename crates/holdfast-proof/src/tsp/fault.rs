//! What can be wrong with a token, one variant for each reason, so that a finding can say which.

use crate::finding::{Code, Finding};
use chrono::{DateTime, Utc};

/// Why a token does not hold, or cannot be checked here. The code is stable; the values are technical detail.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TokenFault {
    /// More bytes than a token may have.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: usize,
    },
    /// The bytes are no DER at all: a web page, an error text, nothing.
    #[error("neither a time-stamp response nor a token")]
    NotAToken,
    /// DER outside the form of RFC 3161 and RFC 5652, or bytes after its end.
    #[error("outside the form of a token: {what}")]
    TokenSyntax {
        /// Where.
        what: &'static str,
    },
    /// The authority did not grant a token (RFC 3161, 2.4.2).
    #[error("the authority refused: status {status}, {reasons}", reasons = reasons(fail_info))]
    RequestRefused {
        /// PKIStatus: 2 rejection, 3 waiting, 4 and 5 revocation.
        status: u32,
        /// The bits set in PKIFailureInfo, by their names in RFC 3161.
        fail_info: Vec<&'static str>,
    },
    /// The token has another imprint than the request.
    #[error("the imprint is another one")]
    ImprintMismatch,
    /// The token has another nonce than the request, or none.
    #[error("the nonce is another one, or missing")]
    NonceMismatch,
    /// A certificate in the chain had ended at genTime.
    #[error("a certificate had ended on {not_after} when the token was made")]
    CertificateExpired {
        /// Its end.
        not_after: DateTime<Utc>,
    },
}

fn reasons(fail_info: &[&'static str]) -> String {
    if fail_info.is_empty() { "no reason given".to_owned() } else { fail_info.join(", ") }
}

impl TokenFault {
    /// Stable kebab-case code: the value `reason` of a finding.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::NotAToken => "not-a-token",
            Self::TokenSyntax { .. } => "token-syntax",
            Self::RequestRefused { .. } => "request-refused",
            Self::ImprintMismatch => "imprint-mismatch",
            Self::NonceMismatch => "nonce-mismatch",
            Self::CertificateExpired { .. } => "certificate-expired",
        }
    }

    /// Whether nothing contradicts, but this program has no means to check it: algorithms that it does not have, or a
    /// signer's certificate that nobody handed in.
    #[must_use]
    pub const fn not_checkable(&self) -> bool {
        false
    }

    /// The fault as a finding: `proof-invalid` or `present-not-checkable-here`, with the value `reason`.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let code = if self.not_checkable() { Code::PresentNotCheckableHere } else { Code::ProofInvalid };
        Finding::new(code, self.to_string()).with("reason", self.code())
    }
}

/// Why a file of certificates cannot be used as the checker's own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TrustFault {
    /// More bytes than are read.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: usize,
    },
    /// More certificates than are taken.
    #[error("more than {limit} certificates")]
    TooMany {
        /// The most that is taken.
        limit: usize,
    },
    /// No certificate in it.
    #[error("no certificate, neither PEM nor DER")]
    NoCertificate,
    /// A certificate that cannot be read; counted from 1.
    #[error("certificate {number} cannot be read")]
    CertificateSyntax {
        /// Which one.
        number: usize,
    },
}

impl TrustFault {
    /// Stable kebab-case code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "trust-too-large",
            Self::TooMany { .. } => "trust-too-many",
            Self::NoCertificate => "trust-no-certificate",
            Self::CertificateSyntax { .. } => "trust-certificate-syntax",
        }
    }
}
