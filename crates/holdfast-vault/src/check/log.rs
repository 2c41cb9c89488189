//! The log's part of a check: lines, tree, checkpoints, keys, epochs, chains, bodies' rows, and the mark.

use super::{CheckCode, Findings};
use crate::error::{Result, VaultError};
use crate::items::RECORD_AT_MOST_BYTES;
use crate::mark::HighWater;
use crate::outside::Watch;
use crate::tables::entry::{self, BodyRow, EntryRow};
use crate::tables::vault_row::VaultRow;
use crate::vault::Vault;
use chrono::{DateTime, Utc};
use holdfast_proof::body::{Body as _, Continues};
use holdfast_proof::checkpoint::SignedCheckpoint;
use holdfast_proof::epochs::{self, KeyHistory};
use holdfast_proof::log::{EntryKind, LogLine, NO_PREVIOUS};
use holdfast_proof::tree::Frontier;
use holdfast_proof::{Digest, DisputeId, time};
use std::collections::{BTreeMap, BTreeSet};

const BATCH: u64 = 2_000;

/// What the log says, for comparing the tables with it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) size: u64,
    /// `item` and `leaves` entries.
    pub(super) items: BTreeMap<u64, Step>,
    /// The newest `removed` entry of each seal.
    pub(super) removed: BTreeMap<Digest, Step>,
    pub(super) disputes: BTreeMap<DisputeId, Vec<Step>>,
    /// `changed` entries outside disputes: notes.
    pub(super) notes: Vec<Step>,
    /// `time-proof` entries.
    pub(super) proofs: Vec<Step>,
    /// Every entry that refers to a body.
    said: Vec<Step>,
    pub(super) bodies: BTreeMap<u64, BodyRow>,
}

/// One entry as far as the tables repeat it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) n: u64,
    pub(super) at: DateTime<Utc>,
    pub(super) kind: EntryKind,
    pub(super) reference: Digest,
}

pub(super) fn check(
    vault: &Vault,
    mark: Option<&HighWater>,
    findings: &mut Findings,
    watch: &dyn Watch,
) -> Result<Seen> {
    let row = vault.row()?;
    let history = replay_keys(vault, &row, findings)?;
    let mut checkpoints = Checkpoints::read(vault, findings)?;
    let mut seen = Seen { size: entry::count(&vault.connection)?, ..Seen::default() };
    seen.bodies = entry::bodies(&vault.connection)?.into_iter().map(|body| (body.n, body)).collect();
    let mut frontier = Frontier::new();
    let mut chains: BTreeMap<DisputeId, (u64, Digest)> = BTreeMap::new();
    let mut mark_root = None;
    let mut next = 0;
    while next < seen.size {
        if watch.cancelled() {
            return Err(VaultError::Cancelled);
        }
        for entry_row in entry::range(&vault.connection, next..next + BATCH)? {
            if entry_row.n != frontier.size() {
                findings.add(CheckCode::LogBroken, path(entry_row.n), format!("entry {} is missing", frontier.size()));
            }
            let line = check_line(&entry_row, findings);
            // The line's own hash, so that a changed line shows in the root too.
            let leaf = holdfast_proof::log::leaf_hash(&entry_row.line);
            frontier.append(leaf);
            if let Some(line) = line {
                check_chain(&line, &mut chains, findings);
                seen.take(&line, findings);
            }
            checkpoints.compare(&frontier, history.as_ref(), findings);
            if mark.is_some_and(|mark| mark.size == frontier.size()) {
                mark_root = Some(frontier.root());
            }
        }
        next += BATCH;
    }
    checkpoints.finish(seen.size, findings);
    if entry::frontier(&vault.connection).ok() != Some(frontier.to_bytes()) {
        findings.add(CheckCode::LogBroken, crate::layout::DATABASE, "the stored frontier is not that of the log");
    }
    if let Some(mark) = mark
        && mark_root != Some(mark.root)
    {
        let detail = format!("this machine has seen {} entries; the log has {} and other ones", mark.size, seen.size);
        findings.add(CheckCode::LogBehindMark, crate::layout::DATABASE, detail);
    }
    check_bodies(vault, &seen, findings)?;
    Ok(seen)
}

