//! Findings: what a check found, as data.
//!
//! A check goes to the end and reports everything. A finding has a stable code, a level, the path it concerns
//! and values for its sentence; the sentences themselves live elsewhere, in two languages. Any error means that
//! the bundle is broken, except the codes of things that cannot be checked here at all.

use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Something contradicts: the bundle is broken, or cannot be checked.
    Error,
    /// Nothing contradicts, but a reader should know before relying on it.
    Warning,
    /// Said for completeness.
    Note,
}

impl Level {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $level:ident;)*) => {
        /// Every code a check can report. The text form is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All codes, in the order of their declaration.
            pub const ALL: &'static [Code] = &[$(Self::$name,)*];

            /// The stable kebab-case text.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The level a finding of this code has.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$name => Level::$level,)* }
            }
        }
    };
}

codes! {
    // Bytes and lists.
    /// A file's bytes have another digest than its list says.
    DigestMismatch = "digest-mismatch", Error;
    /// A list names a file that is not there.
    FileMissing = "file-missing", Error;
    /// A file that no list names.
    UnlistedFile = "unlisted-file", Error;
    /// A file outside data/ and timestamps/ that the tag manifest does not name.
    UntaggedFile = "untagged-file", Error;
    /// A list outside the grammar.
    ListSyntax = "list-syntax", Error;
    /// JSON outside strict I-JSON, or not the expected record.
    JsonSyntax = "json-syntax", Error;
    /// JSON with a key this version does not know.
    UnknownField = "unknown-field", Note;

    // The bag.
    /// No manifest.
    ManifestMissing = "manifest-missing", Error;
    /// bagit.txt, bag-info.txt or a foreign manifest is malformed.
    BagitSyntax = "bagit-syntax", Error;
    /// Payload-Oxum does not agree with the payload.
    OxumMismatch = "oxum-mismatch", Error;
    /// A file that every Holdfast bundle has is missing.
    MandatoryMissing = "mandatory-missing", Error;
    /// A profile version this verifier does not know: not checkable.
    ProfileUnknown = "profile-unknown", Error;
    /// A bag that Holdfast did not make.
    NotAHoldfastBundle = "not-a-holdfast-bundle", Note;
    /// Neither a bag nor a Holdfast bundle: not checkable.
    NotABag = "not-a-bag", Error;
    /// One part of a split submission, checked alone.
    PartOfSet = "part-of-set", Warning;

    // The container.
    /// A path that would leave its folder, or cannot be one everywhere.
    PathUnsafe = "path-unsafe", Error;
    /// A link or another thing that is no regular file.
    LinkFound = "link-found", Error;
    /// One name twice (upper and lower case count as one).
    NameTwice = "name-twice", Error;
    /// A member's bytes contradict its CRC-32 or size.
    CrcMismatch = "crc-mismatch", Error;
    /// Larger, deeper or more than the verifier reads.
    LimitExceeded = "limit-exceeded", Error;
    /// A file that could not be read to its end.
    Unreadable = "unreadable", Error;
    /// A ZIP that two readers would read differently.
    ZipAmbiguous = "zip-ambiguous", Error;
    /// A ZIP packed again by another program, without contradiction.
    ZipRepacked = "zip-repacked", Note;
    /// No ZIP, or encrypted, or another compression method: not checkable.
    ZipUnsupported = "zip-unsupported", Error;
    /// Files that an operating system leaves in folders.
    SystemLitter = "system-litter", Note;

    // Items.
    /// A file in an item's folder that its list does not name.
    UnsealedPart = "unsealed-part", Error;
    /// A file that the item's list names is not there.
    PartMissing = "part-missing", Error;
    /// capture.json and item.sha256 do not speak of the same parts.
    RecordMismatch = "record-mismatch", Error;
    /// A derived item says what it is made from; nothing proves it.
    DerivedLinkNotProven = "derived-link-not-proven", Note;
    /// The record says it ended before it began, or the wall clock ran backwards.
    ClockWentBack = "clock-went-back", Warning;
    /// Two times of one record stand in different zones.
    ZoneMismatch = "zone-mismatch", Warning;

    // Log, chain, checkpoint.
    /// A log line outside its exact form, or lines out of order.
    LogSyntax = "log-syntax", Error;
    /// An entry is not in the tree that the checkpoint signs.
    InclusionInvalid = "inclusion-invalid", Error;
    /// An inclusion proof that is missing.
    InclusionMissing = "inclusion-missing", Error;
    /// A body that has to be there is missing.
    BodyMissing = "body-missing", Error;
    /// A body that says something else than its entry or the bundle.
    BodyMismatch = "body-mismatch", Error;
    /// An item without exactly one `item` entry.
    ItemNotInLog = "item-not-in-log", Error;
    /// A gap in the dispute's chain.
    DisputeEntryMissing = "dispute-entry-missing", Error;
    /// The chain does not end in this bundle's own `export-begun`.
    ExportEntryMissing = "export-entry-missing", Error;
    /// An exhibit that the dispute's log does not attach.
    ExhibitNotAttached = "exhibit-not-attached", Error;
    /// An attached exhibit that is neither shown nor named as withheld.
    ExhibitMissing = "exhibit-missing", Error;
    /// The log names exhibits that were taken out again.
    ExhibitDetached = "exhibit-detached", Note;
    /// omissions.json is not what `export-begun` fixed, or does not agree with what is shown.
    OmissionsMismatch = "omissions-mismatch", Error;
    /// A checkpoint outside its exact form.
    CheckpointSyntax = "checkpoint-syntax", Error;
    /// Two histories of one log.
    LogForked = "log-forked", Error;

    // Keys and signatures.
    /// A public key with which anyone can sign.
    WeakKey = "weak-key", Error;
    /// Note, signature, allowed_signers and log do not name one key.
    KeyMismatch = "key-mismatch", Error;
    /// A key that was replaced has signed again.
    OldKeyUsed = "old-key-used", Error;
    /// The key changed without a signature of the one before.
    KeyNotConfirmed = "key-not-confirmed", Warning;
    /// The tag manifest has no signature.
    SignatureMissing = "signature-missing", Error;
    /// A signature that does not hold.
    SignatureInvalid = "signature-invalid", Error;
    /// Another signer than the checker asked for.
    SignerMismatch = "signer-mismatch", Error;
    /// allowed_signers outside its exact form.
    AllowedSignersSyntax = "allowed-signers-syntax", Error;

    // Time.
    /// Only the proof over the tag manifest covers this exhibit.
    OnlyStampedAtExport = "only-stamped-at-export", Warning;
    /// The declared device time lies after the time proof.
    RecordLaterThanProof = "record-later-than-proof", Warning;
    /// The record names a token that is newer than the proof over it.
    AnchorLaterThanProof = "anchor-later-than-proof", Error;
    /// A Bitcoin header below the work floor that nobody confirmed.
    AttestedHeaderNotChecked = "attested-header-not-checked", Note;
    /// A proof over nothing in the bundle.
    ProofUnmatched = "proof-unmatched", Error;
    /// A proof whose name says another target than its imprint.
    ProofMisfiled = "proof-misfiled", Error;
    /// A proof that does not hold.
    ProofInvalid = "proof-invalid", Error;
    /// A proof of a kind that cannot be checked here.
    PresentNotCheckableHere = "present-not-checkable-here", Note;
    /// An authority that neither pins nor the checker know.
    UnknownAuthority = "unknown-authority", Note;
    /// An authority that only this run's `--trust` names.
    TrustedByYou = "trusted-by-you", Note;
    /// Revocation is not asked for.
    RevocationNotChecked = "revocation-not-checked", Note;
    /// The authority's certificate has ended since.
    AuthorityCertificateEnded = "authority-certificate-ended", Note;
    /// An authority of the pins, at a time for which they do not vouch for it.
    AuthorityOutsidePins = "authority-outside-pins", Warning;
    /// A key of a pinned authority that the pins say not to rely on.
    AuthorityDistrusted = "authority-distrusted", Warning;
    /// The authority does not say how exact its time is.
    AccuracyNotStated = "accuracy-not-stated", Note;
    /// The authority's time is exact only to more than a minute.
    AccuracyWide = "accuracy-wide", Warning;
}

impl Code {
    /// Whether this error alone says "cannot be checked here" instead of "broken".
    #[must_use]
    pub const fn not_checkable(self) -> bool {
        matches!(self, Self::ProfileUnknown | Self::NotABag | Self::ZipUnsupported | Self::LimitExceeded)
    }

    /// The code of this text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much it weighs.
    pub level: Level,
    /// The path inside the bundle that it concerns.
    pub path: Option<String>,
    /// Technical detail in English; the sentence for people is made elsewhere.
    pub detail: String,
    /// Values for that sentence.
    pub values: BTreeMap<String, String>,
}

impl Finding {
    /// A finding with its code's own level, no path and no values.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, level: code.level(), path: None, detail: detail.into(), values: BTreeMap::new() }
    }

    /// The same, concerning `path`.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same, with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_its_own_kebab_case_text() {
        let texts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len(), "two codes with one text cannot be told apart");
        for code in Code::ALL {
            let good = code.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            assert!(good, "kebab-case: {code}");
            assert_eq!(Code::from_text(code.as_str()), Some(*code), "the way back");
        }
    }
}
