//! From written parts to a sealed item: its two records, its list, its seal digest.
//!
//! It speaks no SQL, so many threads seal while one keeps. Sealing writes three records into the store; the item
//! is kept only by [`Vault::keep`](crate::Vault::keep), and until then nothing names it.

use crate::error::{Result, VaultError};
use crate::items::ItemFile;
use crate::objects::{ObjectStore, Written};
use crate::outside::Outside;
use crate::tables::item::RECORD_ROLE;
use chrono::{DateTime, FixedOffset};
use holdfast_proof::record::{
    CaptureRecord, Completeness, EnvironmentRecord, FormatVersion, How, Kind, Origin, Page, Part, RecordNotBefore,
};
use holdfast_proof::{Digest, ItemId, Salt, seal};

/// A part that lies in the store already.
#[derive(Debug, Clone)]
pub struct PartDraft {
    /// The name in the item's folder, by role: `p001.png`, `page.mhtml` (docs/format.md, section 1).
    pub name: String,
    pub role: String,
    pub media_type: String,
    pub written: Written,
}

/// Everything that an item will say of itself; docs/format.md, section 2, gives the meaning of each field.
#[derive(Debug, Clone)]
pub struct ItemDraft {
    pub kind: Kind,
    pub origin: Origin,
    pub how: How,
    pub started_at: DateTime<FixedOffset>,
    pub ended_at: DateTime<FixedOffset>,
    pub monotonic_ms: u64,
    /// At least one.
    pub parts: Vec<PartDraft>,
    pub completeness: Completeness,
    pub page: Option<Page>,
    /// For a derived item: the seal digest of what it is made from.
    pub of: Option<Digest>,
    /// For leaves: the part of `of` that was cut.
    pub part: Option<String>,
    /// For leaves: how many there are.
    pub count: Option<u64>,
    /// For a derived item: why, a kebab-case code.
    pub reason: Option<String>,
    pub record_not_before: Option<RecordNotBefore>,
    /// Its salt is replaced by a fresh one.
    pub environment: EnvironmentRecord,
    /// The name shown in lists, where environment.json has no `original_name`; where it has one, that is shown.
    pub name: String,
    /// True for what comes by adding files: the same bytes added again are the same item.
    pub dedupe: bool,
    /// For leaves: the key of their salts, which never leaves the vault.
    pub leaf_key: Option<[u8; 32]>,
}

/// When making an item began, by both of the device's clocks.
#[derive(Debug, Clone, Copy)]
pub struct Began {
    pub at: DateTime<FixedOffset>,
    pub monotonic_ms: u64,
}

impl Began {
    /// It begins.
    #[must_use]
    pub fn now(outside: &Outside) -> Self {
        Self { at: outside.clock.now(), monotonic_ms: outside.clock.monotonic_ms() }
    }
}

impl ItemDraft {
    /// An item of one part, whole, whose making ends now; shown under the part's name, and new whatever its bytes. What
    /// is otherwise is set afterwards.
    #[must_use]
    pub fn of_part(
        (kind, origin, how): (Kind, Origin, How),
        part: PartDraft,
        environment: EnvironmentRecord,
        began: &Began,
        outside: &Outside,
    ) -> Self {
        Self {
            kind,
            origin,
            how,
            started_at: began.at,
            ended_at: outside.clock.now(),
            monotonic_ms: outside.clock.monotonic_ms().saturating_sub(began.monotonic_ms),
            completeness: Completeness::complete(),
            page: None,
            of: None,
            part: None,
            count: None,
            reason: None,
            record_not_before: None,
            environment,
            name: part.name.clone(),
            dedupe: false,
            leaf_key: None,
            parts: vec![part],
        }
    }
}

/// An item whose seal is made and whose records lie in the store.
#[derive(Debug, Clone)]
pub struct SealedItem {
    pub(crate) id: ItemId,
    pub(crate) seal: Digest,
    pub(crate) kind: Kind,
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) completeness: String,
    pub(crate) of: Option<Digest>,
    pub(crate) dedupe: bool,
    pub(crate) leaf_key: Option<[u8; 32]>,
    /// Parts in order, then the three records.
    pub(crate) files: Vec<ItemFile>,
    pub(crate) part_count: usize,
}

