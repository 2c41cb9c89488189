//! The tamper matrix of the vault: whatever is changed by hand, a check finds it or an opening refuses it.

use crate::epochs_and_keys::copy_folder;
use crate::stamps::stamped_where_openssl_is;
use crate::world::{World, add, furnished};
use holdfast_vault::{Access, CheckCode, CheckLevel, Unwatched, Vault};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

fn files_under(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else if !path.ends_with("lock")
            && !path.ends_with("vault.db-shm")
            && path.metadata().expect("there").len() > 0
        {
            // SQLite makes the shared memory anew from the write-ahead log; the lock and an empty log say nothing.
            found.push(path);
        }
    }
    found.sort();
    found
}

fn write(path: &Path, bytes: &[u8]) {
    let _ = std::fs::remove_file(path);
    std::fs::write(path, bytes).expect("written");
    // Otherwise every change would be told by its mode alone.
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("set");
}

/// What became of a tampered vault: the codes above `note`, or the code of the refusal.
fn verdict(world: &World) -> BTreeSet<&'static str> {
    let outside = world.outside.clone();
    match Vault::open(&world.dir(), outside, Access::Read).and_then(|vault| vault.check(&Unwatched)) {
        Ok(report) => {
            let told = report.findings.iter().filter(|finding| finding.level != CheckLevel::Note);
            told.map(|finding| finding.code.as_str()).collect()
        }
        Err(error) => BTreeSet::from([error.code()]),
    }
}

#[test]
fn every_changed_file_is_found() {
    let world = World::new();
    let (mut vault, _) = furnished(&world);
    stamped_where_openssl_is(&mut vault);
    drop(vault);
    world.assert_whole("before");
    let files = files_under(&world.dir());
    assert!(files.len() > 20, "a vault with something of everything");
    let mut tried = 0;
    for path in &files {
        let saved = std::fs::read(path).expect("readable");
        let database = path.ends_with("vault.db");
        let middle = saved.len() / 2;
        let mut flipped = saved.clone();
        flipped[middle] ^= 1;
        let mut longer = saved.clone();
        longer.push(b'x');
        let changes: Vec<(&str, Option<Vec<u8>>)> = vec![
            ("flipped", Some(flipped)),
            ("truncated", Some(saved[..saved.len() - 1].to_vec())),
            ("emptied", Some(Vec::new())),
            // SQLite ignores bytes after its last page, so nothing that was kept is touched by them.
            ("longer", if database { None } else { Some(longer) }),
        ];
        for (change, bytes) in changes {
            let Some(bytes) = bytes else { continue };
            // A flip in the free space of a database page changes nothing that anyone can read.
            if database && change == "flipped" {
                continue;
            }
            write(path, &bytes);
            assert!(!verdict(&world).is_empty(), "{change}: {}", path.display());
            tried += 1;
        }
        std::fs::remove_file(path).expect("deleted");
        assert!(!verdict(&world).is_empty(), "deleted: {}", path.display());
        write(path, &saved);
        let renamed = path.with_file_name("0123");
        std::fs::rename(path, &renamed).expect("renamed");
        assert!(!verdict(&world).is_empty(), "renamed: {}", path.display());
        std::fs::rename(&renamed, path).expect("renamed");
        tried += 2;
    }
    let objects: Vec<&PathBuf> = files.iter().filter(|path| path.starts_with(world.dir().join("objects"))).collect();
    for pair in objects.windows(2) {
        let [one, two] = [pair[0], pair[1]].map(|path| std::fs::read(path).expect("readable"));
        write(pair[0], &two);
        write(pair[1], &one);
        assert!(verdict(&world).contains("object-damaged"), "swapped: {}", pair[0].display());
        write(pair[0], &one);
        write(pair[1], &two);
        tried += 1;
    }
    world.assert_whole("after all was put back");
    println!("{tried} of {tried} changes to files were found");
}

