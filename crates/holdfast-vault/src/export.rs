//! What an export takes from the log, and what it leaves there.
//!
//! `export-begun` ends the dispute's chain as the bundle will show it; everything the bundle needs of the log comes
//! from the checkpoint signed in that very turn. `export-done` stays in the vault.

use crate::error::{Result, VaultError};
use crate::items::RECORD_AT_MOST_BYTES;
use crate::log::LogEntry;
use crate::tables::{check_run, dispute, entry, export, item, tombstone};
use crate::vault::Vault;
use holdfast_proof::body::{Body, Edition, ExportBegun as ExportBegunBody, ExportDone, VaultCheck};
use holdfast_proof::checkpoint::Origin;
use holdfast_proof::key::PublicKey;
use holdfast_proof::log::{EntryKind, NO_PREVIOUS};
use holdfast_proof::tree::Tree;
use holdfast_proof::{Digest, DisputeId, ExportId, ItemId, VaultId, time};
use serde::Serialize;
use std::collections::BTreeSet;

/// How often a dispute may change under us before we say that the vault is busy.
const ATTEMPTS: u32 = 20;

/// What an export is going to show.
#[derive(Debug, Clone)]
pub struct ExportPlan {
    pub dispute: DisputeId,
    pub edition: Edition,
    /// SHA-256 of omissions.json.
    pub omissions_sha256: Digest,
    /// Every item whose folder goes out, leaves items too.
    pub items: Vec<ItemId>,
}

/// The inclusion proof of one entry under the export's checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InclusionProof {
    pub n: u64,
    pub size: u64,
    pub path: Vec<Digest>,
}

/// What a bundle takes from the log.
#[derive(Debug, Clone)]
pub struct ExportBegun {
    pub export_id: ExportId,
    /// Its own entry.
    pub n: u64,
    pub begun_at: String,
    /// By number: the dispute's chain, genesis, rotations, continuations, each named item's own entry.
    pub entries: Vec<LogEntry>,
    /// One for each of `entries`, in the same order.
    pub proofs: Vec<InclusionProof>,
    /// The checkpoint's.
    pub size: u64,
    /// The signed note.
    pub checkpoint: Vec<u8>,
    /// Of genesis, rotations, continuations and its own entry.
    pub bodies: Vec<(Digest, Vec<u8>)>,
    /// For each `key-rotated` entry its number and the first checkpoint that holds it, signed by the key before.
    pub rotations: Vec<(u64, Vec<u8>)>,
    pub public_key: PublicKey,
    pub origin: Origin,
    pub vault: VaultId,
    /// Time and result of the newest check, as its own body says it.
    pub check: Option<(String, String)>,
}

/// What became of an export.
#[derive(Debug, Clone)]
pub struct ExportFinished {
    pub export_id: ExportId,
    pub tagmanifest_sha256: Digest,
    pub zip_sha256: Digest,
    pub size_bytes: u64,
    pub file_name: String,
}

/// A bundle that was made, or begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BundleRow {
    pub export_id: ExportId,
    pub dispute_name: String,
    pub edition: String,
    pub begun_at: String,
    /// `None`, like the fields below: begun and never finished.
    pub done_at: Option<String>,
    pub file_name: Option<String>,
    pub zip_sha256: Option<Digest>,
    pub size_bytes: Option<u64>,
}

impl Vault {
    /// Writes `export-begun` and gives back everything that the bundle takes from the log.
    pub fn export_begin(&mut self, plan: &ExportPlan) -> Result<ExportBegun> {
        self.require_writable()?;
        for _ in 0..ATTEMPTS {
            if let Some(begun) = self.try_begin(plan)? {
                return Ok(begun);
            }
        }
        Err(VaultError::VaultBusy)
    }

    /// Writes `export-done`. Error `export-unknown`: it never began.
    pub fn export_done(&mut self, finished: &ExportFinished) -> Result<()> {
        self.require_writable()?;
        let body = ExportDone {
            salt: self.salt(),
            export: finished.export_id,
            tagmanifest_sha256: finished.tagmanifest_sha256,
            zip_sha256: finished.zip_sha256,
            size_bytes: finished.size_bytes,
        };
        let said = self.keep_body(&body.to_bytes())?;
        self.write(|writing| {
            let dispute = export::dispute_of(writing.connection, &finished.export_id)?;
            let dispute = dispute.ok_or_else(|| VaultError::ExportUnknown { text: finished.export_id.to_string() })?;
            let appended = writing.say(EntryKind::ExportDone, said, Some(&dispute), None)?;
            export::finish(writing.connection, finished, appended.n, &appended.at)
        })
    }

    /// The bundles of a dispute, oldest first.
    pub fn bundle_list(&self, id: DisputeId) -> Result<Vec<BundleRow>> {
        export::of_dispute(&self.connection, dispute::one(&self.connection, &id)?.key)
    }

