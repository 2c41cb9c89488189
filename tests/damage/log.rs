//! The log: entries dropped, reordered, cut, edited, forked, rolled back, moved between disputes; checkpoints, proofs
//! and bodies outside their form. Everything that the row does not name is right.

use crate::judge::Input;
use crate::table::{TOP, Table};
use holdfast_tests::forge::{Entry, Forgery, Log, base64, hex, sha256_hex, tree, whole};
use serde_json::json;

const ENTRIES: &str = "metadata/log/entries.jsonl";
const CHECKPOINT: &str = "metadata/log/checkpoint";

pub(crate) fn rows(table: &mut Table) {
    lines(table);
    chain(table);
    bodies(table);
    proofs(table);
    checkpoints(table);
    forks(table);
}

/// Edits the finished log file alone; manifests and signature are made anew.
fn log_file(table: &mut Table, name: &str, codes: &[&str], edit: impl FnOnce(Vec<String>) -> Vec<String>) {
    table.made(name, 2, codes, |forgery| {
        forgery.write_log();
        forgery.files.edit(ENTRIES, |text| edit(text.lines().map(|line| line.to_owned() + "\n").collect()).concat());
        forgery.seal();
    });
}

fn lines(table: &mut Table) {
    let shown: Vec<Entry> = table.base.log.entries.iter().filter(|entry| entry.shown).cloned().collect();
    for (at, entry) in shown.iter().enumerate() {
        let code = match (entry.kind.as_str(), at + 1 == shown.len()) {
            (_, true) => "export-entry-missing",
            ("genesis", _) => "body-missing|key-mismatch|log-syntax|inclusion-missing",
            // Of an item that is not shown only its proof tells that there was a line.
            ("item", _) => "item-not-in-log|unlisted-file",
            _ => "dispute-entry-missing",
        };
        log_file(table, &format!("line {at} ({}) dropped", entry.kind), &[code], |mut lines| {
            lines.remove(at);
            lines
        });
        log_file(
            table,
            &format!("line {at} ({}) with another salt", entry.kind),
            &["inclusion-invalid"],
            |mut lines| {
                lines[at] = lines[at].replace(&entry.salt, &"0".repeat(32));
                lines
            },
        );
        if at + 1 < shown.len() {
            log_file(table, &format!("lines {at} and {} changed places", at + 1), &["log-syntax"], |mut lines| {
                lines.swap(at, at + 1);
                lines
            });
        }
    }
    log_file(table, "a line twice", &["log-syntax"], |mut lines| {
        lines.insert(1, lines[1].clone());
        lines
    });
    log_file(table, "the last line cut in half", &["log-syntax"], |mut lines| {
        let last = lines.last_mut().expect("a line");
        last.truncate(60);
        lines
    });
    log_file(table, "no newline at the end", &["log-syntax"], |mut lines| {
        lines.last_mut().expect("a line").pop();
        lines
    });
    log_file(table, "an empty line", &["log-syntax"], |mut lines| {
        lines.insert(1, "\n".to_owned());
        lines
    });
    log_file(table, "CRLF", &["log-syntax"], |lines| lines.iter().map(|line| line.replace('\n', "\r\n")).collect());
    log_file(table, "no line at all", &["export-entry-missing|log-syntax"], |_| Vec::new());
    let forms: [(&str, &str, &str); 12] = [
        ("a space", "{\"v\":1,", "{\"v\": 1,"),
        ("another version", "\"v\":1", "\"v\":2"),
        ("another order of keys", "\"v\":1,\"n\":1,", "\"n\":1,\"v\":1,"),
        ("an unknown key", "\"v\":1,", "\"v\":1,\"x\":1,"),
        ("an unknown kind", "\"kind\":\"item\"", "\"kind\":\"judgment\""),
        ("a number as text", "\"n\":1,", "\"n\":\"1\","),
        ("a leading zero", "\"n\":1,", "\"n\":01,"),
        ("a time with a zone", ".678Z\"", ".678+00:00\""),
        ("a time without milliseconds", ".678Z\"", "Z\""),
        ("an impossible day", "2026-01-02T", "2026-02-30T"),
        ("an escaped letter", "\"kind\":\"item\"", "\"kind\":\"\\u0069tem\""),
        ("a byte order mark", "{\"v\":1,\"n\":1", "\u{feff}{\"v\":1,\"n\":1"),
    ];
    for (form, from, to) in forms {
        log_file(table, &format!("a line with {form}"), &["log-syntax"], |mut lines| {
            lines[1] = lines[1].replacen(from, to, 1);
            lines
        });
    }
    table.forged("an upper-case digest, properly logged", 2, &["log-syntax"], |forgery| {
        forgery.log.entries[1].reference = forgery.log.entries[1].reference.to_uppercase();
    });
    table.forged("a short salt, properly logged", 2, &["log-syntax"], |forgery| {
        forgery.log.entries[1].salt = "00".to_owned();
    });
    table.forged("an unknown kind, properly logged", 2, &["log-syntax"], |forgery| {
        forgery.add_entry("judgment", &"ab".repeat(32), false);
    });
    table.made("a number that is not the place", 2, &["log-syntax|inclusion-invalid|inclusion-missing"], |forgery| {
        forgery.rechain();
        forgery.log.entries[1].n = 2;
        forgery.write_log_as_is();
        forgery.seal();
    });
}

