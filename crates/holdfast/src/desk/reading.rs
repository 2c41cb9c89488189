//! Reading in the background: small pictures and lists of lines of what came in, made without being asked for.
//!
//! - It reads when items changed and no job runs; a job that begins stops it between two items, and its end lets it go on.
//! - It writes only where writing goes on as it was: a vault that was put back or comes from another machine is left as
//!   it lies there until its user writes to it.
//! - What needs a quiet vault holds it back ([`Reading::hold`]): then nothing of it is under way.

use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use holdfast_capture::{LEAVES_READER, LEAVES_READER_VERSION};
use holdfast_readers::{THUMBNAIL_READER, THUMBNAIL_READER_VERSION};

use super::bell::{Bell, Held, Interrupted, lock};
use super::caught;
use super::jobs::Jobs;
use crate::{Holdfast, Result, Watch as _, commands};

/// Without a ring there is nothing new to read.
const NO_LIMIT: Duration = Duration::from_secs(365 * 24 * 3600);

/// The thread, and what it is told.
pub(super) struct Reading {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    /// Begins with whatever is unread now.
    pub(super) fn begin(bell: Arc<Bell>, chosen: Arc<Mutex<Arc<Holdfast>>>, jobs: Arc<Jobs>) -> Reading {
        bell.ring();
        let heard = Arc::clone(&bell);
        let read = move || {
            while heard.wait(Duration::ZERO, NO_LIMIT) {
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
        self.bell.hold()
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let _at_work = self.bell.end();
        if let Some(thread) = self.thread.take() {
            // It ends after the item at hand.
            let _ended = thread.join();
        }
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
