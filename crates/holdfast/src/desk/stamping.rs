//! Stamping in the background: what came in is shown to the time authorities that the user agreed to.
//!
//! - It begins some seconds after the last thing came in, so that an import becomes a few batches and not a request each;
//!   and again when an authority that failed may be asked, at the latest after an hour. Intake never waits for it.
//! - It writes only where writing goes on as it was, like reading in the background, and never stamps the sample.
//! - One program stamps a vault at a time: the vault's own lock sees to that, also after a crash.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use holdfast_time::RunHow;

use super::bell::{Bell, Held, Interrupted, lock};
use super::changes::Tell;
use super::jobs::Jobs;
use super::{Noun, caught};
use crate::answers::TimeStamped;
use crate::{Holdfast, Result, Watch as _, clocks, commands};

/// What comes in within this time is stamped together.
const REST: Duration = Duration::from_secs(4);
/// However little happens, whether there is something to do is looked at this often: a failure's time may have come, a
/// certificate be about to end, another program have kept something.
const LOOK_AGAIN: Duration = Duration::from_secs(3600);
/// After a failure no sooner than this, whatever the back-off says.
const FAILED: Duration = Duration::from_secs(30);

/// The thread, and what it is told.
pub(super) struct Stamping {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Stamping {
    /// Begins with whatever waits now. `is_sample` says of a folder that it holds made-up evidence.
    pub(super) fn begin(
        bell: Arc<Bell>,
        chosen: Arc<Mutex<Arc<Holdfast>>>,
        jobs: Arc<Jobs>,
        tell: Tell,
        is_sample: impl Fn(&Path) -> bool + Send + 'static,
    ) -> Stamping {
        bell.ring();
        let heard = Arc::clone(&bell);
        let stamp = move || {
            let mut patience = LOOK_AGAIN;
            while heard.wait(REST, patience) {
                let holdfast = Arc::clone(&lock(&chosen));
                let watch = Interrupted { bell: &heard, chosen: &chosen, jobs: &jobs, holdfast: &holdfast };
                let is_sample = holdfast.vault_folder().is_ok_and(&is_sample);
                // A vault that cannot be written now is stamped later; a panic ends this pass only.
                let done = if is_sample { Ok(None) } else { caught(|| stamp_waiting(&holdfast, &watch)) };
                heard.done();
                let done = done.ok().flatten();
                // Proofs are seen by whoever looks out for commits; that somebody gave none is said here.
                if done.iter().flat_map(|done| &done.authorities).any(|one| one.code.is_some()) {
                    tell(&[Noun::Item]);
                }
                patience = patience_after(done.as_ref(), &holdfast);
            }
        };
        let thread = std::thread::Builder::new().name("stamping".to_owned()).spawn(stamp).ok();
        Stamping { bell, thread }
    }

    /// Goes on with what waits, unless it is held back.
    pub(super) fn go_on(&self) {
        self.bell.ring();
    }

    /// Waits until nobody is being asked, which takes at most as long as one request may; and keeps it so.
    pub(super) fn hold(&self) -> Held<'_> {
        self.bell.hold()
    }
}

impl Drop for Stamping {
    fn drop(&mut self) {
        // The end of the program does not wait for a clock somewhere: between two requests nothing can be lost.
        if let Some(thread) = self.thread.take().filter(|_| !self.bell.end()) {
            let _ended = thread.join();
        }
    }
}

/// One pass, if anything waits for anybody who may be asked and the vault goes on as it was; `None`: nothing to do.
fn stamp_waiting(holdfast: &Holdfast, watch: &Interrupted<'_>) -> Result<Option<TimeStamped>> {
    if watch.cancelled() {
        return Ok(None);
    }
    let opened = holdfast.read()?;
    let agreed = clocks::agreed(holdfast, &opened)?;
    let mut waits = false;
    for authority in &agreed {
        waits |= opened.waiting(&authority.name)?.count > 0;
    }
    let now = holdfast.outside.vault.clock.now().to_utc();
    waits |= !agreed.is_empty() && opened.renewal_due(now)?.proofs > 0;
    if !waits || !opened.fits_mark()? {
        return Ok(None);
    }
    drop(opened);
    commands::stamp(holdfast, RunHow::InTheBackground, watch).map(Some)
}

/// How long without news until it is worth looking again.
fn patience_after(done: Option<&TimeStamped>, holdfast: &Holdfast) -> Duration {
    let now = holdfast.outside.vault.clock.now().to_utc();
    let next = done.into_iter().flat_map(|done| &done.authorities).filter_map(|one| {
        let at = holdfast_proof::time::parse_wall(one.next_at.as_deref()?).ok()?;
        Some((at - now).to_std().unwrap_or_default().max(FAILED))
    });
    next.min().unwrap_or(LOOK_AGAIN).min(LOOK_AGAIN)
}
