//! A whole bundle from nothing: four exhibits, a detached one, entries of another dispute between them, all written
//! here by the description of the format alone. That the verifier finds no fault in it says that the description
//! suffices for a second implementation; everything else in `forge` starts from it or from an exported one.

use super::bundle::Forgery;
use super::log::{Entry, Log};
use super::{Key, list, sha256_hex};
use crate::files::Files;
use crate::sample;
use serde_json::{Value, json};

const VAULT: &str = "0b8f2a4e-6f1d-4c3a-9b57-2f6f0e9d1c11";
const DISPUTE: &str = "5a5a0000111122223333444455556666";
const EXPORT: &str = "e0e0e0e011112222333344445555aaaa";

/// The forgery of a bundle that nobody exported, before its log and manifests are written.
pub fn from_nothing() -> Forgery {
    let mut forgery = Forgery {
        files: Files::default(),
        log: Log::default(),
        bodies: Default::default(),
        key: Key::numbered(7),
        signer: Key::numbered(7),
        confirmer: None,
        origin: format!("holdfast/{VAULT}/1"),
        dispute: DISPUTE.to_owned(),
    };
    let key = forgery.key.clone();
    let genesis = genesis(&key);
    let genesis = forgery.add_body(&genesis);
    let push = |forgery: &mut Forgery, kind: &str, reference: &str, dispute: Option<&str>| {
        forgery.log.entries.push(Entry::new(kind, reference, dispute));
    };
    push(&mut forgery, "genesis", &genesis, None);
    let parts: [(&str, &str, &str, &str, Vec<u8>); 4] = [
        ("E01", "screenshot", "p001.png", "image/png", sample::png(32, 200)),
        ("E02", "chat", "p001.txt", "text/plain", sample::chat(12)),
        ("E03", "mail", "original.eml", "message/rfc822", sample::mail()),
        ("E05", "document", "p001.bin", "application/octet-stream", Vec::new()),
    ];
    let mut exhibits = Vec::new();
    for (at, (number, kind, name, media, bytes)) in parts.into_iter().enumerate() {
        let seal = add_item(&mut forgery.files, number, at, kind, name, media, &bytes);
        push(&mut forgery, "item", &seal, None);
        push(&mut forgery, "attached", &seal, Some(DISPUTE));
        if number == "E03" {
            let gone = sha256_hex(b"the seal of E04");
            push(&mut forgery, "item", &gone, None);
            push(&mut forgery, "attached", &gone, Some(DISPUTE));
            push(&mut forgery, "detached", &gone, Some(DISPUTE));
        }
        add_hidden(&mut forgery, &format!("elsewhere {at}"));
        exhibits.push(json!({
            "number": number, "seal_sha256": seal, "folder": format!("data/items/{number}"),
            "printed": (at + 1).to_string(), "group": null, "proves": "the promise",
        }));
    }
    let facts = json!({"salt": sha256_hex(b"facts"), "what": "facts", "facts": {"platform": "example.com"}});
    let facts = forgery.add_body(&facts);
    push(&mut forgery, "changed", &facts, Some(DISPUTE));
    add_metadata(&mut forgery.files, exhibits);
    let export = json!({
        "salt": sha256_hex(b"export"), "export": EXPORT, "edition": "full", "dispute_head": "",
        "omissions_sha256": "", "vault_check": "never",
    });
    let export = forgery.add_body(&export);
    push(&mut forgery, "export-begun", &export, Some(DISPUTE));
    forgery
}

/// The body of a genesis entry with this key.
pub fn genesis(key: &Key) -> Value {
    json!({"salt": sha256_hex(b"genesis"), "vault": VAULT, "epoch": 1, "public_key": key.ssh_line()})
}

/// An entry of another dispute, hidden, before the own export entry if there is one.
pub fn add_hidden(forgery: &mut Forgery, what: &str) {
    let other = &sha256_hex(b"another dispute")[..32];
    let mut entry = Entry::new("attached", &sha256_hex(what.as_bytes()), Some(other));
    entry.shown = false;
    let entries = &mut forgery.log.entries;
    let at = entries.len() - usize::from(entries.last().is_some_and(|last| last.kind == "export-begun"));
    entries.insert(at, entry);
}

