//! The rules of item folders, and what exhibits.json, omissions.json and the log say of the items: contradictions by a
//! complete forger, whose every list, proof and signature is right.

use crate::table::Table;
use holdfast_tests::forge::{Entry, Forgery, list, sha256_hex, whole};
use serde_json::{Value, json};

pub(crate) fn rows(table: &mut Table) {
    folders(table);
    records(table);
    exhibits(table);
    withheld(table);
}

fn folders(table: &mut Table) {
    table.forged("a part beside the listed ones", 2, &["unsealed-part"], |forgery| {
        forgery.files.put("data/items/E01/p002.png", "drawn later");
    });
    table.forged("a folder beside the parts", 2, &["unsealed-part"], |forgery| {
        forgery.files.put("data/items/E01/derived/redacted.png", "drawn later");
    });
    table.forged("a file in data that belongs to no item", 2, &["unsealed-part|unlisted-file"], |forgery| {
        forgery.files.put("data/judgment.txt", "we won\n");
    });
    table.forged("a file beside the item folders", 2, &["unsealed-part|unlisted-file"], |forgery| {
        forgery.files.put("data/items/note.txt", "we won\n");
    });
    for name in ["p001.png", "capture.json", "environment.json"] {
        table.forged(&format!("the listed {name} is not there"), 2, &["part-missing"], |forgery| {
            forgery.files.remove(&format!("data/items/E01/{name}"));
        });
    }
    table.forged("an item without its list", 2, &["unsealed-part|part-missing|exhibit-missing"], |forgery| {
        forgery.files.remove("data/items/E01/item.sha256");
    });
    table.forged("capture.json lies there unlisted", 2, &["unsealed-part"], |forgery| {
        let lines = forgery.files.text("data/items/E01/item.sha256");
        let kept: String = lines.split_inclusive('\n').filter(|line| !line.contains("capture.json")).collect();
        forgery.replace_item_list("data/items/E01", kept.as_bytes());
    });
    table.forged("no capture.json at all", 2, &["part-missing|record-mismatch|list-syntax"], |forgery| {
        forgery.files.remove("data/items/E01/capture.json");
        forgery.reseal("data/items/E01");
    });
    table.forged("no environment.json at all", 2, &["part-missing|record-mismatch"], |forgery| {
        forgery.files.remove("data/items/E01/environment.json");
        forgery.reseal("data/items/E01");
    });
    table.forged("nothing but capture.json", 2, &["part-missing|record-mismatch"], |forgery| {
        forgery.files.remove("data/items/E01/environment.json");
        forgery.files.remove("data/items/E01/p001.png");
        forgery.reseal("data/items/E01");
    });
    table.forged("a list that names a file of another item", 2, &["list-syntax"], |forgery| {
        let other = forgery.files.get("data/items/E02/p001.txt").to_vec();
        add_line(forgery, "../E02/p001.txt", &other);
    });
    table.forged(
        "a list that names itself",
        2,
        &["list-syntax|digest-mismatch|record-mismatch|part-missing"],
        |forgery| {
            add_line(forgery, "item.sha256", b"itself");
        },
    );
    table.forged(
        "a list that names a proof",
        2,
        &["record-mismatch|list-syntax|unsealed-part|part-missing"],
        |forgery| {
            forgery.files.put("data/items/E01/item.sha256.clock.tsr", "a token");
            add_line(forgery, "item.sha256.clock.tsr", b"a token");
        },
    );
    table.forged("a proof that cannot be checked here", 1, &["present-not-checkable-here"], |forgery| {
        forgery.files.put("data/items/E01/item.sha256.calendar.ots", "a proof that this version cannot read");
    });
    table.forged("a proof with a name of the rules and nothing in it", 2, &["proof-invalid"], |forgery| {
        forgery.files.put("data/items/E01/item.sha256.digicert.tsr", "");
    });
    table.forged("a proof with another name", 2, &["unsealed-part"], |forgery| {
        forgery.files.put("data/items/E01/p001.png.digicert.tsr", "a token");
    });
    table.made("a part altered, item list and manifests made anew", 2, &["inclusion-invalid"], |forgery| {
        forgery.write_log();
        forgery.files.put("data/items/E01/p001.png", "another picture");
        forgery.reseal("data/items/E01");
        forgery.seal();
    });
    table.forged("a part altered, its item list as it was", 2, &["digest-mismatch"], |forgery| {
        forgery.files.put("data/items/E01/p001.png", "another picture");
    });
    table.forged(
        "one item under two numbers",
        2,
        &["exhibit-not-attached|item-not-in-log|record-mismatch|name-twice"],
        |forgery| {
            for name in ["p001.png", "capture.json", "environment.json", "item.sha256"] {
                let bytes = forgery.files.get(&format!("data/items/E01/{name}")).to_vec();
                forgery.files.put(&format!("data/items/E09/{name}"), bytes);
            }
        },
    );
}

