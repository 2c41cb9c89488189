//! The tamper matrix of the vault: every file of its folder, and every kind of row of its database, altered behind the
//! program's back; `vault check` must say so. And when the database is beyond saving, `vault salvage` must bring every
//! item back whose bytes are there.

use holdfast_tests::files::Files;
use holdfast_tests::matrix::Matrix;
use holdfast_tests::program::{Desk, Ran};
use holdfast_tests::sample::Case;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A vault that is whole, as bytes: the folder, and the mark outside it.
#[derive(Clone)]
struct Whole {
    vault: Files,
    home: Files,
    seals: BTreeSet<String>,
    rows: BTreeMap<String, Vec<String>>,
}

impl Whole {
    fn new() -> Whole {
        let case = Case::new();
        let removed = holdfast_tests::sample::add(&case.desk, &case.desk.write("in/removed.txt", b"to be erased\n"));
        let id = removed["id"].as_str().expect("an id");
        case.desk.holdfast(&["item", "remove", id, "--reason", "a mistake"]).expect(0);
        case.bundle("bundle.zip", &[]);
        case.desk.holdfast(&["vault", "check"]).expect(0);
        let rows = dump(&case.desk.vault());
        let vault = Files::read_folder(&case.desk.vault());
        let home = Files::read_folder(&case.desk.root().join("home"));
        let seals = seals(&case.desk);
        Whole { vault, home, seals, rows }
    }

    /// A desk with a copy of this vault, changed.
    fn copy(&self, change: &dyn Fn(&mut Files)) -> Desk {
        let desk = Desk::new();
        let mut vault = self.vault.clone();
        change(&mut vault);
        vault.write_folder(&desk.vault());
        self.home.write_folder(&desk.root().join("home"));
        private(&desk.vault());
        desk
    }
}

/// The folder's own rules: 0700 and 0600, as the program made them.
fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for path in [folder.to_owned(), folder.join("objects")] {
        let _ = std::fs::set_permissions(path, PermissionsExt::from_mode(0o700));
    }
    for name in ["key", "vault.db"] {
        let _ = std::fs::set_permissions(folder.join(name), PermissionsExt::from_mode(0o600));
    }
}

/// The seals of all items of a desk's vault.
fn seals(desk: &Desk) -> BTreeSet<String> {
    let list = desk.holdfast(&["item", "list"]).expect(0).json();
    let items = list["items"].as_array().expect("a list of items").iter();
    items.map(|item| item["seal_sha256"].as_str().expect("a seal").to_owned()).collect()
}

/// `vault check` must find fault; returns why not.
fn must_find(ran: &Ran) -> Result<Value, String> {
    let answer: Value = serde_json::from_slice(&ran.stdout).map_err(|error| format!("{error}: {}", ran.story()))?;
    match ran.exit {
        Some(2 | 3) => Ok(answer),
        _ => Err(format!("not found: {}", ran.story())),
    }
}

fn found_codes(answer: &Value) -> BTreeSet<String> {
    let mut codes = super::judge::codes(answer);
    codes.extend(super::judge::codes(&answer["check"]));
    codes.extend(answer["error"]["code"].as_str().map(str::to_owned));
    codes
}

#[test]
fn every_damage_to_every_file_of_a_vault_is_found() {
    let whole = Whole::new();
    let whole = &whole;
    let names: Vec<String> =
        whole.vault.names().filter(|name| *name != "objects/tmp/lock").map(str::to_owned).collect();
    let objects: Vec<&String> = names.iter().filter(|name| name.starts_with("objects/")).collect();
    let mut matrix = Matrix::new("every file of a vault");
    for name in &names {
        // A byte of the database may lie where nothing is; those have a test of their own below.
        if name != "vault.db" {
            row(&mut matrix, whole, format!("a byte of {name} flipped"), |files| flip(files, name));
        }
        if !whole.vault.get(name).is_empty() {
            row(&mut matrix, whole, format!("{name} cut by a byte"), |files| {
                bytes(files, name).pop();
            });
            row(&mut matrix, whole, format!("{name} emptied"), |files| files.put(name, ""));
        }
        if name != "vault.db" {
            row(&mut matrix, whole, format!("a byte added to {name}"), |files| bytes(files, name).push(b'\n'));
        }
        row(&mut matrix, whole, format!("{name} gone"), |files| drop(files.remove(name)));
        row(&mut matrix, whole, format!("{name} under another name"), move |files| {
            let bytes = files.remove(name);
            files.put(&format!("{name}x"), bytes);
        });
    }
    for pair in objects.windows(2) {
        row(&mut matrix, whole, format!("{} and {} changed places", pair[0], pair[1]), |files| {
            let (one, other) = (files.remove(pair[0]), files.remove(pair[1]));
            files.put(pair[0], other);
            files.put(pair[1], one);
        });
    }
    matrix.run();
}

