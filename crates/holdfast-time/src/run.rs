//! One pass over what waits in a vault.
//!
//! 1. One program at a time has the turn; another one goes home without an error.
//! 2. Proofs of an authority whose root came to be known since are judged again.
//! 3. By turns, each agreed authority that is due is asked for the next list of what waits for it, then for a renewal
//!    if one is due. The reply is checked fully and kept in one transaction with its list.
//! 4. Until nothing waits, or each authority has failed once. A failure is remembered with the time of the next try.
//!
//! Between two requests nothing is held but the turn: a crash costs at most the reply that was on its way, and other
//! programs keep items all the while.

use crate::ask::ask;
use crate::authority::Authority;
use crate::back_off;
use crate::error::ClockError;
use crate::transport::Transport;
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_proof::time;
use holdfast_proof::tsp::Token;
use holdfast_vault::{ListKind, ListToStamp, Outside, ProofFacts, ProofKept, Unwatched, Vault, VaultError, Watch};
use std::time::Duration;

/// The longest that a pause goes without asking whether to end.
const PAUSE_MS: i64 = 100;

/// Someone who watches a pass, and may end it between two requests.
pub trait StampWatch: Watch {
    /// This authority is asked now; so many items wait for it.
    fn asking(&self, _authority: &str, _waiting: u64) {}
    /// Its reply is kept; so many items waited for it.
    fn stamped(&self, _authority: &str, _items: u64) {}
    /// It gave nothing, and is not asked again in this pass.
    fn failed(&self, _authority: &str, _error: &ClockError) {}
    /// Lets this time pass, because an authority wants it between two requests.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

impl StampWatch for Unwatched {}

/// How patient a pass is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunHow {
    /// An authority that failed is left alone until its time has come.
    InTheBackground,
    /// The user wants it now: failures of before do not count, the least time between two requests does.
    Now,
}

/// What became of a pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunDone {
    /// In the order in which they were handed in.
    pub authorities: Vec<AuthorityDone>,
    /// True: another program has the turn, and nothing was done.
    pub another_has_the_turn: bool,
    /// True: the watch ended it.
    pub cancelled: bool,
}

/// What became of one authority in a pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorityDone {
    pub name: String,
    pub requests: u32,
    /// Items that waited and are stamped now.
    pub items: u64,
    /// Renewals among its lists.
    pub renewals: u32,
    /// Items that still wait.
    pub waiting: u64,
    /// Why it was not asked to the end.
    pub failed: Option<ClockError>,
    /// It failed in this pass or before one, and is asked again at this time of the device.
    pub next_at: Option<DateTime<Utc>>,
}

/// What ends a pass: the vault. What authorities do never does.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct RunError(#[from] pub VaultError);

/// Asks these authorities for everything that waits for them in the vault, which is open for writing.
///
/// Whoever is handed in here is asked: only authorities that the user agreed to. Errors: those of the vault.
pub fn run(
    vault: &mut Vault,
    authorities: &[Authority],
    transport: &dyn Transport,
    how: RunHow,
    outside: &Outside,
    watch: &dyn StampWatch,
) -> Result<RunDone, RunError> {
    let Some(_turn) = vault.stamping_turn()? else {
        return Ok(RunDone { another_has_the_turn: true, ..RunDone::default() });
    };
    let mut pass = Pass { vault, transport, how, outside, watch };
    let mut places: Vec<Place<'_>> = authorities.iter().map(Place::new).collect();
    for place in &places {
        pass.judge_again(place.authority)?;
    }
    while !watch.cancelled() {
        let mut shortest: Option<TimeDelta> = None;
        for place in places.iter_mut().filter(|place| !place.ended) {
            if watch.cancelled() {
                break;
            }
            if let Some(wait) = pass.step(place)? {
                shortest = Some(shortest.map_or(wait, |other| other.min(wait)));
            } else if !place.ended {
                // It was asked and may be asked again at once.
                shortest = Some(TimeDelta::zero());
            }
        }
        let Some(wait) = shortest else { break };
        pass.pause(wait);
    }
    let mut done = RunDone { cancelled: watch.cancelled(), ..RunDone::default() };
    for place in places {
        done.authorities.push(pass.summed_up(place)?);
    }
    Ok(done)
}

/// Where the pass stands with one authority.
struct Place<'a> {
    authority: &'a Authority,
    done: AuthorityDone,
    /// A renewal was asked for in this pass, whatever became of it.
    renewed: bool,
    ended: bool,
}