fn chain(table: &mut Table) {
    /// Edits the numbered entries, then writes and seals without chaining anew.
    fn chained(table: &mut Table, name: &str, codes: &[&str], edit: impl FnOnce(&mut Forgery)) {
        table.made(name, 2, codes, |forgery| {
            forgery.rechain();
            edit(forgery);
            forgery.write_log_as_is();
            forgery.seal();
        });
    }
    fn detached(forgery: &Forgery) -> usize {
        forgery.log.entries.iter().position(|entry| entry.kind == "detached").expect("E04 was detached")
    }
    chained(table, "a detachment hidden", &["dispute-entry-missing"], |forgery| {
        let at = detached(forgery);
        forgery.log.entries[at].shown = false;
    });
    chained(table, "attachment and detachment hidden", &["dispute-entry-missing"], |forgery| {
        let at = detached(forgery);
        forgery.log.entries[at].shown = false;
        forgery.log.entries[at - 1].shown = false;
    });
    table.forged("a detachment that never was", 2, &["exhibit-missing"], |forgery| {
        let at = detached(forgery);
        forgery.log.entries.remove(at);
    });
    chained(table, "a gap in the dispute's counter", &["dispute-entry-missing"], |forgery| {
        for entry in forgery.log.entries.iter_mut().skip(5) {
            if let Some(link) = entry.link.as_mut().filter(|_| entry.shown) {
                link.n += 1;
            }
        }
    });
    chained(
        table,
        "a wrong link to the entry before",
        &["dispute-entry-missing|log-syntax|inclusion-invalid"],
        |forgery| {
            let at = detached(forgery);
            forgery.log.entries[at].link.as_mut().expect("a link").prev = "ab".repeat(32);
        },
    );
    chained(table, "a first entry that links to something", &["dispute-entry-missing|log-syntax"], |forgery| {
        let first = forgery.log.entries.iter_mut().find_map(|entry| entry.link.as_mut()).expect("a link");
        first.prev = "ab".repeat(32);
    });
    chained(table, "an entry moved to another dispute", &["dispute-entry-missing"], |forgery| {
        let at = detached(forgery);
        forgery.log.entries[at].link.as_mut().expect("a link").id = "ff".repeat(16);
    });
    chained(table, "a counter that begins at zero", &["dispute-entry-missing|log-syntax"], |forgery| {
        for link in forgery.log.entries.iter_mut().filter_map(|entry| entry.link.as_mut()) {
            link.n -= 1;
        }
    });
    table.forged("no export entry", 2, &["export-entry-missing"], |forgery| {
        forgery.log.entries.pop();
    });
    table.forged("an entry of the dispute after the export entry", 2, &["export-entry-missing"], |forgery| {
        let seal = forgery.log.entries[1].reference.clone();
        forgery.log.entries.push(Entry::new("detached", &seal, Some(&forgery.dispute.clone())));
    });
    table.forged("the export entry outside the chain", 2, &["export-entry-missing"], |forgery| {
        forgery.log.entries.last_mut().expect("an entry").link = None;
    });
    table.forged("another export's id in bag-info.txt", 2, &["export-entry-missing"], |forgery| {
        forgery.files.edit("bag-info.txt", |text| {
            let old = text.lines().find_map(|line| line.strip_prefix("Holdfast-Export: ")).expect("the id").to_owned();
            text.replace(&old, &"1".repeat(32))
        });
    });
    table.forged("no export id in bag-info.txt", 2, &["export-entry-missing|bagit-syntax"], |forgery| {
        forgery.files.edit("bag-info.txt", |text| {
            text.split_inclusive('\n').filter(|line| !line.starts_with("Holdfast-Export")).collect()
        });
    });
    table.forged("an earlier export in the chain", 1, &[], |forgery| {
        let body = json!({"salt": sha256_hex(b"earlier"), "export": "ee".repeat(16), "edition": "full",
            "dispute_head": "ab".repeat(32), "omissions_sha256": "ab".repeat(32), "vault_check": "never"});
        let body = forgery.add_body(&body);
        forgery.add_entry("export-begun", &body, true);
    });
    table.forged("an item without its entry", 2, &["item-not-in-log"], |forgery| {
        forgery.log.entries.retain(not_item_of_e01(forgery))
    });
    table.forged("an item with two entries", 2, &["item-not-in-log"], |forgery| {
        let seal = forgery.log.entries[1].reference.clone();
        forgery.add_entry("item", &seal, false);
    });
    table.forged("an item's entry of another kind", 2, &["item-not-in-log"], |forgery| {
        forgery.log.entries[1].kind = "leaves".to_owned();
    });
    table.forged("an exhibit attached twice without a detachment", 1, &[], |forgery| {
        let seal = forgery.log.entries[1].reference.clone();
        forgery.add_entry("attached", &seal, true);
    });
}

