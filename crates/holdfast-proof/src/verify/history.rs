//! The log in a bundle: entries, inclusion proofs, checkpoint, bodies, the dispute's chain (docs/format.md, section 4).
//!
//! A bundle holds only the entries that concern it. Each must be in the tree that the checkpoint signs; the dispute's
//! own must follow each other without a gap and end in this bundle's `export-begun`.

use super::files::{Files, unknown_fields};
use super::lists::BagInfo;
use super::metadata::{Dispute, InclusionProof};
use super::pieces::in_pieces;
use super::several;
use crate::body::{Body, ExportBegun, check_salted};
use crate::chain;
use crate::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use crate::digest::Digest;
use crate::epochs::{self, KeyHistory, body_path};
use crate::finding::{Code, Finding, Level};
use crate::id::DisputeId;
use crate::json;
use crate::log::{EntryKind, LogLine, parse_lines};
use crate::tree::{SubtreeRoot, subtree_roots, verify_inclusion};
use std::collections::{BTreeMap, BTreeSet};

const ENTRIES: &str = "metadata/log/entries.jsonl";
const CHECKPOINT: &str = "metadata/log/checkpoint";
/// `<n>.checkpoint`: the note with which the key before confirmed the rotation at n.
const ROTATIONS: &str = "metadata/log/rotations/";
pub(super) const OMISSIONS: &str = "metadata/omissions.json";

/// The log as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) lines: Vec<LogLine>,
    pub(super) checkpoint: Option<Checkpoint>,
    pub(super) keys: Option<KeyHistory>,
    /// The dispute of this export.
    pub(super) dispute: Option<DisputeId>,
    /// For the comparison with other bundles; only what is proven under a checkpoint that holds.
    pub(super) facts: Option<LogFacts>,
}

/// What one bundle proves about its log.
#[derive(Debug)]
pub(super) struct LogFacts {
    pub(super) origin: Origin,
    pub(super) size: u64,
    pub(super) root: Digest,
    /// Entries by their place.
    pub(super) leaves: BTreeMap<u64, Digest>,
    /// Roots of complete subtrees by (level, index).
    pub(super) subtrees: BTreeMap<(u32, u64), Digest>,
    /// Entries by dispute and counter.
    pub(super) chain: BTreeMap<(DisputeId, u64), Digest>,
}

impl History {
    /// The entries of this dispute in their order.
    pub(super) fn of_dispute(&self) -> Vec<&LogLine> {
        self.dispute.map(|dispute| chain::entries_of(&self.lines, dispute)).unwrap_or_default()
    }

    /// How many entries of a kind refer to a digest.
    pub(super) fn count(&self, kind: EntryKind) -> BTreeMap<Digest, usize> {
        let mut count = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.entry.kind == kind) {
            *count.entry(line.entry.reference).or_default() += 1;
        }
        count
    }
}

/// Checks the whole log of a bundle.
pub(super) fn check(
    files: &Files<'_>,
    info: &BagInfo,
    dispute: Option<&Dispute>,
    threads: usize,
    findings: &mut Vec<Finding>,
) -> History {
    let mut history = History::default();
    let before = findings.len();
    if let Some(bytes) = files.bytes(ENTRIES) {
        match parse_lines(bytes) {
            Ok(lines) => history.lines = lines,
            Err((line, error)) => {
                findings.push(
                    Finding::new(Code::LogSyntax, format!("line {line}: {error}")).at(ENTRIES).with("line", line),
                );
            }
        }
    }
    let body = |digest: &Digest| files.bytes(&body_path(digest)).map(<[u8]>::to_vec);
    let replay = epochs::replay(&history.lines, &body);
    findings.extend(replay.findings);
    history.keys = replay.history;
    check_checkpoint(files, &mut history, findings);
    let subtrees = check_inclusion(files, &history, threads, findings);
    let subtrees = subtrees.into_iter().map(|root| ((root.level, root.index), root.hash)).collect();
    check_rotations(files, &history, &subtrees, findings);
    check_bodies(files, &history, findings);
    check_export(files, info, dispute, &mut history, findings);
    let sound = findings[before..].iter().all(|finding| finding.level != Level::Error);
    if let Some(checkpoint) = history.checkpoint.filter(|_| sound) {
        history.facts = Some(LogFacts {
            origin: checkpoint.origin,
            size: checkpoint.size,
            root: checkpoint.root,
            leaves: history.lines.iter().map(|line| (line.entry.n, line.leaf)).collect(),
            subtrees,
            chain: history
                .lines
                .iter()
                .filter_map(|line| line.entry.dispute.map(|link| ((link.id, link.n), line.leaf)))
                .collect(),
        });
    }
    history
}

