//! What waits for a time authority, lists to be stamped, and keeping the proofs.
//!
//! Nothing is queued: what waits for an authority are the items of which no proof by it is kept, whatever list the proof
//! is over. A list is made when it is asked for and kept only together with its first proof, in one transaction, so a
//! crash loses nothing and weeks without a network leave one list, not thousands.
//!
//! 1. [`Vault::list_to_stamp`]: one seal waits: the item's own item.sha256; more: a batch of seals, oldest first, with
//!    the newest checkpoint. A batch that another authority stamped is used again when it holds the same seals.
//! 2. Somebody asks the authority and checks its token.
//! 3. [`Vault::keep_proof`]: list, token and body are made durable; then one transaction names them with the log's entry
//!    `time-proof`. An item that was removed meanwhile is passed over.

use crate::error::{Result, VaultError};
use crate::items::RECORD_AT_MOST_BYTES;
use crate::layout::STAMPING_LOCK;
use crate::tables::time_proof::{self, ListRow, ProofRow};
use crate::tables::{entry, item};
use crate::vault::Vault;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_proof::body::{Body as _, TimeProof};
use holdfast_proof::list::List;
use holdfast_proof::log::EntryKind;
use holdfast_proof::tsp::{Token, TokenChecked};
use holdfast_proof::{Digest, time};
use rustix::fs::FlockOperation;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;

/// The most lines of a batch, the checkpoint's among them.
pub const BATCH_LINES: usize = 2_000;
/// The name of the checkpoint's line.
const CHECKPOINT: &str = "checkpoint";
/// The ending of a seal's line.
const SEAL: &str = ".seal";
/// The endings of a renewal's lines.
const RENEWED: [&str; 6] = [SEAL, ".batch", ".tsr", ".ots", ".checkpoint", ".renewal"];

/// What kind of list was stamped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ListKind {
    /// The item.sha256 of one item.
    Item,
    /// Seals of several items, and a checkpoint.
    Batch,
    /// Everything that was stamped before, so that it outlives the certificates of its proofs.
    Renewal,
}

impl ListKind {
    /// `item`, `batch` or `renewal`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Batch => "batch",
            Self::Renewal => "renewal",
        }
    }

    pub(crate) fn of(word: &str) -> Result<Self> {
        match word {
            "item" => Ok(Self::Item),
            "batch" => Ok(Self::Batch),
            "renewal" => Ok(Self::Renewal),
            _ => Err(VaultError::damaged(format!("{word:?} is no kind of list"))),
        }
    }

    /// `item.sha256`, `batch-0001.sha256`, `renewal-0001.sha256`.
    #[must_use]
    pub fn file_name(self, number: Option<u32>) -> String {
        match number {
            None => format!("{}.sha256", self.as_str()),
            Some(number) => format!("{}-{number:04}.sha256", self.as_str()),
        }
    }
}

/// A list on its way to an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListToStamp {
    pub(crate) kind: ListKind,
    pub(crate) bytes: Vec<u8>,
    pub(crate) sha256: Digest,
}

impl ListToStamp {
    pub(crate) fn new(kind: ListKind, bytes: Vec<u8>) -> Self {
        Self { kind, sha256: Digest::of(&bytes), bytes }
    }

    #[must_use]
    pub fn kind(&self) -> ListKind {
        self.kind
    }

    /// The exact bytes to be stamped.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Their SHA-256: the imprint to ask for.
    #[must_use]
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}

/// What waits for one authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Items, leaves items too.
    pub count: u64,
    /// When the oldest of them was kept, by the device's clock.
    pub since: Option<String>,
}

/// What a check found of a token, as it is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFacts {
    /// The token's time.
    pub at: DateTime<Utc>,
    /// With its accuracy.
    pub not_later_than: DateTime<Utc>,
    pub accuracy: Option<TimeDelta>,
    /// The earliest end of a certificate of the chain.
    pub ends_at: Option<DateTime<Utc>>,
    /// Whose clock, as verdicts say it.
    pub by: String,
    /// Whether its time counts here: the chain ends in a root that this program knows, or that the user gave.
    pub verified: bool,
}