/// Keeps all entries but the `item` entry of E01.
fn not_item_of_e01(forgery: &Forgery) -> impl Fn(&Entry) -> bool + use<> {
    let seal = sha256_hex(forgery.files.get("data/items/E01/item.sha256"));
    move |entry| entry.kind != "item" || entry.reference != seal
}

fn bodies(table: &mut Table) {
    for kind in ["genesis", "export-begun"] {
        table.forged(
            &format!("the body of {kind} is not shown"),
            2,
            &["body-missing|export-entry-missing"],
            |forgery| {
                forgery.rechain();
                let entry = forgery.log.entries.iter().rfind(|entry| entry.kind == kind).expect("an entry");
                forgery.bodies.remove(&entry.reference.clone());
            },
        );
    }
    table.forged("the body of the facts is not shown", 1, &[], |forgery| {
        let entry = forgery.log.entries.iter().rfind(|entry| entry.kind == "changed").expect("an entry");
        forgery.bodies.remove(&entry.reference.clone());
    });
    table.made("the body of the facts says something else", 2, &["body-mismatch|digest-mismatch"], |forgery| {
        forgery.write_log();
        let entry = forgery.log.entries.iter().rfind(|entry| entry.kind == "changed").expect("an entry");
        let name = format!("metadata/log/bodies/{}.json", &entry.reference[..32]);
        forgery.files.edit(&name, |text| text.replace("example.com", "example.org"));
        forgery.seal();
    });
    table.made("a body that no entry names", 2, &["body-mismatch|unlisted-file|untagged-file"], |forgery| {
        forgery.add_body(&json!({"salt": "ab".repeat(32), "what": "facts"}));
        forgery.write_log();
        forgery.seal();
    });
    let wrong = &["body-mismatch|json-syntax|key-mismatch|checkpoint-syntax"];
    table.forged("a genesis of another vault", 2, wrong, |forgery| {
        forgery.edit_body("genesis", |body| body["vault"] = "0b8f2a4e-6f1d-4c3a-9b57-2f6f0e9d1cff".into());
    });
    table.forged("a genesis with a short salt", 2, wrong, |forgery| {
        forgery.edit_body("genesis", |body| body["salt"] = "00".into())
    });
    table.forged("a genesis of the second epoch", 2, wrong, |forgery| {
        forgery.edit_body("genesis", |body| body["epoch"] = 2.into())
    });
    table.forged("a genesis with an unknown key", 1, &["unknown-field"], |forgery| {
        forgery.edit_body("genesis", |body| body["x"] = 1.into());
    });
    table.made("an export entry that names another head", 2, &["body-mismatch|export-entry-missing"], |forgery| {
        forgery.rechain();
        forgery.edit_body("export-begun", |body| body["dispute_head"] = "ab".repeat(32).into());
        forgery.log.rechain();
        forgery.write_log_as_is();
        forgery.seal();
    });
    table.made("an export entry that fixed other omissions", 2, &["omissions-mismatch"], |forgery| {
        forgery.rechain();
        forgery.edit_body("export-begun", |body| body["omissions_sha256"] = "ab".repeat(32).into());
        forgery.log.rechain();
        forgery.write_log_as_is();
        forgery.seal();
    });
    table.forged(
        "an export entry of another edition than bag-info.txt",
        2,
        &["body-mismatch|export-entry-missing"],
        |forgery| {
            forgery.edit_body("export-begun", |body| body["edition"] = "submission".into());
        },
    );
}

