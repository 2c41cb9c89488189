//! The bundle's metadata: what the complainant's program states, one file for each question.
//!
//! All of it is compact I-JSON in the key order of the structs, so that the same state gives the same bytes.
//! `omissions.json` is made before the export is announced, because the log fixes its digest.

use crate::error::{BundleError, Result};
use crate::input::{Announcement, Draft, InclusionPath, Showing};
use crate::plan::{Listed, made, proof};
use crate::proofs::{self, ProofLine};
use holdfast_proof::{Digest, DisputeId};
use serde::Serialize;
use std::collections::BTreeMap;

/// The JSON Schemas that travel in metadata/schema/, by file name.
pub(crate) const SCHEMAS: [(&str, &str); 8] = [
    ("capture.schema.json", include_str!("schema/capture.schema.json")),
    ("dispute.schema.json", include_str!("schema/dispute.schema.json")),
    ("environment.schema.json", include_str!("schema/environment.schema.json")),
    ("exhibits.schema.json", include_str!("schema/exhibits.schema.json")),
    ("log-proof.schema.json", include_str!("schema/log-proof.schema.json")),
    ("omissions.schema.json", include_str!("schema/omissions.schema.json")),
    ("proofs.schema.json", include_str!("schema/proofs.schema.json")),
    ("redactions.schema.json", include_str!("schema/redactions.schema.json")),
];

#[derive(Serialize)]
struct Exhibits<'a> {
    v: u8,
    exhibits: Vec<ExhibitLine<'a>>,
}

#[derive(Serialize)]
struct ExhibitLine<'a> {
    number: &'a str,
    seal_sha256: Digest,
    folder: Option<String>,
    printed: usize,
    group: Option<&'a str>,
    proves: Option<&'a str>,
}

#[derive(Serialize)]
struct Omissions<'a> {
    v: u8,
    withheld: Vec<WithheldLine>,
    environment: Vec<&'a str>,
}

#[derive(Serialize)]
struct WithheldLine {
    seal_sha256: Digest,
    reason: &'static str,
}

#[derive(Serialize)]
struct DisputeDocument<'a> {
    v: u8,
    dispute: DisputeId,
    title: &'a str,
    facts: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
struct Redactions {
    v: u8,
    redactions: [(); 0],
}

#[derive(Serialize)]
struct Proofs<'a> {
    v: u8,
    proofs: Vec<ProofLine<'a>>,
}

#[derive(Serialize)]
struct LogProof<'a> {
    n: u64,
    size: u64,
    path: &'a [Digest],
}

/// The folder of an exhibit under the top folder, without a slash at its end.
pub(crate) fn folder(label: &str) -> String {
    format!("data/items/{label}")
}

/// `omissions.json`: of what is withheld, the seal digest and the reason's code, nothing else.
pub(crate) fn omissions(draft: &Draft) -> Result<Vec<u8>> {
    let withheld = draft
        .withheld()
        .map(|(exhibit, reason)| WithheldLine { seal_sha256: exhibit.seal, reason: reason.as_str() })
        .collect();
    let environment = match draft.hides_environment() {
        true => draft.shown().map(|(exhibit, _)| exhibit.label.as_str()).collect(),
        false => Vec::new(),
    };
    document(&Omissions { v: 1, withheld, environment })
}

/// What the complainant states, and the schemas of all documents.
pub(crate) fn statements(draft: &Draft, files: &mut Vec<Listed>) -> Result<()> {
    files.extend([
        made("metadata/dispute.json", dispute(draft)?),
        made("metadata/exhibits.json", exhibits(draft)?),
        made("metadata/omissions.json", omissions(draft)?),
        made("metadata/redactions.json", document(&Redactions { v: 1, redactions: [] })?),
        made("metadata/proofs.json", document(&Proofs { v: 1, proofs: proofs::lines(draft) })?),
    ]);
    for (name, schema) in SCHEMAS {
        files.push(made(format!("metadata/schema/{name}"), schema.as_bytes().to_vec()));
    }
    Ok(())
}

/// What the log says: the signer's line, entries, checkpoint, bodies, the old keys' notes of rotations, inclusion proofs.
pub(crate) fn log(announcement: Announcement, files: &mut Vec<Listed>) -> Result<()> {
    files.push(made("metadata/allowed_signers", announcement.allowed_signers.into_bytes()));
    let mut lines = Vec::new();
    for (_, line) in announcement.entries {
        lines.extend_from_slice(line.as_bytes());
        lines.push(b'\n');
    }
    files.push(made("metadata/log/entries.jsonl", lines));
    files.push(made("metadata/log/checkpoint", announcement.checkpoint));
    let mut bodies = announcement.bodies;
    bodies.sort_by_key(|(digest, _)| *digest);
    bodies.dedup_by_key(|(digest, _)| *digest);
    for (digest, body) in bodies {
        files.push(made(format!("metadata/log/bodies/{}.json", digest.name32()), body));
    }
    for (n, note) in announcement.rotations {
        files.push(made(format!("metadata/log/rotations/{n}.checkpoint"), note));
    }
    for path in announcement.proofs {
        files.push(proof(path)?);
    }
    Ok(())
}

/// `metadata/log/proofs/<n>.json`.
pub(crate) fn log_proof(proof: &InclusionPath) -> Result<Vec<u8>> {
    document(&LogProof { n: proof.n, size: proof.size, path: &proof.path })
}

/// `bag-info.txt`: labels in alphabetical order, each once (RFC 8493, section 2.2.2).
pub(crate) fn bag_info(draft: &Draft, announcement: &Announcement, payload: (u64, u64)) -> Vec<u8> {
    let day = announcement.begun_at.get(..10).unwrap_or(&announcement.begun_at);
    let (bytes, files) = payload;
    format!(
        "Bag-Software-Agent: {}\nBagIt-Profile-Identifier: holdfast-bundle/1\nBagging-Date: {day}\n\
         Holdfast-Edition: {}\nHoldfast-Export: {}\nPayload-Oxum: {bytes}.{files}\n",
        draft.choices.software, draft.choices.edition, announcement.export_id
    )
    .into_bytes()
}

/// `bagit.txt`: exactly two lines.
pub(crate) const BAGIT: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

fn exhibits(draft: &Draft) -> Result<Vec<u8>> {
    let lines = draft.exhibits.iter().enumerate().map(|(index, exhibit)| {
        let shown = matches!(exhibit.showing, Showing::Whole(_));
        ExhibitLine {
            number: &exhibit.label,
            seal_sha256: exhibit.seal,
            folder: shown.then(|| folder(&exhibit.label)),
            printed: index + 1,
            group: None,
            proves: Some(exhibit.proves.as_str()).filter(|proves| shown && !proves.is_empty()),
        }
    });
    document(&Exhibits { v: 1, exhibits: lines.collect() })
}

fn dispute(draft: &Draft) -> Result<Vec<u8>> {
    document(&DisputeDocument { v: 1, dispute: draft.dispute, title: &draft.title, facts: &draft.facts })
}

fn document(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| BundleError::mismatch(error.to_string()))
}
