//! What is kept is there, once, as it came.

use crate::world::{World, add, draft, keep_draft};
use holdfast_proof::record::{Kind, Origin};
use holdfast_proof::{Digest, list::List, seal};
use holdfast_vault::{Access, Filter, SealedItem, Unwatched, Vault, VaultError, Watch};
use std::io::Read;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

fn objects_in(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(dir.join("objects")).expect("objects") {
        let folder = folder.expect("a folder");
        if folder.file_name() != "tmp" {
            found.extend(std::fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("a file").path()));
        }
    }
    found
}

#[test]
fn adding_the_same_file_twice_stores_one_object_and_gives_the_earlier_item() {
    let world = World::new();
    let mut vault = world.create();
    let first = add(&mut vault, "a.txt", b"the same bytes");
    let objects = objects_in(&world.dir()).len();
    let second = add(&mut vault, "b.txt", b"the same bytes");
    assert!(second.already_kept && !first.already_kept, "the second is told");
    assert_eq!((second.id, second.name.as_str()), (first.id, "a.txt"), "it is the earlier item");
    assert_eq!(objects_in(&world.dir()).len(), objects, "records made in vain are removed");
    assert_eq!(vault.already_kept(&first.sha256).expect("asked"), Some(second), "known before sealing too");
    world.assert_whole("a duplicate leaves nothing behind");
}

#[test]
fn a_capture_of_the_same_bytes_is_an_item_of_its_own() {
    let world = World::new();
    let mut vault = world.create();
    let mut first = draft(&vault, "page", b"unchanged");
    (first.dedupe, first.origin) = (false, Origin::CapturedByHoldfast);
    let first = keep_draft(&mut vault, first);
    let mut again = draft(&vault, "page", b"unchanged");
    again.dedupe = false;
    assert!(!again.parts[0].written.fresh, "one object");
    let again = keep_draft(&mut vault, again);
    assert!(again.id != first.id && !again.already_kept, "a second look is a second item");
    let added = add(&mut vault, "page", b"unchanged");
    assert!(!added.already_kept, "only what was added counts for adding");
}

#[test]
fn two_equal_files_in_one_group_are_one_item() {
    let world = World::new();
    let mut vault = world.create();
    let sealed: Vec<SealedItem> = (0..2)
        .map(|_| SealedItem::seal(&vault.objects(), draft(&vault, "a", b"twin"), &world.outside).expect("sealed"))
        .collect();
    let kept = vault.keep(sealed).expect("kept");
    assert_eq!((kept[0].id, kept[1].already_kept), (kept[1].id, true), "the rule holds inside a group");
}

#[test]
fn an_object_has_the_bytes_and_numbers_of_its_source_whatever_its_size() {
    let world = World::new();
    let vault = world.create();
    let store = vault.objects();
    for size in [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 7 * (1 << 20) + 3] {
        let bytes: Vec<u8> = (0..size).map(|index: usize| (index * 7 + index / 251) as u8).collect();
        // A source that gives a little at a time.
        let mut source = bytes
            .chunks(65_537)
            .map(std::io::Cursor::new)
            .fold(Box::new(std::io::empty()) as Box<dyn Read>, |before, chunk| Box::new(before.chain(chunk)));
        let written = store.write(&mut source, &Unwatched).expect("written");
        assert_eq!(written.digest, Digest::of(&bytes), "digest of {size} bytes");
        assert_eq!((written.size_bytes, written.crc32), (size as u64, crc32fast::hash(&bytes)), "{size} bytes");
        assert_eq!(written.first_bytes, bytes[..size.min(8 << 10)], "the beginning of {size} bytes");
        let mut back = Vec::new();
        store.read_checked(&written.digest, &mut back, &Unwatched).expect("read");
        assert!(back == bytes, "the same {size} bytes come back");
    }
    let modes = objects_in(&world.dir()).into_iter().map(|path| path.metadata().expect("there").permissions().mode());
    assert!(modes.into_iter().all(|mode| mode & 0o777 == 0o400), "objects are read-only from the first moment");
}

