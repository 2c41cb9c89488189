//! The whole way: a real vault, an export, and the project's own check of what came out.

use chrono::{DateTime, FixedOffset};
use holdfast_bundle::{Choices, Edition, create, draft, make};
use holdfast_dispute::Withholding;
use holdfast_proof::record::{Completeness, EnvironmentRecord, Field, How, Kind, Origin};
use holdfast_proof::source::Unwatched as Unchecked;
use holdfast_proof::tsp::Trust;
use holdfast_proof::verdict::Verdict;
use holdfast_proof::verify::{Options, verify};
use holdfast_proof::{Digest, DisputeId, Salt};
use holdfast_text::Language;
use holdfast_vault::{Clock, ItemDraft, Outside, PartDraft, Random, SealedItem, Unwatched, Vault};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

struct Still;

impl Clock for Still {
    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-13T09:40:02.120+08:00").expect("a moment")
    }

    fn monotonic_ms(&self) -> u64 {
        0
    }
}

struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&Digest::of(&number.to_le_bytes()).as_bytes()[..chunk.len()]);
        }
    }
}

pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) vault: Vault,
    pub(crate) dispute: DisputeId,
    first_object: Digest,
}

impl World {
    /// A vault with a dispute of three exhibits.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let outside = Outside {
            clock: Arc::new(Still),
            random: Arc::new(Counted(AtomicU64::new(0))),
            marks: folder.path().join("marks"),
            spare_bytes: 0,
        };
        let mut vault = Vault::create(&folder.path().join("vault"), outside.clone()).expect("a vault");
        let dispute = vault.dispute_create("Air fryer, price not kept").expect("a dispute").id;
        let mut first_object = None;
        for bytes in [&b"a picture"[..], &vec![7; 3_000_000], b"someone else"] {
            let written = vault.objects().write(&mut &bytes[..], &Unwatched).expect("kept bytes");
            first_object.get_or_insert(written.digest);
            let mut environment = EnvironmentRecord::new(Salt::from_bytes([0; 32]));
            environment.set("original_name", Field::declared("secret-name.png"));
            let item = ItemDraft {
                kind: Kind::Photo,
                origin: Origin::SuppliedByUser,
                how: How { tool: "holdfast".to_owned(), command: "item add".to_owned() },
                started_at: Still.now(),
                ended_at: Still.now(),
                monotonic_ms: 1,
                parts: vec![PartDraft {
                    name: "p001.png".to_owned(),
                    role: "original".to_owned(),
                    media_type: "image/png".to_owned(),
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
                name: "secret-name.png".to_owned(),
                dedupe: true,
                leaf_key: None,
            };
            let sealed = SealedItem::seal(&vault.objects(), item, &outside).expect("an item");
            let kept = vault.keep(vec![sealed]).expect("kept").remove(0);
            vault.attach(dispute, &[kept.id], Some("it was so")).expect("attached");
        }
        let first_object = first_object.expect("at least one");
        Self { folder, vault, dispute, first_object }
    }

    pub(crate) fn target(&self) -> PathBuf {
        self.folder.path().join("out.zip")
    }

    fn left_behind(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder.path()).expect("the folder").map(|entry| entry.expect("an entry"));
        names
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.contains("out"))
            .collect()
    }
}

pub(crate) fn choices(edition: Edition, withheld: &[(&str, Withholding)]) -> Choices {
    Choices {
        edition,
        withheld: withheld.iter().map(|(label, reason)| ((*label).to_owned(), *reason)).collect::<BTreeMap<_, _>>(),
        language: Language::En,
        software: "Holdfast 0.1.0".to_owned(),
    }
}

#[test]
fn what_a_vault_exports_is_found_intact() {
    for edition in [Edition::Full, Edition::Submission] {
        let mut world = World::new();
        let choices = choices(edition, &[("E03", Withholding::OtherPerson)]);
        let target = world.target();
        let made = create(&mut world.vault, world.dispute, &choices, &target, &Unwatched, &mut |_| Vec::new())
            .expect("a bundle");
        assert_eq!((made.exhibits_shown, made.exhibits_withheld), (2, 1), "two shown, one withheld");
        assert_eq!(made.zip_sha256, Digest::of(&fs::read(&target).expect("the file")), "as the log notes it");

        let options =
            Options { now: Still.now().to_utc(), signer: None, trust: &Trust::pins(), watch: &Unchecked, threads: 0 };
        let report = verify(&[target], &options).expect("openable");
        let errors: Vec<_> = report.bundles[0].findings.iter().map(|finding| format!("{finding:?}")).collect();
        assert_eq!(report.verdict, Verdict::Intact, "{edition}: {errors:#?}");
        let disclosure = &report.bundles[0].disclosure;
        assert_eq!((disclosure.whole, disclosure.withheld), (2, 1), "{edition}: counted as chosen");

        let rows = world.vault.bundle_list(world.dispute).expect("the exports");
        assert_eq!(rows.len(), 1, "the vault remembers it");
        assert_eq!(rows[0].zip_sha256, Some(made.zip_sha256), "with its digest");
    }
}