    /// One attempt. `None`: the dispute changed between the body, which names its newest entry, and our turn.
    fn try_begin(&mut self, plan: &ExportPlan) -> Result<Option<ExportBegun>> {
        let held = dispute::one(&self.connection, &plan.dispute)?;
        let export_id = ExportId::from_random(self.outside.random_array());
        let check = check_run::newest(&self.connection)?;
        let body = ExportBegunBody {
            salt: self.salt(),
            export: export_id,
            edition: plan.edition,
            dispute_head: if held.chain_n == 0 { NO_PREVIOUS } else { held.chain_leaf },
            omissions_sha256: plan.omissions_sha256,
            vault_check: vault_check(check.as_ref())?,
        };
        let said = self.keep_body(&body.to_bytes())?;
        let begun = self.write(|writing| {
            let now = dispute::one(writing.connection, &plan.dispute)?;
            if now.chain_leaf != held.chain_leaf {
                return Ok(None);
            }
            let mut seals = Vec::new();
            for id in &plan.items {
                let key = item::require_key(writing.connection, id)?;
                seals.push(item::one(writing.connection, key)?.seal_sha256);
            }
            let appended = writing.say(EntryKind::ExportBegun, said, Some(&plan.dispute), None)?;
            let begun = (appended.n, appended.at.as_str());
            export::begin(writing.connection, export_id.as_bytes(), now.key, plan.edition.as_str(), begun, &seals)?;
            Ok(Some((appended, seals, writing.size(), writing.origin())))
        })?;
        let Some((appended, seals, size, origin)) = begun else {
            let _ = self.store.erase(&said.digest);
            return Ok(None);
        };
        let entries = self.entries_of_bundle(plan, &seals, size)?;
        let (proofs, checkpoint) = self.prove(&entries, size)?;
        let (mut bodies, mut rotations) = (Vec::new(), Vec::new());
        for shown in &entries {
            if shown.entry.kind == EntryKind::KeyRotated
                && let Some(note) = entry::checkpoint_note(&self.connection, shown.n + 1)?
            {
                rotations.push((shown.n, note));
            }
            let of_key = matches!(shown.entry.kind, EntryKind::Genesis | EntryKind::KeyRotated | EntryKind::Continues);
            if of_key || shown.n == appended.n {
                let digest = shown.entry.reference;
                bodies.push((digest, self.store.read_small(&digest, RECORD_AT_MOST_BYTES)?));
            }
        }
        Ok(Some(ExportBegun {
            export_id,
            n: appended.n,
            begun_at: appended.at,
            entries,
            proofs,
            size,
            checkpoint,
            bodies,
            rotations,
            public_key: self.public_key()?,
            vault: origin.vault,
            origin,
            check,
        }))
    }

    /// The chain up to its newest entry, the key's entries, and the own entry of every item that is named.
    fn entries_of_bundle(&self, plan: &ExportPlan, seals: &[Digest], size: u64) -> Result<Vec<LogEntry>> {
        let connection = &self.connection;
        let mut rows = entry::of_dispute(connection, &plan.dispute)?;
        rows.extend(entry::of_key(connection)?);
        let mut named: BTreeSet<Digest> = seals.iter().copied().collect();
        for row in &rows {
            let read = LogEntry::read(row.clone())?;
            if read.entry.kind.refers_to_seal() {
                named.insert(read.entry.reference);
            }
        }
        for seal in named {
            let n = match item::by_seal(connection, &seal)? {
                Some(found) => Some(found.entry),
                None => tombstone::entry_of(connection, &seal)?,
            };
            let n = n.ok_or_else(|| VaultError::damaged(format!("no entry for the item with seal {seal}")))?;
            rows.extend(entry::one(connection, n)?);
        }
        // Another program may have appended since: what is after our checkpoint is not ours to show.
        rows.retain(|row| row.n < size);
        rows.sort_by_key(|row| row.n);
        rows.dedup_by_key(|row| row.n);
        rows.into_iter().map(LogEntry::read).collect()
    }

    fn prove(&self, entries: &[LogEntry], size: u64) -> Result<(Vec<InclusionProof>, Vec<u8>)> {
        let tree = Tree::new(entry::leaves(&self.connection, size)?);
        let note = entry::checkpoint_note(&self.connection, size)?;
        let note = note.ok_or_else(|| VaultError::damaged(format!("no checkpoint of size {size}")))?;
        let prove = |shown: &LogEntry| {
            let path = tree.inclusion(shown.n);
            let path = path.ok_or_else(|| VaultError::damaged(format!("the log ends before entry {}", shown.n)))?;
            Ok(InclusionProof { n: shown.n, size, path })
        };
        Ok((entries.iter().map(prove).collect::<Result<_>>()?, note))
    }
}

fn vault_check(check: Option<&(String, String)>) -> Result<VaultCheck> {
    let Some((at, result)) = check else { return Ok(VaultCheck::NEVER) };
    let at = time::parse_wall(at).map_err(|error| VaultError::damaged(format!("time of the newest check: {error}")))?;
    Ok(VaultCheck::Made { at, result: result.clone() })
}