fn bytes<'a>(files: &'a mut Files, name: &str) -> &'a mut Vec<u8> {
    files.0.get_mut(name).expect("the file is there")
}

fn flip(files: &mut Files, name: &str) {
    let bytes = bytes(files, name);
    if bytes.is_empty() {
        return bytes.push(1);
    }
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

fn row<'a>(matrix: &mut Matrix<'a>, whole: &'a Whole, name: String, change: impl Fn(&mut Files) + Send + Sync + 'a) {
    matrix.row(name, move || must_find(&whole.copy(&change).holdfast(&["vault", "check"])).map(|_| ()));
}

#[test]
fn a_stranger_in_the_vault_is_named_and_harms_nothing() {
    let whole = Whole::new();
    let mut matrix = Matrix::new("strangers in a vault");
    let stranger = holdfast_tests::forge::sha256_hex(b"a stranger");
    let rightly_named = format!("objects/{}/{}", &stranger[..2], &stranger[2..]);
    let places = ["stranger.txt", "objects/stranger.txt", "objects/ab/stranger.txt", &rightly_named];
    let whole = &whole;
    for place in places.map(str::to_owned) {
        matrix.row(format!("a stranger at {place}"), move || {
            let desk = whole.copy(&|files| files.put(&place, "a stranger"));
            let ran = desk.holdfast(&["vault", "check"]);
            let answer: Value =
                serde_json::from_slice(&ran.stdout).map_err(|error| format!("{error}: {}", ran.story()))?;
            if ran.exit != Some(0) || found_codes(&answer).is_empty() {
                return Err(format!("a stranger is to be noted and is no damage: {}", ran.story()));
            }
            if seals(&desk) == whole.seals { Ok(()) } else { Err("items are not what they were".to_owned()) }
        });
    }
    matrix.run();
}

#[test]
fn a_flipped_byte_of_the_database_is_found_or_changes_nothing() {
    let whole = Whole::new();
    let mut matrix = Matrix::new("bytes of vault.db");
    let length = whole.vault.get("vault.db").len();
    let whole = &whole;
    for at in (0..length).step_by((length / 160).max(1)) {
        matrix.row(format!("byte {at} of vault.db flipped"), move || {
            let desk = whole.copy(&|files| bytes(files, "vault.db")[at] ^= 0x11);
            let ran = desk.holdfast(&["vault", "check"]);
            match ran.exit {
                Some(2 | 3) => Ok(()),
                Some(0) => same_rows(&whole.rows, &dump(&desk.vault())),
                _ => Err(ran.story()),
            }
        });
    }
    matrix.run();
}

/// What a reader made of an item and can make again, and the note of when the vault was checked: no evidence.
const DERIVED: [&str; 4] = ["check_run", "reading", "search", "thumbnail"];

/// Names the rows that differ, but for what is derived.
fn same_rows(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
    for (table, rows) in before.iter().filter(|(table, _)| !DERIVED.contains(&table.as_str())) {
        let now = after.get(table).ok_or_else(|| format!("{table} cannot be read, and the check says whole"))?;
        if let Some((row, other)) = rows.iter().zip(now).find(|(row, other)| row != other) {
            return Err(format!("a row of {table} is another, and the check says whole: {row} became {other}"));
        }
        if rows.len() != now.len() {
            return Err(format!("{table} has {} rows, not {}, and the check says whole", now.len(), rows.len()));
        }
    }
    Ok(())
}

