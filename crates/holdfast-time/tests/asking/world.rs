//! A vault in a temporary folder, a clock that tests move, and authorities as values.

use crate::clock;
use chrono::{DateTime, FixedOffset, TimeDelta};
use holdfast_proof::record::{EnvironmentRecord, How, Kind, Origin};
use holdfast_proof::{ItemId, Salt};
use holdfast_time::{Authority, ClockError, Http, Reply, RunDone, RunHow, StampWatch, Transport, run};
use holdfast_vault::{
    Access, Began, Clock, ItemDraft, Outside, PartDraft, Random, SealedItem, Unwatched, Vault, Watch,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Stands still unless a test moves it.
pub(crate) struct Moved(AtomicI64);

impl Clock for Moved {
    fn now(&self) -> DateTime<FixedOffset> {
        let start = DateTime::parse_from_rfc3339("2025-11-02T14:03:05.120+08:00").expect("a good time");
        start + TimeDelta::milliseconds(self.0.load(Ordering::Relaxed))
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.0.load(Ordering::Relaxed)).unwrap_or_default()
    }
}

/// SplitMix64: enough for tests.
struct Seeded(AtomicU64);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut word = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) struct World {
    folder: TempDir,
    clock: Arc<Moved>,
    pub(crate) outside: Outside,
    pub(crate) http: Http,
}

impl World {
    pub(crate) fn new() -> World {
        let folder = TempDir::new().expect("a folder");
        let clock = Arc::new(Moved(AtomicI64::new(0)));
        let outside = Outside {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            random: Arc::new(Seeded(AtomicU64::new(1))),
            marks: folder.path().join("marks"),
            spare_bytes: 0,
        };
        World { folder, clock, outside, http: Http::new(Duration::from_secs(10)) }
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub(crate) fn create(&self) -> Vault {
        Vault::create(&self.dir(), self.outside.clone()).expect("a new vault")
    }

    pub(crate) fn open(&self) -> Vault {
        Vault::open(&self.dir(), self.outside.clone(), Access::Write).expect("it opens")
    }

    pub(crate) fn wait(&self, time: TimeDelta) {
        self.clock.0.fetch_add(time.num_milliseconds(), Ordering::Relaxed);
    }

    pub(crate) fn run(&self, vault: &mut Vault, authorities: &[Authority]) -> RunDone {
        self.run_with(vault, authorities, &self.http)
    }

    pub(crate) fn run_with(&self, vault: &mut Vault, authorities: &[Authority], transport: &dyn Transport) -> RunDone {
        let how = RunHow::InTheBackground;
        run(vault, authorities, transport, how, &self.outside, &Patient(self)).expect("the vault holds")
    }

    pub(crate) fn assert_whole(&self, why: &str) {
        let vault = Vault::open(&self.dir(), self.outside.clone(), Access::Read).expect("it opens");
        let report = vault.check(&Unwatched).expect("the check runs");
        assert!(report.findings.is_empty(), "{why}: {:#?}", report.findings);
    }
}

/// Lets the world's clock run instead of waiting.
pub(crate) struct Patient<'a>(pub(crate) &'a World);

impl Watch for Patient<'_> {}

impl StampWatch for Patient<'_> {
    fn pause(&self, time: Duration) {
        self.0.wait(TimeDelta::from_std(time).expect("a short pause"));
    }
}

pub(crate) fn agreed(name: &str, authority: &clock::Authority) -> Authority {
    at(name, &authority.url, Some(authority.root_pem.clone()))
}

pub(crate) fn at(name: &str, url: &str, roots: Option<Vec<u8>>) -> Authority {
    Authority { name: name.to_owned(), url: url.to_owned(), least_seconds: 0, roots, preset: false }
}

/// So many items of one small part each, kept.
pub(crate) fn add(vault: &mut Vault, count: usize) -> Vec<ItemId> {
    let outside = vault.outside().clone();
    let store = vault.objects();
    let written = store.write(&mut &b"as received"[..], &Unwatched).expect("written");
    let mut items = Vec::new();
    for _ in 0..count {
        let part = PartDraft {
            name: "p001.txt".to_owned(),
            role: "original".to_owned(),
            media_type: "text/plain".to_owned(),
            written: written.clone(),
        };
        let how = How { tool: "holdfast".to_owned(), command: "item add".to_owned() };
        let stated = (Kind::Chat, Origin::SuppliedByUser, how);
        let environment = EnvironmentRecord::new(Salt::from_bytes([0; 32]));
        let mut draft = ItemDraft::of_part(stated, part, environment, &Began::now(&outside), &outside);
        draft.record_not_before = vault.record_not_before().expect("read");
        items.push(SealedItem::seal(&store, draft, &outside).expect("made"));
    }
    vault.keep(items).expect("kept").into_iter().map(|kept| kept.id).collect()
}

/// Plays what a test says instead of the network.
pub(crate) struct Played<F>(pub(crate) F);

impl<F: Fn(&str, &[u8]) -> Result<Reply, ClockError> + Send + Sync> Transport for Played<F> {
    fn post(&self, url: &str, request: &[u8]) -> Result<Reply, ClockError> {
        (self.0)(url, request)
    }
}