impl From<&TokenChecked> for ProofFacts {
    fn from(checked: &TokenChecked) -> Self {
        Self {
            at: checked.at,
            not_later_than: checked.not_later_than,
            accuracy: checked.accuracy,
            ends_at: checked.ends_at,
            by: checked.by.text(),
            verified: checked.proven(),
        }
    }
}

/// What became of a proof that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofKept {
    /// It is kept; so many items were waiting for it.
    Kept { items: u64 },
    /// This authority's proof over this list was kept before; nothing changed.
    AlreadyKept,
    /// The list's only item was removed meanwhile; nothing is kept.
    ItemGone,
}

impl Vault {
    /// What waits for this authority: every item of which no proof by it is kept.
    pub fn waiting(&self, authority: &str) -> Result<Waiting> {
        let count = time_proof::waiting_count(&self.connection, authority)?;
        let since = if count == 0 { None } else { time_proof::waiting_since(&self.connection, authority)? };
        Ok(Waiting { count, since })
    }

    /// The list to be stamped next by this authority; `None`: nothing waits. Asked again, it is the same list as long
    /// as nothing was kept, removed or stamped.
    pub fn list_to_stamp(&self, authority: &str) -> Result<Option<ListToStamp>> {
        let _one_moment = self.connection.unchecked_transaction()?;
        if time_proof::waiting_count(&self.connection, authority)? == 0 {
            return Ok(None);
        }
        let seals = time_proof::waiting(&self.connection, authority, BATCH_LINES as u64 - 1)?;
        match seals.as_slice() {
            [] => Ok(None),
            [seal] => Ok(Some(ListToStamp::new(ListKind::Item, self.small(seal)?))),
            [first, ..] => {
                let seals = without_collisions(&seals);
                for batch in time_proof::batches_without(&self.connection, first, authority)? {
                    let there = time_proof::waiting_in(&self.connection, batch.key, authority)?;
                    if there.iter().copied().collect::<BTreeSet<_>>() == seals {
                        return Ok(Some(ListToStamp::new(ListKind::Batch, self.small(&batch.sha256)?)));
                    }
                }
                self.new_batch(&seals).map(Some)
            }
        }
    }

    /// Keeps a token over this list: durable on return, with the log's entry.
    ///
    /// The caller has checked the token; here only its form and its imprint are looked at again (`draft-unsound`).
    /// A list and an authority have one proof; a verified one is kept beside one that is not.
    pub fn keep_proof(
        &mut self,
        authority: &str,
        list: &ListToStamp,
        token: &[u8],
        facts: &ProofFacts,
    ) -> Result<ProofKept> {
        self.require_writable()?;
        let covers = Token::read(token).is_ok_and(|read| read.covers(&list.bytes));
        if !covers {
            return Err(VaultError::DraftUnsound { detail: "the token is not one over this list".to_owned() });
        }
        let covered = covered_by(list)?;
        // Looked at before anything is written, so that keeping the same again leaves nothing behind.
        match self.standing(authority, list, facts.verified)? {
            Standing::Wanted => {}
            Standing::AlreadyKept => return Ok(ProofKept::AlreadyKept),
            Standing::ItemGone => return Ok(ProofKept::ItemGone),
        }
        if list.kind != ListKind::Item {
            // An item's own list is there; written anew, it could come back after a removal.
            self.store.write_record(&list.bytes)?;
        }
        let written = self.store.write_record(token)?;
        let body = TimeProof {
            salt: self.salt(),
            list_sha256: list.sha256,
            token_sha256: written.digest,
            authority: authority.to_owned(),
            at: facts.at,
        };
        let said = self.write_body(&body.to_bytes())?;
        self.store.sync(&[list.sha256, written.digest, said.digest])?;
        let kept = self.write(|writing| {
            let connection = writing.connection;
            let key = match standing(connection, authority, list, facts.verified)? {
                Standing::AlreadyKept => return Ok(ProofKept::AlreadyKept),
                Standing::ItemGone => return Ok(ProofKept::ItemGone),
                Standing::Wanted => time_proof::list_of(connection, &list.sha256)?.map(|row| row.key),
            };
            let about = match list.kind {
                ListKind::Item => item::by_seal(connection, &list.sha256)?.map(|place| place.id),
                ListKind::Batch | ListKind::Renewal => None,
            };
            let appended = writing.say(EntryKind::TimeProof, said, None, about.as_ref())?;
            let key = match key {
                Some(key) => key,
                None => {
                    let size = (list.bytes.len() as u64, crc32fast::hash(&list.bytes));
                    time_proof::insert_list(connection, &list.sha256, list.kind.as_str(), size, &covered)?
                }
            };
            let before = time_proof::waiting_count(connection, authority)?;
            let row = ProofRow {
                key: 0,
                list: key,
                authority: authority.to_owned(),
                token: written.digest,
                size_bytes: written.size_bytes,
                crc32: written.crc32,
                entry: appended.n,
                kept_at: appended.at,
                at: time::wall(&facts.at),
                not_later_than: time::wall(&rounded_up(facts.not_later_than)),
                accuracy_ms: facts.accuracy.map(milliseconds),
                ends_at: facts.ends_at.map(|at| time::wall(&at)),
                issuer: facts.by.clone(),
                verified: facts.verified,
            };
            let proof = time_proof::insert(connection, &row)?;
            time_proof::note_items(connection, proof)?;
            Ok(ProofKept::Kept { items: before - time_proof::waiting_count(connection, authority)? })
        })?;
        if !matches!(kept, ProofKept::Kept { .. }) {
            self.discard(&[list.sha256, written.digest, said.digest])?;
        }
        Ok(kept)
    }