impl<'a> Place<'a> {
    fn new(authority: &'a Authority) -> Place<'a> {
        let done = AuthorityDone { name: authority.name.clone(), ..AuthorityDone::default() };
        Place { authority, done, renewed: false, ended: false }
    }
}

struct Pass<'a> {
    vault: &'a mut Vault,
    transport: &'a dyn Transport,
    how: RunHow,
    outside: &'a Outside,
    watch: &'a dyn StampWatch,
}

impl Pass<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.outside.clock.now().to_utc()
    }

    /// One request to one authority at most. `Some`: so long it wants to be left alone before.
    fn step(&mut self, place: &mut Place<'_>) -> Result<Option<TimeDelta>, VaultError> {
        let name = place.authority.name.as_str();
        let asking = self.vault.asking(name)?;
        let left = back_off::left(&asking, self.now());
        let is_failure = asking.failures > 0;
        if is_failure && left > TimeDelta::zero() && self.how == RunHow::InTheBackground {
            place.ended = true;
            return Ok(None);
        }
        let Some(list) = self.next_list(place)? else {
            place.ended = true;
            return Ok(None);
        };
        if !is_failure && left > TimeDelta::zero() {
            return Ok(Some(left));
        }
        self.watch.asking(name, self.vault.waiting(name)?.count);
        place.done.requests += 1;
        place.renewed |= list.kind() == ListKind::Renewal;
        match ask(place.authority, list.sha256(), self.transport, self.outside) {
            Ok(stamped) => {
                let facts = ProofFacts::from(&stamped.checked);
                let kept = self.vault.keep_proof(name, &list, &stamped.token, &facts)?;
                self.vault.asking_set(name, &back_off::went_well(place.authority, self.now()))?;
                match kept {
                    ProofKept::Kept { items } => {
                        place.done.items += items;
                        place.done.renewals += u32::from(list.kind() == ListKind::Renewal);
                        self.watch.stamped(name, items);
                    }
                    // Removed while we asked; what else waits is asked for next.
                    ProofKept::ItemGone => {}
                    // Somebody without a turn was faster: whatever the reason, no list is asked for over and over.
                    ProofKept::AlreadyKept => place.ended = true,
                }
            }
            Err(error) => {
                let failed = back_off::failed(place.authority, &asking, &error, self.now());
                self.vault.asking_set(name, &failed)?;
                self.watch.failed(name, &error);
                place.done.failed = Some(error);
                place.ended = true;
            }
        }
        Ok(None)
    }

    fn next_list(&self, place: &Place<'_>) -> Result<Option<ListToStamp>, VaultError> {
        let name = place.authority.name.as_str();
        match self.vault.list_to_stamp(name)? {
            Some(list) => Ok(Some(list)),
            None if place.renewed => Ok(None),
            None => self.vault.renewal_to_stamp(name, self.now()),
        }
    }

    /// Proofs that were kept before their authority's root was known.
    fn judge_again(&mut self, authority: &Authority) -> Result<(), VaultError> {
        // Without a root of its own nothing is known now that was not known when they were kept.
        let Some(trust) = authority.roots.as_ref().and_then(|_| authority.trust().ok()) else { return Ok(()) };
        for (number, token) in self.vault.proofs_to_judge(&authority.name)? {
            let Ok(token) = Token::read(&token) else { continue };
            let checked = token.check(&trust);
            if checked.proven() {
                self.vault.judge_proof(number, &ProofFacts::from(&checked))?;
            }
        }
        Ok(())
    }

    fn pause(&self, wait: TimeDelta) {
        let mut left = wait.num_milliseconds();
        while left > 0 && !self.watch.cancelled() {
            let piece = left.min(PAUSE_MS);
            self.watch.pause(Duration::from_millis(u64::try_from(piece).unwrap_or_default()));
            left -= piece;
        }
    }

    fn summed_up(&self, place: Place<'_>) -> Result<AuthorityDone, VaultError> {
        let asking = self.vault.asking(&place.authority.name)?;
        let mut done = place.done;
        done.waiting = self.vault.waiting(&done.name)?.count;
        if asking.failures > 0 && done.waiting > 0 {
            done.next_at = asking.next_at.as_deref().and_then(|text| time::parse_wall(text).ok());
        }
        Ok(done)
    }
}