impl SealedItem {
    /// Writes capture.json, environment.json and item.sha256, in this order, and names the item by its seal.
    ///
    /// Error `draft-unsound`: names or parts that the format does not allow.
    pub fn seal(store: &ObjectStore, draft: ItemDraft, outside: &Outside) -> Result<Self> {
        let unsound = |detail: String| VaultError::DraftUnsound { detail };
        if draft.parts.is_empty() {
            return Err(unsound("an item has at least one part".to_owned()));
        }
        let unix_ms = u64::try_from(outside.clock.now().timestamp_millis()).unwrap_or_default();
        let id = ItemId::new_v7(unix_ms, outside.random_array());
        let capture = capture_record(&draft, id, Salt::from_bytes(outside.random_array()));
        let mut environment = draft.environment;
        environment.salt = Salt::from_bytes(outside.random_array());
        let name = original_name(&environment).map_or(draft.name, str::to_owned);
        let mut files: Vec<ItemFile> = draft.parts.into_iter().map(part_file).collect();
        let part_count = files.len();
        let names: Vec<(String, Digest)> = files.iter().map(|file| (file.name.clone(), file.digest)).collect();

        let (capture, environment) = (capture.to_bytes(), environment.to_bytes());
        let list = seal::build(Digest::of(&capture), Digest::of(&environment), &names)
            .map_err(|error| unsound(error.to_string()))?;
        let list = list.to_bytes();
        for (name, media_type, bytes) in [
            (seal::CAPTURE, "application/json", &capture),
            (seal::ENVIRONMENT, "application/json", &environment),
            (seal::LIST, "text/plain", &list),
        ] {
            files.push(record_file(name, media_type, &store.write_record(bytes)?));
        }
        Ok(Self {
            id,
            seal: Digest::of(&list),
            kind: draft.kind,
            origin: draft.origin,
            name,
            completeness: draft.completeness.state.as_str().to_owned(),
            of: draft.of,
            dedupe: draft.dedupe,
            leaf_key: draft.leaf_key,
            files,
            part_count,
        })
    }

    /// The item's id.
    #[must_use]
    pub fn id(&self) -> ItemId {
        self.id
    }

    /// SHA-256 of item.sha256: the item's identity.
    #[must_use]
    pub fn seal_digest(&self) -> Digest {
        self.seal
    }

    /// Bytes of all parts.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        self.parts().iter().map(|file| file.size_bytes).sum()
    }

    /// The digests that this item put, or found, in the store: parts, then records.
    #[must_use]
    pub fn digests(&self) -> Vec<Digest> {
        self.files.iter().map(|file| file.digest).collect()
    }

    /// The digests of its three records, which are salted: no other item can ever name them.
    #[must_use]
    pub fn record_digests(&self) -> Vec<Digest> {
        self.records().iter().map(|file| file.digest).collect()
    }

    pub(crate) fn parts(&self) -> &[ItemFile] {
        &self.files[..self.part_count]
    }

    pub(crate) fn records(&self) -> &[ItemFile] {
        &self.files[self.part_count..]
    }
}

/// The name that environment.json declares: what is shown is what was sealed, so that `check` can compare them.
pub(crate) fn original_name(environment: &EnvironmentRecord) -> Option<&str> {
    environment.get("original_name").and_then(|field| field.value()).and_then(|value| value.as_str())
}

fn capture_record(draft: &ItemDraft, id: ItemId, salt: Salt) -> CaptureRecord {
    let part = |part: &PartDraft| Part {
        name: part.name.clone(),
        role: part.role.clone(),
        media_type: part.media_type.clone(),
        size_bytes: part.written.size_bytes,
    };
    CaptureRecord {
        v: FormatVersion,
        salt,
        id,
        kind: draft.kind,
        origin: draft.origin,
        how: draft.how.clone(),
        started_at: draft.started_at,
        ended_at: draft.ended_at,
        monotonic_ms: draft.monotonic_ms,
        parts: draft.parts.iter().map(part).collect(),
        completeness: draft.completeness.clone(),
        page: draft.page.clone(),
        of: draft.of,
        part: draft.part.clone(),
        count: draft.count,
        reason: draft.reason.clone(),
        record_not_before: draft.record_not_before.clone(),
    }
}

fn part_file(part: PartDraft) -> ItemFile {
    ItemFile {
        name: part.name,
        role: part.role,
        media_type: part.media_type,
        digest: part.written.digest,
        size_bytes: part.written.size_bytes,
        crc32: part.written.crc32,
    }
}

pub(crate) fn record_file(name: &str, media_type: &str, written: &Written) -> ItemFile {
    ItemFile {
        name: name.to_owned(),
        role: RECORD_ROLE.to_owned(),
        media_type: media_type.to_owned(),
        digest: written.digest,
        size_bytes: written.size_bytes,
        crc32: written.crc32,
    }
}