#[test]
fn a_damaged_object_is_healed_by_adding_its_bytes_again() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "a", b"precious bytes");
    let name = kept.sha256.to_string();
    let path = world.dir().join("objects").join(&name[..2]).join(&name[2..]);
    std::fs::remove_file(&path).expect("writable folder");
    std::fs::write(&path, b"precious bytez").expect("damage");
    assert!(!world.check().is_whole(), "the damage is found");
    let again = add(&mut vault, "a", b"precious bytes");
    assert!(again.already_kept, "it is the same item");
    world.assert_whole("healed");
}

#[test]
fn what_was_kept_survives_closing_and_opening() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "发票 😀.pdf", b"%PDF-1.7");
    drop(vault);
    let vault = world.open();
    let detail = vault.item(kept.id).expect("still there");
    assert_eq!(detail.row.name, "发票 😀.pdf", "the declared name");
    assert_eq!(detail.files.len(), 4, "part and three records");
    let list = vault.objects().read_small(&detail.files[3].digest, 1 << 20).expect("the list");
    let list = List::parse(&list).expect("the list grammar");
    assert_eq!(seal::seal_digest(&list), kept.seal_sha256, "the seal is the digest of item.sha256");
    assert_eq!(list.get("p001.txt"), Some(kept.sha256), "it lists the part");
    assert_eq!(detail.entries.len(), 1, "one entry of its own");
    world.assert_whole("a closed vault");
}

#[test]
fn a_draft_that_breaks_the_format_is_refused_and_nothing_is_kept() {
    let world = World::new();
    let vault = world.create();
    for name in ["../p001.txt", "capture.json", "nul", "a b", ""] {
        let mut bad = draft(&vault, "a", b"x");
        bad.parts[0].name = name.to_owned();
        let error = SealedItem::seal(&vault.objects(), bad, &world.outside).expect_err("refused");
        assert_eq!(error.code(), "draft-unsound", "part name {name:?}");
    }
}

#[test]
fn a_source_that_breaks_off_leaves_nothing() {
    struct Broken(usize);
    impl Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0 == 0 {
                return Err(std::io::Error::other("unplugged"));
            }
            self.0 -= 1;
            buffer.fill(1);
            Ok(buffer.len())
        }
    }
    let world = World::new();
    let vault = world.create();
    for steps in [0, 1, 9] {
        let error = vault.objects().write(&mut Broken(steps), &Unwatched).expect_err("it broke off");
        assert_eq!(error.code(), "cannot-read", "the source's fault, after {steps} reads");
    }
    let left = std::fs::read_dir(world.dir().join("objects/tmp")).expect("tmp").count();
    assert_eq!((objects_in(&world.dir()).len(), left), (1, 1), "the genesis body and the lock, nothing else");
}

#[test]
fn a_cancelled_copy_leaves_nothing() {
    struct Stop;
    impl Watch for Stop {
        fn cancelled(&self) -> bool {
            true
        }
    }
    let world = World::new();
    let vault = world.create();
    let error = vault.objects().write(&mut std::io::repeat(1).take(9 << 20), &Stop).expect_err("cancelled");
    assert_eq!(error.code(), "cancelled", "said as such");
    assert_eq!(objects_in(&world.dir()).len(), 1, "only the genesis body");
}

#[test]
fn given_up_objects_go_and_used_ones_stay() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "a", b"used");
    let sealed = SealedItem::seal(&vault.objects(), draft(&vault, "b", b"given up"), &world.outside).expect("sealed");
    let mut digests = sealed.digests();
    digests.push(kept.sha256);
    vault.discard(&digests).expect("given up");
    world.assert_whole("no unreferenced object, nothing missing");
}

