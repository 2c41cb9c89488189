//! JSON that one parser reads as one thing and another as another, or not at all: in every JSON file of a bundle, by a
//! complete forger who lists, logs and signs it properly.

use crate::table::Table;

/// Name of the defect, and how a well-formed compact object gets it.
type Defect = (&'static str, fn(&str) -> Vec<u8>);

const DEFECTS: [Defect; 14] = [
    ("a key twice", |text| text.replacen('{', "{\"twice\":1,\"twice\":2,", 1).into_bytes()),
    ("a key twice in an inner object", |text| text.replacen('{', "{\"inner\":{\"a\":1,\"a\":2},", 1).into_bytes()),
    ("a key twice in escapes", |text| text.replacen('{', "{\"\\u0061\":1,\"a\":2,", 1).into_bytes()),
    ("an integer above 2^53-1", |text| text.replacen('{', "{\"large\":9007199254740993,", 1).into_bytes()),
    ("an integer below -(2^53-1)", |text| text.replacen('{', "{\"large\":-9007199254740993,", 1).into_bytes()),
    ("a float", |text| text.replacen('{', "{\"float\":1.5,", 1).into_bytes()),
    ("an exponent", |text| text.replacen('{', "{\"float\":1e3,", 1).into_bytes()),
    ("a lone surrogate", |text| text.replacen('{', "{\"half\":\"\\ud83d\",", 1).into_bytes()),
    ("a byte order mark", |text| [b"\xef\xbb\xbf", text.as_bytes()].concat()),
    ("bytes after the value", |text| [text.as_bytes(), b"{}"].concat()),
    ("no UTF-8", |text| {
        text.replacen('{', "{\"raw\":\"?\",", 1).bytes().map(|b| if b == b'?' { 0xff } else { b }).collect()
    }),
    ("a comment", |text| text.replacen('{', "{/* hidden */", 1).into_bytes()),
    ("a comma at the end", |text| {
        text.trim_end().strip_suffix('}').map_or(Vec::new(), |head| format!("{head},}}").into_bytes())
    }),
    ("depth 17", |text| {
        text.replacen('{', &format!("{{\"deep\":{}{},", "[".repeat(17), "]".repeat(17)), 1).into_bytes()
    }),
];

pub(crate) fn rows(table: &mut Table) {
    let item = table.base.items()[0].clone();
    let names = table.whole.names().filter(|name| name.starts_with("metadata/") && name.ends_with(".json"));
    let skipped = |name: &&str| name.contains("/log/") || name.contains("/schema/");
    let mut names: Vec<String> = names.filter(|name| !skipped(name)).map(str::to_owned).collect();
    names.extend(["capture.json", "environment.json"].map(|name| format!("{item}/{name}")));
    for name in names {
        for (defect, change) in DEFECTS {
            table.forged(&format!("{name} with {defect}"), 2, &["json-syntax"], |forgery| {
                let bytes = change(&forgery.files.text(&name));
                forgery.files.put(&name, bytes);
                if name.starts_with(&item) {
                    forgery.reseal(&item);
                }
            });
        }
    }
    for (defect, change) in DEFECTS {
        for kind in ["genesis", "export-begun"] {
            table.made(&format!("the body of {kind} with {defect}"), 2, &["json-syntax|body-mismatch"], |forgery| {
                forgery.rechain();
                let entry = forgery.log.entries.iter_mut().rfind(|entry| entry.kind == kind).expect("an entry");
                let body = forgery.bodies.remove(&entry.reference).expect("its body is shown");
                let changed = change(&String::from_utf8(body).expect("a body is UTF-8"));
                entry.reference = holdfast_tests::forge::sha256_hex(&changed);
                forgery.bodies.insert(entry.reference.clone(), changed);
                forgery.log.rechain();
                forgery.write_log_as_is();
                forgery.seal();
            });
        }
        table.made(&format!("an inclusion proof with {defect}"), 2, &["json-syntax|inclusion-invalid"], |forgery| {
            forgery.write_log();
            let bytes = change(&forgery.files.text("metadata/log/proofs/0.json"));
            forgery.files.put("metadata/log/proofs/0.json", bytes);
            forgery.seal();
        });
        table.made(&format!("a log line with {defect}"), 2, &["log-syntax"], |forgery| {
            forgery.write_log();
            let log = forgery.files.text("metadata/log/entries.jsonl");
            let (first, rest) = log.split_once('\n').expect("a log has lines");
            forgery
                .files
                .put("metadata/log/entries.jsonl", [&change(first), b"\n".as_slice(), rest.as_bytes()].concat());
            forgery.seal();
        });
    }
    table.forged("an unknown key in capture.json", 1, &["unknown-field"], |forgery| {
        forgery.files.edit_json(&format!("{item}/capture.json"), |value| value["new_in_2031"] = "x".into());
        forgery.reseal(&item);
    });
    table.forged("an unknown key in exhibits.json", 1, &["unknown-field"], |forgery| {
        forgery.files.edit_json("metadata/exhibits.json", |value| value["new_in_2031"] = "x".into());
    });
}
