//! Files that are far larger than they ever are: whatever a check does with them, it does not take the square of their
//! length.

use crate::table::Table;
use holdfast_tests::forge::{Entry, sha256_hex};
use serde_json::json;
use std::time::Duration;

const MANY: usize = 30_000;

pub(crate) fn rows(table: &mut Table) {
    // In a build without optimisation, on a machine with other work; the square of these lengths takes far longer.
    table.limit = Duration::from_secs(25);
    table.forged("a dispute of many entries", 1, &[], |forgery| {
        let seal = forgery.log.entries[1].reference.clone();
        for kind in ["detached", "attached"].iter().cycle().take(400) {
            forgery.add_entry(kind, &seal, true);
        }
    });
    table.made(
        "many log lines that prove nothing",
        2,
        &["inclusion-missing|inclusion-invalid|log-syntax"],
        |forgery| {
            forgery.write_log();
            let mut text = forgery.files.text("metadata/log/entries.jsonl");
            let from = forgery.log.entries.len() as u64;
            for n in from..from + MANY as u64 {
                text += &(Entry { n, ..Entry::new("item", &format!("{n:064x}"), None) }.line() + "\n");
            }
            forgery.files.put("metadata/log/entries.jsonl", text);
            forgery.seal();
        },
    );
    table.forged("many exhibits that are not there", 2, &["exhibit-missing|exhibit-not-attached"], |forgery| {
        forgery.files.edit_json("metadata/exhibits.json", |value| {
            let row = value["exhibits"][0].clone();
            let rows = value["exhibits"].as_array_mut().expect("exhibits");
            rows.extend((0..MANY).map(|at| {
                let mut row = row.clone();
                (row["number"], row["folder"]) =
                    (format!("E{}", at + 100).into(), format!("data/items/E{}", at + 100).into());
                row["seal_sha256"] = sha256_hex(format!("{at}").as_bytes()).into();
                row
            }));
        });
    });
    table.forged(
        "many withheld items that were never attached",
        2,
        &["omissions-mismatch|exhibit-not-attached"],
        |forgery| {
            forgery.files.edit_json("metadata/omissions.json", |value| {
                let one =
                    |at: usize| json!({"seal_sha256": sha256_hex(format!("{at}").as_bytes()), "reason": "private"});
                value["withheld"] = (0..MANY).map(one).collect();
            });
        },
    );
    table.forged("many redirects in a record", 2, &["json-syntax"], |forgery| {
        forgery.files.edit_json("data/items/E01/capture.json", |value| {
            value["page"] = json!({"typed_url": "x".repeat(1 << 20), "redirects": vec!["https://example.com/"; MANY], "status": "200"});
        });
        forgery.reseal("data/items/E01");
    });
    table.forged("many unknown keys in a record", 1, &["unknown-field"], |forgery| {
        forgery.files.edit_json("data/items/E01/capture.json", |value| {
            (0..MANY).for_each(|at| value[format!("key-{at}")] = at.into());
        });
        forgery.reseal("data/items/E01");
    });
    table.forged("a record of one long text", 1, &["unknown-field"], |forgery| {
        forgery
            .files
            .edit_json("data/items/E01/capture.json", |value| value["text"] = "\u{1}字".repeat(1 << 18).into());
        forgery.reseal("data/items/E01");
    });
    for name in ["metadata/allowed_signers", "metadata/log/checkpoint", "bagit.txt", "bag-info.txt"] {
        table.files(&format!("{name} of four megabytes"), 2, &["digest-mismatch"], |files| {
            files.put(name, "A: b\n".repeat(800_000))
        });
    }
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt", "data/items/E01/item.sha256"] {
        let lines: String = (0..MANY).map(|at| format!("{}  x/{at:06}\n", "0".repeat(64))).collect();
        table.files(&format!("{name} of many lines"), 2, &["file-missing|part-missing|signature-invalid"], |files| {
            files.put(name, lines)
        });
    }
}
