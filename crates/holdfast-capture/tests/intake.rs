//! What comes in: every kind of name and file that people have is kept or refused by name; nothing is lost, nothing
//! is taken twice, and "kept" means durable.

// The helpers here are tests too, which clippy.toml cannot see.
#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use holdfast_capture::{EnvironmentBase, IntakeOptions, IntakeWatch, NotKept, add, plan};
use holdfast_proof::list;
use holdfast_proof::record::{Completeness, Field, How, Kind, Origin};
use holdfast_vault::{Access, ItemDraft, Kept, PartDraft, SealedItem, Unwatched, Vault, Watch};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn codes(not_kept: &[NotKept]) -> BTreeMap<String, &'static str> {
    let name = |input: &NotKept| input.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    not_kept.iter().map(|input| (name(input), input.problem.code())).collect()
}

#[test]
fn names_of_every_kind_are_kept_and_never_become_part_names() {
    let mut place = Place::new();
    let long = format!("{}.txt", "n".repeat(200));
    let chinese = format!("{}.txt", "证".repeat(80));
    let names = [
        "聊天记录.txt",
        "😀👍🏽.txt",
        "line\nbreak.txt",
        &long,
        &chinese,
        "Case.txt",
        "case.txt",
        "CASE.TXT",
        " spaces ",
        "-rf",
        ".hidden",
        "..txt",
        "a'b\"c`d$e",
        "back\\slash",
        "percent%20",
        "\u{202e}txt.exe",
        "a/b/c/deep.txt",
        "a/b/c.txt",
        "con.txt",
        "p001.txt",
        "tab\there",
    ];
    for (index, name) in names.iter().enumerate() {
        place.file(name, format!("content {index}").as_bytes());
    }
    let outcome = place.add_input();
    assert!(outcome.not_kept.is_empty(), "all are kept: {:?}", codes(&outcome.not_kept));
    let kept: BTreeSet<String> = outcome.kept.iter().map(|kept| kept.name.clone()).collect();
    let given: BTreeSet<String> = names.iter().map(|name| name.rsplit('/').next().unwrap().to_string()).collect();
    assert_eq!(kept, given, "under their own names");
    for item in &outcome.kept {
        assert!(!item.already_kept, "{:?} is new", item.name);
        assert_eq!(list::check_name(&place.part_name(item.id)), Ok(()), "the part of {:?} has a plain name", item.name);
        let environment = place.environment(item.id);
        assert_eq!(environment.get("original_name"), Some(&Field::declared(item.name.clone())), "declared, exactly");
    }
    place.assert_whole();
}

