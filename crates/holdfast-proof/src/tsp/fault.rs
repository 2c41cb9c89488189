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
    #[error("the authority refused: status {status}, {reasons}{words}", reasons = reasons(fail_info), words = words(said))]
    RequestRefused {
        /// PKIStatus: 2 rejection, 3 waiting, 4 and 5 revocation.
        status: u64,
        /// The bits set in PKIFailureInfo, by their names in RFC 3161.
        fail_info: Vec<&'static str>,
        /// What the authority says: text of a stranger, one line, at most 300 characters, what hides made visible.
        said: String,
    },
    /// A version that this program does not know.
    #[error("{what} of version {version}")]
    VersionUnknown {
        /// Of what.
        what: &'static str,
        /// Which.
        version: u64,
    },
    /// Something else than a time-stamp token.
    #[error("{what}")]
    ContentTypeWrong {
        /// How it shows.
        what: &'static str,
    },
    /// No signer, or more than one.
    #[error("{}", if *several { "more than one signer" } else { "no signer" })]
    SignerCount {
        /// More than one.
        several: bool,
    },
    /// More certificates than are taken.
    #[error("more than {limit} certificates")]
    TooManyCertificates {
        /// The most that is taken.
        limit: usize,
    },
    /// The token has another imprint than the request.
    #[error("the imprint is another one")]
    ImprintMismatch,
    /// The token has another nonce than the request, or none.
    #[error("the nonce is another one, or missing")]
    NonceMismatch,
    /// A hash that can be forged.
    #[error("{algorithm} can be forged")]
    HashRefused {
        /// Which.
        algorithm: String,
    },
    /// A key that can be broken.
    #[error("{what} can be broken")]
    KeyRefused {
        /// Which.
        what: String,
    },
    /// An algorithm that nobody here has heard of.
    #[error("unknown algorithm {algorithm}")]
    AlgorithmUnknown {
        /// Its object identifier.
        algorithm: String,
    },
    /// A sound algorithm that this program does not have: not checkable here.
    #[error("{algorithm} cannot be checked here")]
    AlgorithmNotHere {
        /// Which.
        algorithm: String,
    },
    /// Algorithms that contradict each other.
    #[error("{what}")]
    AlgorithmMismatch {
        /// Which ones.
        what: &'static str,
    },
    /// A signed attribute that has to be there (RFC 3161, 2.4.1; RFC 5652, 11).
    #[error("{attribute} is missing")]
    AttributeMissing {
        /// Which.
        attribute: &'static str,
    },
    /// A signed attribute that stands twice or has several values.
    #[error("{attribute} stands more than once")]
    AttributeRepeated {
        /// Which.
        attribute: &'static str,
    },
    /// The signed digest is not that of the token's content.
    #[error("the signed digest is not that of the content")]
    MessageDigestMismatch,
    /// The signer's certificate is not there. Without any certificate in the token it cannot be checked here.
    #[error("the signer's certificate is not there")]
    SignerCertificateMissing {
        /// How many certificates the token carries.
        carried: usize,
    },
    /// The certificate that the signer names is not the one that the signed attributes name (RFC 5035).
    #[error("the signer's certificate is not the one that was signed with")]
    SignerCertificateMismatch,
    /// A certificate between signer and root that the signed attributes do not name, although they name several.
    #[error("a certificate of the chain is not among those that were signed")]
    ChainNotNamed,
    /// The name of the authority in the token is not one of its certificate (RFC 3161, 2.4.2).
    #[error("the token names another authority than its certificate")]
    SignerNameMismatch,
    /// The signature does not hold.
    #[error("the signature does not hold")]
    SignatureInvalid,
    /// The signer's certificate is one that issues certificates.
    #[error("the signer's certificate is one that issues certificates")]
    SignerIsAuthority,
    /// The signer's key usage allows something else, or no signature.
    #[error("the signer's certificate is for something else (key usage)")]
    KeyUsageWrong,
    /// The signer's extended key usage is not exactly one critical timeStamping (RFC 3161, 2.3).
    #[error("the signer's extended key usage: {problem}")]
    ExtendedKeyUsageWrong {
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A certificate of the chain was not valid yet at genTime.
    #[error("a certificate began only on {not_before}, after the token was made")]
    CertificateNotYetValid {
        /// Its beginning.
        not_before: DateTime<Utc>,
    },
    /// A certificate of the chain had ended at genTime.
    #[error("a certificate had ended on {not_after} when the token was made")]
    CertificateExpired {
        /// Its end.
        not_after: DateTime<Utc>,
    },
    /// A chain to a known root, with good signatures, that is none (RFC 5280, 6).
    #[error("the chain: {problem}")]
    ChainInvalid {
        /// Why.
        problem: String,
    },
    /// A critical extension in the token that this program does not know.
    #[error("a critical extension that is not known here: {extension}")]
    CriticalExtensionUnknown {
        /// Its object identifier.
        extension: String,
    },
}

fn reasons(fail_info: &[&'static str]) -> String {
    if fail_info.is_empty() { "no reason given".to_owned() } else { fail_info.join(", ") }
}

fn words(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(" (\"{said}\")") }
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
            Self::VersionUnknown { .. } => "version-unknown",
            Self::ContentTypeWrong { .. } => "content-type-wrong",
            Self::SignerCount { .. } => "signer-count",
            Self::TooManyCertificates { .. } => "too-many-certificates",
            Self::ImprintMismatch => "imprint-mismatch",
            Self::NonceMismatch => "nonce-mismatch",
            Self::HashRefused { .. } => "hash-refused",
            Self::KeyRefused { .. } => "key-refused",
            Self::AlgorithmUnknown { .. } => "algorithm-unknown",
            Self::AlgorithmNotHere { .. } => "algorithm-not-here",
            Self::AlgorithmMismatch { .. } => "algorithm-mismatch",
            Self::AttributeMissing { .. } => "attribute-missing",
            Self::AttributeRepeated { .. } => "attribute-repeated",
            Self::MessageDigestMismatch => "message-digest-mismatch",
            Self::SignerCertificateMissing { .. } => "signer-certificate-missing",
            Self::SignerCertificateMismatch => "signer-certificate-mismatch",
            Self::ChainNotNamed => "chain-not-named",
            Self::SignerNameMismatch => "signer-name-mismatch",
            Self::SignatureInvalid => "signature-invalid",
            Self::SignerIsAuthority => "signer-is-authority",
            Self::KeyUsageWrong => "key-usage-wrong",
            Self::ExtendedKeyUsageWrong { .. } => "extended-key-usage-wrong",
            Self::CertificateNotYetValid { .. } => "certificate-not-yet-valid",
            Self::CertificateExpired { .. } => "certificate-expired",
            Self::ChainInvalid { .. } => "chain-invalid",
            Self::CriticalExtensionUnknown { .. } => "critical-extension-unknown",
        }
    }

    /// Whether nothing contradicts, but this program has no means to check it: algorithms that it does not have, or a
    /// signer's certificate that nobody handed in.
    #[must_use]
    pub const fn not_checkable(&self) -> bool {
        matches!(self, Self::AlgorithmNotHere { .. } | Self::SignerCertificateMissing { carried: 0 })
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
