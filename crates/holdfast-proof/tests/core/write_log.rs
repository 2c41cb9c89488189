//! Vectors of the log: lines, trees, keys and epochs.

use crate::{
    epochs::{Log, continues, genesis, rotated},
    made::{at, dispute_chain, entry, key, origin},
};
use holdfast_proof::{
    Digest, DisputeId, ExportId, Salt,
    body::{Body, Changed, ChangedWhat, Edition, ExportBegun, ExportDone, TimeProof, VaultCheck},
    checkpoint::Checkpoint,
    hex,
    log::{EntryKind, LogLine},
    tree::{Frontier, Tree, leaf_hash},
};
use serde_json::{Value, json};

fn line_of(line: &LogLine) -> Value {
    json!({"line": line.entry.to_line(), "leaf": line.leaf})
}

pub(crate) fn log() -> Value {
    let dispute = DisputeId::from_random([5; 16]);
    let places =
        [(3, EntryKind::Changed), (4, EntryKind::Attached), (9, EntryKind::Detached), (200, EntryKind::ExportBegun)];
    let chain: Vec<Value> = dispute_chain(dispute, &places).iter().map(line_of).collect();
    let all_kinds = EntryKind::ALL.iter().zip(0..);
    let kinds: Vec<Value> =
        all_kinds.map(|(kind, n)| line_of(&entry(n, *kind, Digest::of(kind.as_str().as_bytes()), None))).collect();
    let plain = entry(7, EntryKind::Item, Digest::of(b"seal"), None).entry.to_line();
    let linked = dispute_chain(dispute, &places)[1].entry.to_line();
    let bad = |about: &str, line: &str| json!({"about": about, "line": line});
    json!({
        "about": "Log lines (docs/format.md 4), without their line feed. `leaf` = SHA-256(0x00 || line).",
        "dispute": dispute,
        "kinds": kinds,
        "chain": chain,
        "bad": [
            bad("a space", &plain.replacen(',', ", ", 1)),
            bad("a line feed at the end", &format!("{plain}\n")),
            bad("another order of keys", &plain.replacen("\"v\":1,\"n\":7", "\"n\":7,\"v\":1", 1)),
            bad("another version", &plain.replacen("\"v\":1", "\"v\":2", 1)),
            bad("an unknown key", &plain.replacen("\"v\":1", "\"v\":1,\"x\":1", 1)),
            bad("a key twice", &plain.replacen("\"n\":7", "\"n\":7,\"n\":7", 1)),
            bad("a missing key", &plain.replacen("\"n\":7,", "", 1)),
            bad("a fraction", &plain.replacen("\"n\":7", "\"n\":7.0", 1)),
            bad("a negative number", &plain.replacen("\"n\":7", "\"n\":-7", 1)),
            bad("a number too large", &plain.replacen("\"n\":7", "\"n\":9007199254740993", 1)),
            bad("an escaped character", &plain.replacen("\"item\"", "\"ite\\u006d\"", 1)),
            bad("an unknown kind", &plain.replacen("\"item\"", "\"note\"", 1)),
            bad("upper-case digits", &plain.replacen("19b25856", "19B25856", 1).replacen("07070707", "0A0A0A0A", 1)),
            bad("a time without milliseconds", &plain.replacen(".123Z", "Z", 1)),
            bad("a time with a zone", &plain.replacen(".123Z", ".123+00:00", 1)),
            bad("an empty link", &plain.replacen('}', ",\"d\":null}", 1)),
            bad("a link with number 0", &linked.replacen("\"n\":2,\"prev\"", "\"n\":0,\"prev\"", 1)),
            bad("a first link with something before it", &linked.replacen("\"n\":2,\"prev\"", "\"n\":1,\"prev\"", 1)),
            bad("a second link with nothing before it", &{
                let (head, _) = linked.split_once("\"prev\":").expect("a link");
                format!("{head}\"prev\":\"{}\"}}}}", "0".repeat(64))
            }),
            bad("an unknown key in the link", &linked.replacen("\"d\":{", "\"d\":{\"x\":1,", 1)),
        ],
    })
}