#[test]
fn what_is_no_readable_file_is_named_with_its_reason() {
    let mut place = Place::new();
    place.file("good.txt", b"good");
    let input = place.input();
    std::os::unix::fs::symlink(input.join("good.txt"), input.join("link")).unwrap();
    std::os::unix::fs::symlink(input.join("nothing"), input.join("dangling")).unwrap();
    std::os::unix::fs::symlink(&input, input.join("loop")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, input.join("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(input.join("socket")).unwrap();
    let missing = place.folder.path().join("missing");
    let outcome = place.add(&[input, missing, "/dev/null".into()]);
    let expected = BTreeMap::from(
        [
            ("link", "link-not-followed"),
            ("dangling", "link-not-followed"),
            ("loop", "link-not-followed"),
            ("pipe", "not-a-file"),
            ("socket", "not-a-file"),
            ("missing", "file-vanished"),
            ("null", "not-a-file"),
        ]
        .map(|(name, code)| (name.to_string(), code)),
    );
    assert_eq!(codes(&outcome.not_kept), expected, "each with its own reason");
    assert_eq!(outcome.kept.len(), 1, "and the good one is kept");
    place.assert_whole();
}

#[test]
fn what_changes_between_plan_and_intake_cannot_hang_or_mislead_it() {
    let mut place = Place::new();
    for name in ["gone", "linked", "piped", "good"] {
        place.file(name, name.as_bytes());
    }
    let input = place.input();
    let plan = plan(std::slice::from_ref(&input), &place.vault_dir(), &Unwatched);
    for name in ["gone", "linked", "piped"] {
        std::fs::remove_file(input.join(name)).unwrap();
    }
    std::os::unix::fs::symlink(input.join("good"), input.join("linked")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, input.join("piped"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0)
        .unwrap();
    let outcome = add(&mut place.vault, plan, &IntakeOptions::default(), &place.outside, &Unwatched).unwrap();
    let expected = [("gone", "file-vanished"), ("linked", "link-not-followed"), ("piped", "not-a-file")];
    assert_eq!(
        codes(&outcome.not_kept),
        BTreeMap::from(expected.map(|(name, code)| (name.to_string(), code))),
        "by what is there now"
    );
    assert_eq!(outcome.kept.len(), 1, "the other one is kept");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_keeps_its_exact_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let mut place = Place::new();
    let name = std::ffi::OsStr::from_bytes(b"\xc4\xe3\xba\xc3.txt");
    std::fs::write(place.input().join(name), "gbk name").unwrap();
    let outcome = place.add_input();
    let environment = place.environment(outcome.kept[0].id);
    assert_eq!(environment.get("original_name_bytes"), Some(&Field::declared("c4e3bac32e747874")), "nothing is lost");
    assert!(outcome.kept[0].name.ends_with(".txt"), "and the name can still be shown: {:?}", outcome.kept[0].name);
}

#[test]
fn a_file_that_is_not_what_its_ending_says_is_named_by_its_content() {
    let mut place = Place::new();
    place.file("photo.jpg", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let outcome = place.add_input();
    let item = outcome.kept[0].id;
    assert_eq!(place.part_name(item), "p001.png", "the part's name follows the content");
    let environment = place.environment(item);
    assert_eq!(environment.get("declared_type"), Some(&Field::declared("image/jpeg")), "what the name claimed");
    assert_eq!(environment.get("measured_type"), Some(&Field::measured("image/png")), "what it is");
}

#[test]
fn a_mail_and_a_saved_page_have_their_own_part_names() {
    let mut place = Place::new();
    place.file("1.eml", b"From: a@b\r\nTo: c@d\r\nSubject: Sale\r\n\r\nhi");
    place.file("2.mht", b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.test/\r\nSubject: Sale\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x");
    let outcome = place.add_input();
    let names: Vec<String> = outcome.kept.iter().map(|kept| place.part_name(kept.id)).collect();
    assert_eq!(names, ["original.eml", "page.mhtml"], "by role");
    assert_eq!(outcome.kept.iter().map(|kept| kept.kind).collect::<Vec<_>>(), [Kind::Mail, Kind::Page], "and kind");
}

#[test]
fn an_empty_file_is_evidence_too() {
    let mut place = Place::new();
    place.file("空.txt", b"");
    let outcome = place.add_input();
    assert_eq!(outcome.kept[0].size_bytes, 0, "nothing, exactly");
    place.assert_whole();
}

#[test]
fn adding_the_same_bytes_again_returns_the_same_item() {
    let mut place = Place::new();
    place.file("one.txt", b"the same");
    place.file("two.txt", b"the same");
    place.file("three.txt", b"another");
    let first = place.add_input();
    assert_eq!(first.kept.len(), 3, "each input is answered");
    let ids: BTreeSet<_> = first.kept.iter().map(|kept| kept.id).collect();
    assert_eq!(ids.len(), 2, "two contents, two items, also in one run");
    assert_eq!(first.kept.iter().filter(|kept| kept.already_kept).count(), 1, "the second of the same is known");
    let again = place.add_input();
    assert!(again.kept.iter().all(|kept| kept.already_kept), "a second run makes nothing");
    assert_eq!(again.kept.iter().map(|kept| kept.id).collect::<BTreeSet<_>>(), ids, "and returns the same items");
    assert_eq!(place.vault.info().unwrap().item_count, 2, "two items in the vault");
    place.assert_whole();
}

/// Writes to a file whenever the intake has read some bytes of it.
struct Scribbler {
    path: PathBuf,
    times: AtomicU64,
}

impl Watch for Scribbler {
    fn bytes(&self, _count: u64) {
        if self.times.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok() {
            OpenOptions::new().append(true).open(&self.path).unwrap().write_all(b"more").unwrap();
        }
    }
}

impl IntakeWatch for Scribbler {}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_once_more_and_then_refused() {
    let mut place = Place::new();
    let path = place.file("log.txt", b"line\n");
    let restless = Scribbler { path: path.clone(), times: AtomicU64::new(u64::MAX) };
    let outcome = place.add_watched(&[place.input()], &restless);
    assert_eq!(codes(&outcome.not_kept)["log.txt"], "file-changed-while-read", "never half of this and half of that");
    assert_eq!(place.vault.info().unwrap().item_count, 0, "nothing is kept of it");

    let once = Scribbler { path: path.clone(), times: AtomicU64::new(1) };
    let outcome = place.add_watched(&[place.input()], &once);
    assert_eq!(outcome.kept.len(), 1, "a file that comes to rest is kept");
    let part = place.part_name(outcome.kept[0].id);
    assert_eq!(place.file_bytes(outcome.kept[0].id, &part), std::fs::read(path).unwrap(), "as it is now");
    place.assert_whole();
}

/// Looks, at each report of "kept", whether another process could find the item.
struct Doubter {
    dir: PathBuf,
    outside: holdfast_vault::Outside,
    seen: Mutex<Vec<String>>,
}

impl Watch for Doubter {}

impl IntakeWatch for Doubter {
    fn kept(&self, path: &Path, kept: &Kept) {
        let vault = Vault::open(&self.dir, self.outside.clone(), Access::Read).unwrap();
        assert!(vault.item(kept.id).is_ok(), "{} is reported before it is committed", path.display());
        self.seen.lock().unwrap().push(common::shown(path));
    }
}

#[test]
fn kept_is_said_only_of_what_is_committed() {
    let mut place = Place::new();
    for index in 0..20 {
        place.file(&format!("{index:02}.txt"), format!("content {index}").as_bytes());
    }
    let doubter = Doubter { dir: place.vault_dir(), outside: place.outside.clone(), seen: Mutex::new(Vec::new()) };
    let outcome = place.add_watched(&[place.input()], &doubter);
    assert_eq!(outcome.kept.len(), 20, "all are kept");
    assert_eq!(doubter.seen.lock().unwrap().len(), 20, "and each is reported once");
}

/// Cancels once so many bytes have come.
struct Impatient {
    after_bytes: u64,
    bytes: AtomicU64,
    cancelled: AtomicBool,
    kept: AtomicU64,
}

impl Watch for Impatient {
    fn bytes(&self, count: u64) {
        if self.bytes.fetch_add(count, Ordering::SeqCst) + count >= self.after_bytes {
            self.cancelled.store(true, Ordering::SeqCst);
        }
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::SeqCst)
    }
}

impl IntakeWatch for Impatient {
    fn kept(&self, _path: &Path, _kept: &Kept) {
        self.kept.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_cancelled_intake_keeps_what_it_kept_and_names_the_rest() {
    for after_bytes in [0, 1, 1000, 5_000, 50_000, 3_000_000, 20_000_000] {
        let mut place = Place::new();
        for index in 0..60 {
            place.file(&format!("{index:02}.txt"), format!("{index} {}", "x".repeat(1000)).as_bytes());
        }
        place.file("zz-big.bin", &vec![7; 12_000_000]);
        let watch = Impatient { after_bytes, bytes: 0.into(), cancelled: (after_bytes == 0).into(), kept: 0.into() };
        let outcome = place.add_watched(&[place.input()], &watch);
        assert_eq!(outcome.kept.len() + outcome.not_kept.len(), 61, "each input is in one list, after {after_bytes}");
        assert_eq!(
            outcome.kept.len() as u64,
            watch.kept.load(Ordering::SeqCst),
            "what was reported is what is returned"
        );
        assert!(outcome.not_kept.iter().all(|input| input.problem.code() == "not-reached"), "the rest is named");
        assert_eq!(
            outcome.cancelled,
            outcome.not_kept.len() + outcome.kept.len() == 61 && after_bytes < 13_000_000,
            "cancelled is said"
        );
        let vault = place.reopened();
        for kept in &outcome.kept {
            assert!(vault.item(kept.id).is_ok(), "what was kept is there");
        }
        assert_eq!(vault.info().unwrap().item_count, outcome.kept.len() as u64, "and nothing else");
        place.assert_whole();
    }
}

#[test]
fn more_files_than_a_group_holds_are_all_kept_in_order() {
    let mut place = Place::new();
    for index in 0..700 {
        place.file(&format!("{index:04}.txt"), format!("content {index}").as_bytes());
    }
    let outcome = place.add_input();
    let names: Vec<String> = outcome.kept.iter().map(|kept| kept.name.clone()).collect();
    let expected: Vec<String> = (0..700).map(|index| format!("{index:04}.txt")).collect();
    assert_eq!(names, expected, "reported in the plan's order");
    place.assert_whole();
}

#[test]
fn the_vault_never_takes_itself() {
    let mut place = Place::new();
    place.file("good.txt", b"good");
    let whole = place.folder.path().to_path_buf();
    let outcome = place.add(&[whole, place.vault_dir(), place.vault_dir().join("objects")]);
    assert_eq!(codes(&outcome.not_kept).get("vault"), Some(&"inside-vault"), "met on the way");
    assert_eq!(codes(&outcome.not_kept).get("objects"), Some(&"inside-vault"), "or given directly");
    assert!(outcome.kept.iter().any(|kept| kept.name == "good.txt"), "the rest is taken");
}

#[test]
fn too_little_space_is_said_before_anything_is_begun() {
    let place = Place::new();
    place.file("good.txt", b"good");
    let mut outside = place.outside.clone();
    outside.spare_bytes = u64::MAX / 2;
    let dir = place.folder.path().join("second");
    let mut vault = Vault::create(&dir, outside.clone()).unwrap();
    let plan = plan(&[place.input()], &dir, &Unwatched);
    let error = add(&mut vault, plan, &IntakeOptions::default(), &outside, &Unwatched).unwrap_err();
    assert_eq!(error.code(), "not-enough-space", "and nothing was begun");
}

#[test]
fn a_vault_that_cannot_be_written_ends_the_intake_once_and_for_all() {
    let mut place = Place::new();
    for index in 0..50 {
        place.file(&format!("{index:02}.txt"), format!("content {index}").as_bytes());
    }
    let objects = place.vault_dir().join("objects");
    std::fs::remove_dir_all(&objects).unwrap();
    std::fs::write(&objects, "in the way").unwrap();
    let plan = plan(&[place.input()], &place.vault_dir(), &Unwatched);
    match add(&mut place.vault, plan, &IntakeOptions::default(), &place.outside, &Unwatched) {
        Err(error) => assert_eq!(error.code(), "cannot-write", "said before anything is begun"),
        Ok(outcome) => {
            assert!(outcome.kept.is_empty(), "nothing is called kept");
            assert_eq!(outcome.not_kept.len(), 50, "each input is named");
            assert_eq!(outcome.stopped.as_ref().map(|error| error.code()), Some("cannot-write"), "and the wall once");
            let met = codes(&outcome.not_kept).values().filter(|code| **code == "cannot-write").count();
            assert!((1..=4).contains(&met), "the others were not even tried: {met}");
        }
    }
}

#[test]
fn the_persons_kind_and_the_machines_facts_stand_in_the_records() {
    let mut place = Place::new();
    let path = place.file("folder/IMG_1.txt", b"words");
    let environment = EnvironmentBase {
        os: Some(Field::measured("Linux 6.1")),
        host: Some(Field::measured("h-1a2b")),
        app_version: Some(Field::measured("0.1.0")),
        executable_sha256: Some(Field::unavailable("not-readable")),
        clock_difference: None,
    };
    let options = IntakeOptions { kind: Some(Kind::Order), environment, ..IntakeOptions::default() };
    let plan = plan(&[path], &place.vault_dir(), &Unwatched);
    let outcome = add(&mut place.vault, plan, &options, &place.outside, &Unwatched).unwrap();
    let item = outcome.kept[0].id;
    assert_eq!(outcome.kept[0].kind, Kind::Order, "the person knows better");
    let environment = place.environment(item);
    let names: Vec<&str> = environment.fields().map(|(name, _)| name).collect();
    let expected = [
        "os",
        "host",
        "app_version",
        "executable_sha256",
        "original_name",
        "original_folder",
        "file_modified_at",
        "file_created_at",
        "declared_type",
        "measured_type",
        "text_encoding",
    ];
    assert_eq!(names, expected, "each fact once, in the format's order");
    assert_eq!(environment.get("original_folder"), Some(&Field::declared("folder")), "the last part of the path only");
    let text = String::from_utf8(place.file_bytes(item, "environment.json")).unwrap();
    assert!(!text.contains(&common::shown(place.folder.path())), "the rest of the path names people: {text}");
    let capture = place.vault.item(item).unwrap().capture;
    assert_eq!((capture.how.tool.as_str(), capture.how.command.as_str()), ("holdfast", "item add"), "what made it");
}

#[test]
fn a_plan_shows_what_would_be_taken_and_takes_nothing() {
    let place = Place::new();
    place.file("b/2.txt", b"22");
    place.file("a/1.txt", b"1");
    place.file("a/.0", b"");
    let plan = plan(&[place.input()], &place.vault_dir(), &Unwatched);
    let names: Vec<String> =
        plan.files.iter().map(|file| common::shown(file.path.strip_prefix(place.input()).unwrap())).collect();
    assert_eq!(names, ["a/.0", "a/1.txt", "b/2.txt"], "in name order, hidden ones too");
    assert_eq!(plan.size_bytes, 3, "with the bytes to come");
    assert_eq!(place.vault.info().unwrap().item_count, 0, "nothing is taken yet");
}

/// Another program that removes the item with these bytes at the moment when the intake has read them.
struct RemovingMeanwhile {
    other: Mutex<Option<Vault>>,
    item: holdfast_proof::ItemId,
    bytes: AtomicU64,
    at_bytes: u64,
}

impl Watch for RemovingMeanwhile {
    fn bytes(&self, count: u64) {
        if self.bytes.fetch_add(count, Ordering::Relaxed) + count >= self.at_bytes
            && let Some(mut other) = self.other.lock().unwrap().take()
        {
            other.remove(self.item, "removed by another program").unwrap();
        }
    }
}

impl IntakeWatch for RemovingMeanwhile {}

/// An item of these bytes that no adding is ever taken for.
fn captured(place: &mut Place, bytes: &[u8]) -> holdfast_proof::ItemId {
    let written = place.vault.objects().write(&mut &bytes[..], &Unwatched).unwrap();
    let now = place.outside.clock.now();
    let draft = ItemDraft {
        kind: Kind::Screenshot,
        origin: Origin::CapturedByHoldfast,
        how: How { tool: "holdfast".into(), command: "capture screen".into() },
        started_at: now,
        ended_at: now,
        monotonic_ms: 0,
        environment: EnvironmentBase::default().record(),
        parts: vec![PartDraft {
            name: "p001.txt".into(),
            role: "original".into(),
            media_type: "text/plain".into(),
            written,
        }],
        completeness: Completeness::complete(),
        page: None,
        of: None,
        part: None,
        count: None,
        reason: None,
        record_not_before: None,
        name: "captured".into(),
        dedupe: false,
        leaf_key: None,
    };
    let sealed = SealedItem::seal(&place.vault.objects(), draft, &place.outside).unwrap();
    place.vault.keep(vec![sealed]).unwrap().remove(0).id
}

#[test]
fn what_another_program_removes_while_it_comes_in_again_is_kept_all_the_same() {
    let mut place = Place::new();
    let first = place.file("a.txt", b"the same bytes");
    let captured = captured(&mut place, b"the same bytes");
    let second = place.file("b.txt", b"the last one read");
    let watch = RemovingMeanwhile {
        other: Mutex::new(Some(Vault::open(&place.vault_dir(), place.outside.clone(), Access::Write).unwrap())),
        item: captured,
        bytes: AtomicU64::new(0),
        // While the second file is read, when the first was found to be in the store.
        at_bytes: (b"the same bytes".len() + b"the last one read".len()) as u64,
    };
    let plan = plan(&[first, second], &place.vault_dir(), &Unwatched);
    let options = IntakeOptions { workers: 1, ..IntakeOptions::default() };
    let outcome = add(&mut place.vault, plan, &options, &place.outside, &watch).unwrap();
    assert!(watch.other.lock().unwrap().is_none(), "the other program had its turn");
    assert!(outcome.not_kept.is_empty(), "nothing of it stops an intake: {:?}", codes(&outcome.not_kept));
    assert_eq!(outcome.kept.len(), 2, "each input is accounted for");
    assert_eq!(place.file_bytes(outcome.kept[0].id, "p001.txt"), b"the same bytes", "taken again from its file");
    place.assert_whole();
}