fn add_line(forgery: &mut Forgery, name: &str, bytes: &[u8]) {
    let mut lines = list::lines(&forgery.files.text("data/items/E01/item.sha256"));
    lines.push((sha256_hex(bytes), name.to_owned()));
    let list = list::of_digests(lines.into_iter().map(|(digest, name)| (name, digest)));
    forgery.replace_item_list("data/items/E01", &list);
}

/// Edits the record of E01 and seals it anew.
fn record(table: &mut Table, name: &str, exit: i32, codes: &[&str], edit: impl FnOnce(&mut Value)) {
    table.forged(name, exit, codes, |forgery| {
        forgery.files.edit_json("data/items/E01/capture.json", edit);
        forgery.reseal("data/items/E01");
    });
}

fn records(table: &mut Table) {
    let part = |name: &str| json!({"name": name, "role": "original", "media_type": "image/png", "size_bytes": 1});
    let wrong = &["record-mismatch"];
    record(table, "capture.json names a part more", 2, wrong, |value| {
        value["parts"].as_array_mut().expect("parts").push(part("p002.png"));
    });
    record(table, "capture.json names no part", 2, wrong, |value| value["parts"] = json!([]));
    record(table, "capture.json names a part twice", 2, wrong, |value| {
        let first = value["parts"][0].clone();
        value["parts"].as_array_mut().expect("parts").push(first);
    });
    record(table, "capture.json names the part otherwise", 2, wrong, |value| {
        value["parts"][0]["name"] = "p003.png".into()
    });
    record(table, "capture.json names another size", 2, wrong, |value| value["parts"][0]["size_bytes"] = 7.into());
    record(table, "capture.json names environment.json as a part", 2, wrong, |value| {
        value["parts"].as_array_mut().expect("parts").push(part("environment.json"));
    });
    let syntax = &["json-syntax"];
    record(table, "capture.json of another format version", 2, syntax, |value| value["v"] = 2.into());
    record(table, "capture.json of an unknown kind", 2, syntax, |value| value["kind"] = "judgment".into());
    record(table, "capture.json of an unknown origin", 2, syntax, |value| value["origin"] = "notary".into());
    record(table, "capture.json with a short salt", 2, syntax, |value| value["salt"] = "00".into());
    record(table, "capture.json without a salt", 2, syntax, |value| {
        value.as_object_mut().expect("an object").shift_remove("salt");
    });
    record(table, "capture.json with an id that is none", 2, syntax, |value| value["id"] = "E01".into());
    record(table, "capture.json with a negative size", 2, syntax, |value| {
        value["parts"][0]["size_bytes"] = (-1).into()
    });
    record(table, "capture.json with an upper-case id", 2, syntax, |value| {
        value["id"] = "0198C1D2-0000-7000-8000-000000000000".into();
    });
    record(table, "a record that ends before it begins", 1, &["clock-went-back"], |value| {
        value["ended_at"] = "2026-01-02T03:04:05.500+08:00".into();
    });
    record(table, "a record in two zones", 1, &["zone-mismatch"], |value| {
        value["ended_at"] = "2026-01-01T19:04:05.601+00:00".into();
    });
    record(table, "a copy that says what it is made from", 1, &["derived-link-not-proven"], |value| {
        value["origin"] = "derived".into();
        value["of"] = "ab".repeat(32).into();
        value["reason"] = "redacted".into();
    });
    table.forged("a part added to record and list", 1, &[], |forgery| {
        forgery.files.put("data/items/E01/p002.png", "x");
        forgery.files.edit_json("data/items/E01/capture.json", |value| {
            value["parts"].as_array_mut().expect("parts").push(part("p002.png"));
        });
        forgery.reseal("data/items/E01");
    });
}

