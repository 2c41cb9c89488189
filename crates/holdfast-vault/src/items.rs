//! Items: keeping them, finding them, their notes, and what is derived from them.

use crate::error::{Result, VaultError};
use crate::log::LogEntry;
use crate::proofs::TimeState;
use crate::sealing::SealedItem;
use crate::tables::derived::LeafKey;
use crate::tables::item::NewItem;
use crate::tables::{derived, entry, exhibit, item};
use crate::vault::Vault;
use crate::writing::Writing;
use holdfast_proof::body::{Body, Changed, ChangedWhat};
use holdfast_proof::log::EntryKind;
use holdfast_proof::record::{CaptureRecord, Kind, Origin};
use holdfast_proof::{Digest, DisputeId, ItemId, seal};
use rusqlite::Connection;
use serde::Serialize;
use serde_json::json;

/// capture.json is small; anything longer is not what was sealed.
pub(crate) const RECORD_AT_MOST_BYTES: u64 = 64 << 20;

/// What became of one item that was to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    pub id: ItemId,
    pub kind: Kind,
    pub name: String,
    /// Bytes of all parts.
    pub size_bytes: u64,
    /// Of the first part.
    pub sha256: Digest,
    pub seal_sha256: Digest,
    /// True: this is an earlier item with the same bytes; nothing new was kept.
    pub already_kept: bool,
}

/// Which items a page shows.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Attached to this dispute.
    pub dispute: Option<DisputeId>,
    /// Only this kind. Without it leaves items stay out: they belong to another item.
    pub kind: Option<Kind>,
    /// Name or note holds this text, whatever its case.
    pub find: Option<String>,
    /// In this state of time.
    pub time: Option<TimeState>,
    /// Narrows nothing: the authorities that are asked, by their short names, to tell what waits.
    pub authorities: Vec<String>,
    /// The last item of the page before.
    pub after: Option<ItemId>,
    pub limit: usize,
}

impl Default for Filter {
    fn default() -> Self {
        let (time, authorities) = (None, Vec::new());
        Self { dispute: None, kind: None, find: None, time, authorities, after: None, limit: 100 }
    }
}

/// An item in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRow {
    pub id: ItemId,
    pub kind: Kind,
    pub origin: Origin,
    pub name: String,
    pub size_bytes: u64,
    pub sha256: Digest,
    pub seal_sha256: Digest,
    /// When it was kept: its log entry's `at`.
    pub added_at: String,
    /// `complete`, `partial` or `failed`.
    pub completeness: String,
    pub note: String,
    pub part_count: u64,
    /// Names of the disputes it is attached to.
    pub disputes: Vec<String>,
}

/// One file of an item's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemFile {
    pub name: String,
    /// Of a part, its role; `record` for capture.json, environment.json and item.sha256.
    pub role: String,
    pub media_type: String,
    pub digest: Digest,
    pub size_bytes: u64,
    /// As ZIP wants it.
    pub crc32: u32,
}

/// Everything about one item.
#[derive(Debug, Clone)]
pub struct ItemDetail {
    pub row: ItemRow,
    /// Parts in order, then capture.json, environment.json, item.sha256.
    pub files: Vec<ItemFile>,
    pub capture: CaptureRecord,
    /// For a derived item: the seal digest of what it is made from.
    pub of: Option<Digest>,
    /// Dispute, its name, and the label there; attached or detached.
    pub exhibits: Vec<(DisputeId, String, String)>,
    /// The log's entries about it.
    pub entries: Vec<LogEntry>,
    /// Its leaves items.
    pub leaves: Vec<ItemId>,
}

