//! Answers about items.

use holdfast_proof::body::ChangedWhat;
use holdfast_proof::log::EntryKind;
use holdfast_proof::record::{CaptureRecord, Kind};
use holdfast_proof::{Digest, DisputeId, ItemId};
use holdfast_vault as vault;
use serde::Serialize;

use super::TimeState;
use crate::Error;

/// One item as `item add` and `item list` tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemLine {
    /// UUIDv7.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: ItemId,
    /// What it is.
    #[cfg_attr(test, ts(type = "Kind"))]
    pub kind: Kind,
    /// The user's file name, never cut; declared, not checked.
    pub name: String,
    /// All parts together.
    pub size_bytes: u64,
    /// Of the first part.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
    /// SHA-256 of `item.sha256`: the item's identity.
    #[cfg_attr(test, ts(type = "string"))]
    pub seal_sha256: Digest,
    /// True when the vault held it before this command.
    pub already_kept: bool,
}

impl From<vault::Kept> for ItemLine {
    fn from(kept: vault::Kept) -> ItemLine {
        ItemLine {
            id: kept.id,
            kind: kept.kind,
            name: kept.name,
            size_bytes: kept.size_bytes,
            sha256: kept.sha256,
            seal_sha256: kept.seal_sha256,
            already_kept: kept.already_kept,
        }
    }
}

impl From<vault::ItemRow> for ItemLine {
    fn from(row: vault::ItemRow) -> ItemLine {
        ItemLine {
            id: row.id,
            kind: row.kind,
            name: row.name,
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            seal_sha256: row.seal_sha256,
            already_kept: true,
        }
    }
}

/// An input that could not be kept; the others were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InputFailed {
    /// As found: the argument, or a path below it.
    pub path: String,
    /// Why.
    #[cfg_attr(test, ts(as = "crate::Failure"))]
    #[serde(rename = "failure")]
    pub error: Error,
}

/// `item_add`: everything that is durable now, and every input that is not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemsAdded {
    /// In the order in which they were found; one already kept stands here too.
    pub items: Vec<ItemLine>,
    /// Not kept.
    pub failed: Vec<InputFailed>,
}

/// `item_list`: oldest first, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemList {
    /// Never cut.
    pub items: Vec<ItemLine>,
}

/// A file of an item's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemFileLine {
    /// Its name in the item's folder.
    pub name: String,
    /// The part's role; `record` for capture.json, environment.json and item.sha256; `proof` for a time proof beside them.
    pub role: String,
    /// Media type.
    pub media_type: String,
    /// Size.
    pub size_bytes: u64,
    /// SHA-256.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
}

/// An exhibit number that an item has in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExhibitOf {
    /// The dispute's name.
    pub dispute: String,
    /// `E01`
    pub exhibit: String,
}

/// A proof of an item's time by somebody else's clock, as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimeProof {
    /// What kind of proof: `rfc3161`.
    pub kind: &'static str,
    /// The authority's short name, part of file names.
    pub authority: String,
    /// Whose clock, as its check said when it was kept.
    pub by: String,
    /// The authority's time, UTC.
    pub at: String,
    /// With its accuracy.
    pub not_later_than: String,
    /// None: the authority does not state it.
    pub accuracy_ms: Option<u64>,
    /// When the first certificate of its chain ends.
    pub ends_at: Option<String>,
    /// Whether its time counts here: it held, and its root is known.
    pub verified: bool,
    /// When it was kept, by this computer's clock; stands beside the authority's time and is never taken from it.
    pub kept_at: String,
    /// Through which list: `item`, `batch` or `renewal`.
    #[cfg_attr(test, ts(type = "\"item\" | \"batch\" | \"renewal\""))]
    pub list: &'static str,
    /// Number of the batch or renewal.
    pub list_number: Option<u32>,
    /// SHA-256 of the list.
    #[cfg_attr(test, ts(type = "string"))]
    pub list_sha256: Digest,
    /// SHA-256 of the token.
    #[cfg_attr(test, ts(type = "string"))]
    pub token_sha256: Digest,
}

impl From<vault::ItemProof> for TimeProof {
    fn from(proof: vault::ItemProof) -> TimeProof {
        TimeProof {
            kind: "rfc3161",
            authority: proof.authority,
            by: proof.by,
            at: proof.at,
            not_later_than: proof.not_later_than,
            accuracy_ms: proof.accuracy_ms,
            ends_at: proof.ends_at,
            verified: proof.verified,
            kept_at: proof.kept_at,
            list: proof.list_kind.as_str(),
            list_number: proof.list_number,
            list_sha256: proof.list_sha256,
            token_sha256: proof.token_sha256,
        }
    }
}

/// One thing that was recorded being done with an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemHistoryLine {
    /// Number of the log entry.
    pub n: u64,
    /// The entry's kind as in the log.
    pub kind: String,
    /// This computer's clock, UTC.
    pub at: String,
    /// The name of the dispute in which it was done.
    pub dispute: Option<String>,
    /// The exhibit number that the item has there.
    pub exhibit: Option<String>,
    /// Of a change: `note`, or `exhibits` (what it is to prove).
    #[cfg_attr(test, ts(type = "string | null"))]
    pub what: Option<ChangedWhat>,
    /// Of a change: the new text.
    pub text: Option<String>,
}