#[test]
fn flips_all_over_the_database_are_found_or_touch_nothing() {
    let world = World::new();
    let (mut vault, _) = furnished(&world);
    stamped_where_openssl_is(&mut vault);
    drop(vault);
    let path = world.dir().join("vault.db");
    let saved = std::fs::read(&path).expect("readable");
    let everything = |dir: &Path| -> Vec<String> {
        let connection = Connection::open(dir.join("vault.db")).expect("opens");
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut statement = connection.prepare(sql).expect("tables");
        let tables: Vec<String> =
            statement.query_map([], |row| row.get(0)).expect("tables").map(|name| name.expect("a name")).collect();
        let mut all = Vec::new();
        for table in tables {
            let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).expect("rows");
            let columns = statement.column_count();
            let mut rows = statement.query([]).expect("rows");
            while let Some(row) = rows.next().expect("a row") {
                let values = (0..columns).map(|index| format!("{:?}", row.get_ref(index).expect("a value")));
                all.push(format!("{table}: {}", values.collect::<Vec<_>>().join(" ")));
            }
        }
        all
    };
    let before = everything(&world.dir());
    // What no seal and no log entry speaks of: a look at it is no evidence.
    let derived =
        ["thumbnail:", "reading:", "leaf_key:", "tombstone:", "export:", "export_item:", "authority:", "asking:"];
    let (mut found, mut harmless) = (0, 0);
    for offset in (100..saved.len()).step_by(997) {
        let mut flipped = saved.clone();
        flipped[offset] ^= 1;
        write(&path, &flipped);
        if verdict(&world).is_empty() {
            let now = everything(&world.dir());
            let changed = before.iter().filter(|row| !now.contains(row));
            let grave: Vec<_> = changed.filter(|row| !derived.iter().any(|table| row.starts_with(table))).collect();
            assert!(grave.is_empty(), "a flip at {offset} changed {grave:?}");
            harmless += 1;
        } else {
            found += 1;
        }
    }
    write(&path, &saved);
    println!("{found} flips found, {harmless} in free space or derived rows");
    assert!(found > 0, "some flips hit what matters");
}

#[test]
fn a_changed_write_ahead_log_is_found() {
    let world = World::new();
    let (mut vault, _) = furnished(&world);
    add(&mut vault, "newest", b"only in the write-ahead log");
    // A copy of the folder as a crash would leave it: the database still open, its log not yet folded in.
    let crashed = World { folder: tempfile::TempDir::new().expect("a folder"), outside: world.outside.clone() };
    copy_folder(&world.dir(), &crashed.dir());
    let log = crashed.dir().join("vault.db-wal");
    let saved = std::fs::read(&log).expect("a log");
    let _ = std::fs::remove_file(crashed.dir().join("vault.db-shm"));
    crashed.assert_whole("as a crash leaves it");
    let mut changes = vec![("emptied", Vec::new()), ("half", saved[..saved.len() / 2].to_vec())];
    for offset in (0..saved.len()).step_by(saved.len() / 20) {
        let mut flipped = saved.clone();
        flipped[offset] ^= 1;
        changes.push(("flipped", flipped));
    }
    let mut harmless = 0;
    for (change, bytes) in changes {
        let _ = std::fs::remove_file(crashed.dir().join("vault.db-shm"));
        write(&log, &bytes);
        if verdict(&crashed).is_empty() {
            // A log keeps frames of before its last beginning; nobody reads them.
            assert_eq!(crashed.open().info().expect("info").item_count, 4, "{change}: nothing may be missing");
            harmless += 1;
        }
    }
    assert!(harmless < 3, "{harmless} changes touched nothing that is read");
    drop(vault);
}

/// Runs SQL past the triggers, as somebody with a database tool would.
fn tampered(original: &World, sql: &str) -> BTreeSet<&'static str> {
    let world = World { folder: tempfile::TempDir::new().expect("a folder"), outside: original.outside.clone() };
    copy_folder(&original.dir(), &world.dir());
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    connection.pragma_update(None, "foreign_keys", false).expect("off");
    let triggers: Vec<(String, String)> = {
        let mut statement =
            connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").expect("triggers");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("triggers");
        rows.map(|row| row.expect("a trigger")).collect()
    };
    for (name, _) in &triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
    }
    connection.execute_batch(sql).expect(sql);
    for (_, sql) in &triggers {
        connection.execute_batch(sql).expect("put back");
    }
    drop(connection);
    verdict(&world)
}

