//! Message leaves: which lines of a part are shown is the complainant's choice, which lines there are is not.

use crate::table::Table;
use holdfast_tests::forge::whole::{add_leaves, leaf};
use holdfast_tests::forge::{Entry, Forgery, list, sha256_hex};

const FOLDER: &str = "data/items/E02-p001-leaves";
const LIST: &str = "data/items/E02-p001-leaves/leaves.sha256";

/// The lines of a list, as (digest, name).
type Lines = Vec<(String, String)>;

pub(crate) fn rows(table: &mut Table) {
    let mut row = |name: &str, exit: i32, codes: &[&str], edit: &dyn Fn(&mut Forgery)| {
        table.forged(name, exit, codes, |forgery| {
            add_leaves(forgery, &[1, 3]);
            edit(forgery);
        });
    };
    row("two of twelve lines shown", 1, &[], &|_| {});
    row("no line shown", 1, &[], &|forgery| {
        forgery.files.remove(&format!("{FOLDER}/l/00000002"));
        forgery.files.remove(&format!("{FOLDER}/l/00000004"));
    });
    row("a shown line altered", 2, &["digest-mismatch"], &|forgery| {
        forgery.files.put(&format!("{FOLDER}/l/00000002"), leaf(2, b"I promised nothing\n"));
    });
    row("a shown line with another salt", 2, &["digest-mismatch"], &|forgery| {
        let line = String::from_utf8(forgery.files.remove(&format!("{FOLDER}/l/00000002"))).expect("UTF-8");
        forgery.files.put(&format!("{FOLDER}/l/00000002"), line.replacen(&line[..8], "00000000", 1));
    });
    row("two shown lines changed places", 2, &["digest-mismatch"], &|forgery| {
        let (two, four) = (format!("{FOLDER}/l/00000002"), format!("{FOLDER}/l/00000004"));
        let (one, other) = (forgery.files.remove(&two), forgery.files.remove(&four));
        forgery.files.put(&two, other);
        forgery.files.put(&four, one);
    });
    row("a line that the list does not name", 2, &["unlisted-file"], &|forgery| {
        forgery.files.put(&format!("{FOLDER}/l/00000013"), leaf(13, b"and you agreed\n"));
    });
    row("a line under a longer number", 2, &["unlisted-file|unsealed-part"], &|forgery| {
        let bytes = forgery.files.get(&format!("{FOLDER}/l/00000002")).to_vec();
        forgery.files.put(&format!("{FOLDER}/l/000000002"), bytes);
    });
    row("a stranger beside the lines", 2, &["unsealed-part"], &|forgery| {
        forgery.files.put(&format!("{FOLDER}/transcript.txt"), "what was really said\n");
    });
    let relist = |forgery: &mut Forgery, change: &dyn Fn(Lines) -> Lines| {
        let lines = change(list::lines(&forgery.files.text(LIST)));
        let bytes = list::of_digests(lines.into_iter().map(|(digest, name)| (name, digest)));
        let size = bytes.len();
        forgery.files.put(LIST, bytes);
        forgery.files.edit_json(&format!("{FOLDER}/capture.json"), |value| {
            value["parts"][0]["size_bytes"] = size.into();
            value["id"] = "0198c1d2-0000-7000-8000-000000000099".into();
        });
        forgery.reseal(FOLDER);
    };
    row("the list shortened, its count as it was", 2, &["record-mismatch"], &|forgery| {
        relist(forgery, &|mut lines| {
            lines.pop();
            lines
        });
    });
    row("a gap in the list", 2, &["list-syntax"], &|forgery| {
        relist(forgery, &|mut lines| {
            lines.remove(5);
            lines
        });
    });
    row("a list with a name of another kind", 2, &["list-syntax"], &|forgery| {
        relist(forgery, &|mut lines| {
            lines.push((sha256_hex(b"x"), "notes.txt".to_owned()));
            lines
        });
    });
    row("another count in the record", 2, &["record-mismatch"], &|forgery| {
        forgery.files.edit_json(&format!("{FOLDER}/capture.json"), |value| value["count"] = 11.into());
        forgery.reseal(FOLDER);
    });
    row("leaves of another item", 2, &["record-mismatch"], &|forgery| {
        forgery.files.edit_json(&format!("{FOLDER}/capture.json"), |value| value["of"] = "ab".repeat(32).into());
        forgery.reseal(FOLDER);
    });
    row("leaves of another part", 2, &["record-mismatch"], &|forgery| {
        forgery.files.edit_json(&format!("{FOLDER}/capture.json"), |value| value["part"] = "p007.txt".into());
        forgery.reseal(FOLDER);
    });
    row("leaves that say they are a chat", 2, &["record-mismatch"], &|forgery| {
        forgery.files.edit_json(&format!("{FOLDER}/capture.json"), |value| value["kind"] = "chat".into());
        forgery.reseal(FOLDER);
    });
    row("leaves without an entry", 2, &["item-not-in-log"], &|forgery| {
        forgery.log.entries.retain(|entry| entry.kind != "leaves");
    });
    row("leaves with two entries", 2, &["item-not-in-log"], &|forgery| {
        let seal = sha256_hex(forgery.files.get(&format!("{FOLDER}/item.sha256")));
        let at = forgery.log.entries.len() - 1;
        forgery.log.entries.insert(at, Entry::new("leaves", &seal, None));
    });
    row(
        "leaves of an exhibit that is not there",
        2,
        &["exhibit-not-attached|unlisted-file|record-mismatch"],
        &|forgery| {
            let names: Vec<String> = forgery.files.below(FOLDER).map(str::to_owned).collect();
            for name in names {
                let bytes = forgery.files.remove(&format!("{FOLDER}/{name}"));
                forgery.files.put(&format!("data/items/E77-p001-leaves/{name}"), bytes);
            }
        },
    );
    let mut base = table.base.clone();
    add_leaves(&mut base, &[]);
    let genuine = base.files.text(LIST);
    for (form, bytes) in list::bad_forms(&genuine) {
        table.forged(&format!("leaves.sha256 with {form}"), 2, &["list-syntax"], |forgery| {
            add_leaves(forgery, &[]);
            let size = bytes.len();
            forgery.files.put(LIST, bytes);
            forgery.files.edit_json(&format!("{FOLDER}/capture.json"), |value| {
                value["parts"][0]["size_bytes"] = size.into();
                value["id"] = "0198c1d2-0000-7000-8000-000000000099".into();
            });
            forgery.reseal(FOLDER);
        });
    }
}
