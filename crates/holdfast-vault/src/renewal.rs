//! Renewal: everything that was stamped is listed and stamped again before a certificate behind a proof ends.
//!
//! A signature whose key may be broken after its certificate has ended is still worth something if the token is shown
//! to have existed before. So a renewal lists every item's list, every batch, token and earlier renewal, and the
//! checkpoints that batches name; it is stamped like any list.
//!
//! A proof is carried on once a verified renewal names its token and ends later than it. Where an authority's
//! certificate ends so soon that its renewals do not carry on, a new one is tried once a week, not at each run.

use crate::error::{Result, VaultError};
use crate::stamping::{ListKind, ListToStamp, line_name};
use crate::tables::{entry, item, time_proof};
use crate::vault::Vault;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_proof::list::List;
use holdfast_proof::{Digest, time};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So long before an end a renewal is due.
pub const RENEWAL_DAYS: i64 = 90;
/// So long after a renewal none is made anew.
const REST_DAYS: i64 = 7;

/// Proofs whose certificates end soon and that no later proof carries on yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RenewalDue {
    /// How many.
    pub proofs: u64,
    /// The earliest end among them; UTC, as the log writes times.
    pub ends_at: Option<String>,
}

impl Vault {
    /// Verified proofs that end within [`RENEWAL_DAYS`] of `now` (or have ended) and are not carried on.
    pub fn renewal_due(&self, now: DateTime<Utc>) -> Result<RenewalDue> {
        let before = time::wall(&(now + TimeDelta::days(RENEWAL_DAYS)));
        let mut due = RenewalDue::default();
        for row in time_proof::verified_until(&self.connection, &before)? {
            let over = time_proof::covering(&self.connection, &row.token)?;
            if !over.iter().any(|(_, later)| later.verified && later.ends_at > row.ends_at) {
                due.proofs += 1;
                due.ends_at = due.ends_at.into_iter().chain(row.ends_at).min();
            }
        }
        Ok(due)
    }

    /// The renewal that this authority should stamp now: a new one if one is due, or the newest one that another
    /// authority stamped and this one did not. `None`: none.
    pub fn renewal_to_stamp(&self, authority: &str, now: DateTime<Utc>) -> Result<Option<ListToStamp>> {
        let _one_moment = self.connection.unchecked_transaction()?;
        let newest = time_proof::lists(&self.connection)?.into_iter().rfind(|list| list.kind == "renewal");
        let rested = time::wall(&(now - TimeDelta::days(REST_DAYS)));
        if let Some(newest) = newest {
            let stamped = time_proof::of_list(&self.connection, newest.key)?;
            if stamped.iter().all(|proof| proof.authority != authority) {
                return Ok(Some(ListToStamp::new(ListKind::Renewal, self.small(&newest.sha256)?)));
            }
            if stamped.iter().any(|proof| proof.kept_at > rested) {
                return Ok(None);
            }
        }
        if self.renewal_due(now)?.proofs == 0 { Ok(None) } else { self.new_renewal().map(Some) }
    }

    /// Everything that was stamped so far, in one list.
    fn new_renewal(&self) -> Result<ListToStamp> {
        let proofs = time_proof::all(&self.connection)?;
        let mut lines: BTreeMap<String, Digest> = BTreeMap::new();
        let mut checkpoints: BTreeSet<Digest> = BTreeSet::new();
        let mut add = |ending: &str, digest: Digest| {
            // Two of one name are one in 2^64; the later one comes into the next renewal.
            lines.entry(line_name(&digest, ending)).or_insert(digest);
        };
        for seal in item::seals(&self.connection)? {
            add(".seal", seal);
        }
        for list in time_proof::lists(&self.connection)? {
            match ListKind::of(&list.kind)? {
                ListKind::Item => {}
                ListKind::Renewal => add(".renewal", list.sha256),
                ListKind::Batch => {
                    add(".batch", list.sha256);
                    let read = List::parse(&self.small(&list.sha256)?);
                    checkpoints.extend(read.ok().and_then(|list| list.get("checkpoint")));
                }
            }
        }
        for proof in &proofs {
            add(".tsr", proof.token);
        }
        let newest = entry::newest_checkpoint(&self.connection)?;
        checkpoints.extend(newest.map(|(_, _, note)| Digest::of(&note)));
        for checkpoint in checkpoints {
            add(".checkpoint", checkpoint);
        }
        let list = List::build(lines.into_iter().collect());
        let list = list.map_err(|error| VaultError::DraftUnsound { detail: error.to_string() })?;
        Ok(ListToStamp::new(ListKind::Renewal, list.to_bytes()))
    }
}