/// Edits of the tables of time proofs, which are there when `openssl` is.
const OF_PROOFS: &[(&str, &str)] = &[
    ("UPDATE stamped_list SET kind = 'renewal', number = 2 WHERE kind = 'batch'", "catalogue-differs"),
    ("UPDATE stamped_list SET number = 7 WHERE kind = 'batch'", "catalogue-differs"),
    ("UPDATE stamped_list SET sha256 = zeroblob(32) WHERE kind = 'batch'", "object-missing"),
    ("UPDATE stamped_list SET size_bytes = 1", "catalogue-differs"),
    ("UPDATE stamped_list SET crc32 = 1", "catalogue-differs"),
    ("DELETE FROM stamped_list WHERE kind = 'batch'", "catalogue-differs"),
    ("DELETE FROM covered WHERE digest = (SELECT seal FROM item WHERE key = 1)", "catalogue-differs"),
    (
        "UPDATE covered SET digest = zeroblob(32) WHERE digest = (SELECT seal FROM item WHERE key = 1)",
        "catalogue-differs",
    ),
    ("INSERT INTO covered SELECT zeroblob(32), key FROM stamped_list", "catalogue-differs"),
    ("DELETE FROM time_proof", "catalogue-differs"),
    ("DELETE FROM time_proof WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET authority = 'other' WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET token = (SELECT token FROM time_proof WHERE key = 2) WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET token = zeroblob(32) WHERE key = 1", "object-missing"),
    ("UPDATE time_proof SET list = (SELECT max(key) FROM stamped_list) WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET entry = 1 WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET kept_at = '2020-01-01T00:00:00.000Z' WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET at = '2020-01-01T00:00:00.000Z' WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET not_later_than = '2020-01-01T00:00:00.000Z' WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET accuracy_ms = NULL WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET ends_at = '2099-01-01T00:00:00.000Z' WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET issuer = 'DigiCert' WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET verified = 0 WHERE key = 1", "catalogue-differs"),
    ("UPDATE time_proof SET size_bytes = 1 WHERE key = 1", "catalogue-differs"),
    ("DELETE FROM stamped_item WHERE item = 1", "catalogue-differs"),
    ("INSERT INTO stamped_item SELECT 'other', item, proof FROM stamped_item LIMIT 1", "catalogue-differs"),
    ("DELETE FROM item_time WHERE item = 1", "catalogue-differs"),
    ("UPDATE item_time SET not_later_than = '2020-01-01T00:00:00.000Z' WHERE item = 1", "catalogue-differs"),
    ("DROP TABLE asking", "database-damaged"),
];