fn exhibits(table: &mut Table) {
    let exhibits = "metadata/exhibits.json";
    let edit = |table: &mut Table, name: &str, codes: &[&str], change: fn(&mut Value)| {
        table.forged(name, 2, codes, |forgery| forgery.files.edit_json(exhibits, change));
    };
    edit(table, "an exhibit's folder is another's", &["record-mismatch|exhibit-missing"], |value| {
        value["exhibits"][0]["folder"] = "data/items/E02".into();
    });
    edit(table, "an exhibit's folder is nowhere", &["exhibit-missing|record-mismatch"], |value| {
        value["exhibits"][0]["folder"] = "data/items/E77".into();
    });
    edit(table, "an exhibit's folder is outside", &["exhibit-missing|path-unsafe|record-mismatch"], |value| {
        value["exhibits"][0]["folder"] = "../../etc".into();
    });
    edit(table, "an exhibit's digest is another", &["record-mismatch|exhibit-not-attached"], |value| {
        value["exhibits"][0]["seal_sha256"] = "ab".repeat(32).into();
    });
    edit(table, "two exhibits change their digests", &["record-mismatch"], |value| {
        let one = value["exhibits"][0]["seal_sha256"].clone();
        value["exhibits"][0]["seal_sha256"] = value["exhibits"][1]["seal_sha256"].clone();
        value["exhibits"][1]["seal_sha256"] = one;
    });
    edit(table, "an exhibit named twice", &["name-twice"], |value| {
        let first = value["exhibits"][0].clone();
        value["exhibits"].as_array_mut().expect("exhibits").push(first);
    });
    edit(
        table,
        "a shown item that exhibits.json does not name",
        &["exhibit-missing|record-mismatch|exhibit-not-attached"],
        |value| {
            value["exhibits"].as_array_mut().expect("exhibits").remove(0);
        },
    );
    edit(table, "exhibits.json of another version", &["json-syntax"], |value| value["v"] = 2.into());
    edit(table, "exhibits.json without its list", &["json-syntax"], |value| {
        value.as_object_mut().expect("an object").shift_remove("exhibits");
    });
    table.forged("an exhibit that was never attached", 2, &["exhibit-not-attached"], |forgery| {
        let seal = whole::add_item(&mut forgery.files, "E06", 6, "photo", "p001.jpg", "image/jpeg", b"a photo");
        forgery.add_entry("item", &seal, false);
        name_exhibit(forgery, "E06", &seal);
    });
    table.forged("an exhibit that was detached again", 2, &["exhibit-not-attached"], |forgery| {
        let seal = whole::add_item(&mut forgery.files, "E06", 6, "photo", "p001.jpg", "image/jpeg", b"a photo");
        forgery.add_entry("item", &seal, false);
        forgery.add_entry("attached", &seal, true);
        forgery.add_entry("detached", &seal, true);
        name_exhibit(forgery, "E06", &seal);
    });
    table.forged("an exhibit attached, detached and attached", 1, &[], |forgery| {
        let seal = whole::add_item(&mut forgery.files, "E06", 6, "photo", "p001.jpg", "image/jpeg", b"a photo");
        forgery.add_entry("item", &seal, false);
        for kind in ["attached", "detached", "attached"] {
            forgery.add_entry(kind, &seal, true);
        }
        name_exhibit(forgery, "E06", &seal);
    });
    table.forged("an attached item of another vault, without an entry here", 2, &["item-not-in-log"], |forgery| {
        let seal = whole::add_item(&mut forgery.files, "E06", 6, "photo", "p001.jpg", "image/jpeg", b"a photo");
        forgery.add_entry("attached", &seal, true);
        name_exhibit(forgery, "E06", &seal);
    });
    table.forged("an attached exhibit silently left out", 2, &["exhibit-missing"], |forgery| {
        let seal = sha256_hex(b"an adverse exhibit");
        forgery.add_entry("item", &seal, false);
        forgery.add_entry("attached", &seal, true);
    });
    table.forged("a withheld item without an entry", 2, &["item-not-in-log"], |forgery| {
        let seal = sha256_hex(b"a withheld exhibit");
        forgery.add_entry("attached", &seal, true);
        name_withheld(forgery, "E06", &seal, "private");
    });
    table.forged(
        "a withheld exhibit that was never attached",
        2,
        &["exhibit-not-attached|omissions-mismatch"],
        |forgery| {
            let seal = sha256_hex(b"a withheld exhibit");
            forgery.add_entry("item", &seal, false);
            name_withheld(forgery, "E06", &seal, "private");
        },
    );
}

