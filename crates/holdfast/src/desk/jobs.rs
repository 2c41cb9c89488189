//! The jobs that run: their numbers, how far they are, and how they are stopped.
//!
//! - A job's messages are at most ten a second; kept and failed inputs wait for the next one and go together.
//! - What a job counted is looked at by two: its own channel, and the list of jobs in which the window shows all.
//! - A job leaves the list when its command returned, whatever came of it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use holdfast_vault::Clock;
use serde::{Deserialize, Serialize};

use super::Desk;
use crate::answers::{InputFailed, ItemLine};
use crate::{Result, Watch};

/// Between two messages of one job.
const PAUSE_MS: u64 = 100;

/// How far a job is. A total of 0 is not known (yet).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Progress {
    /// Items done.
    pub items_done: u64,
    /// Of so many.
    pub items_total: u64,
    /// Bytes done.
    pub bytes_done: u64,
    /// Of so many; never less than are done, once it is known.
    pub bytes_total: u64,
}

/// What a job says on its channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum JobEvent {
    /// The first one: the number by which it can be stopped.
    Begun {
        /// Its number.
        job: u64,
    },
    /// How far it is.
    Progress(Progress),
    /// These lie safely on the disk now.
    Kept {
        /// In the order in which they were kept.
        items: Vec<ItemLine>,
    },
    /// These could not be kept.
    Failed {
        /// Each with its reason.
        inputs: Vec<InputFailed>,
    },
}

/// One job that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JobLine {
    /// Its number.
    pub job: u64,
    /// The command's name.
    pub command: String,
    /// How far it is.
    pub progress: Progress,
}

/// A job to stop.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct JobToCancel {
    /// Its number.
    pub job: u64,
}

/// Stops a job: between two blocks or items it ends, and its command answers. One that has ended is left at that.
pub fn job_cancel(desk: &Desk, question: JobToCancel, _watch: &dyn Watch) -> Result<()> {
    desk.jobs.cancel(question.job);
    Ok(())
}

/// All jobs that run.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    last: AtomicU64,
    running: Arc<Mutex<BTreeMap<u64, Arc<Job>>>>,
}

#[derive(Debug)]
struct Job {
    number: u64,
    command: &'static str,
    cancelled: AtomicBool,
    items_done: AtomicU64,
    items_total: AtomicU64,
    bytes_done: AtomicU64,
    bytes_total: AtomicU64,
}

impl Jobs {
    /// Puts a job on the list and says that it has begun.
    pub(super) fn begin<'a>(
        &self,
        command: &'static str,
        clock: &'a dyn Clock,
        tell: &'a (dyn Fn(JobEvent) + Send + Sync),
    ) -> Watched<'a> {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let job = Arc::new(Job {
            number,
            command,
            cancelled: AtomicBool::new(false),
            items_done: AtomicU64::new(0),
            items_total: AtomicU64::new(0),
            bytes_done: AtomicU64::new(0),
            bytes_total: AtomicU64::new(0),
        });
        lock(&self.running).insert(number, Arc::clone(&job));
        tell(JobEvent::Begun { job: number });
        let running = Arc::clone(&self.running);
        Watched { job, running, clock, tell, next_at: AtomicU64::new(0), waiting: Mutex::default() }
    }

    pub(super) fn lines(&self) -> Vec<JobLine> {
        lock(&self.running).values().map(|job| job.line()).collect()
    }

    pub(super) fn any(&self) -> bool {
        !lock(&self.running).is_empty()
    }

    pub(super) fn cancel_all(&self) {
        lock(&self.running).values().for_each(|job| job.cancelled.store(true, Ordering::Relaxed));
    }

    fn cancel(&self, number: u64) {
        if let Some(job) = lock(&self.running).get(&number) {
            job.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

impl Job {
    fn line(&self) -> JobLine {
        JobLine { job: self.number, command: self.command.to_owned(), progress: self.progress() }
    }

    fn progress(&self) -> Progress {
        let at_least = |total: u64, done: u64| if total == 0 { 0 } else { total.max(done) };
        let (items_done, bytes_done) =
            (self.items_done.load(Ordering::Relaxed), self.bytes_done.load(Ordering::Relaxed));
        Progress {
            items_done,
            items_total: at_least(self.items_total.load(Ordering::Relaxed), items_done),
            bytes_done,
            bytes_total: at_least(self.bytes_total.load(Ordering::Relaxed), bytes_done),
        }
    }
}

/// Watches one job on behalf of its channel and of the list. Dropped, the job is off the list.
pub(super) struct Watched<'a> {
    job: Arc<Job>,
    running: Arc<Mutex<BTreeMap<u64, Arc<Job>>>>,
    clock: &'a dyn Clock,
    tell: &'a (dyn Fn(JobEvent) + Send + Sync),
    next_at: AtomicU64,
    waiting: Mutex<Waiting>,
}

/// What the next message takes along.
#[derive(Default)]
struct Waiting {
    kept: Vec<ItemLine>,
    failed: Vec<InputFailed>,
}

impl Watched<'_> {
    /// Says what is still unsaid, and how far it came.
    pub(super) fn end(self) {
        self.say();
    }

    /// Says something if the last message is long enough ago.
    fn say_sometimes(&self) {
        let now = self.clock.monotonic_ms();
        let next = self.next_at.load(Ordering::Relaxed);
        let mine = now >= next
            && self.next_at.compare_exchange(next, now + PAUSE_MS, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if mine {
            self.say();
        }
    }

    /// Batches first, so that a count is never ahead of what it counts.
    fn say(&self) {
        let progress = self.job.progress();
        let Waiting { kept, failed } = std::mem::take(&mut *lock(&self.waiting));
        if !kept.is_empty() {
            (self.tell)(JobEvent::Kept { items: kept });
        }
        if !failed.is_empty() {
            (self.tell)(JobEvent::Failed { inputs: failed });
        }
        (self.tell)(JobEvent::Progress(progress));
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        lock(&self.running).remove(&self.job.number);
    }
}

impl Watch for Watched<'_> {
    fn expected(&self, items: u64, size_bytes: u64) {
        self.job.items_total.store(items, Ordering::Relaxed);
        self.job.bytes_total.store(size_bytes, Ordering::Relaxed);
        self.say_sometimes();
    }

    fn bytes(&self, size_bytes: u64) {
        self.job.bytes_done.fetch_add(size_bytes, Ordering::Relaxed);
        self.say_sometimes();
    }

    fn item(&self) {
        self.job.items_done.fetch_add(1, Ordering::Relaxed);
        self.say_sometimes();
    }

    fn kept(&self, item: &ItemLine) {
        lock(&self.waiting).kept.push(item.clone());
        self.say_sometimes();
    }

    fn failed(&self, input: &InputFailed) {
        lock(&self.waiting).failed.push(input.clone());
        self.say_sometimes();
    }

    fn cancelled(&self) -> bool {
        self.job.cancelled.load(Ordering::Relaxed)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