/// Every row of every table and every statement of the schema, as text.
fn dump(vault: &Path) -> BTreeMap<String, Vec<String>> {
    let read = || -> rusqlite::Result<BTreeMap<String, Vec<String>>> {
        let database = rusqlite::Connection::open(vault.join("vault.db"))?;
        let mut dumped = BTreeMap::new();
        let mut tables = vec!["sqlite_schema".to_owned()];
        let mut names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
        tables.extend(names.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?);
        for table in tables {
            let columns = if table == "sqlite_schema" { "type, name, tbl_name, sql" } else { "*" };
            let mut rows = database.prepare(&format!("SELECT {columns} FROM \"{table}\""))?;
            let width = rows.column_count();
            let text = |row: &rusqlite::Row<'_>| {
                (0..width).map(|at| row.get_ref(at).map(|value| format!("{value:?}"))).collect::<Result<Vec<_>, _>>()
            };
            let all = rows.query_map([], |row| Ok(text(row)?.join("|")))?.collect::<Result<Vec<_>, _>>()?;
            dumped.insert(table, all);
        }
        Ok(dumped)
    };
    read().unwrap_or_default()
}

#[test]
fn every_edit_of_the_database_is_found() {
    let whole = Whole::new();
    let mut matrix = Matrix::new("rows of vault.db");
    let whole = &whole;
    for (name, statements) in EDITS {
        matrix.row(*name, move || {
            let desk = whole.copy(&|_| {});
            edit(&desk.vault(), statements).map_err(|error| format!("the edit failed: {error}"))?;
            must_find(&desk.holdfast(&["vault", "check"])).map(|_| ())
        });
    }
    matrix.run();
}