fn proofs(table: &mut Table) {
    let proof = "metadata/log/proofs/1.json";
    let edit = |table: &mut Table, name: &str, codes: &[&str], change: &dyn Fn(&mut Forgery)| {
        table.made(name, 2, codes, |forgery| {
            forgery.write_log();
            change(forgery);
            forgery.seal();
        });
    };
    let invalid = &["inclusion-invalid"];
    edit(table, "a proof is not there", &["inclusion-missing"], &|forgery| drop(forgery.files.remove(proof)));
    edit(table, "a proof of another line", invalid, &|forgery| {
        let other = forgery.files.get("metadata/log/proofs/2.json").to_vec();
        forgery.files.put(proof, other);
    });
    edit(table, "a proof for another size", invalid, &|forgery| {
        forgery.files.edit_json(proof, |value| value["size"] = (value["size"].as_u64().expect("a size") + 1).into());
    });
    edit(table, "a proof with another place", invalid, &|forgery| {
        forgery.files.edit_json(proof, |value| value["n"] = 3.into())
    });
    edit(table, "a proof with a step more", invalid, &|forgery| {
        forgery
            .files
            .edit_json(proof, |value| value["path"].as_array_mut().expect("a path").push("ab".repeat(32).into()));
    });
    edit(table, "a proof with a step less", invalid, &|forgery| {
        forgery.files.edit_json(proof, |value| drop(value["path"].as_array_mut().expect("a path").pop()));
    });
    edit(table, "a proof with a step of 31 bytes", &["json-syntax|inclusion-invalid"], &|forgery| {
        forgery.files.edit_json(proof, |value| value["path"][0] = "ab".repeat(31).into());
    });
    edit(table, "a proof with an upper-case step", &["json-syntax|inclusion-invalid"], &|forgery| {
        forgery.files.edit_json(proof, |value| {
            let text = value["path"][0].as_str().expect("a step").to_uppercase();
            value["path"][0] = text.into();
        });
    });
}

