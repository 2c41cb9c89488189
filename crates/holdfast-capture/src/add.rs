//! Taking what was planned. The story of one intake:
//!
//! 1. Worker threads take the next file each, copy it into the store while hashing it, find out what it is, and
//!    write its sealed records. No SQL, no lock.
//! 2. The calling thread gathers what is sealed into groups (256 items, 256 MB or half a second, whichever is
//!    first) and keeps a group in one transaction, after one sync. Meanwhile the workers copy the next group.
//! 3. Only when its group is durable is an item reported as kept.
//!
//! What another program removed between 1 and 2, because it was an older item's too, is taken again from its file.
//!
//! Memory holds the plan, one group and a bounded queue, never a file. Cancelled, or stopped by the vault's disk,
//! what was kept stays, what is sealed already is kept too, and everything else is named as not kept.

use crate::environment::{self, EnvironmentBase};
use crate::plan::{IntakePlan, PlannedFile};
use crate::problem::{IntakeProblem, NotKept};
use crate::sniff::{Sniffed, sniff};
use crate::source::Source;
use crate::{ending, kind};
use holdfast_proof::record::{How, Kind, Origin, RecordNotBefore};
use holdfast_vault::{
    Began, ItemDraft, Kept, ObjectStore, Outside, PartDraft, Result, SealedItem, Unwatched, Vault, VaultError, Watch,
    Written,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

/// How an intake is done.
#[derive(Debug, Clone)]
pub struct IntakeOptions {
    /// The kind of every item, or `None` to propose one for each.
    pub kind: Option<Kind>,
    /// What makes the items, as it stands in capture.json.
    pub how: How,
    /// What environment.json says of the machine.
    pub environment: EnvironmentBase,
    /// Threads that copy and hash, at least 1.
    pub workers: usize,
}

impl Default for IntakeOptions {
    fn default() -> IntakeOptions {
        IntakeOptions {
            kind: None,
            how: How { tool: "holdfast".into(), command: "item add".into() },
            environment: EnvironmentBase::default(),
            workers: 2,
        }
    }
}

/// Someone who watches an intake: bytes and items as any [`Watch`] (from several threads), and each outcome as soon
/// as it is final (from the calling thread, in groups).
pub trait IntakeWatch: Watch {
    /// This item is durable.
    fn kept(&self, _path: &Path, _kept: &Kept) {}
    /// This input was not kept.
    fn not_kept(&self, _not_kept: &NotKept) {}
}

impl IntakeWatch for Unwatched {}

/// What became of a plan: each of its inputs is in exactly one of the two lists, in the plan's order.
#[derive(Debug)]
pub struct IntakeOutcome {
    /// What is kept and durable; twice the same bytes are named twice, the second time with `already_kept`.
    pub kept: Vec<Kept>,
    /// What is not, those that the plan already refused first.
    pub not_kept: Vec<NotKept>,
    /// The vault's error that ended the intake early.
    pub stopped: Option<Arc<VaultError>>,
    /// Whether the watch ended it early.
    pub cancelled: bool,
}

const GROUP_ITEMS: usize = 256;
const GROUP_BYTES: u64 = 256 * 1024 * 1024;
const GROUP_TIME_MS: u64 = 500;
/// How many sealed items may wait for the committer.
const QUEUE: usize = 256;
/// How often a group is completed again after others removed the same bytes; then somebody removes as fast as we add.
const COMPLETED_AT_MOST: usize = 20;

/// Takes everything in the plan. An error means that nothing was begun (not enough space); whatever happens later is
/// in the outcome.
pub fn add(
    vault: &mut Vault,
    plan: IntakePlan,
    options: &IntakeOptions,
    outside: &Outside,
    watch: &dyn IntakeWatch,
) -> Result<IntakeOutcome> {
    let store = vault.objects();
    store.make_room_for(plan.size_bytes)?;
    for not_kept in &plan.not_kept {
        watch.not_kept(not_kept);
    }
    let files = plan.files;
    let stop = AtomicBool::new(false);
    let next = AtomicUsize::new(0);
    let anchor = vault.record_not_before()?;
    let worker = Worker { store: &store, options, outside, anchor, watch: watch_of(watch), stop: &stop };
    let mut committer = Committer::new(vault, &worker, &files, outside, watch, &stop);
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(QUEUE);
        for _ in 0..options.workers.clamp(1, files.len().max(1)) {
            let (send, worker, next, files) = (send.clone(), &worker, &next, &files);
            scope.spawn(move || worker.run(files, next, &send));
        }
        drop(send);
        committer.run(&receive);
    });
    let (kept, mut not_kept, stopped) = committer.finish();
    let mut all_not_kept = plan.not_kept;
    all_not_kept.append(&mut not_kept);
    Ok(IntakeOutcome { kept, not_kept: all_not_kept, stopped, cancelled: watch.cancelled() })
}