impl Seen {
    fn take(&mut self, line: &LogLine, findings: &mut Findings) {
        let entry = &line.entry;
        let step = Step { n: entry.n, at: entry.at, kind: entry.kind, reference: entry.reference };
        if !entry.kind.refers_to_seal() {
            self.said.push(step);
        }
        match (entry.kind, &entry.dispute) {
            (EntryKind::Item | EntryKind::Leaves, None) => _ = self.items.insert(entry.n, step),
            (EntryKind::Removed, link) => {
                self.removed.insert(entry.reference, step);
                if let Some(link) = link {
                    self.disputes.entry(link.id).or_default().push(step);
                }
            }
            (EntryKind::Changed, None) => self.notes.push(step),
            (EntryKind::TimeProof, None) => self.proofs.push(step),
            (EntryKind::TimeProof, Some(_)) => {
                findings.add(CheckCode::ChainBroken, path(entry.n), "a time proof in the chain of a dispute");
            }
            (_, Some(link)) => self.disputes.entry(link.id).or_default().push(step),
            (EntryKind::Attached | EntryKind::Detached | EntryKind::ExportBegun | EntryKind::ExportDone, None) => {
                findings.add(CheckCode::ChainBroken, path(entry.n), "an entry of a dispute outside any chain");
            }
            (EntryKind::Genesis | EntryKind::KeyRotated | EntryKind::Continues, None) => {}
        }
    }
}

/// The line itself, and the columns beside it.
fn check_line(row: &EntryRow, findings: &mut Findings) -> Option<LogLine> {
    let line = match LogLine::parse(&row.line) {
        Ok(line) => line,
        Err(error) => {
            findings.add(CheckCode::LogBroken, path(row.n), error.to_string());
            return None;
        }
    };
    let entry = &line.entry;
    if entry.n != row.n {
        findings.add(CheckCode::LogBroken, path(row.n), format!("its line says {}", entry.n));
    }
    let seal = entry.kind.refers_to_seal().then_some(entry.reference);
    let beside = (line.leaf, entry.kind.as_str(), entry.dispute.map(|link| link.id), seal);
    if beside != (row.leaf, row.kind.as_str(), row.dispute, row.seal) {
        findings.add(CheckCode::LogBroken, path(row.n), "hash, kind, dispute or seal beside the line is another");
    }
    Some(line)
}

fn check_chain(line: &LogLine, chains: &mut BTreeMap<DisputeId, (u64, Digest)>, findings: &mut Findings) {
    let Some(link) = line.entry.dispute else { return };
    let (n, prev) = chains.get(&link.id).copied().unwrap_or((0, NO_PREVIOUS));
    if (link.n, link.prev) != (n + 1, prev) {
        findings.add(
            CheckCode::ChainBroken,
            path(line.entry.n),
            format!("dispute {}: link {} after {n}", link.id, link.n),
        );
    }
    chains.insert(link.id, (link.n, line.leaf));
}

/// Every entry that names a body has its row, and no other has one.
/// Every entry that refers to a body has its row; a body is erased only with the item that it is about.
fn check_bodies(vault: &Vault, seen: &Seen, findings: &mut Findings) -> Result<()> {
    for step in &seen.said {
        if seen.bodies.get(&step.n).is_none_or(|body| body.digest != step.reference) {
            findings.add(CheckCode::CatalogueDiffers, path(step.n), "the row of its body is missing or another");
        }
    }
    let entries: BTreeSet<u64> = seen.said.iter().map(|step| step.n).collect();
    for n in seen.bodies.keys().filter(|n| !entries.contains(n)) {
        findings.add(CheckCode::CatalogueDiffers, path(*n), "a body's row belongs to no entry that has one");
    }
    for n in entry::erased_without_removal(&vault.connection)? {
        findings.add(
            CheckCode::CatalogueDiffers,
            path(n),
            "its body is called erased, and no item was removed with it",
        );
    }
    Ok(())
}