fn checkpoints(table: &mut Table) {
    /// Writes another note in the place of the checkpoint, with the forger's own key unless the row says otherwise.
    fn note(table: &mut Table, name: &str, codes: &[&str], make: impl FnOnce(&Forgery, u64, String) -> Vec<u8>) {
        table.made(name, 2, codes, |forgery| {
            forgery.write_log();
            let root = base64(&forgery.log.root());
            let bytes = make(forgery, forgery.log.entries.len() as u64, root);
            forgery.files.put(CHECKPOINT, bytes);
            forgery.seal();
        });
    }
    let syntax = &["checkpoint-syntax"];
    let signed = |forgery: &Forgery, text: String| forgery.key.note(&forgery.origin, &text).into_bytes();
    note(table, "an extension line", syntax, |f, size, root| {
        signed(f, format!("{}\n{size}\n{root}\nextension\n", f.origin))
    });
    note(table, "a size with a leading zero", syntax, |f, size, root| {
        signed(f, format!("{}\n0{size}\n{root}\n", f.origin))
    });
    note(table, "a size with a plus", syntax, |f, size, root| signed(f, format!("{}\n+{size}\n{root}\n", f.origin)));
    note(table, "a size that is none", syntax, |f, _, root| signed(f, format!("{}\nmany\n{root}\n", f.origin)));
    note(table, "a root of 31 bytes", syntax, |f, size, _| {
        signed(f, format!("{}\n{size}\n{}\n", f.origin, base64(&[1; 31])))
    });
    note(table, "a root without padding", syntax, |f, size, root| {
        signed(f, format!("{}\n{size}\n{}\n", f.origin, root.trim_end_matches('=')))
    });
    note(table, "two signatures", syntax, |f, size, root| {
        let text = format!("{}\n{size}\n{root}\n", f.origin);
        let other = holdfast_tests::forge::Key::numbered(8);
        format!("{}{}", f.key.note(&f.origin, &text), other.note_line(&f.origin, &text)).into_bytes()
    });
    note(table, "one signature twice", syntax, |f, size, root| {
        let text = format!("{}\n{size}\n{root}\n", f.origin);
        format!("{}{}", f.key.note(&f.origin, &text), f.key.note_line(&f.origin, &text)).into_bytes()
    });
    note(table, "no signature", syntax, |f, size, root| format!("{}\n{size}\n{root}\n\n", f.origin).into_bytes());
    note(table, "a key name that is not the origin", syntax, |f, size, root| {
        f.key.note("holdfast/other/1", &format!("{}\n{size}\n{root}\n", f.origin)).into_bytes()
    });
    note(table, "CRLF", syntax, |f, size, root| {
        String::from_utf8(signed(f, format!("{}\n{size}\n{root}\n", f.origin)))
            .expect("UTF-8")
            .replace('\n', "\r\n")
            .into_bytes()
    });
    note(table, "bytes after the signature", syntax, |f, size, root| {
        [signed(f, format!("{}\n{size}\n{root}\n", f.origin)), b"and more\n".to_vec()].concat()
    });
    note(table, "an origin that is none", syntax, |f, size, root| {
        f.key.note("somebody/else", &format!("somebody/else\n{size}\n{root}\n")).into_bytes()
    });
    note(table, "the origin of another vault", &["checkpoint-syntax|key-mismatch|body-mismatch"], |f, size, root| {
        let origin = "holdfast/ffffffff-6f1d-4c3a-9b57-2f6f0e9d1c11/1";
        f.key.note(origin, &format!("{origin}\n{size}\n{root}\n")).into_bytes()
    });
    note(
        table,
        "an epoch that no entry begins",
        &["checkpoint-syntax|key-mismatch|body-mismatch|log-syntax"],
        |f, size, root| {
            let origin = f.origin.replace("/1", "/2");
            f.key.note(&origin, &format!("{origin}\n{size}\n{root}\n")).into_bytes()
        },
    );
    let unsound = &["signature-invalid|key-mismatch|checkpoint-syntax"];
    note(table, "a signature by another key", unsound, |f, size, root| {
        holdfast_tests::forge::Key::numbered(8).note(&f.origin, &format!("{}\n{size}\n{root}\n", f.origin)).into_bytes()
    });
    note(table, "a signature over another size", unsound, |f, size, root| {
        let text = format!("{}\n{size}\n{root}\n", f.origin);
        format!("{text}\n{}", f.key.note_line(&f.origin, &format!("{}\n{}\n{root}\n", f.origin, size - 1))).into_bytes()
    });
    note(table, "the root of another tree", &["inclusion-invalid"], |f, size, _| {
        signed(f, format!("{}\n{size}\n{}\n", f.origin, base64(&[7; 32])))
    });
    note(table, "a size that is smaller than the log", &["inclusion-invalid"], |f, size, root| {
        signed(f, format!("{}\n{}\n{root}\n", f.origin, size - 1))
    });
    note(table, "rolled back to the checkpoint before", &["inclusion-invalid"], |f, size, _| {
        let before = Log { entries: f.log.entries[..f.log.entries.len() - 1].to_vec() };
        signed(f, format!("{}\n{}\n{}\n", f.origin, size - 1, base64(&before.root())))
    });
    table.made("exported from an older checkpoint", 2, &["export-entry-missing"], |forgery| {
        let export = forgery.log.entries.pop();
        forgery.write_log();
        forgery.seal();
        forgery.log.entries.extend(export);
    });
}