#[test]
fn a_replaced_key_is_confirmed_by_the_one_before() {
    let mut world = World::new();
    world.vault.key_rotate().expect("another key");
    let target = world.target();
    let choices = choices(Edition::Full, &[]);
    create(&mut world.vault, world.dispute, &choices, &target, &Unwatched, &mut |_| Vec::new()).expect("a bundle");
    let options =
        Options { now: Still.now().to_utc(), signer: None, trust: &Trust::pins(), watch: &Unchecked, threads: 1 };
    let report = verify(&[target], &options).expect("openable");
    let codes: Vec<_> = report.bundles[0].findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(report.verdict, Verdict::Intact, "a rotation breaks nothing: {codes:?}");
    assert!(!codes.contains(&"key-not-confirmed"), "the old key's own note is in the bundle: {codes:?}");
}

#[test]
fn what_changed_since_the_draft_is_shown_as_it_is_now() {
    let mut world = World::new();
    let drafted = draft(&world.vault, world.dispute, &choices(Edition::Full, &[])).expect("a draft");
    let second = world.vault.dispute(world.dispute).expect("read").exhibits[1].item_id.expect("kept");
    world.vault.detach(world.dispute, &[second]).expect("another program takes an exhibit out");
    let target = world.folder.path().join("late.zip");
    let made = make(&mut world.vault, drafted, &target, &Unwatched, &mut |_| Vec::new()).expect("made");
    assert_eq!(made.exhibits_shown, 2, "as the dispute is, not as it was");
    let options =
        Options { now: chrono::Utc::now(), signer: None, trust: &Trust::pins(), watch: &Unchecked, threads: 1 };
    let report = verify(&[target], &options).expect("read");
    assert_eq!(report.verdict, Verdict::Intact, "the log and what is shown agree: {report:?}");
}

#[test]
fn a_damaged_object_in_the_vault_stops_the_export() {
    let mut world = World::new();
    let digest = world.first_object.to_string();
    let object = world.folder.path().join("vault/objects").join(&digest[..2]).join(&digest[2..]);
    fs::set_permissions(&object, fs::Permissions::from_mode(0o600)).expect("writable");
    fs::write(&object, "A picture").expect("damaged");
    let (target, choices) = (world.target(), choices(Edition::Full, &[]));
    let made = create(&mut world.vault, world.dispute, &choices, &target, &Unwatched, &mut |_| Vec::new());
    assert_eq!(made.map(|_| ()).map_err(|error| error.code()), Err("object-damaged"), "found on the way out");
    assert_eq!(world.left_behind(), Vec::<String>::new(), "nothing is left");
}

#[test]
fn what_cannot_be_exported_is_told_before_anything_is_logged() {
    let mut world = World::new();
    let size = world.vault.log_size().expect("a size");
    let target = world.target();
    let all = [("E01", Withholding::Private), ("E02", Withholding::Private), ("E03", Withholding::Private)];
    let nothing = draft(&world.vault, world.dispute, &choices(Edition::Full, &all));
    assert_eq!(nothing.map(|_| ()).map_err(|error| error.code()), Err("nothing-to-export"), "all withheld");
    let unknown = choices(Edition::Full, &[("E09", Withholding::Private)]);
    let made = create(&mut world.vault, world.dispute, &unknown, &target, &Unwatched, &mut |_| Vec::new());
    assert_eq!(made.map(|_| ()).map_err(|error| error.code()), Err("exhibit-unknown"), "no such exhibit");
    fs::write(&target, "older").expect("a file in the way");
    let made =
        create(&mut world.vault, world.dispute, &choices(Edition::Full, &[]), &target, &Unwatched, &mut |_| Vec::new());
    assert_eq!(made.map(|_| ()).map_err(|error| error.code()), Err("target-exists"), "the name is taken");
    assert_eq!(world.vault.log_size().expect("a size"), size, "the log knows of no export");
}
