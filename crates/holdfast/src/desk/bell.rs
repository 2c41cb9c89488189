//! How work in the background is woken, kept quiet and ended.
//!
//! One thread waits for its bell; anybody may ring it. What needs a quiet vault holds it back: then nothing is under way.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::jobs::Jobs;
use crate::{Holdfast, Watch};

/// What a thread in the background waits for.
#[derive(Default)]
pub(super) struct Bell {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    rung: bool,
    ended: bool,
    /// So many want a quiet vault.
    held: u32,
    under_way: bool,
}

/// While this lives, nothing is under way.
pub(super) struct Held<'a>(&'a Bell);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.lock().held -= 1;
        self.0.ring();
    }
}

impl Bell {
    /// There may be something to do.
    pub(super) fn ring(&self) {
        self.lock().rung = true;
        self.changed.notify_all();
    }

    /// Waits for a ring, or for `patience` without one; then until there was no other ring for `rest`. False at the end.
    pub(super) fn wait(&self, rest: Duration, patience: Duration) -> bool {
        let idle = |state: &mut State| !state.ended && !state.rung;
        let wait = |state, limit| {
            self.changed.wait_timeout_while(state, limit, idle).unwrap_or_else(PoisonError::into_inner).0
        };
        let mut state = wait(self.lock(), patience);
        while state.rung && !rest.is_zero() {
            state.rung = false;
            state = wait(state, rest);
            if state.ended {
                break;
            }
        }
        let held = |state: &mut State| !state.ended && state.held > 0;
        state = self.changed.wait_while(state, held).unwrap_or_else(PoisonError::into_inner);
        state.rung = false;
        state.under_way = !state.ended;
        state.under_way
    }

    /// What was under way is over.
    pub(super) fn done(&self) {
        self.lock().under_way = false;
        self.changed.notify_all();
    }

    /// Waits until nothing is under way, and keeps it so.
    pub(super) fn hold(&self) -> Held<'_> {
        let mut state = self.lock();
        state.held += 1;
        while state.under_way {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Held(self)
    }

    /// The thread is to end; whether it is at work just now.
    pub(super) fn end(&self) -> bool {
        let mut state = self.lock();
        state.ended = true;
        self.changed.notify_all();
        state.under_way
    }

    fn is_wanted_quiet(&self) -> bool {
        let state = self.lock();
        state.ended || state.held > 0
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// Ends work in the background when something more important wants the vault, or another vault is chosen.
pub(super) struct Interrupted<'a> {
    pub(super) bell: &'a Bell,
    pub(super) chosen: &'a Mutex<Arc<Holdfast>>,
    pub(super) jobs: &'a Jobs,
    pub(super) holdfast: &'a Arc<Holdfast>,
}

impl Watch for Interrupted<'_> {
    fn cancelled(&self) -> bool {
        self.bell.is_wanted_quiet() || self.jobs.any() || !Arc::ptr_eq(self.holdfast, &lock(self.chosen))
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn rings_that_follow_each_other_are_answered_once_they_rest() {
        let bell = Arc::new(Bell::default());
        bell.ring();
        let ringing = {
            let bell = Arc::clone(&bell);
            std::thread::spawn(move || {
                for _ in 0..5 {
                    std::thread::sleep(Duration::from_millis(20));
                    bell.ring();
                }
                Instant::now()
            })
        };
        assert!(bell.wait(Duration::from_millis(200), Duration::from_secs(60)), "it was rung");
        let answered = Instant::now();
        let last = ringing.join().expect("it rings");
        assert!(answered.duration_since(last) >= Duration::from_millis(150), "not before the last ring had rested");
        bell.done();
        assert!(bell.wait(Duration::ZERO, Duration::from_millis(1)), "without a ring, after its patience");
    }

    #[test]
    fn a_held_bell_is_answered_when_it_is_let_go_and_an_ended_one_never() {
        let bell = Arc::new(Bell::default());
        let held = bell.hold();
        bell.ring();
        let waiting = {
            let bell = Arc::clone(&bell);
            std::thread::spawn(move || (bell.wait(Duration::ZERO, Duration::from_secs(60)), Instant::now()))
        };
        std::thread::sleep(Duration::from_millis(100));
        let let_go = Instant::now();
        drop(held);
        let (rung, at) = waiting.join().expect("it waits");
        assert!(rung && at >= let_go, "not while it was held");
        bell.done();
        assert!(!bell.end(), "nothing is under way");
        assert!(!bell.wait(Duration::ZERO, Duration::from_secs(60)), "the end");
    }
}