/// Writes the folder of an item with one part and returns its seal digest.
pub fn add_item(
    files: &mut Files,
    number: &str,
    at: usize,
    kind: &str,
    name: &str,
    media: &str,
    bytes: &[u8],
) -> String {
    let folder = format!("data/items/{number}");
    let capture = json!({
        "v": 1, "salt": sha256_hex(number.as_bytes()), "id": format!("0198c1d2-0000-7000-8000-{at:012}"), "kind": kind,
        "origin": "supplied-by-user", "how": {"tool": "holdfast 0.1.0", "command": "item add"},
        "started_at": "2026-01-02T03:04:05.600+08:00", "ended_at": "2026-01-02T03:04:05.601+08:00", "monotonic_ms": 1,
        "parts": [{"name": name, "role": "original", "media_type": media, "size_bytes": bytes.len()}],
        "completeness": {"state": "complete", "reasons": []},
    });
    let environment = json!({
        "v": 1, "salt": sha256_hex(format!("environment of {number}").as_bytes()),
        "original_name": {"source": "declared", "value": format!("原件 {number}")},
        "host": {"source": "unavailable", "why": "not asked"},
    });
    let capture = serde_json::to_vec(&capture).expect("a JSON value can be written");
    let environment = serde_json::to_vec(&environment).expect("a JSON value can be written");
    let inside = [(name, bytes), ("capture.json", capture.as_slice()), ("environment.json", environment.as_slice())];
    let list = list::of(inside);
    for (name, bytes) in inside {
        files.put(&format!("{folder}/{name}"), bytes);
    }
    files.put(&format!("{folder}/item.sha256"), list.clone());
    sha256_hex(&list)
}

/// The folder of the leaves of E02, cut line by line, with the files of the shown ones; logs it and returns the folder.
pub fn add_leaves(forgery: &mut Forgery, shown: &[usize]) -> String {
    let folder = "data/items/E02-p001-leaves".to_owned();
    let part = forgery.files.get("data/items/E02/p001.txt").to_vec();
    let lines = part.split_inclusive(|byte| *byte == b'\n').enumerate();
    let leaves: Vec<(String, Vec<u8>)> =
        lines.map(|(at, line)| (format!("l/{:08}", at + 1), leaf(at + 1, line))).collect();
    let names = leaves.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let leaf_list = list::of(names);
    let of = sha256_hex(forgery.files.get("data/items/E02/item.sha256"));
    add_item(&mut forgery.files, "E02-p001-leaves", 90, "leaves", "leaves.sha256", "text/plain", &leaf_list);
    for at in shown {
        let (name, bytes) = &leaves[*at];
        forgery.files.put(&format!("{folder}/{name}"), bytes.clone());
    }
    forgery.files.edit_json(&format!("{folder}/capture.json"), |value| {
        (value["origin"], value["parts"][0]["role"]) = ("derived".into(), "leaves".into());
        (value["of"], value["part"], value["count"]) = (of.into(), "p001.txt".into(), leaves.len().into());
    });
    let placeholder = sha256_hex(forgery.files.get(&format!("{folder}/item.sha256")));
    forgery.add_entry("leaves", &placeholder, false);
    forgery.reseal(&folder);
    folder
}

/// The file of a leaf: its salt in hex, LF, the bytes.
pub fn leaf(number: usize, bytes: &[u8]) -> Vec<u8> {
    [sha256_hex(format!("salt of leaf {number}").as_bytes()).as_bytes(), b"\n", bytes].concat()
}

fn add_metadata(files: &mut Files, exhibits: Vec<Value>) {
    let mut put =
        |name: &str, value: Value| files.put(name, serde_json::to_vec(&value).expect("a JSON value can be written"));
    put("metadata/exhibits.json", json!({"v": 1, "exhibits": exhibits}));
    put("metadata/omissions.json", json!({"v": 1, "withheld": [], "environment": []}));
    put(
        "metadata/dispute.json",
        json!({"v": 1, "dispute": DISPUTE, "title": "不保价", "facts": {"platform": "example.com"}}),
    );
    put("metadata/redactions.json", json!({"v": 1, "redactions": []}));
    put("metadata/proofs.json", json!({"v": 1, "proofs": []}));
    files.put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    let info = format!(
        "BagIt-Profile-Identifier: holdfast-bundle/1\nBag-Software-Agent: holdfast-forger\nBagging-Date: 2026-01-02\n\
         Holdfast-Edition: full\nHoldfast-Export: {EXPORT}\nPayload-Oxum: 0.0\n"
    );
    files.put("bag-info.txt", info);
    files.put("READ-ME-FIRST.txt", "how to check this\n");
    files.put("READ-ME-FIRST.html", "<!doctype html><title>how to check this</title>\n");
    files.put("index.html", "<!doctype html><title>what is claimed</title>\n");
}
