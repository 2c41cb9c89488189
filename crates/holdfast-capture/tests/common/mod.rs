//! A vault in a temporary folder, with a clock and randomness of the test's own.

// Each test file is a program of its own and uses its part of these; they are tests, which clippy.toml cannot see.
#![allow(dead_code, clippy::unwrap_used)]

use chrono::{DateTime, FixedOffset};
use holdfast_capture::{IntakeOptions, IntakeOutcome, IntakeWatch, add, plan};
use holdfast_proof::ItemId;
use holdfast_proof::record::EnvironmentRecord;
use holdfast_vault::{Access, Clock, Outside, Random, Unwatched, Vault};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tempfile::TempDir;

pub(crate) struct TestClock(Instant);

impl Clock for TestClock {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2025-11-02T14:03:00.250+08:00").unwrap()
    }

    fn monotonic_ms(&self) -> u64 {
        self.0.elapsed().as_millis() as u64
    }
}

/// Unlike each time and the same on each run.
#[derive(Default)]
pub(crate) struct TestRandom(AtomicU64);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mut state = self.0.fetch_add(1, Ordering::Relaxed).wrapping_add(0x9e37_79b9_7f4a_7c15);
            state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (state >> 56) as u8;
        }
    }
}

pub(crate) struct Place {
    pub(crate) folder: TempDir,
    pub(crate) outside: Outside,
    pub(crate) vault: Vault,
}

impl Place {
    pub(crate) fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let outside = Outside {
            clock: Arc::new(TestClock(Instant::now())),
            random: Arc::new(TestRandom::default()),
            marks: folder.path().join("marks"),
            spare_bytes: 0,
        };
        let vault = Vault::create(&folder.path().join("vault"), outside.clone()).unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        Place { folder, outside, vault }
    }

    pub(crate) fn vault_dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub(crate) fn input(&self) -> PathBuf {
        self.folder.path().join("in")
    }

    /// Writes a file below the input folder, making folders on the way.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.input().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn add_watched(&mut self, paths: &[PathBuf], watch: &dyn IntakeWatch) -> IntakeOutcome {
        let plan = plan(paths, &self.vault_dir(), &Unwatched);
        add(&mut self.vault, plan, &IntakeOptions::default(), &self.outside, watch).unwrap()
    }

    pub(crate) fn add(&mut self, paths: &[PathBuf]) -> IntakeOutcome {
        self.add_watched(paths, &Unwatched)
    }

    pub(crate) fn add_input(&mut self) -> IntakeOutcome {
        self.add(&[self.input()])
    }

    pub(crate) fn reopened(&self) -> Vault {
        Vault::open(&self.vault_dir(), self.outside.clone(), Access::Read).unwrap()
    }

    pub(crate) fn file_bytes(&self, item: ItemId, name: &str) -> Vec<u8> {
        let detail = self.vault.item(item).unwrap();
        let file = detail.files.iter().find(|file| file.name == name).unwrap();
        let mut bytes = Vec::new();
        self.vault.objects().read_checked(&file.digest, &mut bytes, &Unwatched).unwrap();
        bytes
    }

    pub(crate) fn environment(&self, item: ItemId) -> EnvironmentRecord {
        EnvironmentRecord::parse(&self.file_bytes(item, "environment.json")).unwrap().0
    }

    /// The name of the item's first part.
    pub(crate) fn part_name(&self, item: ItemId) -> String {
        self.vault.item(item).unwrap().files[0].name.clone()
    }

    pub(crate) fn assert_whole(&self) {
        let report = self.vault.check(&Unwatched).unwrap();
        assert!(report.is_whole(), "the vault is whole: {:?}", report.findings);
    }
}

pub(crate) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