fn forks(table: &mut Table) {
    let zip = |forgery: Forgery| Input::Zip(forgery.finish().to_zip(TOP));
    let with = |what: &str| {
        let mut forgery = whole::from_nothing();
        whole::add_hidden(&mut forgery, what);
        forgery
    };
    table.inputs("one bundle twice", 1, &[], &[], vec![zip(with("a")), zip(with("a"))]);
    table.inputs("two histories of one size", 2, &["log-forked"], &[], vec![zip(with("a")), zip(with("b"))]);
    let mut longer = with("b");
    whole::add_hidden(&mut longer, "c");
    table.inputs("two histories of two sizes", 2, &["log-forked"], &[], vec![zip(with("a")), zip(longer)]);
    let grown = || {
        let mut forgery = with("a");
        forgery.rechain();
        let first = forgery.log.entries.last().expect("an entry").clone();
        let body = json!({"salt": sha256_hex(b"second"), "export": "ee".repeat(16), "edition": "full", "dispute_head": "",
            "omissions_sha256": "", "vault_check": "never"});
        let body = forgery.add_body(&body);
        let mut hidden = Entry::new("item", &"ab".repeat(32), None);
        hidden.shown = false;
        forgery.log.entries.push(hidden);
        forgery.log.entries.push(Entry::new("export-begun", &body, first.link.as_ref().map(|link| link.id.as_str())));
        let old = forgery.files.text("bag-info.txt");
        let old = old.lines().find_map(|line| line.strip_prefix("Holdfast-Export: ")).expect("the id").to_owned();
        forgery.files.edit("bag-info.txt", |text| text.replace(&old, &"ee".repeat(16)));
        forgery
    };
    table.inputs("a log that has grown since", 1, &[], &[], vec![zip(with("a")), zip(grown())]);
    table.inputs("a log that has grown from another", 2, &["log-forked"], &[], vec![zip(with("b")), zip(grown())]);
    let mut other = whole::from_nothing();
    other.origin = other.origin.replace("0b8f", "1b8f");
    other.edit_body("genesis", |body| {
        body["vault"] = body["vault"].as_str().expect("text").replace("0b8f", "1b8f").into()
    });
    table.inputs("bundles of two vaults", 1, &[], &[], vec![zip(with("a")), zip(other)]);
    let root = hex(&tree::root(&with("a").log.leaves()));
    assert_eq!(root.len(), 64, "the forger's roots are digests");
}