impl Vault {
    /// Keeps these items: all or none. On return they survive `kill -9` and a power cut.
    ///
    /// First every object they name is forced to the disk, then one transaction names them: catalogue, log entries,
    /// a signed checkpoint. Bytes that came by adding files before are that earlier item (`already_kept`); the
    /// records made for them in vain are removed.
    pub fn keep(&mut self, items: Vec<SealedItem>) -> Result<Vec<Kept>> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        self.require_writable()?;
        let digests: Vec<Digest> = items.iter().flat_map(|item| item.files.iter().map(|file| file.digest)).collect();
        self.store.sync(&digests)?;
        let store = self.store.clone();
        let kept = self.write(|writing| {
            let keep = |item: &SealedItem| {
                // Another program may have removed an item with the same bytes since they were found here.
                let gone = item.parts().iter().find(|part| !store.exists(&part.digest));
                match gone {
                    Some(part) => Err(VaultError::ObjectMissing { digest: part.digest }),
                    None => keep_one(writing, item),
                }
            };
            items.iter().map(keep).collect::<Result<Vec<_>>>()
        })?;
        let in_vain = items.iter().zip(&kept).filter(|(_, kept)| kept.already_kept);
        for record in in_vain.flat_map(|(item, _)| item.records()) {
            // Nothing names it; if it stays, a check notes it.
            let _ = self.store.erase(&record.digest);
        }
        Ok(kept)
    }

    /// Gives up objects that were written but will not be kept (a cancelled intake). What any item uses stays.
    pub fn discard(&mut self, digests: &[Digest]) -> Result<()> {
        let store = self.store.clone();
        self.write(|writing| {
            for digest in digests {
                if !item::uses_object(writing.connection, digest)? {
                    store.erase(digest)?;
                }
            }
            Ok(())
        })
    }

    /// The item that came by adding a file of exactly these bytes, if it was not removed.
    pub fn already_kept(&self, first_part: &Digest) -> Result<Option<Kept>> {
        already_kept(&self.connection, first_part)
    }

    /// A page of items, oldest first. Fewer than `limit` is the end; the next page begins `after` the last row.
    pub fn item_page(&self, filter: &Filter) -> Result<Vec<ItemRow>> {
        item::page(&self.connection, filter)
    }

    /// The item of this id, seal digest, or beginning of either (at least four digits).
    pub fn item_find(&self, text: &str) -> Result<ItemId> {
        let unknown = || VaultError::ItemUnknown { text: text.to_owned() };
        let digits = text.replace('-', "").to_ascii_lowercase();
        if digits.len() < 4 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        match item::by_prefix(&self.connection, &digits)?.as_slice() {
            [] => Err(unknown()),
            [id] => Ok(*id),
            several => Err(VaultError::ItemAmbiguous { text: text.to_owned(), count: several.len() }),
        }
    }

    /// What goes out of an item: the files of its folder and its record, without what the vault knows besides.
    /// An export asks for thousands of them.
    ///
    /// Errors: as [`Vault::item`].
    pub fn item_folder(&self, id: ItemId) -> Result<(Vec<ItemFile>, CaptureRecord)> {
        let files = item::files(&self.connection, item::require_key(&self.connection, &id)?)?;
        let record = files.iter().find(|file| file.name == seal::CAPTURE);
        let record = record.ok_or_else(|| VaultError::damaged(format!("item {id} has no capture.json")))?;
        let bytes = self.store.read_small(&record.digest, RECORD_AT_MOST_BYTES)?;
        let (capture, _) = CaptureRecord::parse(&bytes)
            .map_err(|error| VaultError::damaged(format!("capture.json of item {id}: {error}")))?;
        Ok((files, capture))
    }

    /// Everything about one item. Errors `object-missing` and `object-damaged` are about its capture.json.
    pub fn item(&self, id: ItemId) -> Result<ItemDetail> {
        let connection = &self.connection;
        let (files, capture) = self.item_folder(id)?;
        let key = item::require_key(connection, &id)?;
        let row = item::one(connection, key)?;
        let mut entries: Vec<LogEntry> = Vec::new();
        for row in entry::one(connection, item::entry_of(connection, key)?)?.into_iter().chain(entry::of_item(
            connection,
            &row.seal_sha256,
            id.as_bytes(),
        )?) {
            entries.push(LogEntry::read(row)?);
        }
        let leaves = item::leaves_of(connection, &row.seal_sha256)?.into_iter().map(|(_, id)| id).collect();
        Ok(ItemDetail {
            of: capture.of,
            exhibits: exhibit::of_item(connection, key)?,
            row,
            files,
            capture,
            entries,
            leaves,
        })
    }

    /// Writes the user's note about an item; an empty one takes it away. The same note again changes nothing.
    pub fn note_set(&mut self, id: ItemId, text: &str) -> Result<()> {
        self.require_writable()?;
        let key = item::require_key(&self.connection, &id)?;
        if item::one(&self.connection, key)?.note == text {
            return Ok(());
        }
        let value = json!({ "item": id, "text": text });
        let said = self.keep_body(&Changed { salt: self.salt(), what: ChangedWhat::Note, value }.to_bytes())?;
        self.write(|writing| {
            let key = item::require_key(writing.connection, &id)?;
            writing.say(EntryKind::Changed, said, None, Some(&id))?;
            item::set_note(writing.connection, key, text)
        })
    }

    /// Stores a small picture of a part; replaces an older one.
    pub fn thumbnail_put(&mut self, id: ItemId, part: &str, media_type: &str, bytes: &[u8]) -> Result<()> {
        self.write(|writing| {
            let key = item::require_key(writing.connection, &id)?;
            derived::put_thumbnail(writing.connection, key, part, media_type, bytes)
        })
    }

    /// Media type and bytes of a part's small picture.
    pub fn thumbnail(&self, id: ItemId, part: &str) -> Result<Option<(String, Vec<u8>)>> {
        derived::thumbnail(&self.connection, item::require_key(&self.connection, &id)?, part)
    }

    /// The key of a leaves item's salts. `None`: lost with a database, or no leaves item.
    pub fn leaf_key(&self, leaves_item: ItemId) -> Result<Option<[u8; 32]>> {
        Ok(match derived::leaf_key(&self.connection, item::require_key(&self.connection, &leaves_item)?)? {
            LeafKey::Known(bytes) => Some(bytes),
            LeafKey::Lost | LeafKey::Missing => None,
        })
    }

    /// Items that this version of a reader has not seen, oldest first.
    pub fn unread_items(&self, reader: &str, version: &str, limit: usize) -> Result<Vec<ItemId>> {
        derived::unread(&self.connection, reader, version, crate::tables::int(limit as u64))
    }

    /// Notes that a reader has seen an item, and a word for what came of it.
    pub fn mark_read(&mut self, id: ItemId, reader: &str, version: &str, outcome: &str) -> Result<()> {
        self.write(|writing| {
            let key = item::require_key(writing.connection, &id)?;
            derived::put_reading(writing.connection, key, (reader, version), outcome, &writing.now())
        })
    }
}