fn check_checkpoint(files: &Files<'_>, history: &mut History, findings: &mut Vec<Finding>) {
    let Some(bytes) = files.bytes(CHECKPOINT) else { return };
    match SignedCheckpoint::parse(bytes) {
        Ok(signed) => {
            history.checkpoint = Some(signed.checkpoint);
            if let Some(keys) = &history.keys {
                let found = keys.check_checkpoint(&signed);
                findings.extend(found.into_iter().map(|finding| finding.at(CHECKPOINT)));
            }
        }
        Err(error) => findings.push(Finding::new(Code::CheckpointSyntax, error.to_string()).at(CHECKPOINT)),
    }
}

/// Every replaced key is confirmed by the one before: its note over the first tree that holds the rotation.
fn check_rotations(
    files: &Files<'_>,
    history: &History,
    subtrees: &BTreeMap<(u32, u64), Digest>,
    findings: &mut Vec<Finding>,
) {
    let rotations = || history.lines.iter().filter(|line| line.entry.kind == EntryKind::KeyRotated);
    let known: BTreeSet<String> = rotations().map(|line| format!("{}.checkpoint", line.entry.n)).collect();
    let stranger = |name: &str| !history.lines.is_empty() && !known.contains(name);
    for (name, _) in files.below(ROTATIONS).filter(|(name, _)| stranger(name)) {
        findings.push(Finding::new(Code::UnlistedFile, "confirms no rotation").at(format!("{ROTATIONS}{name}")));
    }
    let Some(keys) = &history.keys else { return };
    for line in rotations() {
        let size = line.entry.n.saturating_add(1);
        let path = format!("{ROTATIONS}{}.checkpoint", line.entry.n);
        let Some(bytes) = files.bytes(&path) else {
            let detail = "no checkpoint of the key before holds the rotation";
            findings.push(Finding::new(Code::KeyNotConfirmed, detail).at(path).with("n", line.entry.n));
            continue;
        };
        match SignedCheckpoint::parse(bytes) {
            Ok(signed) if signed.checkpoint.size != size => {
                let detail = format!("the first checkpoint with the rotation has size {size}");
                findings.push(Finding::new(Code::CheckpointSyntax, detail).at(path));
            }
            Ok(signed) => {
                findings.extend(keys.check_checkpoint(&signed).into_iter().map(|finding| finding.at(path.clone())));
                if several::root_at(subtrees, size) != Some(signed.checkpoint.root) {
                    let detail = "the tree that the key before signed is another";
                    findings.push(Finding::new(Code::InclusionInvalid, detail).at(path).with("n", line.entry.n));
                }
            }
            Err(error) => findings.push(Finding::new(Code::CheckpointSyntax, error.to_string()).at(path)),
        }
    }
}

fn proof_path(n: u64) -> String {
    format!("metadata/log/proofs/{n}.json")
}

/// Every entry in the signed tree. Gives the subtree roots that the proofs fix.
fn check_inclusion(
    files: &Files<'_>,
    history: &History,
    threads: usize,
    findings: &mut Vec<Finding>,
) -> BTreeSet<SubtreeRoot> {
    let known: BTreeSet<String> = history.lines.iter().map(|line| proof_path(line.entry.n)).collect();
    // Lines that could not be read leave their proofs without an entry; that is told once, as the lines' fault.
    for (name, _) in files.below("metadata/log/proofs/").filter(|_| !history.lines.is_empty()) {
        let path = format!("metadata/log/proofs/{name}");
        if !known.contains(&path) {
            findings.push(Finding::new(Code::UnlistedFile, "a proof of no entry of this bundle").at(path));
        }
    }
    let Some(checkpoint) = history.checkpoint else { return BTreeSet::new() };
    let checked = in_pieces(&history.lines, threads, |lines| {
        let mut found = Vec::new();
        let subtrees = check_proofs(files, &checkpoint, lines, &mut found);
        (subtrees, found)
    });
    let mut subtrees = BTreeSet::new();
    for (piece, found) in checked {
        subtrees.extend(piece);
        findings.extend(found);
    }
    subtrees
}