fn replay_keys(vault: &Vault, row: &VaultRow, findings: &mut Findings) -> Result<Option<KeyHistory>> {
    let mut lines = Vec::new();
    for entry_row in entry::of_key(&vault.connection)? {
        // A line that cannot be read is found by `check_line`.
        lines.extend(LogLine::parse(&entry_row.line).ok());
    }
    let body = |digest: &Digest| vault.store.read_small(digest, RECORD_AT_MOST_BYTES).ok();
    let replay = epochs::replay(&lines, &body);
    for finding in &replay.findings {
        if finding.level == holdfast_proof::Level::Error {
            let detail = format!("{}: {}", finding.code, finding.detail);
            findings.add(CheckCode::CheckpointInvalid, crate::layout::DATABASE, detail);
        }
    }
    for line in lines.iter().filter(|line| line.entry.kind == EntryKind::Continues) {
        let continues = body(&line.entry.reference).and_then(|bytes| Continues::parse(&bytes).ok());
        if let Some((continues, _)) = continues.filter(|(continues, _)| continues.mark.is_some()) {
            let detail = format!("epoch {}: {}", continues.epoch, continues.reason);
            findings.add(CheckCode::LogWentOn, path(line.entry.n), detail);
        }
    }
    let Some(history) = replay.history else {
        findings.add(CheckCode::LogBroken, path(0), "the log does not begin with its genesis");
        return Ok(None);
    };
    let size = entry::count(&vault.connection)?;
    let origin = history.origin_at(size);
    let recorded = (row.id, row.epoch, row.public_key, row.fingerprint.clone());
    let key = history.newest_key();
    if recorded != (origin.vault, origin.epoch, *key.as_bytes(), key.fingerprint().to_string()) {
        findings.add(
            CheckCode::CatalogueDiffers,
            "vault",
            "the vault's row says another vault, epoch or key than the log",
        );
    }
    let genesis = lines.first().map(|line| time::wall(&line.entry.at));
    if genesis.as_deref() != Some(row.created_at.as_str()) {
        findings.add(CheckCode::CatalogueDiffers, "vault", "the vault's row says another time of making than the log");
    }
    Ok(Some(history))
}

/// The checkpoints, to be met in the order of their sizes.
struct Checkpoints {
    waiting: std::iter::Peekable<std::vec::IntoIter<(u64, Digest, Vec<u8>)>>,
    newest: u64,
}

impl Checkpoints {
    fn read(vault: &Vault, findings: &mut Findings) -> Result<Self> {
        let mut all = Vec::new();
        entry::each_checkpoint(&vault.connection, |size, root, note| {
            all.push((size, root, note));
            Ok(())
        })?;
        if all.is_empty() {
            findings.add(CheckCode::CheckpointInvalid, crate::layout::DATABASE, "there is no checkpoint");
        }
        let newest = all.last().map_or(0, |(size, ..)| *size);
        Ok(Self { waiting: all.into_iter().peekable(), newest })
    }

    /// Checks the checkpoint of exactly this size, if there is one.
    fn compare(&mut self, frontier: &Frontier, history: Option<&KeyHistory>, findings: &mut Findings) {
        let size = frontier.size();
        while let Some((at, root, note)) = self.waiting.next_if(|(at, ..)| *at <= size) {
            let path = format!("checkpoint {at}");
            let signed = match SignedCheckpoint::parse(&note) {
                Ok(signed) => signed,
                Err(error) => {
                    findings.add(CheckCode::CheckpointInvalid, path, error.to_string());
                    continue;
                }
            };
            let said = (signed.checkpoint.size, signed.checkpoint.root, at);
            if said != (at, root, size) || root != frontier.root() {
                findings.add(CheckCode::CheckpointInvalid, path.as_str(), "its size or root is not that of the log");
            }
            for finding in history.map(|history| history.check_checkpoint(&signed)).unwrap_or_default() {
                let detail = format!("{}: {}", finding.code, finding.detail);
                findings.add(CheckCode::CheckpointInvalid, path.as_str(), detail);
            }
        }
    }

    fn finish(self, size: u64, findings: &mut Findings) {
        for (at, ..) in self.waiting {
            findings.add(CheckCode::CheckpointInvalid, format!("checkpoint {at}"), "the log ends before it");
        }
        if self.newest < size {
            let detail = format!("the newest checkpoint covers {} of {size} entries", self.newest);
            findings.add(CheckCode::CheckpointInvalid, crate::layout::DATABASE, detail);
        }
    }
}

pub(super) fn path(n: u64) -> String {
    format!("entry {n}")
}