/// The plain watch inside an intake's watch.
fn watch_of(watch: &dyn IntakeWatch) -> &dyn Watch {
    watch
}

/// What a worker hands over.
enum Arrived {
    /// Sealed, waiting for its group.
    Sealed(SealedItem),
    /// The bytes were in the store before: perhaps an item holds them already, so nothing is sealed yet.
    Known(Box<ItemDraft>),
    Failed(IntakeProblem),
}

struct Worker<'a> {
    store: &'a ObjectStore,
    options: &'a IntakeOptions,
    outside: &'a Outside,
    /// The newest time proof of before this intake.
    anchor: Option<RecordNotBefore>,
    watch: &'a dyn Watch,
    stop: &'a AtomicBool,
}

impl Worker<'_> {
    fn run(&self, files: &[PlannedFile], next: &AtomicUsize, send: &SyncSender<(usize, Arrived)>) {
        while !self.stop.load(Ordering::Relaxed) && !self.watch.cancelled() {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(index) else { return };
            let arrived = self.take(&file.path).unwrap_or_else(Arrived::Failed);
            if send.send((index, arrived)).is_err() {
                return;
            }
        }
    }

    /// One file from its path to its sealed records. One more try when it changed while it was read.
    fn take(&self, path: &Path) -> std::result::Result<Arrived, IntakeProblem> {
        for _ in 0..2 {
            let began = Began::now(self.outside);
            let mut source = Source::open(path)?;
            let written = self.store.write(&mut source.file, self.watch).map_err(|error| self.refused(error))?;
            if !source.is_unchanged(written.size_bytes) {
                continue;
            }
            let fresh = written.fresh;
            let draft = self.draft(path, &source, written, &began);
            if !fresh {
                return Ok(Arrived::Known(Box::new(draft)));
            }
            let sealed = SealedItem::seal(self.store, draft, self.outside).map_err(|error| self.refused(error))?;
            return Ok(Arrived::Sealed(sealed));
        }
        Err(IntakeProblem::FileChangedWhileRead)
    }

    /// A vault that cannot write ends the whole intake: every next file would meet the same wall.
    fn refused(&self, error: VaultError) -> IntakeProblem {
        match error {
            VaultError::SourceUnreadable(error) => IntakeProblem::of_file(error),
            VaultError::Cancelled => IntakeProblem::NotReached,
            error => {
                self.stop.store(true, Ordering::Relaxed);
                IntakeProblem::Vault(Arc::new(error))
            }
        }
    }

    fn draft(&self, path: &Path, source: &Source, written: Written, began: &Began) -> ItemDraft {
        let name = environment::shown(path.file_name().unwrap_or_default());
        let sniffed = sniff(&written.first_bytes, &ending::ending_of(&name));
        let folder = environment::folder_of(path).unwrap_or_default();
        let kind = self.options.kind.unwrap_or_else(|| kind::propose(&sniffed, &name, &folder));
        let stated = (kind, Origin::SuppliedByUser, self.options.how.clone());
        let part = PartDraft {
            name: part_name(&sniffed),
            role: "original".into(),
            media_type: sniffed.media_type.into(),
            written,
        };
        let environment = environment::of_file(&self.options.environment, path, source, &sniffed);
        ItemDraft {
            name,
            dedupe: true,
            record_not_before: self.anchor.clone(),
            ..ItemDraft::of_part(stated, part, environment, began, self.outside)
        }
    }
}

