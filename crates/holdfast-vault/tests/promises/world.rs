//! A world for tests: a clock that moves a second at each look, seeded random bytes, a temporary folder.

use chrono::{DateTime, FixedOffset, TimeDelta};
use holdfast_proof::leaves::{Cutting, write_list};
use holdfast_proof::record::{Completeness, EnvironmentRecord, Field, How, Kind, Origin};
use holdfast_proof::{Digest, ItemId, Salt};
use holdfast_vault::{
    Access, CheckReport, Clock, ItemDraft, Kept, Outside, PartDraft, Random, SealedItem, Unwatched, Vault,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

pub(crate) struct Ticking(AtomicU64);

impl Clock for Ticking {
    fn now(&self) -> DateTime<FixedOffset> {
        let start = DateTime::parse_from_rfc3339("2025-11-02T14:03:05.120+08:00").expect("a good time");
        let seconds = self.0.fetch_add(1, Ordering::Relaxed);
        start + TimeDelta::seconds(i64::try_from(seconds).expect("a short test"))
    }

    fn monotonic_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed) * 1_000
    }
}

/// SplitMix64: enough for tests, never for keys that count.
pub(crate) struct Seeded(AtomicU64);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut word = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let word = (word ^ (word >> 31)).to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}

pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) outside: Outside,
}

pub(crate) fn outside(seed: u64, marks: &Path) -> Outside {
    Outside {
        clock: Arc::new(Ticking(AtomicU64::new(0))),
        random: Arc::new(Seeded(AtomicU64::new(seed))),
        marks: marks.to_owned(),
        spare_bytes: 0,
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self::seeded(1)
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let outside = outside(seed, &folder.path().join("marks"));
        Self { folder, outside }
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    pub(crate) fn create(&self) -> Vault {
        Vault::create(&self.dir(), self.outside.clone()).expect("a new vault")
    }

    pub(crate) fn open(&self) -> Vault {
        Vault::open(&self.dir(), self.outside.clone(), Access::Write).expect("the vault opens")
    }

    /// The check as the command runs it: on a vault opened for reading.
    pub(crate) fn check(&self) -> CheckReport {
        let vault = Vault::open(&self.dir(), self.outside.clone(), Access::Read).expect("the vault opens for reading");
        vault.check(&Unwatched).expect("the check runs")
    }

    pub(crate) fn assert_whole(&self, why: &str) {
        let report = self.check();
        assert!(report.findings.is_empty(), "{why}: {:#?}", report.findings);
    }
}

pub(crate) fn draft(vault: &Vault, name: &str, bytes: &[u8]) -> ItemDraft {
    let written = vault.objects().write(&mut &bytes[..], &Unwatched).expect("the part is written");
    let clock = &vault.outside().clock;
    let mut environment = EnvironmentRecord::new(Salt::from_bytes([0; 32]));
    environment.set("original_name", Field::declared(name));
    ItemDraft {
        kind: Kind::Document,
        origin: Origin::SuppliedByUser,
        how: How { tool: "holdfast".to_owned(), command: "item add".to_owned() },
        started_at: clock.now(),
        ended_at: clock.now(),
        monotonic_ms: 1,
        parts: vec![PartDraft {
            name: "p001.txt".to_owned(),
            role: "original".to_owned(),
            media_type: "application/octet-stream".to_owned(),
            written,
        }],
        completeness: Completeness::complete(),
        page: None,
        of: None,
        part: None,
        count: None,
        reason: None,
        record_not_before: None,
        environment,
        name: name.to_owned(),
        dedupe: true,
        leaf_key: None,
    }
}

pub(crate) fn keep_draft(vault: &mut Vault, draft: ItemDraft) -> Kept {
    let outside = vault.outside().clone();
    let sealed = SealedItem::seal(&vault.objects(), draft, &outside).expect("the item is sealed");
    vault.keep(vec![sealed]).expect("the item is kept").remove(0)
}

pub(crate) fn add(vault: &mut Vault, name: &str, bytes: &[u8]) -> Kept {
    let draft = draft(vault, name, bytes);
    keep_draft(vault, draft)
}

/// The leaves item of `of`, with its key.
pub(crate) fn add_leaves(vault: &mut Vault, of: &Kept) -> Kept {
    let key = [7; 32];
    let part = vault.objects().read_small(&of.sha256, 1 << 20).expect("the part");
    let mut list = Vec::new();
    let count = write_list(&key, Cutting::Lines, part.as_slice(), &mut list).expect("a list");
    let mut leaves = draft(vault, "leaves", &list);
    leaves.kind = Kind::Leaves;
    leaves.origin = Origin::Derived;
    leaves.of = Some(of.seal_sha256);
    leaves.part = Some("p001.txt".to_owned());
    leaves.count = Some(count);
    leaves.parts[0].name = "leaves.sha256".to_owned();
    leaves.dedupe = false;
    leaves.leaf_key = Some(key);
    keep_draft(vault, leaves)
}

/// A vault with something of everything.
pub(crate) fn furnished(world: &World) -> (Vault, Vec<ItemId>) {
    let mut vault = world.create();
    let kept: Vec<Kept> = (0..4_u8)
        .map(|number| add(&mut vault, &format!("photo {number}.bin"), &vec![number; 3_000 + usize::from(number)]))
        .collect();
    add_leaves(&mut vault, &kept[1]);
    vault.note_set(kept[0].id, "ordered on the phone").expect("a note");
    let dispute = vault.dispute_create("Kettle 4711").expect("a dispute").id;
    let facts = [("merchant".to_owned(), Some("水壶店".to_owned())), ("claim".to_owned(), Some("99.00".to_owned()))];
    vault.set_facts(dispute, facts.into()).expect("facts");
    vault.attach(dispute, &[kept[0].id, kept[1].id, kept[2].id], Some("what was promised")).expect("exhibits");
    vault.detach(dispute, &[kept[2].id]).expect("detached");
    vault.order(dispute, &["E02".to_owned(), "E01".to_owned()]).expect("ordered");
    let plan = holdfast_vault::ExportPlan {
        dispute,
        edition: holdfast_proof::body::Edition::Full,
        omissions_sha256: Digest::of(b"[]"),
        items: vec![kept[0].id, kept[1].id],
    };
    let begun = vault.export_begin(&plan).expect("an export");
    vault
        .export_done(&holdfast_vault::ExportFinished {
            export_id: begun.export_id,
            tagmanifest_sha256: Digest::of(b"tags"),
            zip_sha256: Digest::of(b"zip"),
            size_bytes: 3,
            file_name: "kettle.zip".to_owned(),
        })
        .expect("an export ends");
    vault.thumbnail_put(kept[0].id, "p001.txt", "image/webp", b"small").expect("a thumbnail");
    vault.mark_read(kept[0].id, "reader", "1", "done").expect("a reading");
    vault.remove(kept[3].id, "a wrong file").expect("removed");
    (vault, kept.into_iter().take(3).map(|kept| kept.id).collect())
}