fn withheld(table: &mut Table) {
    let omissions = "metadata/omissions.json";
    let seal = sha256_hex(b"a withheld exhibit");
    let attached = move |forgery: &mut Forgery, seal: &str| {
        forgery.add_entry("item", seal, false);
        forgery.add_entry("attached", seal, true);
    };
    table.forged("an item withheld and named", 1, &[], |forgery| {
        attached(forgery, &seal);
        name_withheld(forgery, "E06", &seal, "private");
    });
    table.forged("an item withheld for a reason outside the list", 2, &["omissions-mismatch|json-syntax"], |forgery| {
        attached(forgery, &seal);
        name_withheld(forgery, "E06", &seal, "because");
    });
    table.forged("an item withheld and shown", 2, &["omissions-mismatch"], |forgery| {
        let shown = sha256_hex(forgery.files.get("data/items/E01/item.sha256"));
        forgery
            .files
            .edit_json(omissions, |value| value["withheld"] = json!([{"seal_sha256": shown, "reason": "private"}]));
    });
    table.forged(
        "an item withheld that exhibits.json does not name",
        2,
        &["omissions-mismatch|exhibit-missing"],
        |forgery| {
            attached(forgery, &seal);
            forgery
                .files
                .edit_json(omissions, |value| value["withheld"] = json!([{"seal_sha256": seal, "reason": "private"}]));
        },
    );
    table.forged(
        "an exhibit without a folder that omissions.json does not name",
        2,
        &["exhibit-missing|omissions-mismatch"],
        |forgery| {
            attached(forgery, &seal);
            name_withheld(forgery, "E06", &seal, "private");
            forgery.files.edit_json(omissions, |value| value["withheld"] = json!([]));
        },
    );
    table.forged("environment.json withheld and named", 1, &[], |forgery| {
        forgery.files.remove("data/items/E01/environment.json");
        forgery.files.edit_json(omissions, |value| value["environment"] = json!(["E01"]));
    });
    table.forged("environment.json withheld and unnamed", 2, &["part-missing"], |forgery| {
        forgery.files.remove("data/items/E02/environment.json");
    });
    table.forged("environment.json of another item withheld than the one named", 2, &["part-missing"], |forgery| {
        forgery.files.remove("data/items/E02/environment.json");
        forgery.files.edit_json(omissions, |value| value["environment"] = json!(["E01"]));
    });
    table.forged("environment.json named as withheld and shown", 2, &["omissions-mismatch"], |forgery| {
        forgery.files.edit_json(omissions, |value| value["environment"] = json!(["E01"]));
    });
    table.forged("another part withheld alone and named like an environment", 2, &["part-missing"], |forgery| {
        forgery.files.remove("data/items/E01/p001.png");
        forgery.files.edit_json(omissions, |value| value["environment"] = json!(["E01"]));
    });
    table.made("omissions.json changed after the export entry", 2, &["omissions-mismatch"], |forgery| {
        forgery.write_log();
        forgery.files.remove("data/items/E01/environment.json");
        forgery.files.edit_json(omissions, |value| value["environment"] = json!(["E01"]));
        forgery.seal();
    });
    table.forged("an item removed since it was attached", 1, &[], |forgery| {
        attached(forgery, &seal);
        forgery.log.entries.insert(forgery.log.entries.len() - 1, Entry::new("removed", &seal, Some(&forgery.dispute)));
    });
}

fn name_exhibit(forgery: &mut Forgery, number: &str, seal: &str) {
    forgery.files.edit_json("metadata/exhibits.json", |value| {
        let mut row = value["exhibits"][0].clone();
        (row["number"], row["seal_sha256"]) = (number.into(), seal.into());
        (row["folder"], row["printed"]) = (format!("data/items/{number}").into(), "6".into());
        value["exhibits"].as_array_mut().expect("exhibits").push(row);
    });
}

fn name_withheld(forgery: &mut Forgery, number: &str, seal: &str, reason: &str) {
    name_exhibit(forgery, number, seal);
    forgery.files.edit_json("metadata/exhibits.json", |value| {
        let rows = value["exhibits"].as_array_mut().expect("exhibits");
        rows.last_mut().expect("a row")["folder"] = Value::Null;
    });
    forgery.files.edit_json("metadata/omissions.json", |value| {
        value["withheld"] = json!([{"seal_sha256": seal, "reason": reason}]);
    });
}