    /// Proofs by this authority whose time does not count yet, each with its token: for checking them again once more
    /// is known of the authority.
    pub fn proofs_to_judge(&self, authority: &str) -> Result<Vec<(i64, Vec<u8>)>> {
        let rows = time_proof::unverified(&self.connection, authority)?;
        rows.into_iter().map(|row| Ok((row.key, self.small(&row.token)?))).collect()
    }

    /// Takes a newer judgement of a proof; `number` is as [`Vault::proofs_to_judge`] gave it. No entry: the token was
    /// kept as it is, and what it is worth is every checker's own finding.
    pub fn judge_proof(&mut self, number: i64, facts: &ProofFacts) -> Result<()> {
        let ends_at = facts.ends_at.map(|at| time::wall(&at));
        self.write(|writing| {
            time_proof::judge(writing.connection, number, &facts.by, ends_at.as_deref(), facts.verified)?;
            time_proof::note_times(writing.connection, number)
        })
    }

    /// The turn of stamping in the background: one program at a time has it, until it is dropped or ends in whatever
    /// way. `None`: another one has it.
    pub fn stamping_turn(&self) -> Result<Option<StampingTurn>> {
        let path = self.dir.join(STAMPING_LOCK);
        let file = std::fs::OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = file.map_err(|error| VaultError::writing(&path, error))?;
        match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            // Where there are no locks, two that stamp at once cost a request more, nothing else.
            _ => Ok(Some(StampingTurn { _held: file })),
        }
    }

    pub(crate) fn small(&self, digest: &Digest) -> Result<Vec<u8>> {
        self.store.read_small(digest, RECORD_AT_MOST_BYTES)
    }

    fn new_batch(&self, seals: &BTreeSet<Digest>) -> Result<ListToStamp> {
        let mut pairs: Vec<(String, Digest)> = seals.iter().map(|seal| (seal_name(seal), *seal)).collect();
        let (_, _, note) = entry::newest_checkpoint(&self.connection)?
            .ok_or_else(|| VaultError::damaged("the log has no checkpoint"))?;
        pairs.push((CHECKPOINT.to_owned(), Digest::of(&note)));
        let list = List::build(pairs).map_err(|error| VaultError::DraftUnsound { detail: error.to_string() })?;
        Ok(ListToStamp::new(ListKind::Batch, list.to_bytes()))
    }

    fn standing(&self, authority: &str, list: &ListToStamp, verified: bool) -> Result<Standing> {
        standing(&self.connection, authority, list, verified)
    }
}