/// Appends the entry and inserts the rows, unless these bytes were added before.
pub(crate) fn keep_one(writing: &mut Writing<'_>, sealed: &SealedItem) -> Result<Kept> {
    let first = &sealed.parts()[0];
    if sealed.dedupe
        && sealed.part_count == 1
        && let Some(kept) = already_kept(writing.connection, &first.digest)?
    {
        return Ok(kept);
    }
    let kind = if sealed.kind == Kind::Leaves { EntryKind::Leaves } else { EntryKind::Item };
    let appended = writing.append(kind, sealed.seal, None)?;
    let new = NewItem {
        id: sealed.id,
        seal: sealed.seal,
        entry: appended.n,
        kind: sealed.kind,
        origin: sealed.origin,
        name: &sealed.name,
        size_bytes: sealed.size_bytes(),
        sha256: first.digest,
        part_count: sealed.part_count as u64,
        completeness: &sealed.completeness,
        added_at: &appended.at,
        by_adding: sealed.dedupe,
        of: sealed.of,
        files: &sealed.files,
    };
    let key = item::insert(writing.connection, &new)?;
    if sealed.kind == Kind::Leaves {
        derived::put_leaf_key(writing.connection, key, sealed.leaf_key.as_ref())?;
    }
    Ok(Kept {
        id: sealed.id,
        kind: sealed.kind,
        name: sealed.name.clone(),
        size_bytes: sealed.size_bytes(),
        sha256: first.digest,
        seal_sha256: sealed.seal,
        already_kept: false,
    })
}

fn already_kept(connection: &Connection, first_part: &Digest) -> Result<Option<Kept>> {
    let Some(key) = item::added_as(connection, first_part)? else { return Ok(None) };
    let row = item::one(connection, key)?;
    Ok(Some(Kept {
        id: row.id,
        kind: row.kind,
        name: row.name,
        size_bytes: row.size_bytes,
        sha256: row.sha256,
        seal_sha256: row.seal_sha256,
        already_kept: true,
    }))
}