#[test]
fn old_temporary_files_go_when_nobody_else_writes() {
    let world = World::new();
    let vault = world.create();
    let left = world.dir().join("objects/tmp/left-by-a-crash");
    std::fs::write(&left, b"half").expect("written");
    let second = world.open();
    assert!(left.exists(), "another writer may be using it");
    drop((vault, second));
    let _vault = world.open();
    assert!(!left.exists(), "nobody is");
}

#[test]
fn pages_follow_each_other_and_filters_hold() {
    let world = World::new();
    let mut vault = world.create();
    let kept: Vec<_> = (0..7).map(|number| add(&mut vault, &format!("Photo {number}.JPG"), &[number])).collect();
    vault.note_set(kept[4].id, "收据 from the SHOP").expect("noted");
    let dispute = vault.dispute_create("x").expect("a dispute").id;
    vault.attach(dispute, &[kept[2].id, kept[5].id], None).expect("attached");
    let mut filter = Filter { limit: 3, ..Filter::default() };
    let mut seen = Vec::new();
    loop {
        let page = vault.item_page(&filter).expect("a page");
        filter.after = page.last().map(|row| row.id);
        seen.extend(page.iter().map(|row| row.id));
        if page.len() < filter.limit {
            break;
        }
    }
    assert_eq!(seen, kept.iter().map(|kept| kept.id).collect::<Vec<_>>(), "oldest first, none twice, none left out");
    let find =
        |filter: Filter| vault.item_page(&filter).expect("a page").into_iter().map(|row| row.id).collect::<Vec<_>>();
    let text = |text: &str| Filter { find: Some(text.to_owned()), ..Filter::default() };
    assert_eq!(find(text("photo 3")), [kept[3].id], "case does not matter");
    assert_eq!(find(text("收据")), [kept[4].id], "notes are looked through");
    assert_eq!(find(text("%")), [], "no character is special");
    assert_eq!(find(Filter { dispute: Some(dispute), ..text("photo") }), [kept[2].id, kept[5].id], "both filters");
    assert_eq!(find(Filter { kind: Some(Kind::Video), ..Filter::default() }), [], "kind");
}

#[test]
fn an_item_is_found_by_the_beginning_of_its_id_or_seal() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "a", b"a");
    for text in [kept.id.to_string(), kept.seal_sha256.to_string(), kept.seal_sha256.to_string()[..9].to_owned()] {
        assert_eq!(vault.item_find(&text).expect("found"), kept.id, "{text}");
    }
    add(&mut vault, "b", b"b");
    let both = &kept.id.to_string()[..8];
    assert!(
        matches!(vault.item_find(both), Err(VaultError::ItemAmbiguous { count: 2, .. })),
        "ids begin with the time"
    );
    for text in ["", "ab", "zzzz", "ffff"] {
        assert_eq!(vault.item_find(text).expect_err("unknown").code(), "item-unknown", "{text:?}");
    }
}

#[test]
fn a_vault_is_made_whole_or_not_at_all() {
    let world = World::new();
    drop(world.create());
    let again = Vault::create(&world.dir(), world.outside.clone()).expect_err("there is one");
    assert_eq!(again.code(), "vault-exists", "never replaced");
    let foreign = world.folder.path().join("foreign");
    std::fs::create_dir(&foreign).expect("made");
    drop(Vault::create(&foreign, world.outside.clone()).expect("an empty folder is as good as none"));
    let foreign = world.folder.path().join("letters");
    std::fs::create_dir(&foreign).expect("made");
    std::fs::write(foreign.join("letter.txt"), b"hello").expect("written");
    let error = Vault::create(&foreign, world.outside.clone()).expect_err("somebody's folder");
    assert_eq!(error.code(), "folder-not-empty", "never mixed into");
    let open = |dir: &Path| Vault::open(dir, world.outside.clone(), Access::Write).expect_err("no vault").code();
    assert_eq!(open(&foreign), "not-a-vault", "a folder");
    assert_eq!(open(&world.folder.path().join("nothing")), "not-a-vault", "no folder");
    let mode = |name: &str| world.dir().join(name).metadata().expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("."), mode("key"), mode("vault.db")), (0o700, 0o600, 0o600), "nobody else reads it");
}