fn check_proofs(
    files: &Files<'_>,
    checkpoint: &Checkpoint,
    lines: &[LogLine],
    findings: &mut Vec<Finding>,
) -> BTreeSet<SubtreeRoot> {
    let mut subtrees = BTreeSet::new();
    for line in lines {
        let n = line.entry.n;
        let path = proof_path(n);
        let Some(bytes) = files.again(&path, findings) else {
            findings
                .push(Finding::new(Code::InclusionMissing, format!("entry {n} has no proof")).at(path).with("n", n));
            continue;
        };
        let proof: InclusionProof = match json::parse(&bytes) {
            Ok(proof) => proof,
            Err(error) => {
                findings.push(Finding::new(Code::JsonSyntax, error.to_string()).at(path));
                continue;
            }
        };
        let fits = proof.n == n && proof.size == checkpoint.size;
        if fits && verify_inclusion(&line.leaf, n, checkpoint.size, &proof.path, &checkpoint.root) {
            subtrees.extend(subtree_roots(n, checkpoint.size, &line.leaf, &proof.path).unwrap_or_default());
        } else {
            let detail = format!("entry {n} is not in the tree that the checkpoint signs");
            findings.push(Finding::new(Code::InclusionInvalid, detail).at(path).with("n", n));
        }
    }
    subtrees
}

/// Bodies lie under the beginning of their digest, belong to an entry, and begin with their salt.
fn check_bodies(files: &Files<'_>, history: &History, findings: &mut Vec<Finding>) {
    let named: BTreeSet<Digest> = history
        .lines
        .iter()
        .filter(|line| !line.entry.kind.refers_to_seal())
        .map(|line| line.entry.reference)
        .collect();
    for (name, file) in files.below("metadata/log/bodies/") {
        let path = format!("metadata/log/bodies/{name}");
        let Some(sha256) = file.sha256 else { continue };
        if name != format!("{}.json", sha256.name32()) {
            findings.push(Finding::new(Code::BodyMismatch, "the body is not the one its name says").at(path));
        } else if !named.contains(&sha256) {
            if !history.lines.is_empty() {
                findings.push(Finding::new(Code::UnlistedFile, "a body of no entry of this bundle").at(path));
            }
        } else if let Some(bytes) = &file.bytes
            && let Err(error) = check_salted(bytes).and_then(|()| json::check(bytes))
        {
            findings.push(Finding::new(Code::JsonSyntax, error.to_string()).at(path));
        }
    }
}

/// Finds this bundle's own `export-begun` and checks what it fixes.
fn check_export(
    files: &Files<'_>,
    info: &BagInfo,
    stated: Option<&Dispute>,
    history: &mut History,
    findings: &mut Vec<Finding>,
) {
    let Some(export) = info.export() else { return };
    let own = history.lines.iter().filter(|line| line.entry.kind == EntryKind::ExportBegun).find_map(|line| {
        let bytes = files.bytes(&body_path(&line.entry.reference))?;
        let (begun, unknown) = ExportBegun::parse(bytes).ok()?;
        (begun.export == export && Digest::of(bytes) == line.entry.reference).then_some((line, begun, unknown))
    });
    let Some((line, begun, unknown)) = own else {
        findings.push(
            Finding::new(Code::ExportEntryMissing, "no entry begins the export that bag-info.txt names").at(ENTRIES),
        );
        return;
    };
    let path = body_path(&line.entry.reference);
    unknown_fields(&path, unknown, findings);
    let Some(link) = line.entry.dispute else {
        findings.push(Finding::new(Code::ExportEntryMissing, "the export's entry belongs to no dispute").at(ENTRIES));
        return;
    };
    let mut differs = |detail: &str| findings.push(Finding::new(Code::BodyMismatch, detail).at(path.clone()));
    if begun.dispute_head != link.prev {
        differs("it names another entry before it than its place in the dispute");
    }
    if info.edition().is_some_and(|edition| edition != begun.edition.as_str()) {
        differs("bag-info.txt names another edition");
    }
    if stated.is_some_and(|stated| stated.dispute != link.id) {
        differs("dispute.json names another dispute");
    }
    if files.get(OMISSIONS).and_then(|file| file.sha256).is_some_and(|found| found != begun.omissions_sha256) {
        let detail = "the export's entry fixed another omissions.json";
        findings.push(Finding::new(Code::OmissionsMismatch, detail).at(OMISSIONS));
    }
    let leaf = line.leaf;
    findings.extend(chain::check(&history.lines, link.id, leaf).into_iter().map(|finding| finding.at(ENTRIES)));
    history.dispute = Some(link.id);
}