/// The part's name in its item: by role and content, never the user's text.
fn part_name(sniffed: &Sniffed) -> String {
    match sniffed.media_type {
        "message/rfc822" => "original.eml".into(),
        "multipart/related" => "page.mhtml".into(),
        _ => format!("p001.{}", sniffed.extension),
    }
}

struct Committer<'a> {
    vault: &'a mut Vault,
    /// For taking a file again on this thread.
    worker: &'a Worker<'a>,
    files: &'a [PlannedFile],
    outside: &'a Outside,
    watch: &'a dyn IntakeWatch,
    stop: &'a AtomicBool,
    group: Vec<(usize, SealedItem)>,
    group_bytes: u64,
    group_since_ms: u64,
    outcomes: Vec<Option<std::result::Result<Kept, NotKept>>>,
    stopped: Option<Arc<VaultError>>,
}

impl<'a> Committer<'a> {
    fn new(
        vault: &'a mut Vault,
        worker: &'a Worker<'a>,
        files: &'a [PlannedFile],
        outside: &'a Outside,
        watch: &'a dyn IntakeWatch,
        stop: &'a AtomicBool,
    ) -> Committer<'a> {
        let outcomes = files.iter().map(|_| None).collect();
        let (group, group_bytes, group_since_ms, stopped) = (Vec::new(), 0, 0, None);
        Committer { vault, worker, files, outside, watch, stop, group, group_bytes, group_since_ms, outcomes, stopped }
    }

    /// Until every worker has ended and everything sealed is kept.
    fn run(&mut self, receive: &Receiver<(usize, Arrived)>) {
        loop {
            let age = self.outside.clock.monotonic_ms().saturating_sub(self.group_since_ms);
            let left = GROUP_TIME_MS.saturating_sub(age).max(1);
            // An empty group waits as long as it takes.
            let patience = if self.group.is_empty() { Duration::from_secs(3600) } else { Duration::from_millis(left) };
            match receive.recv_timeout(patience) {
                Ok((index, arrived)) => self.arrive(index, arrived),
                Err(RecvTimeoutError::Timeout) => self.keep_group(),
                Err(RecvTimeoutError::Disconnected) => return self.keep_group(),
            }
            let age = self.outside.clock.monotonic_ms().saturating_sub(self.group_since_ms);
            if self.group.len() >= GROUP_ITEMS || self.group_bytes >= GROUP_BYTES || age >= GROUP_TIME_MS {
                self.keep_group();
            }
        }
    }

    fn arrive(&mut self, index: usize, arrived: Arrived) {
        match arrived {
            Arrived::Sealed(item) => self.gather(index, item),
            Arrived::Known(draft) => match self.seal_or_find(*draft) {
                Ok(Ok(item)) => self.gather(index, item),
                Ok(Err(kept)) => self.settle_kept(index, kept),
                Err(error) => self.halt(&[index], error),
            },
            Arrived::Failed(IntakeProblem::Vault(error)) => self.halt_by(&[index], error),
            Arrived::Failed(problem) => self.settle_not_kept(index, problem),
        }
    }

    /// The item that holds these bytes already, or a new one sealed now.
    fn seal_or_find(&mut self, draft: ItemDraft) -> Result<std::result::Result<SealedItem, Kept>> {
        if let Some(kept) =
            draft.parts.first().map(|part| self.vault.already_kept(&part.written.digest)).transpose()?.flatten()
        {
            return Ok(Err(kept));
        }
        SealedItem::seal(self.worker.store, draft, self.outside).map(Ok)
    }

    fn gather(&mut self, index: usize, item: SealedItem) {
        if self.group.is_empty() {
            self.group_since_ms = self.outside.clock.monotonic_ms();
        }
        self.group_bytes += item.size_bytes();
        self.group.push((index, item));
    }

    /// Keeps the group durably and only then says so.
    fn keep_group(&mut self) {
        if self.group.is_empty() {
            return;
        }
        let mut group = std::mem::take(&mut self.group);
        self.group_bytes = 0;
        group.sort_by_key(|(index, _)| *index);
        self.keep_group_of(group, 0);
    }

    /// `completed`: how often this group was completed already.
    fn keep_group_of(&mut self, group: Vec<(usize, SealedItem)>, completed: usize) {
        let (indexes, items): (Vec<usize>, Vec<SealedItem>) = group.into_iter().unzip();
        if self.stopped.is_some() {
            // Their records are given back, which no transaction can name. The parts stay: a group whose commit failed
            // may name the same bytes, and may yet come back from the write-ahead log. A check notes what is left.
            let digests: Vec<_> = items.iter().flat_map(SealedItem::record_digests).collect();
            let _ = self.vault.discard(&digests);
            for index in indexes {
                self.settle_not_kept(index, IntakeProblem::NotReached);
            }
            return;
        }
        match self.vault.keep(items.clone()) {
            Ok(kept) => {
                for (index, kept) in indexes.into_iter().zip(kept) {
                    self.settle_kept(index, kept);
                }
            }
            Err(VaultError::ObjectMissing { .. }) if completed < COMPLETED_AT_MOST => {
                let group = indexes.into_iter().zip(items).collect();
                let group = self.completed(group);
                self.keep_group_of(group, completed + 1);
            }
            Err(error) => self.halt(&indexes, error),
        }
    }

    /// The group, with what is no longer in the store taken again from its file.
    fn completed(&mut self, group: Vec<(usize, SealedItem)>) -> Vec<(usize, SealedItem)> {
        let mut completed = Vec::new();
        for (index, item) in group {
            if item.digests().iter().all(|digest| self.worker.store.open(digest).is_ok()) {
                completed.push((index, item));
                continue;
            }
            // Its records name bytes that are gone; nothing names them. If they stay, a check notes it.
            let _ = self.vault.discard(&item.digests());
            match self.worker.take(&self.files[index].path) {
                Ok(Arrived::Sealed(item)) => completed.push((index, item)),
                Ok(Arrived::Known(draft)) => match self.seal_or_find(*draft) {
                    Ok(Ok(item)) => completed.push((index, item)),
                    Ok(Err(kept)) => self.settle_kept(index, kept),
                    Err(error) => self.halt(&[index], error),
                },
                Ok(Arrived::Failed(IntakeProblem::Vault(error))) | Err(IntakeProblem::Vault(error)) => {
                    self.halt_by(&[index], error);
                }
                Ok(Arrived::Failed(problem)) | Err(problem) => self.settle_not_kept(index, problem),
            }
        }
        completed
    }

    fn halt(&mut self, indexes: &[usize], error: VaultError) {
        self.halt_by(indexes, Arc::new(error));
    }

    fn halt_by(&mut self, indexes: &[usize], error: Arc<VaultError>) {
        self.stop.store(true, Ordering::Relaxed);
        for index in indexes {
            self.settle_not_kept(*index, IntakeProblem::Vault(Arc::clone(&error)));
        }
        self.stopped.get_or_insert(error);
    }

    fn settle_kept(&mut self, index: usize, kept: Kept) {
        self.watch.item();
        self.watch.kept(&self.files[index].path, &kept);
        self.outcomes[index] = Some(Ok(kept));
    }

    fn settle_not_kept(&mut self, index: usize, problem: IntakeProblem) {
        let not_kept = NotKept { path: self.files[index].path.clone(), problem };
        self.watch.item();
        self.watch.not_kept(&not_kept);
        self.outcomes[index] = Some(Err(not_kept));
    }

    /// Sorts the outcomes; what no worker reached is named now.
    fn finish(mut self) -> (Vec<Kept>, Vec<NotKept>, Option<Arc<VaultError>>) {
        for index in 0..self.outcomes.len() {
            if self.outcomes[index].is_none() {
                self.settle_not_kept(index, IntakeProblem::NotReached);
            }
        }
        let (mut kept, mut not_kept) = (Vec::new(), Vec::new());
        for outcome in self.outcomes.into_iter().flatten() {
            match outcome {
                Ok(item) => kept.push(item),
                Err(input) => not_kept.push(input),
            }
        }
        (kept, not_kept, self.stopped)
    }
}
