//! The shapes of metadata/*.json: the complainant's statement. What is read here is compared with evidence and log;
//! what is not compared is not believed.

use crate::digest::Digest;
use crate::id::DisputeId;
use crate::record::FormatVersion;
use serde::de::{self, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// metadata/exhibits.json: the exhibits in the user's order, withheld ones too.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Exhibits {
    v: FormatVersion,
    pub(super) exhibits: Vec<ExhibitLine>,
}

/// One exhibit as stated.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ExhibitLine {
    pub(super) number: String,
    pub(super) seal_sha256: Digest,
    /// `data/items/E01`, or null when it is withheld.
    pub(super) folder: Option<String>,
    printed: Option<Unread>,
    group: Option<Unread>,
    pub(super) proves: Option<String>,
}

/// metadata/omissions.json: what is withheld, fixed by `export-begun`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Omissions {
    v: FormatVersion,
    pub(super) withheld: Vec<Withheld>,
    /// Numbers of the exhibits whose environment.json is withheld.
    pub(super) environment: Vec<String>,
}

/// One withheld exhibit: its seal digest and a code, nothing that tells what it is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Withheld {
    pub(super) seal_sha256: Digest,
    pub(super) reason: String,
}

/// A value that nothing is compared with: passed over, and written again as null.
#[derive(Debug, Serialize)]
struct Unread;

impl<'de> Deserialize<'de> for Unread {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// A list whose members nothing is compared with, like [`Unread`].
#[derive(Debug, Serialize)]
struct UnreadList;

impl<'de> Deserialize<'de> for UnreadList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> de::Visitor<'de> for Members {
            type Value = UnreadList;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut members: A) -> Result<UnreadList, A::Error> {
                while members.next_element::<IgnoredAny>()?.is_some() {}
                Ok(UnreadList)
            }
        }
        deserializer.deserialize_seq(Members)
    }
}

/// The reasons for withholding.
pub(super) const REASONS: [&str; 4] = ["private", "other-person", "business-secret", "irrelevant"];

/// metadata/dispute.json.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Dispute {
    v: FormatVersion,
    pub(super) dispute: DisputeId,
    pub(super) title: Option<String>,
    facts: Option<Unread>,
}

/// metadata/redactions.json and proofs.json: lists that later versions fill.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Redactions {
    v: FormatVersion,
    redactions: UnreadList,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Proofs {
    v: FormatVersion,
    proofs: UnreadList,
}

/// metadata/log/proofs/<n>.json: an inclusion proof.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InclusionProof {
    pub(super) n: u64,
    pub(super) size: u64,
    pub(super) path: Vec<Digest>,
}
