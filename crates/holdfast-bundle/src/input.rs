//! What a bundle is made from, as plain values: what goes out (the draft) and what the log said when the export
//! was announced. The vault fills both; tests fill them by hand.

use crate::choices::Choices;
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

    /// How many bytes of evidence go out.
    #[must_use]
    pub fn data_bytes(&self) -> u64 {
        self.shown().flat_map(|(_, item)| self.files(item)).map(|file| file.size_bytes).sum()
    }
}
