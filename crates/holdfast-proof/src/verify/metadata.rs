//! The shapes of metadata/*.json: the complainant's statement. What is read here is compared with evidence and log;
//! what is not compared is not believed.

use crate::digest::Digest;
use crate::id::DisputeId;
use crate::record::FormatVersion;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    printed: Option<Value>,
    group: Option<Value>,
    proves: Option<String>,
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

/// The reasons for withholding.
pub(super) const REASONS: [&str; 4] = ["private", "other-person", "business-secret", "irrelevant"];

/// metadata/dispute.json.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Dispute {
    v: FormatVersion,
    pub(super) dispute: DisputeId,
    title: Option<String>,
    facts: Option<Value>,
}

/// metadata/redactions.json and proofs.json: lists that later versions fill.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Redactions {
    v: FormatVersion,
    redactions: Vec<Value>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Proofs {
    v: FormatVersion,
    proofs: Vec<Value>,
}

/// metadata/log/proofs/<n>.json: an inclusion proof.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InclusionProof {
    pub(super) n: u64,
    pub(super) size: u64,
    pub(super) path: Vec<Digest>,
}