#[test]
fn every_edited_row_is_found() {
    let edits = [
        ("UPDATE vault SET epoch = 1", ""),
        ("DELETE FROM entry WHERE n = 3", "log-broken"),
        ("DELETE FROM entry WHERE n = (SELECT max(n) FROM entry)", "checkpoint-invalid"),
        ("UPDATE entry SET line = (SELECT line FROM entry WHERE n = 2) WHERE n = 3", "log-broken"),
        (
            "UPDATE entry SET line = CAST(replace(CAST(line AS TEXT), '2025-11-02', '2025-11-01') AS BLOB) WHERE n = 3",
            "checkpoint-invalid",
        ),
        ("UPDATE entry SET leaf = zeroblob(32) WHERE n = 3", "log-broken"),
        ("UPDATE entry SET kind = 'leaves' WHERE n = 1", "log-broken"),
        ("UPDATE entry SET dispute = NULL WHERE dispute IS NOT NULL", "log-broken"),
        ("UPDATE entry SET n = n + 1000 WHERE n = 3", "log-broken"),
        ("UPDATE tree SET frontier = zeroblob(8)", "log-broken"),
        ("DELETE FROM tree", "log-broken"),
        ("DELETE FROM checkpoint", "checkpoint-invalid"),
        ("DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)", "checkpoint-invalid"),
        ("UPDATE checkpoint SET root = zeroblob(32) WHERE size = 2", "checkpoint-invalid"),
        (
            "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 2) WHERE size = 3",
            "checkpoint-invalid",
        ),
        ("UPDATE checkpoint SET size = 1000 WHERE size = 3", "checkpoint-invalid"),
        ("DELETE FROM body WHERE n = (SELECT max(n) FROM body)", "catalogue-differs"),
        ("UPDATE body SET digest = zeroblob(32) WHERE n = 6", "catalogue-differs"),
        ("UPDATE body SET erased = 1 WHERE n = 6", "catalogue-differs"),
        ("DELETE FROM item WHERE key = 1", "item-not-in-log"),
        ("UPDATE item SET name = 'other.bin' WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET kind = 'video' WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET origin = 'captured-by-holdfast' WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET size_bytes = 1 WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET sha256 = zeroblob(32) WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET part_count = 2 WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET completeness = 'partial' WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET added_at = '2020-01-01T00:00:00.000Z' WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET note = 'other' WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET seal = zeroblob(32) WHERE key = 1", "item-not-in-log"),
        ("UPDATE item SET id = zeroblob(16) WHERE key = 1", "catalogue-differs"),
        ("UPDATE item SET entry = 999 WHERE key = 1", "item-not-in-log"),
        ("UPDATE item SET of = zeroblob(32) WHERE key = 1", "catalogue-differs"),
        ("DELETE FROM item_file WHERE item = 1 AND position = 0", "catalogue-differs"),
        ("DELETE FROM item_file WHERE item = 1", "catalogue-differs"),
        ("UPDATE item_file SET name = 'p002.bin' WHERE item = 1 AND position = 0", "catalogue-differs"),
        ("UPDATE item_file SET role = 'other' WHERE item = 1 AND position = 0", "catalogue-differs"),
        ("UPDATE item_file SET media_type = 'x/y' WHERE item = 1 AND position = 0", "catalogue-differs"),
        ("UPDATE item_file SET digest = zeroblob(32) WHERE item = 1 AND position = 0", "object-missing"),
        ("UPDATE item_file SET size_bytes = 1 WHERE item = 1 AND position = 0", "catalogue-differs"),
        ("UPDATE item_file SET crc32 = 1 WHERE item = 1 AND position = 0", "catalogue-differs"),
        (
            "INSERT INTO item_file SELECT item, 9, 'p009.bin', role, media_type, digest, size_bytes, crc32
             FROM item_file WHERE item = 2 AND position = 0",
            "catalogue-differs",
        ),
        ("DELETE FROM search WHERE item = 1", "catalogue-differs"),
        ("UPDATE search SET text = 'hidden' WHERE item = 1", "catalogue-differs"),
        ("DELETE FROM tombstone", "item-not-in-log"),
        ("UPDATE tombstone SET seal = zeroblob(32)", "item-not-in-log"),
        ("UPDATE tombstone SET entry = 1", "item-not-in-log"),
        ("UPDATE tombstone SET removed_at = '2020-01-01T00:00:00.000Z'", "catalogue-differs"),
        ("DELETE FROM dispute", "catalogue-differs"),
        ("UPDATE dispute SET title = 'Another'", "catalogue-differs"),
        ("UPDATE dispute SET state = 'closed', outcome = 'won'", "catalogue-differs"),
        ("UPDATE dispute SET created_at = '2020-01-01T00:00:00.000Z'", "catalogue-differs"),
        ("UPDATE dispute SET chain_n = 1", "catalogue-differs"),
        ("UPDATE dispute SET id = zeroblob(16)", "catalogue-differs"),
        ("DELETE FROM fact WHERE name = 'claim'", "catalogue-differs"),
        ("UPDATE fact SET value = '9900.00' WHERE name = 'claim'", "catalogue-differs"),
        ("INSERT INTO fact VALUES (1, 'demand', 'more')", "catalogue-differs"),
        ("DELETE FROM exhibit WHERE number = 3", "catalogue-differs"),
        ("UPDATE exhibit SET state = 'attached' WHERE number = 3", "catalogue-differs"),
        ("UPDATE exhibit SET proves = 'everything' WHERE number = 1", "catalogue-differs"),
        ("UPDATE exhibit SET position = 9 WHERE number = 1", "catalogue-differs"),
        ("UPDATE exhibit SET number = 9 WHERE number = 1", "catalogue-differs"),
        ("UPDATE exhibit SET item = 2 WHERE number = 1", "catalogue-differs"),
        ("UPDATE exhibit SET item = NULL WHERE number = 1", "catalogue-differs"),
        ("DELETE FROM export", "catalogue-differs"),
        ("UPDATE export SET edition = 'submission'", "catalogue-differs"),
        ("UPDATE export SET zip = zeroblob(32)", "catalogue-differs"),
        ("UPDATE export SET done = NULL, done_at = NULL", "catalogue-differs"),
        ("UPDATE export SET begun_at = '2020-01-01T00:00:00.000Z'", "catalogue-differs"),
        ("UPDATE vault SET epoch = 2", "catalogue-differs"),
        ("UPDATE vault SET created_at = '2020-01-01T00:00:00.000Z'", "catalogue-differs"),
        ("UPDATE vault SET fingerprint = 'SHA256:x'", "catalogue-differs"),
        ("UPDATE vault SET id = '00000000-0000-4000-8000-000000000000'", "catalogue-differs"),
        ("DELETE FROM leaf_key", "catalogue-differs"),
        ("UPDATE leaf_key SET bytes = randomblob(32)", "catalogue-differs"),
        ("UPDATE tombstone SET kind = 'leaves'", "catalogue-differs"),
        ("DROP INDEX item_by_kind", "database-damaged"),
        ("CREATE TABLE stranger (x)", "database-damaged"),
        ("CREATE TRIGGER stranger AFTER INSERT ON item BEGIN DELETE FROM fact; END", "database-damaged"),
    ];
    let world = World::new();
    let (mut vault, _) = furnished(&world);
    let stamped = stamped_where_openssl_is(&mut vault);
    drop(vault);
    for (sql, code) in edits.into_iter().chain(if stamped { OF_PROOFS.to_vec() } else { Vec::new() }) {
        let found = tampered(&world, sql);
        let expected = if code.is_empty() { found.is_empty() } else { found.contains(code) };
        assert!(expected, "{sql}\nfound {found:?} instead of {code}");
    }
    println!("{0} of {0} edits were found", edits.len() - 1 + if stamped { OF_PROOFS.len() } else { 0 });
}

