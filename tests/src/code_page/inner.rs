//! Reasons inside a finding, and codes that stay inside the crates: with their own English words where the code has
//! them, in a table where it has only a name.

use holdfast_proof::json::Reason as Json;
use holdfast_proof::list::{NameSyntax, Reason as List};
use holdfast_proof::tsp::TokenFault;

/// Codes without a sentence for people: the edge gives them another code, or they are told as a finding.
const UNSPOKEN: &[(&str, &str, &str)] = &[
    ("hex-syntax", "texts of digests and ids", "not lower-case hexadecimal digits of the right number"),
    ("id-syntax", "texts of digests and ids", "not an id of this kind"),
    ("time-syntax", "records and log lines", "not a time of this format"),
    ("key-syntax", "public keys", "not an ssh-ed25519 public key"),
    ("unknown-word", "words of the format", "none of the words of its kind"),
    ("exhibit-label", "exhibit numbers", "not like E02; told as `exhibit-unknown`"),
    ("withholding-unknown", "reasons for withholding", "none of the four; told as `withhold-reason-unknown`"),
    ("token-without-response", "`reply-invalid`", "a bare token, without the response that public tools want"),
    ("other-authority", "`reply-invalid`", "a token of another authority than the one that was asked"),
    (
        "not-checkable-here",
        "`reply-invalid`",
        "this program has no means to check it, and the authority's root says it should",
    ),
    ("made", "what the vault remembers of a reader", "thumbnails were made"),
    ("no-picture", "what the vault remembers of a reader", "the item has no picture"),
];

/// (reason, inside which finding or text, meaning)
pub(super) fn reasons() -> Vec<(&'static str, &'static str, String)> {
    let mut reasons: Vec<(&'static str, &'static str, String)> = Vec::new();
    let names = [NameSyntax::Empty, NameSyntax::TooLong, NameSyntax::Character, NameSyntax::Dot, NameSyntax::Device];
    let lists = [List::Empty, List::NoLineFeed, List::Digest, List::Separator, List::Unsorted, List::NameTwice];
    let jsons = [
        Json::TooLarge,
        Json::ByteOrderMark,
        Json::NotUtf8,
        Json::Grammar,
        Json::KeyTwice,
        Json::NotInteger,
        Json::IntegerRange,
        Json::LoneSurrogate,
        Json::TooDeep,
        Json::AfterValue,
        Json::TooMany,
    ];
    reasons.extend(lists.iter().map(|reason| (reason.code(), "`list-syntax`", reason.to_string())));
    reasons.extend(names.iter().map(|name| (name.code(), "`list-syntax`", name.to_string())));
    reasons.extend(jsons.iter().map(|reason| (reason.code(), "`json-syntax`", reason.to_string())));
    let shape = Json::Shape("…".to_owned());
    reasons.push((shape.code(), "`json-syntax`", shape.to_string()));
    reasons.extend(token_faults().iter().map(|fault| {
        let inside = if fault.not_checkable() { "`present-not-checkable-here`" } else { "`proof-invalid`" };
        (fault.code(), inside, fault.to_string())
    }));
    reasons.extend(UNSPOKEN.iter().map(|(code, inside, meaning)| (*code, *inside, (*meaning).to_owned())));
    reasons
}

/// One of each: why a time proof does not hold, or cannot be checked here.
fn token_faults() -> Vec<TokenFault> {
    let text = || "…".to_owned();
    let at = chrono::DateTime::UNIX_EPOCH;
    vec![
        TokenFault::TooLarge { limit: holdfast_proof::tsp::TOKEN_BYTES },
        TokenFault::NotAToken,
        TokenFault::TokenSyntax { what: "…" },
        TokenFault::RequestRefused { status: 2, fail_info: vec!["badRequest"], said: String::new() },
        TokenFault::VersionUnknown { what: "TSTInfo", version: 2 },
        TokenFault::ContentTypeWrong { what: "the content is no TSTInfo" },
        TokenFault::SignerCount { several: true },
        TokenFault::TooManyCertificates { limit: holdfast_proof::tsp::TOKEN_CERTIFICATES },
        TokenFault::ImprintMismatch,
        TokenFault::NonceMismatch,
        TokenFault::HashRefused { algorithm: "SHA-1".to_owned() },
        TokenFault::KeyRefused { what: "RSA of 1024 bits".to_owned() },
        TokenFault::AlgorithmUnknown { algorithm: text() },
        TokenFault::AlgorithmNotHere { algorithm: "SM2".to_owned() },
        TokenFault::AlgorithmMismatch { what: "the digest algorithm is not announced" },
        TokenFault::AttributeMissing { attribute: "signing-certificate" },
        TokenFault::AttributeRepeated { attribute: "message-digest" },
        TokenFault::MessageDigestMismatch,
        TokenFault::SignerCertificateMissing { carried: 1 },
        TokenFault::SignerCertificateMismatch,
        TokenFault::ChainNotNamed,
        TokenFault::SignerNameMismatch,
        TokenFault::SignatureInvalid,
        TokenFault::SignerIsAuthority,
        TokenFault::KeyUsageWrong,
        TokenFault::ExtendedKeyUsageWrong { problem: "not critical" },
        TokenFault::CertificateNotYetValid { not_before: at },
        TokenFault::CertificateExpired { not_after: at },
        TokenFault::ChainInvalid { problem: text() },
        TokenFault::CriticalExtensionUnknown { extension: text() },
    ]
}