/// Everything recorded about one item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemWhole {
    /// As in the list.
    #[serde(flatten)]
    pub line: ItemLine,
    /// When its log entry was written (this computer's clock, UTC).
    pub added_at: String,
    /// The user's note.
    pub note: String,
    /// Parts in order, then the records.
    pub files: Vec<ItemFileLine>,
    /// capture.json.
    #[cfg_attr(test, ts(type = "JsonValue"))]
    pub capture: serde_json::Value,
    /// Where it is an exhibit.
    pub exhibits: Vec<ExhibitOf>,
    /// Numbers of its log entries.
    pub entries: Vec<u64>,
    /// Lists of message leaves made of its text parts.
    #[cfg_attr(test, ts(type = "Array<string>"))]
    pub leaves: Vec<ItemId>,
    /// Proofs of its time, in the order of keeping.
    pub time_proofs: Vec<TimeProof>,
    /// What they come to.
    pub time: TimeState,
    /// What was recorded being done with it, oldest first.
    pub history: Vec<ItemHistoryLine>,
}

impl ItemWhole {
    /// `change` tells what a `changed` entry says.
    pub(crate) fn new(
        detail: vault::ItemDetail,
        (time, proofs): (TimeState, Vec<vault::ItemProof>),
        change: impl Fn(u64) -> Option<(ChangedWhat, serde_json::Value)>,
    ) -> crate::Result<ItemWhole> {
        let history = detail.entries.iter().map(|entry| history_line(entry, &detail.exhibits, &change)).collect();
        let note = detail.row.note.clone();
        let added_at = detail.row.added_at.clone();
        Ok(ItemWhole {
            capture: capture_value(&detail.capture)?,
            files: detail.files.into_iter().map(ItemFileLine::from).collect(),
            exhibits: detail.exhibits.into_iter().map(|(_, dispute, exhibit)| ExhibitOf { dispute, exhibit }).collect(),
            entries: detail.entries.iter().map(|entry| entry.n).collect(),
            leaves: detail.leaves,
            time_proofs: proofs.into_iter().map(TimeProof::from).collect(),
            time,
            history,
            line: detail.row.into(),
            added_at,
            note,
        })
    }
}

fn history_line(
    logged: &vault::LogEntry,
    exhibits: &[(DisputeId, String, String)],
    change: impl Fn(u64) -> Option<(ChangedWhat, serde_json::Value)>,
) -> ItemHistoryLine {
    let dispute = logged.entry.dispute.map(|link| link.id);
    let named = exhibits.iter().find(|(id, _, _)| Some(*id) == dispute);
    let (what, value) = (logged.entry.kind == EntryKind::Changed).then(|| change(logged.n)).flatten().unzip();
    let text = value.as_ref().and_then(|value| value.get("text").or_else(|| value.get("proves"))?.as_str());
    ItemHistoryLine {
        n: logged.n,
        kind: logged.entry.kind.as_str().to_owned(),
        at: holdfast_proof::time::wall(&logged.entry.at),
        dispute: named.map(|(_, name, _)| name.clone()),
        exhibit: named.map(|(_, _, label)| label.clone()),
        what,
        text: text.map(str::to_owned),
    }
}

fn capture_value(capture: &CaptureRecord) -> crate::Result<serde_json::Value> {
    serde_json::from_slice(&capture.to_bytes()).map_err(Error::defect)
}

impl ItemFileLine {
    /// A token over the item's own list: `item.sha256.<authority>.tsr`.
    pub(crate) fn of_token(token: &vault::TokenFile) -> ItemFileLine {
        ItemFileLine {
            name: format!("item.sha256.{}.tsr", token.authority),
            role: "proof".to_owned(),
            media_type: "application/timestamp-reply".to_owned(),
            size_bytes: token.bytes.len() as u64,
            sha256: token.token_sha256,
        }
    }
}

impl From<vault::ItemFile> for ItemFileLine {
    fn from(file: vault::ItemFile) -> ItemFileLine {
        ItemFileLine {
            name: file.name,
            role: file.role,
            media_type: file.media_type,
            size_bytes: file.size_bytes,
            sha256: file.digest,
        }
    }
}

/// `item_show`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemShown {
    /// The item.
    pub item: ItemWhole,
}

/// What reading made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadSum {
    /// Thumbnails made now (for all unread items: items that got one).
    pub thumbnails: u64,
    /// Lists of message leaves made now, one for each text part.
    pub lists: u64,
    /// Items of which something could not be made.
    pub refused: u64,
}

/// `item_read`
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemsRead {
    /// The sum.
    pub read: ReadSum,
    /// What would help: kebab-case codes.
    pub advice: Vec<&'static str>,
}

/// `item_export`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemExported {
    /// Which.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: ItemId,
    /// The folder.
    pub path: String,
    /// What lies in it.
    pub files: Vec<ItemFileLine>,
}

/// `item_note`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemNoted {
    /// Which.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: ItemId,
    /// The note as it stands now.
    pub note: String,
}

/// `item_remove`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemRemoved {
    /// Which it was.
    #[cfg_attr(test, ts(type = "string"))]
    pub id: ItemId,
    /// What the log keeps of it.
    #[cfg_attr(test, ts(type = "string"))]
    pub seal_sha256: Digest,
    /// Objects erased.
    pub objects_erased: u64,
    /// Objects that other items hold too and that therefore stay.
    #[cfg_attr(test, ts(type = "Array<string>"))]
    pub still_used: Vec<Digest>,
    /// Bundles that hold it and may have been handed over already.
    pub bundles: Vec<super::BundleLine>,
}