#[test]
fn making_a_vault_touches_no_folder_of_a_like_name() {
    let world = World::new();
    let theirs = world.folder.path().join("vault.being-made");
    std::fs::create_dir_all(&theirs).expect("made");
    std::fs::write(theirs.join("letter.txt"), b"of the user").expect("written");
    drop(world.create());
    assert!(theirs.join("letter.txt").exists(), "what the user has beside it stays");
    let names = std::fs::read_dir(world.folder.path()).expect("listed").flatten().map(|entry| entry.file_name());
    let left = names.filter(|name| name.to_string_lossy().starts_with("vault.being-made-")).count();
    assert_eq!(left, 0, "nothing half-made is left");
    world.assert_whole("the new one is whole");
}

#[test]
fn the_same_world_makes_the_same_vault() {
    let make = |seed| {
        let world = World::seeded(seed);
        let (vault, _) = crate::world::furnished(&world);
        vault.checkpoint().expect("a checkpoint")
    };
    assert_eq!(make(5), make(5), "clock and randomness come from outside alone");
    assert_ne!(make(5), make(6), "and they do matter");
}

#[test]
fn a_full_disk_is_said_before_the_copy() {
    let world = World::new();
    let mut outside = world.outside.clone();
    outside.spare_bytes = u64::MAX / 2;
    let vault = Vault::create(&world.dir(), outside).expect("made");
    let error = vault.objects().make_room_for(1).expect_err("no room");
    assert_eq!(error.code(), "not-enough-space", "the spare bytes stay free");
    assert!(vault.objects().free_space().expect("asked") > 0, "the disk itself is not full");
}

#[test]
fn a_vault_for_reading_changes_nothing() {
    let world = World::new();
    let mut vault = world.create();
    let kept = add(&mut vault, "a", b"a");
    drop(vault);
    let mut vault = Vault::open(&world.dir(), world.outside.clone(), Access::Read).expect("opens");
    assert_eq!(vault.note_set(kept.id, "no").expect_err("refused").code(), "vault-read-only", "a note");
    assert_eq!(vault.remove(kept.id, "no").expect_err("refused").code(), "vault-read-only", "a removal");
    assert_eq!(vault.key_rotate().expect_err("refused").code(), "vault-read-only", "a key");
    assert!(!vault.info().expect("info").writable, "and it says so");
}

#[test]
fn every_folder_and_file_of_a_vault_is_its_owners_alone() {
    let world = World::new();
    let mut vault = world.create();
    add(&mut vault, "a", b"a");
    let copy = world.folder.path().join("copy");
    vault.copy_to(&copy, &Unwatched).expect("copied");
    let mut open = vec![world.dir(), copy];
    while let Some(path) = open.pop() {
        let found = std::fs::symlink_metadata(&path).expect("there");
        assert_eq!(found.permissions().mode() & 0o077, 0, "{} is open to others", path.display());
        if found.is_dir() {
            open.extend(std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        }
    }
}

#[test]
fn a_vault_that_cannot_be_looked_at_is_not_called_absent() {
    let world = World::new();
    std::fs::create_dir_all(world.dir()).expect("made");
    // As good as a folder without rights, which binds everyone but root.
    std::os::unix::fs::symlink("vault.db", world.dir().join("vault.db")).expect("a link to itself");
    let opened = Vault::open(&world.dir(), world.outside.clone(), Access::Read);
    assert_eq!(opened.expect_err("refused").code(), "cannot-read", "else a person would make a second vault");
    std::fs::write(world.folder.path().join("file"), b"").expect("written");
    let opened = Vault::open(&world.folder.path().join("file"), world.outside.clone(), Access::Read);
    assert_eq!(opened.expect_err("refused").code(), "not-a-vault", "a file is none");
}