/// Held while its holder stamps in the background.
#[derive(Debug)]
pub struct StampingTurn {
    _held: File,
}

enum Standing {
    Wanted,
    AlreadyKept,
    ItemGone,
}

fn standing(
    connection: &rusqlite::Connection,
    authority: &str,
    list: &ListToStamp,
    verified: bool,
) -> Result<Standing> {
    if list.kind == ListKind::Item && item::by_seal(connection, &list.sha256)?.is_none() {
        return Ok(Standing::ItemGone);
    }
    let Some(ListRow { key, .. }) = time_proof::list_of(connection, &list.sha256)? else {
        return Ok(Standing::Wanted);
    };
    let same = |row: &ProofRow| row.authority == authority && row.verified >= verified;
    let kept = time_proof::of_list(connection, key)?.iter().any(same);
    Ok(if kept { Standing::AlreadyKept } else { Standing::Wanted })
}

/// What a stamp of this list fixes: an item's own list fixes itself, any other what its lines name.
pub(crate) fn covered_by(list: &ListToStamp) -> Result<Vec<Digest>> {
    if list.kind == ListKind::Item {
        return Ok(vec![list.sha256]);
    }
    let read = List::parse(&list.bytes).map_err(|error| VaultError::DraftUnsound { detail: error.to_string() })?;
    Ok(read.lines().iter().map(|line| line.digest).collect())
}

/// Of seals whose names in a list would be the same, only the oldest; the others come into the next list.
fn without_collisions(seals: &[Digest]) -> BTreeSet<Digest> {
    let mut names = BTreeSet::new();
    seals.iter().filter(|seal| names.insert(seal_name(seal))).copied().collect()
}

fn seal_name(seal: &Digest) -> String {
    line_name(seal, SEAL)
}

/// `<first 16 hex><ending>`
pub(crate) fn line_name(digest: &Digest, ending: &str) -> String {
    format!("{}{ending}", &digest.to_string()[..16])
}

/// Whether these lines are those of a batch, by their names.
pub(crate) fn is_batch(list: &List) -> bool {
    let fits = |name: &str, digest: &Digest| name == CHECKPOINT || name == seal_name(digest);
    list.lines().len() <= BATCH_LINES && list.lines().iter().all(|line| fits(&line.name, &line.digest))
}

/// Whether these lines are those of a renewal, by their names.
pub(crate) fn is_renewal(list: &List) -> bool {
    let fits = |name: &str, digest: &Digest| RENEWED.iter().any(|ending| name == line_name(digest, ending));
    list.lines().iter().all(|line| fits(&line.name, &line.digest))
}

/// Never earlier than the moment itself: what is cut off may not make a claim stronger.
pub(crate) fn rounded_up(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = at.timestamp_subsec_nanos() % 1_000_000;
    if over == 0 { at } else { at + TimeDelta::nanoseconds(i64::from(1_000_000 - over)) }
}

/// Rounded up, and never negative.
pub(crate) fn milliseconds(accuracy: TimeDelta) -> u64 {
    let whole = accuracy.num_milliseconds();
    let over = accuracy > TimeDelta::milliseconds(whole);
    u64::try_from(whole).unwrap_or_default() + u64::from(over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seals_of_one_name_come_into_different_lists() {
        let seal = |first: u8, last: u8| {
            let mut bytes = [first; 32];
            bytes[31] = last;
            Digest::from_bytes(bytes)
        };
        let seals = [seal(1, 1), seal(2, 1), seal(1, 2)];
        let taken = without_collisions(&seals);
        assert_eq!(taken.into_iter().collect::<Vec<_>>(), [seals[0], seals[1]], "the third waits for the next list");
    }

    #[test]
    fn a_rounded_time_is_never_earlier() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        assert_eq!(rounded_up(at("2025-11-02T06:03:05.123000001Z")), at("2025-11-02T06:03:05.124Z"), "up");
        assert_eq!(rounded_up(at("2025-11-02T06:03:05.123Z")), at("2025-11-02T06:03:05.123Z"), "exact stays");
        assert_eq!(milliseconds(TimeDelta::microseconds(1_500_001)), 1_501, "an accuracy too");
    }
}