const SLIPS_WITH_PROOFS: &[&str] = &[
    "DELETE FROM stamped_list",
    "UPDATE stamped_list SET number = 9",
    "DELETE FROM covered",
    "UPDATE covered SET list = 1",
    "DELETE FROM time_proof",
    "UPDATE time_proof SET at = 'x'",
];

#[test]
fn triggers_hold_against_slips() {
    let world = World::new();
    let (mut vault, _) = furnished(&world);
    let stamped = stamped_where_openssl_is(&mut vault);
    drop(vault);
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    for sql in [
        "DELETE FROM entry",
        "UPDATE entry SET kind = 'x'",
        "DELETE FROM checkpoint",
        "DELETE FROM body",
        "UPDATE body SET erased = 1; UPDATE body SET erased = 0",
        "DELETE FROM item",
        "UPDATE item SET seal = zeroblob(32)",
        "DELETE FROM item_file",
        "DELETE FROM tombstone",
        "DELETE FROM dispute",
        "DELETE FROM exhibit",
        "UPDATE exhibit SET number = 9",
        "DELETE FROM export",
        "DELETE FROM vault",
    ]
    .into_iter()
    .chain(stamped.then_some(SLIPS_WITH_PROOFS).into_iter().flatten().copied())
    {
        assert!(connection.execute_batch(sql).is_err(), "append-only: {sql}");
    }
}

#[test]
fn a_dropped_trigger_is_found() {
    let world = World::new();
    drop(world.create());
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    connection.execute_batch("DROP TRIGGER entry_stays").expect("dropped");
    drop(connection);
    assert!(verdict(&world).contains("database-damaged"), "the guard itself is guarded");
}

#[test]
fn strangers_in_the_folder_are_told() {
    let world = World::new();
    drop(world.create());
    let put = |name: &str, code: CheckCode| {
        let path = world.dir().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, b"stranger").expect("written");
        let codes: Vec<_> = world.check().findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, [code], "{name}");
        std::fs::remove_file(&path).expect("removed");
    };
    put("COURT-VERIFIED.html", CheckCode::FileStranger);
    put("objects/readme.txt", CheckCode::ObjectStranger);
    put("objects/zz/x", CheckCode::ObjectStranger);
    std::fs::remove_dir(world.dir().join("objects/zz")).expect("removed");
    put("objects/ab/short", CheckCode::ObjectStranger);
    let unnamed = format!("objects/ab/{}", "0".repeat(62));
    put(&unnamed, CheckCode::UnreferencedObject);
}

#[test]
fn a_newer_vault_is_refused() {
    let world = World::new();
    drop(world.create());
    let connection = Connection::open(world.dir().join("vault.db")).expect("opens");
    connection.pragma_update(None, "user_version", 99).expect("set");
    drop(connection);
    for access in [Access::Read, Access::Write] {
        let error = Vault::open(&world.dir(), world.outside.clone(), access).expect_err("refused");
        assert_eq!(error.code(), "vault-newer", "{access:?}");
    }
}

#[test]
fn what_is_no_database_is_damage() {
    let world = World::new();
    drop(world.create());
    write(&world.dir().join("vault.db"), b"not a database at all, but long enough to look at");
    for access in [Access::Read, Access::Write] {
        let error = Vault::open(&world.dir(), world.outside.clone(), access).expect_err("refused");
        assert_eq!(error.code(), "vault-damaged", "{access:?}");
    }
}