pub(crate) fn tree() -> Value {
    let leaf_bytes = |n: u64| format!("leaf {n}").into_bytes();
    let leaves: Vec<Digest> = (0..20).map(|n| leaf_hash(&leaf_bytes(n))).collect();
    let inputs: Vec<Value> =
        (0..20).map(|n| json!({"bytes_hex": hex::encode(&leaf_bytes(n)), "leaf": leaf_hash(&leaf_bytes(n))})).collect();
    let sizes: Vec<Value> = (0..=20_usize)
        .map(|size| {
            let tree = Tree::new(leaves[..size].to_vec());
            let mut frontier = Frontier::new();
            leaves[..size].iter().for_each(|leaf| frontier.append(*leaf));
            let inclusion: Vec<Value> = (0..size as u64).map(|n| json!({"n": n, "path": tree.inclusion(n)})).collect();
            let consistency: Vec<Value> =
                (1..=size as u64).map(|old| json!({"old": old, "path": tree.consistency(old)})).collect();
            json!({"size": size, "root": tree.root(), "frontier": frontier.hashes(), "inclusion": inclusion, "consistency": consistency})
        })
        .collect();
    json!({
        "about": "RFC 6962 trees of the first `size` leaves. Inclusion paths go from the leaf upwards. Any change of leaf, n, size, path or root must fail.",
        "leaves": inputs,
        "sizes": sizes,
    })
}

pub(crate) fn epochs() -> Value {
    let mut log = Log::default();
    let third = key(3).public_key().ssh_line();
    log.add(0, EntryKind::Genesis, &genesis());
    log.add(4, EntryKind::KeyRotated, &rotated());
    log.add(8, EntryKind::Continues, &continues(Some(third)));
    let entries: Vec<Value> = log.lines.iter().map(line_of).collect();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let salt = Salt::from_bytes([9; 32]);
    let export = ExportId::from_random([8; 16]);
    let begun = |vault_check| ExportBegun {
        salt,
        export,
        edition: Edition::Submission,
        dispute_head: Digest::of(b"head"),
        omissions_sha256: Digest::of(b"omissions"),
        vault_check,
    };
    let made = VaultCheck::Made { at: at(1), result: "whole".to_owned() };
    let tagmanifest_sha256 = Digest::of(b"tag manifest");
    let done = ExportDone { salt, export, tagmanifest_sha256, zip_sha256: Digest::of(b"zip"), size_bytes: 5 };
    let changed = Changed { salt, what: ChangedWhat::Title, value: json!({"title": "退款"}) };
    let proof = TimeProof {
        salt,
        list_sha256: Digest::of(b"list"),
        token_sha256: Digest::of(b"token"),
        authority: "digicert".to_owned(),
        at: at(2),
    };
    let bodies = [
        genesis().to_bytes(),
        rotated().to_bytes(),
        continues(Some(key(3).public_key().ssh_line())).to_bytes(),
        begun(VaultCheck::NEVER).to_bytes(),
        begun(made).to_bytes(),
        done.to_bytes(),
        changed.to_bytes(),
        proof.to_bytes(),
    ];
    let bodies: Vec<Value> =
        bodies.into_iter().map(|bytes| json!({"sha256": Digest::of(&bytes), "text": text(bytes)})).collect();
    let checkpoint = |size: u64, epoch: u32, seed: u8, expect: &[&str]| {
        let note = Checkpoint { origin: origin(epoch), size, root: Digest::of(b"root") }.sign(&key(seed));
        json!({"size": size, "epoch": epoch, "signer": key(seed).public_key().fingerprint(), "note": text(note), "expect": expect})
    };
    json!({
        "about": "Keys and epochs (docs/format.md 4): genesis at 0 (key 1), key-rotated at 4 (key 2), continues at 8 (epoch 2, key 3). `findings` are the replay's; `expect` those of a checkpoint. Further bodies show their bytes.",
        "entries": entries,
        "bodies": bodies,
        "findings": ["key-not-confirmed"],
        "checkpoints": [
            checkpoint(1, 1, 1, &[]),
            checkpoint(5, 1, 1, &[]),
            checkpoint(5, 1, 2, &["key-mismatch"]),
            checkpoint(6, 1, 2, &[]),
            checkpoint(6, 1, 1, &["old-key-used"]),
            checkpoint(8, 2, 2, &["key-mismatch"]),
            checkpoint(9, 2, 3, &[]),
            checkpoint(9, 1, 2, &["key-mismatch", "old-key-used"]),
            checkpoint(20, 2, 7, &["key-mismatch"]),
        ],
    })
}