/// Takes the triggers away, edits, and puts them back, so that only the rows differ.
fn edit(vault: &Path, statements: &str) -> rusqlite::Result<()> {
    let database = rusqlite::Connection::open(vault.join("vault.db"))?;
    database.execute_batch("PRAGMA foreign_keys = OFF")?;
    let mut found = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")?;
    let triggers: Vec<(String, String)> =
        found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    drop(found);
    let before = database.total_changes();
    for (name, _) in &triggers {
        database.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    database.execute_batch(statements)?;
    assert!(database.total_changes() > before || statements.contains("DROP"), "the edit changed nothing: {statements}");
    for (name, sql) in &triggers {
        if !statements.contains(&format!("-- without {name}")) {
            database.execute_batch(sql)?;
        }
    }
    Ok(())
}

/// What is edited, and how.
const EDITS: &[(&str, &str)] = &[
    ("an entry dropped", "DELETE FROM entry WHERE n = 5"),
    ("the first entry dropped", "DELETE FROM entry WHERE n = 0"),
    ("the last entry dropped", "DELETE FROM entry WHERE n = (SELECT max(n) FROM entry)"),
    ("the last three entries cut", "DELETE FROM entry WHERE n > (SELECT max(n) - 3 FROM entry)"),
    (
        "rolled back: the last entry and its checkpoint gone",
        "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint); DELETE FROM entry WHERE n = (SELECT max(n) FROM entry)",
    ),
    (
        "two entries changed places",
        "UPDATE entry SET n = 1000 + n WHERE n IN (4, 5); UPDATE entry SET n = 1009 - n WHERE n > 1000",
    ),
    (
        "a line edited",
        "UPDATE entry SET line = CAST(replace(CAST(line AS TEXT), '\"item\"', '\"leaves\"') AS BLOB) WHERE kind = 'item'",
    ),
    (
        "a line and its leaf are another's",
        "UPDATE entry SET (line, leaf) = (SELECT line, leaf FROM entry WHERE n = 2) WHERE n = 3",
    ),
    ("a leaf edited", "UPDATE entry SET leaf = zeroblob(32) WHERE n = 3"),
    (
        "an entry's kind edited",
        "UPDATE entry SET kind = 'leaves' WHERE n = (SELECT min(n) FROM entry WHERE kind = 'item')",
    ),
    ("an entry's dispute edited", "UPDATE entry SET dispute = zeroblob(16) WHERE dispute IS NOT NULL"),
    ("an entry's dispute forgotten", "UPDATE entry SET dispute = NULL WHERE dispute IS NOT NULL"),
    (
        "an entry invented",
        "CREATE TEMP TABLE extra AS SELECT * FROM entry WHERE n = 3; UPDATE extra SET n = (SELECT max(n) + 1 FROM entry); INSERT INTO entry SELECT * FROM extra",
    ),
    ("the tree's frontier edited", "UPDATE tree SET frontier = zeroblob(length(frontier))"),
    ("the tree forgotten", "DELETE FROM tree"),
    ("the newest checkpoint dropped", "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)"),
    ("all checkpoints dropped", "DELETE FROM checkpoint"),
    (
        "a checkpoint's root edited",
        "UPDATE checkpoint SET root = zeroblob(32) WHERE size = (SELECT max(size) FROM checkpoint)",
    ),
    (
        "a checkpoint's note edited",
        "UPDATE checkpoint SET note = CAST('x' AS BLOB) WHERE size = (SELECT max(size) FROM checkpoint)",
    ),
    ("a body's row dropped", "DELETE FROM body WHERE n = (SELECT min(n) FROM body)"),
    ("a body's digest edited", "UPDATE body SET digest = zeroblob(32) WHERE n = (SELECT min(n) FROM body)"),
    ("the genesis said to be erased", "UPDATE body SET erased = 1 WHERE n = 0"),
    ("an item dropped with its files", "DELETE FROM item_file WHERE item = 2; DELETE FROM item WHERE key = 2"),
    ("an item's seal edited", "UPDATE item SET seal = zeroblob(32) WHERE key = 2"),
    ("an item's id edited", "UPDATE item SET id = zeroblob(16) WHERE key = 2"),
    ("an item's entry edited", "UPDATE item SET entry = 0 WHERE key = 2"),
    ("an item's kind edited", "UPDATE item SET kind = 'invoice' WHERE key = 2"),
    ("an item's origin edited", "UPDATE item SET origin = 'captured-by-holdfast' WHERE key = 2"),
    ("an item's name edited", "UPDATE item SET name = 'another.txt' WHERE key = 2"),
    ("an item's size edited", "UPDATE item SET size_bytes = size_bytes + 1 WHERE key = 2"),
    ("an item's digest edited", "UPDATE item SET sha256 = zeroblob(32) WHERE key = 2"),
    ("an item's number of parts edited", "UPDATE item SET part_count = part_count + 1 WHERE key = 2"),
    ("an item's completeness edited", "UPDATE item SET completeness = 'partial' WHERE key = 2"),
    ("an item said to be made from another", "UPDATE item SET of = zeroblob(32) WHERE key = 2"),
    ("an item's note edited", "UPDATE item SET note = 'not what was written' WHERE key = 1"),
    (
        "two items change their seals",
        "CREATE TEMP TABLE old AS SELECT key, seal FROM item WHERE key IN (1, 2); UPDATE item SET seal = randomblob(32) WHERE key IN (1, 2); UPDATE item SET seal = (SELECT seal FROM old WHERE old.key = 3 - item.key) WHERE key IN (1, 2)",
    ),
    ("a part's row dropped", "DELETE FROM item_file WHERE item = 2 AND position = 0"),
    (
        "a part's digest is another's",
        "UPDATE item_file SET digest = (SELECT digest FROM item_file WHERE item = 1 AND position = 0) WHERE item = 2 AND position = 0",
    ),
    ("a part's name edited", "UPDATE item_file SET name = 'p009.txt' WHERE item = 2 AND position = 0"),
    ("a part's role edited", "UPDATE item_file SET role = 'other' WHERE item = 2 AND role <> 'record'"),
    ("a part's media type edited", "UPDATE item_file SET media_type = 'image/gif' WHERE item = 2 AND role <> 'record'"),
    ("a part's size edited", "UPDATE item_file SET size_bytes = size_bytes + 1 WHERE item = 2 AND position = 0"),
    ("a part's CRC edited", "UPDATE item_file SET crc32 = crc32 + 1 WHERE item = 2 AND position = 0"),
    ("an exhibit's number edited", "UPDATE exhibit SET number = 77 WHERE dispute = 1 AND number = 2"),
    ("an exhibit's item edited", "UPDATE exhibit SET seal = zeroblob(32) WHERE dispute = 1 AND number = 2"),
    ("an exhibit dropped", "DELETE FROM exhibit WHERE dispute = 1 AND number = 2"),
    ("a detached exhibit attached again", "UPDATE exhibit SET state = 'attached' WHERE state = 'detached'"),
    ("an attached exhibit detached", "UPDATE exhibit SET state = 'detached' WHERE dispute = 1 AND number = 2"),
    (
        "what an exhibit is to prove edited",
        "UPDATE exhibit SET proves = 'the opposite' WHERE dispute = 1 AND number = 2",
    ),
    ("the order of exhibits edited", "UPDATE exhibit SET position = 100 - position WHERE dispute = 1"),
    ("a dispute's title edited", "UPDATE dispute SET title = 'another' WHERE key = 1"),
    ("a dispute closed", "UPDATE dispute SET state = 'closed', outcome = 'paid' WHERE key = 1"),
    ("a dispute's counter edited", "UPDATE dispute SET chain_n = chain_n - 1 WHERE key = 1"),
    ("a dispute's head edited", "UPDATE dispute SET chain_leaf = zeroblob(32) WHERE key = 1"),
    ("a dispute's id edited", "UPDATE dispute SET id = zeroblob(16) WHERE key = 1"),
    ("a dispute dropped", "DELETE FROM dispute WHERE key = 1"),
    ("a fact edited", "UPDATE fact SET value = 'another shop' WHERE name = 'merchant'"),
    ("a fact dropped", "DELETE FROM fact WHERE name = 'merchant'"),
    ("a fact invented", "INSERT INTO fact VALUES (1, 'claim', 'CNY 1000000')"),
    ("a tombstone dropped", "DELETE FROM tombstone"),
    ("a tombstone's seal edited", "UPDATE tombstone SET seal = zeroblob(32)"),
    ("a tombstone's entry edited", "UPDATE tombstone SET entry = 0"),
    ("an export dropped", "DELETE FROM export_item; DELETE FROM export"),
    ("an export's digest edited", "UPDATE export SET zip = zeroblob(32)"),
    ("an export's tag manifest edited", "UPDATE export SET tagmanifest = zeroblob(32)"),
    ("an export's size edited", "UPDATE export SET size_bytes = size_bytes + 1"),
    ("an export's id edited", "UPDATE export SET id = zeroblob(16)"),
    ("the vault's id edited", "UPDATE vault SET id = '0b8f2a4e-6f1d-4c3a-9b57-2f6f0e9d1c11'"),
    ("the vault's epoch edited", "UPDATE vault SET epoch = 9"),
    ("the vault's key edited", "UPDATE vault SET public_key = zeroblob(32)"),
    ("the vault's fingerprint edited", "UPDATE vault SET fingerprint = 'SHA256:x'"),
    ("the log's guards taken away", "DROP INDEX entry_by_dispute; -- without entry_stays"),
    ("a table dropped", "DROP TABLE exhibit; -- without exhibit_stays -- without exhibit_remains"),
];

#[test]
fn after_salvage_every_sealed_item_is_back() {
    let whole = Whole::new();
    let whole = &whole;
    let mut matrix = Matrix::new("salvage");
    type Loss = fn(&mut Files);
    let losses: [(&str, Loss); 5] = [
        ("the database is gone", |files| drop(files.remove("vault.db"))),
        ("the database is empty", |files| files.put("vault.db", "")),
        ("the database is noise", |files| files.put("vault.db", vec![0xa5; 40_000])),
        ("the database is half", |files| {
            let half = files.get("vault.db").len() / 2;
            bytes(files, "vault.db").truncate(half);
        }),
        ("database and key are gone", |files| {
            files.remove("vault.db");
            files.remove("key");
        }),
    ];
    for (name, loss) in losses {
        matrix.row(name, move || salvaged(whole, &whole.copy(&loss), 0));
    }
    matrix.row("an item's part is gone too", move || {
        let desk = whole.copy(&|files| {
            files.remove("vault.db");
            let chat = holdfast_tests::forge::sha256_hex(&holdfast_tests::sample::chat(40));
            files.remove(&format!("objects/{}/{}", &chat[..2], &chat[2..]));
        });
        salvaged(whole, &desk, 1)
    });
    matrix.run();
}

fn salvaged(whole: &Whole, desk: &Desk, lost: usize) -> Result<(), String> {
    let ran = desk.holdfast(&["vault", "salvage"]);
    let good = if lost == 0 { ran.exit == Some(0) } else { matches!(ran.exit, Some(0..=2)) };
    if !good {
        return Err(ran.story());
    }
    let back = seals(desk);
    if !back.is_subset(&whole.seals) || back.len() + lost < whole.seals.len() {
        return Err(format!("{} of {} items are back: {}", back.len(), whole.seals.len(), ran.story()));
    }
    let check = desk.holdfast(&["vault", "check"]);
    if lost == 0 && check.exit != Some(0) {
        return Err(format!("salvaged, and not whole: {}", check.story()));
    }
    Ok(())
}
