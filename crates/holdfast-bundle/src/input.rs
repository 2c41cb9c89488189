//! What a bundle is made from, as plain values: what goes out (the draft) and what the log said when the export
//! was announced. The vault fills both; tests fill them by hand.

use crate::choices::Choices;
use chrono::{DateTime, Utc};
use holdfast_dispute::Withholding;
use holdfast_proof::body::Edition;
use holdfast_proof::record::CaptureRecord;
use holdfast_proof::{Digest, DisputeId, ExportId, ItemId};
use std::collections::BTreeMap;

/// What goes out and what does not: decided, not yet announced in the log.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The dispute.
    pub dispute: DisputeId,
    /// Its name, which becomes the top folder's: ASCII, at most 45 bytes.
    pub name: String,
    /// Its title, in the user's words.
    pub title: String,
    /// Its facts, in the user's words.
    pub facts: BTreeMap<String, String>,
    /// Its attached exhibits, in the user's order, withheld ones too.
    pub exhibits: Vec<Exhibit>,
    /// Batch and renewal lists that name something shown, with the tokens over them.
    pub lists: Vec<StampedList>,
    /// What the user decided.
    pub choices: Choices,
}

/// One attached exhibit.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// `E01`: names its folder.
    pub label: String,
    /// The digest of its item's `item.sha256`.
    pub seal: Digest,
    /// What it is to prove, in the user's words; may be empty.
    pub proves: String,
    /// Whether it goes out.
    pub showing: Showing,
}

/// Whether an exhibit goes out.
#[derive(Debug, Clone)]
pub enum Showing {
    /// Its folder is in the bundle.
    Whole(Box<ShownItem>),
    /// Only its seal digest and the reason's code are.
    Withheld(Withholding),
}

/// An item whose folder goes out.
#[derive(Debug, Clone)]
pub struct ShownItem {
    /// The item.
    pub id: ItemId,
    /// The files of its folder: parts in order, then the two records and the list.
    pub files: Vec<ShownFile>,
    /// Its record, for the pages.
    pub capture: CaptureRecord,
    /// Tokens over its own list.
    pub proofs: Vec<Proof>,
}

/// A kept time proof: a token, over which list is said by where it stands. Checked when it was kept; here it is only
/// what the program states.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The authority's part of the file's name: `[a-z0-9-]`, at most 40. One of the pins' ids, if it is theirs.
    pub authority: String,
    /// The authority's name as the vault has it.
    pub name: String,
    /// The token's genTime.
    pub at: DateTime<Utc>,
    /// genTime plus accuracy.
    pub not_later_than: DateTime<Utc>,
    /// Whether its time counts for this program. One that does not goes out, and no page states its time.
    pub verified: bool,
    /// The TimeStampResp as it came, in the object store.
    pub token: StoredToken,
}

/// Where a token lies, like a [`ShownFile`] without a name.
#[derive(Debug, Clone, Copy)]
pub struct StoredToken {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// How many they are.
    pub size_bytes: u64,
    /// Their CRC-32.
    pub crc32: u32,
}

/// A batch or renewal list that was stamped.
#[derive(Debug, Clone)]
pub struct StampedList {
    /// `batch-0001.sha256` or `renewal-0001.sha256`
    pub name: String,
    /// Its exact bytes, as they were stamped.
    pub bytes: Vec<u8>,
    /// The tokens over it, at most one of each authority.
    pub proofs: Vec<Proof>,
}

/// A token over the tag manifest, asked for once the tag manifest is fixed.
#[derive(Debug, Clone)]
pub struct ManifestToken {
    /// As in [`Proof`].
    pub authority: String,
    /// The TimeStampResp.
    pub token: Vec<u8>,
}

/// One file of an item's folder, lying in the object store.
#[derive(Debug, Clone)]
pub struct ShownFile {
    /// Its name in the folder.
    pub name: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// How many they are.
    pub size_bytes: u64,
    /// Their CRC-32 as the vault noted it at intake.
    pub crc32: u32,
}

/// A picture of an exhibit, small enough to stand in a page.
#[derive(Debug, Clone)]
pub struct Thumbnail {
    /// `image/png` or `image/jpeg`; others are left out.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What the log said when the export was announced.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// The export's id, also in bag-info.txt.
    pub export_id: ExportId,
    /// When it was announced, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    pub begun_at: String,
    /// The lines for entries.jsonl, by number, without line feeds.
    pub entries: Vec<(u64, String)>,
    /// For each of them, the path that ties it to the checkpoint.
    pub proofs: Vec<InclusionPath>,
    /// How many entries the log has under the checkpoint.
    pub log_size: u64,
    /// The signed note.
    pub checkpoint: Vec<u8>,
    /// Bodies that have to be there, each with its digest.
    pub bodies: Vec<(Digest, Vec<u8>)>,
    /// For each replaced key the number of its entry and the note with which the key before confirmed it.
    pub rotations: Vec<(u64, Vec<u8>)>,
    /// The line of metadata/allowed_signers.
    pub allowed_signers: String,
    /// `SHA256:…` of the vault's key.
    pub fingerprint: String,
}

/// The hashes between an entry's leaf and the checkpoint's root (RFC 6962, section 2.1.1).
#[derive(Debug, Clone)]
pub struct InclusionPath {
    /// The entry.
    pub n: u64,
    /// The size of the tree.
    pub size: u64,
    /// From the leaf upwards.
    pub path: Vec<Digest>,
}

impl StampedList {
    pub(crate) fn is_batch(&self) -> bool {
        self.name.starts_with("batch-")
    }
}

impl Draft {
    /// The exhibits whose folders go out.
    pub fn shown(&self) -> impl Iterator<Item = (&Exhibit, &ShownItem)> {
        self.exhibits.iter().filter_map(|exhibit| match &exhibit.showing {
            Showing::Whole(item) => Some((exhibit, item.as_ref())),
            Showing::Withheld(_) => None,
        })
    }

    /// The exhibits that stay hidden, with the reason's code.
    pub fn withheld(&self) -> impl Iterator<Item = (&Exhibit, Withholding)> {
        self.exhibits.iter().filter_map(|exhibit| match exhibit.showing {
            Showing::Withheld(reason) => Some((exhibit, reason)),
            Showing::Whole(_) => None,
        })
    }

    /// The files of an item that this edition shows.
    pub fn files<'a>(&self, item: &'a ShownItem) -> impl Iterator<Item = &'a ShownFile> + use<'a> {
        let hides_environment = self.hides_environment();
        item.files.iter().filter(move |file| !(hides_environment && file.name == crate::ENVIRONMENT))
    }

    /// Whether `environment.json` stays out everywhere.
    #[must_use]
    pub fn hides_environment(&self) -> bool {
        self.choices.edition == Edition::Submission
    }

    /// How many time proofs go out, and all of them with their lists in bytes.
    #[must_use]
    pub fn proofs(&self) -> (u64, u64) {
        let of_items = self.shown().flat_map(|(_, item)| &item.proofs);
        let tokens = of_items.chain(self.lists.iter().flat_map(|stamped| &stamped.proofs));
        let lists: u64 = self.lists.iter().map(|stamped| stamped.bytes.len() as u64).sum();
        tokens.fold((0, lists), |(count, bytes), proof| (count + 1, bytes + proof.token.size_bytes))
    }

    /// How many bytes of evidence go out.
    #[must_use]
    pub fn data_bytes(&self) -> u64 {
        self.shown().flat_map(|(_, item)| self.files(item)).map(|file| file.size_bytes).sum()
    }
}
