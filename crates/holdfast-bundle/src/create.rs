//! From a vault to a file.
//!
//! 1. The draft: what goes out, and whether there is room for it. Nothing is logged before.
//! 2. The log announces the export; the digest of omissions.json is fixed with it.
//! 3. The plan is made and signed, the file is written.
//! 4. The log notes that the export is done. Fails this, the file is taken away again: a bundle that the vault
//!    does not remember could not be named when an item is removed later.

use crate::choices::Choices;
use crate::error::{BundleError, Result};
use crate::input::{
    Announcement, Draft, Exhibit, InclusionPath, ManifestToken, Proof, Showing, ShownFile, ShownItem, StampedList,
    StoredToken, Thumbnail,
};
use crate::target::{check_room, write};
use crate::{NAMESPACE, metadata, plan};
use holdfast_proof::tsp::Token;
use holdfast_proof::{Digest, DisputeId, ExportId, ItemId, pins, sshsig};
use holdfast_vault::{
    ExhibitRow, ExhibitState, ExportBegun, ExportFinished, ExportPlan, TokenFile, Vault, VaultError, Watch,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// So many items' tokens are held at once.
const ITEMS_AT_ONCE: usize = 500;

/// A bundle that was made, and what the window and the command line say about it.
#[derive(Debug, Clone)]
pub struct BundleMade {
    /// Where the file is.
    pub path: PathBuf,
    /// How large it is.
    pub size_bytes: u64,
    /// SHA-256 of the whole file.
    pub zip_sha256: Digest,
    /// SHA-256 of manifest-sha256.txt, which the papers print.
    pub manifest_sha256: Digest,
    /// SHA-256 of tagmanifest-sha256.txt.
    pub tagmanifest_sha256: Digest,
    /// The export's id.
    pub export_id: ExportId,
    /// How many files are in the ZIP.
    pub members: u64,
    /// How many exhibits are shown.
    pub exhibits_shown: u64,
    /// How many are withheld.
    pub exhibits_withheld: u64,
    /// `SHA256:…` of the key that signed: to be written on the signed paper.
    pub fingerprint: String,
    /// How many entries the log has, which the reader can see.
    pub log_size: u64,
}

/// Makes a bundle of a dispute at `target`, which must not exist: [`draft`], then [`make`].
pub fn create(
    vault: &mut Vault,
    dispute: DisputeId,
    choices: &Choices,
    target: &Path,
    watch: &dyn Watch,
    stamp: &mut dyn FnMut(&[u8]) -> Vec<ManifestToken>,
) -> Result<BundleMade> {
    let draft = draft(vault, dispute, choices)?;
    make(vault, draft, target, watch, stamp)
}

/// Makes the bundle of a draft at `target`, which must not exist. If the dispute's exhibits changed since it was
/// drafted (pictures may have been made meanwhile, and other programs work), it is drafted again as they are now.
/// `stamp` is asked once for tokens over the tag manifest, as in [`plan`](crate::plan); none is as good as some.
///
/// Errors: those of the vault, `vault-busy` also when the exhibits change again under the last step; `bundle-too-large`, `target-exists`, `file-too-large-for-disk`, `not-enough-space`,
/// `disk-full`, `cannot-write`, `object-damaged`, `object-missing`, `input-mismatch`, `cancelled`. On every one of
/// them there is no file.
pub fn make(
    vault: &mut Vault,
    draft: Draft,
    target: &Path,
    watch: &dyn Watch,
    stamp: &mut dyn FnMut(&[u8]) -> Vec<ManifestToken>,
) -> Result<BundleMade> {
    let draft = match still_holds(vault, &draft)? {
        true => draft,
        false => self::draft(vault, draft.dispute, &draft.choices)?,
    };
    check_room(&draft, target)?;
    let (exhibits_shown, exhibits_withheld) = (draft.shown().count() as u64, draft.withheld().count() as u64);
    let announcement = announcement(vault.export_begin(&ExportPlan {
        dispute: draft.dispute,
        edition: draft.choices.edition,
        omissions_sha256: Digest::of(&metadata::omissions(&draft)?),
        items: draft.shown().map(|(_, item)| item.id).collect(),
    })?);
    if !still_holds(vault, &draft)? {
        // The log that goes out would contradict what is shown.
        return Err(VaultError::VaultBusy.into());
    }
    let (fingerprint, log_size) = (announcement.fingerprint.clone(), announcement.log_size);
    let plan = {
        // The page asks for pictures while it is made, the signature comes after it: one vault, by turns.
        let vault = RefCell::new(&mut *vault);
        let mut thumbnail = |item: &ShownItem| first_picture(*vault.borrow(), item);
        let mut sign = |bytes: &[u8]| Ok(vault.borrow_mut().sign_sshsig(NAMESPACE, bytes)?);
        plan::plan(draft, announcement, &mut thumbnail, &mut sign, stamp)?
    };
    let written = write(&plan, &vault.objects(), target, watch)?;
    let file_name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let noted = vault.export_done(&ExportFinished {
        export_id: plan.export_id,
        tagmanifest_sha256: plan.tagmanifest_sha256,
        zip_sha256: written.zip_sha256,
        size_bytes: written.size_bytes,
        file_name,
    });
    if let Err(error) = noted {
        let _ = std::fs::remove_file(target);
        return Err(error.into());
    }
    Ok(BundleMade {
        path: written.path,
        size_bytes: written.size_bytes,
        zip_sha256: written.zip_sha256,
        manifest_sha256: plan.manifest_sha256,
        tagmanifest_sha256: plan.tagmanifest_sha256,
        export_id: plan.export_id,
        members: plan.members.len() as u64,
        exhibits_shown,
        exhibits_withheld,
        fingerprint,
        log_size,
    })
}

/// What a bundle of this dispute would hold.
///
/// Errors: those of the vault; `exhibit-unknown` when a withheld label is not attached; `nothing-to-export` when
/// no exhibit would be shown.
pub fn draft(vault: &Vault, dispute: DisputeId, choices: &Choices) -> Result<Draft> {
    let draft = outline(vault, dispute, choices)?;
    let is_empty = draft.shown().next().is_none();
    if is_empty { Err(BundleError::NothingToExport) } else { Ok(draft) }
}

/// The same, also when nothing would be shown: for whoever is still choosing.
pub fn outline(vault: &Vault, dispute: DisputeId, choices: &Choices) -> Result<Draft> {
    let detail = vault.dispute(dispute)?;
    let attached: Vec<&ExhibitRow> = detail.exhibits.iter().filter(|row| row.state == ExhibitState::Attached).collect();
    if let Some(label) = choices.withheld.keys().find(|label| attached.iter().all(|row| row.label != **label)) {
        return Err(BundleError::ExhibitUnknown { label: label.clone() });
    }
    let exhibits = attached.into_iter().map(|row| exhibit(vault, row, choices)).collect::<Result<Vec<_>>>()?;
    let mut draft = Draft {
        dispute,
        name: detail.row.name,
        title: detail.row.title,
        facts: detail.facts,
        exhibits,
        lists: Vec::new(),
        choices: choices.clone(),
    };
    add_proofs(vault, &mut draft)?;
    Ok(draft)
}

/// Whether the exhibits are still those of the draft, in its order.
fn still_holds(vault: &Vault, draft: &Draft) -> Result<bool> {
    let rows = vault.dispute(draft.dispute)?.exhibits;
    let now = rows.iter().filter(|row| row.state == ExhibitState::Attached).map(|row| (&row.label, row.seal_sha256));
    Ok(now.eq(draft.exhibits.iter().map(|exhibit| (&exhibit.label, exhibit.seal))))
}

fn exhibit(vault: &Vault, row: &ExhibitRow, choices: &Choices) -> Result<Exhibit> {
    let showing = match (choices.withheld.get(&row.label), row.item_id) {
        (Some(reason), _) => Showing::Withheld(*reason),
        (None, Some(id)) => {
            let (files, capture) = vault.item_folder(id)?;
            let files = files.into_iter().map(|file| ShownFile {
                name: file.name,
                digest: file.digest,
                size_bytes: file.size_bytes,
                crc32: file.crc32,
            });
            Showing::Whole(Box::new(ShownItem { id, files: files.collect(), capture, proofs: Vec::new() }))
        }
        (None, None) => return Err(BundleError::mismatch(format!("{} is attached but has no item", row.label))),
    };
    Ok(Exhibit { label: row.label.clone(), seal: row.seal_sha256, proves: row.proves.clone(), showing })
}

/// Puts the kept time proofs of what is shown into the draft. Of a withheld exhibit none is asked for: its own list stays
/// here, and so do the tokens over it.
fn add_proofs(vault: &Vault, draft: &mut Draft) -> Result<()> {
    let mut lists: BTreeMap<String, StampedList> = BTreeMap::new();
    let mut shown: Vec<&mut ShownItem> = Vec::new();
    for exhibit in &mut draft.exhibits {
        if let Showing::Whole(item) = &mut exhibit.showing {
            shown.push(item);
        }
    }
    for some in shown.chunks_mut(ITEMS_AT_ONCE) {
        let ids: Vec<ItemId> = some.iter().map(|item| item.id).collect();
        let mut kept = vault.proofs_for_export(&ids)?;
        for item in some {
            let own = kept.own.remove(&item.id).unwrap_or_default();
            item.proofs = own.iter().map(kept_proof).collect::<Result<_>>()?;
        }
        for list in kept.lists {
            let proofs = list.tokens.iter().map(kept_proof).collect::<Result<_>>()?;
            lists.insert(list.name.clone(), StampedList { name: list.name, bytes: list.bytes, proofs });
        }
    }
    draft.lists = lists.into_values().collect();
    Ok(())
}

/// A kept token as the bundle states it: by whom and when, read from the token itself.
fn kept_proof(kept: &TokenFile) -> Result<Proof> {
    let unreadable = |fault| BundleError::mismatch(format!("the kept token {}: {fault}", kept.token_sha256.short()));
    let token = Token::read(&kept.bytes).map_err(unreadable)?;
    let name = pins::by_id(&kept.authority).map_or_else(|| kept.authority.clone(), |pin| pin.name.clone());
    Ok(Proof {
        authority: kept.authority.clone(),
        name,
        at: token.gen_time(),
        not_later_than: token.gen_time() + token.accuracy().unwrap_or_default(),
        verified: kept.verified,
        token: StoredToken {
            digest: kept.token_sha256,
            size_bytes: kept.bytes.len() as u64,
            crc32: crc32fast::hash(&kept.bytes),
        },
    })
}

fn announcement(begun: ExportBegun) -> Announcement {
    Announcement {
        export_id: begun.export_id,
        begun_at: begun.begun_at,
        entries: begun.entries.into_iter().map(|entry| (entry.n, entry.line)).collect(),
        proofs: begun
            .proofs
            .into_iter()
            .map(|proof| InclusionPath { n: proof.n, size: proof.size, path: proof.path })
            .collect(),
        log_size: begun.size,
        checkpoint: begun.checkpoint,
        bodies: begun.bodies,
        rotations: begun.rotations,
        allowed_signers: sshsig::allowed_signers_line(&begun.public_key),
        fingerprint: begun.public_key.fingerprint().to_string(),
    }
}

pub(crate) fn first_picture(vault: &Vault, item: &ShownItem) -> Result<Option<Thumbnail>> {
    let Some(part) = item.capture.parts.first() else {
        return Ok(None);
    };
    let picture = vault.thumbnail(item.id, &part.name)?;
    Ok(picture.map(|(media_type, bytes)| Thumbnail { media_type, bytes }))
}
