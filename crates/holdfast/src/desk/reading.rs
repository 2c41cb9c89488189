//! Reading in the background: small pictures and lists of lines of what came in, made without being asked for.
//!
//! - It reads when items changed and no job runs; a job that begins stops it between two items, and its end lets it go on.
//! - It writes only where writing goes on as it was: a vault that was put back or comes from another machine is left as
//!   it lies there until its user writes to it.
//! - What needs a quiet vault holds it back ([`Reading::hold`]): then nothing of it is under way.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use holdfast_capture::{LEAVES_READER, LEAVES_READER_VERSION};
use holdfast_readers::{THUMBNAIL_READER, THUMBNAIL_READER_VERSION};

use super::caught;
use super::jobs::Jobs;
use crate::{Holdfast, Result, Watch, commands};

/// The thread, and what it is told.
pub(super) struct Reading {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

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

/// While this lives, nothing is read.
pub(super) struct Held<'a>(&'a Bell);

impl Reading {
    /// Begins with whatever is unread now.
    pub(super) fn begin(bell: Arc<Bell>, chosen: Arc<Mutex<Arc<Holdfast>>>, jobs: Arc<Jobs>) -> Reading {
        bell.ring();
        let heard = Arc::clone(&bell);
        let read = move || {
            while heard.wait() {
                let holdfast = Arc::clone(&lock(&chosen));
                let watch = Interrupted { bell: &heard, chosen: &chosen, jobs: &jobs, holdfast: &holdfast };
                // A vault that cannot be read now is read at the next change, and a panic ends this reading only: whoever
                // waits for a quiet vault must get it.
                let _read_or_not = caught(|| read_unread(&holdfast, &watch));
                heard.done();
            }
        };
        // Without a thread there are no small pictures, and nothing is lost.
        let thread = std::thread::Builder::new().name("reading".to_owned()).spawn(read).ok();
        Reading { bell, thread }
    }

    /// Goes on with what is unread, unless it is held back.
    pub(super) fn go_on(&self) {
        self.bell.ring();
    }

    /// Waits until nothing is under way, and keeps it so.
    pub(super) fn hold(&self) -> Held<'_> {
        let mut state = self.bell.lock();
        state.held += 1;
        while state.under_way {
            state = self.bell.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Held(&self.bell)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.bell.lock().ended = true;
        self.bell.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // It ends after the item at hand.
            let _ended = thread.join();
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.lock().held -= 1;
        self.0.ring();
    }
}

impl Bell {
    /// There may be something to read.
    pub(super) fn ring(&self) {
        self.lock().rung = true;
        self.changed.notify_all();
    }

    /// Waits for something to read; false at the end.
    fn wait(&self) -> bool {
        let quiet = |state: &mut State| !state.ended && (!state.rung || state.held > 0);
        let mut state = self.changed.wait_while(self.lock(), quiet).unwrap_or_else(PoisonError::into_inner);
        state.rung = false;
        state.under_way = !state.ended;
        state.under_way
    }

    fn done(&self) {
        self.lock().under_way = false;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

/// Stops the reading when something more important wants the vault.
struct Interrupted<'a> {
    bell: &'a Bell,
    chosen: &'a Mutex<Arc<Holdfast>>,
    jobs: &'a Jobs,
    holdfast: &'a Arc<Holdfast>,
}

impl Watch for Interrupted<'_> {
    fn cancelled(&self) -> bool {
        let state = self.bell.lock();
        let is_wanted = state.ended || state.held > 0;
        drop(state);
        is_wanted || self.jobs.any() || !Arc::ptr_eq(self.holdfast, &lock(self.chosen))
    }
}

fn read_unread(holdfast: &Holdfast, watch: &Interrupted<'_>) -> Result<()> {
    let has_reader = holdfast.outside.reader.as_deref().is_some_and(std::path::Path::is_file);
    if !has_reader || watch.cancelled() {
        return Ok(());
    }
    let opened = holdfast.read()?;
    let unread = |reader, version| opened.unread_items(reader, version, 1).map(|items| !items.is_empty());
    let has_work = unread(THUMBNAIL_READER, THUMBNAIL_READER_VERSION)? || unread(LEAVES_READER, LEAVES_READER_VERSION)?;
    if has_work && opened.fits_mark()? {
        drop(opened);
        commands::item_read(holdfast, None, watch)?;
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
