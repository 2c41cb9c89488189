//! Forgeries about time. The exporter owns the machine and can make authorities, but cannot make an authority that the
//! checker relies on say an earlier time: so tokens are taken away, moved, planted, and put over lists of their own.
//! The authorities here are made with `openssl` on the spot; `--trust` is the checker's own choice of a root.

use crate::judge::{Input, Promise, codes, judge_paths};
use crate::table::{TOP, Table};
use holdfast_tests::fixtures::{has_tool, skip};
use holdfast_tests::forge::{Authority, Forgery, Says, list, sha256_hex, whole};
use holdfast_tests::program::Desk;
use serde_json::{Value, json};
use std::sync::Arc;

/// Soon after the records of the bundle were made (2026-01-01T19:04:05.601Z).
const SOON: &str = "20260101190500Z";
const SOON_TOLD: &str = "2026-01-01T19:05:01Z";
/// Later on.
const LATER: &str = "20260301120000Z";
const LATER_TOLD: &str = "2026-03-01T12:00:01Z";
const MANIFEST_TOKEN: &str = "timestamps/tagmanifest-sha256.txt.clock.tsr";

/// The authorities of these rows.
struct Clocks {
    good: Arc<Authority>,
    /// Of another operator.
    other: Arc<Authority>,
    /// Its certificates have ended since.
    ended: Arc<Authority>,
    /// Calls itself what a known authority is called.
    homemade: Arc<Authority>,
}

pub(crate) fn rows(table: &mut Table) -> bool {
    if !has_tool("openssl") {
        skip("openssl is not installed");
        return false;
    }
    let make = |name: &str, until: &str| Arc::new(Authority::new(name, "20200101000000Z", until));
    let clocks = Clocks {
        good: make("Clock", "20400101000000Z"),
        other: make("Other Clock", "20400101000000Z"),
        ended: make("Old Clock", "20260601000000Z"),
        homemade: make("DigiCert Trusted G4 RSA4096 SHA256 TimeStamping CA", "20400101000000Z"),
    };
    honest(table, &clocks);
    nobody_knows_it(table, &clocks);
    moved(table, &clocks);
    misread(table, &clocks);
    batches(table, &clocks);
    renewals(table, &clocks);
    records(table, &clocks);
    in_part(table, &clocks);
    true
}

/// A row: a forgery that is made anew whole, checked with these roots; `look` sees the answer.
fn row(
    table: &mut Table,
    name: &str,
    (exit, codes): (i32, &[&str]),
    roots: &[&Arc<Authority>],
    edit: impl FnOnce(&mut Forgery),
    look: impl Fn(&Value) -> Result<(), String> + Send + Sync + 'static,
) {
    let mut forgery = table.base.clone();
    edit(&mut forgery);
    finished(table, name, (exit, codes), roots, forgery.finish(), look);
}

/// The same for files that are finished.
fn finished(
    table: &mut Table,
    name: &str,
    (exit, codes): (i32, &[&str]),
    roots: &[&Arc<Authority>],
    files: holdfast_tests::files::Files,
    look: impl Fn(&Value) -> Result<(), String> + Send + Sync + 'static,
) {
    let mut promise = Promise::new(exit, codes);
    let roots: Vec<Arc<Authority>> = roots.iter().map(|root| Arc::clone(root)).collect();
    for root in &roots {
        promise.arguments.extend(["--trust".to_owned(), root.root().to_str().expect("a UTF-8 path").to_owned()]);
    }
    let Input::Zip(bytes) = Input::Zip(files.to_zip(TOP)) else { return };
    table.act(name, move || {
        let _alive = &roots;
        let desk = Desk::new();
        let path = desk.root().join("bundle.zip");
        std::fs::write(&path, &bytes).expect("a ZIP can be written");
        look(&judge_paths(&desk, std::slice::from_ref(&path), &promise)?)
    });
}

fn anything(_: &Value) -> Result<(), String> {
    Ok(())
}

/// Every exhibit has this time through this list, and so has the bundle.
fn all(at: &'static str, through: &'static str) -> impl Fn(&Value) -> Result<(), String> + Send + Sync + 'static {
    move |answer| {
        same(&answer["time"]["proven"], &json!(true))?;
        same(&answer["time"]["not_later_than"], &json!(at))?;
        let by = answer["time"]["by"].as_str().unwrap_or_default();
        if !by.starts_with("unknown authority sha256:") {
            return Err(format!("by {by:?}: a root of the checker's own has no name of ours"));
        }
        for exhibit in answer["exhibits"].as_array().into_iter().flatten() {
            same(&exhibit["not_later_than"], &json!(at))?;
            same(&exhibit["through"], &json!(through))?;
            same(&exhibit["by"], &answer["time"]["by"])?;
        }
        Ok(())
    }
}

/// These exhibits have a time, the others have none; the bundle has none unless all have.
fn only(dated: &'static [&'static str]) -> impl Fn(&Value) -> Result<(), String> + Send + Sync + 'static {
    move |answer| {
        let exhibits: Vec<&Value> = answer["exhibits"].as_array().into_iter().flatten().collect();
        for exhibit in &exhibits {
            let number = exhibit["number"].as_str().unwrap_or_default();
            if exhibit["not_later_than"].is_string() != dated.contains(&number) {
                return Err(format!("{number}: {exhibit}"));
            }
        }
        same(&answer["time"]["proven"], &json!(dated.len() == exhibits.len()))
    }
}

fn same(found: &Value, expected: &Value) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{found}, not {expected}")) }
}

/// Stamps an item's own list.
fn stamp(forgery: &mut Forgery, authority: &Authority, slug: &str, folder: &str, says: Says<'_>) {
    let token = authority.stamp(forgery.files.get(&format!("{folder}/item.sha256")), says);
    forgery.files.put(&format!("{folder}/item.sha256.{slug}.tsr"), token);
}

fn stamp_all(forgery: &mut Forgery, authority: &Authority, slug: &str, says: Says<'_>) {
    for folder in forgery.items() {
        stamp(forgery, authority, slug, &folder, says);
    }
}

/// Stamps the tag manifest of a finished bundle.
fn stamp_manifest(forgery: Forgery, authority: &Authority, says: Says<'_>) -> holdfast_tests::files::Files {
    let mut files = forgery.finish();
    let token = authority.stamp(files.get("tagmanifest-sha256.txt"), says);
    files.put(MANIFEST_TOKEN, token);
    files
}

/// `metadata/log/batch-0001.sha256` over these items, and its token.
fn batch(forgery: &mut Forgery, authority: &Authority, folders: &[String], says: Says<'_>) {
    let seals = folders.iter().map(|folder| sha256_hex(forgery.files.get(&format!("{folder}/item.sha256"))));
    let lines: Vec<(String, String)> = seals.map(|seal| (format!("{}.seal", &seal[..16]), seal)).collect();
    put_list(forgery, authority, "metadata/log/batch-0001.sha256", lines, says);
}

fn put_list(forgery: &mut Forgery, authority: &Authority, path: &str, lines: Vec<(String, String)>, says: Says<'_>) {
    let bytes = list::of_digests(lines);
    forgery.files.put(&format!("{path}.clock.tsr"), authority.stamp(&bytes, says));
    forgery.files.put(path, bytes);
}

fn honest(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    let known = &["trusted-by-you", "revocation-not-checked"];
    let own = |forgery: &mut Forgery| stamp_all(forgery, good, "clock", Says::at(SOON));
    row(table, "each exhibit has its own token", (0, known), &[good], own, all(SOON_TOLD, "own-list"));
    row(
        table,
        "tokens of two operators, the earlier counts",
        (0, known),
        &[good, &clocks.other],
        |forgery| {
            stamp_all(forgery, good, "clock", Says::at(LATER));
            stamp_all(forgery, &clocks.other, "other", Says::at(SOON));
        },
        |answer| {
            all(SOON_TOLD, "own-list")(answer)?;
            let authorities = answer["exhibits"][0]["authorities"].as_array().map_or(0, Vec::len);
            if authorities == 2 { Ok(()) } else { Err(format!("{authorities} authorities, not 2")) }
        },
    );
    row(
        table,
        "the imprint is SHA-512",
        (0, known),
        &[good],
        |forgery| stamp_all(forgery, good, "clock", Says { sha512: true, ..Says::at(SOON) }),
        all(SOON_TOLD, "own-list"),
    );
    row(
        table,
        "an accuracy of an hour",
        (0, &["accuracy-wide"]),
        &[good],
        |forgery| stamp_all(forgery, good, "clock", Says { accuracy: Some(3600), ..Says::at(SOON) }),
        all("2026-01-01T20:05:00Z", "own-list"),
    );
    row(
        table,
        "no accuracy stated",
        (0, &["accuracy-not-stated"]),
        &[good],
        |forgery| stamp_all(forgery, good, "clock", Says { accuracy: None, ..Says::at(SOON) }),
        all("2026-01-01T19:05:00Z", "own-list"),
    );
    let ended = |forgery: &mut Forgery| stamp_all(forgery, &clocks.ended, "clock", Says::at(SOON));
    row(
        table,
        "an authority whose certificate has ended since",
        (0, &["authority-certificate-ended"]),
        &[&clocks.ended],
        ended,
        all(SOON_TOLD, "own-list"),
    );
    row(
        table,
        "one exhibit without a token",
        (1, &["trusted-by-you"]),
        &[good],
        |forgery| {
            own(forgery);
            forgery.files.remove("data/items/E03/item.sha256.clock.tsr");
        },
        only(&["E01", "E02", "E05"]),
    );
    row(table, "no timestamps at all", (1, &[]), &[good], |_| {}, only(&[]));
    let files = stamp_manifest(table.base.clone(), good, Says::at(LATER));
    let export = all(LATER_TOLD, "export");
    finished(
        table,
        "only the tag manifest stamped on export day",
        (0, &["only-stamped-at-export"]),
        &[good],
        files,
        export,
    );
    let mut forgery = table.base.clone();
    own(&mut forgery);
    let files = stamp_manifest(forgery, good, Says::at(LATER));
    finished(table, "own tokens, and the tag manifest", (0, known), &[good], files, |answer| {
        if codes(answer).contains("only-stamped-at-export") {
            return Err("each exhibit has a token of its own".to_owned());
        }
        all(SOON_TOLD, "own-list")(answer)
    });
    let mut forgery = table.base.clone();
    own(&mut forgery);
    let mut files = forgery.finish();
    for name in files.names().filter(|name| name.ends_with(".tsr")).map(str::to_owned).collect::<Vec<_>>() {
        files.remove(&name);
    }
    finished(table, "the tokens stripped from a finished bundle", (2, &["file-missing"]), &[good], files, anything);
    row(
        table,
        "the tokens stripped, everything made anew",
        (1, &[]),
        &[good],
        |forgery| {
            own(forgery);
            forgery.files.0.retain(|name, _| !name.ends_with(".tsr"));
        },
        only(&[]),
    );
    row(
        table,
        "a changed part beside a token that holds",
        (2, &["digest-mismatch"]),
        &[good],
        |forgery| {
            own(forgery);
            forgery.files.put("data/items/E01/p001.png", "another picture");
        },
        only(&["E02", "E03", "E05"]),
    );
}

fn nobody_knows_it(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    let own = |forgery: &mut Forgery| stamp_all(forgery, good, "clock", Says::at(SOON));
    row(table, "an authority that only the author's vault knows", (1, &["unknown-authority"]), &[], own, only(&[]));
    row(
        table,
        "a root that the checker gave for another authority",
        (1, &["unknown-authority"]),
        &[&clocks.other],
        own,
        only(&[]),
    );
    row(
        table,
        "its root planted in the bundle",
        (1, &["unknown-authority"]),
        &[],
        |forgery| {
            own(forgery);
            let root = std::fs::read(good.root()).expect("a root");
            forgery.files.put("timestamps/tsa/clock-unverified-copy.pem", root.clone());
            forgery.files.put("metadata/pins.json", json!({"authorities": [{"name": "DigiCert"}]}).to_string());
            forgery.files.put("metadata/ROOT-YOU-FETCHED.pem", root);
        },
        only(&[]),
    );
    let homemade = &clocks.homemade;
    row(
        table,
        "a home-made authority that calls itself DigiCert",
        (1, &["unknown-authority"]),
        &[],
        |forgery| stamp_all(forgery, homemade, "digicert", Says::at(SOON)),
        only(&[]),
    );
    row(
        table,
        "the same, named by the checker: its own name is still not told as whose clock it is",
        (0, &["trusted-by-you"]),
        &[homemade],
        |forgery| stamp_all(forgery, homemade, "digicert", Says::at(SOON)),
        all(SOON_TOLD, "own-list"),
    );
}

fn moved(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    let own = |forgery: &mut Forgery| stamp_all(forgery, good, "clock", Says::at(SOON));
    row(
        table,
        "two items' tokens exchanged",
        (2, &["proof-misfiled"]),
        &[good],
        |forgery| {
            own(forgery);
            let (one, two) = ("data/items/E01/item.sha256.clock.tsr", "data/items/E02/item.sha256.clock.tsr");
            let (first, second) = (forgery.files.remove(one), forgery.files.remove(two));
            forgery.files.put(one, second);
            forgery.files.put(two, first);
        },
        anything,
    );
    for roots in [&[good] as &[&Arc<Authority>], &[]] {
        row(
            table,
            &format!("one item's token also beside another item, {} roots named", roots.len()),
            (2, &["proof-misfiled"]),
            roots,
            |forgery| {
                stamp(forgery, good, "clock", "data/items/E01", Says::at(SOON));
                let token = forgery.files.get("data/items/E01/item.sha256.clock.tsr").to_vec();
                forgery.files.put("data/items/E02/item.sha256.clock.tsr", token);
            },
            |answer| {
                let second = &answer["exhibits"][1];
                if second["not_later_than"].is_null() { Ok(()) } else { Err(format!("{second}")) }
            },
        );
    }
    row(
        table,
        "an older token on a newer list",
        (2, &["proof-unmatched"]),
        &[good],
        |forgery| {
            own(forgery);
            forgery.files.put("data/items/E01/p001.png", "a picture made later");
            forgery.files.edit_json("data/items/E01/capture.json", |capture| {
                capture["parts"][0]["size_bytes"] = "a picture made later".len().into();
            });
            forgery.reseal("data/items/E01");
        },
        only(&["E02", "E03", "E05"]),
    );
    row(
        table,
        "a token over a part instead of the list",
        (2, &["proof-unmatched"]),
        &[good],
        |forgery| {
            let token = good.stamp(forgery.files.get("data/items/E01/p001.png"), Says::at(SOON));
            forgery.files.put("data/items/E01/item.sha256.clock.tsr", token);
        },
        anything,
    );
    row(
        table,
        "an item's token as that of a batch",
        (2, &["proof-misfiled"]),
        &[good],
        |forgery| {
            let token = good.stamp(forgery.files.get("data/items/E01/item.sha256"), Says::at(SOON));
            forgery.files.put("metadata/log/batch-0001.sha256.clock.tsr", token);
        },
        anything,
    );
    let mut files = table.base.clone().finish();
    files.put(MANIFEST_TOKEN, good.stamp(files.get("manifest-sha256.txt"), Says::at(SOON)));
    finished(
        table,
        "a token over the payload's list as that of the tag manifest",
        (2, &["proof-misfiled"]),
        &[good],
        files,
        anything,
    );
    let mut files = table.base.clone().finish();
    files.put(MANIFEST_TOKEN, good.stamp(b"the tag manifest of another export", Says::at(SOON)));
    finished(table, "the token of another export's tag manifest", (2, &["proof-unmatched"]), &[good], files, anything);
    for name in
        ["timestamps/tagmanifest-sha256.txt.tsr", "timestamps/batch-0001.sha256.clock.tsr", "timestamps/clock.tsr"]
    {
        let mut files = stamp_manifest(table.base.clone(), good, Says::at(SOON));
        let token = files.remove(MANIFEST_TOKEN);
        files.put(name, token);
        finished(table, &format!("a token as {name}"), (2, &["unlisted-file"]), &[good], files, only(&[]));
    }
    row(
        table,
        "a token where none belongs",
        (2, &["proof-unmatched"]),
        &[good],
        |forgery| {
            let token = good.stamp(forgery.files.get("data/items/E01/item.sha256"), Says::at(SOON));
            forgery.files.put("index.html.clock.tsr", token);
        },
        only(&[]),
    );
}

fn misread(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    for (name, at) in [("before the certificates began", "20190101000000Z"), ("after they end", "20410101000000Z")] {
        row(
            table,
            &format!("a genTime {name}"),
            (2, &["proof-invalid"]),
            &[good],
            |forgery| stamp_all(forgery, good, "clock", Says::at(at)),
            only(&[]),
        );
    }
    row(
        table,
        "a token whose signed bytes were changed",
        (2, &["proof-invalid"]),
        &[good],
        |forgery| {
            stamp_all(forgery, good, "clock", Says::at(SOON));
            let name = "data/items/E01/item.sha256.clock.tsr";
            let mut token = forgery.files.get(name).to_vec();
            let at = token.windows(15).position(|some| some == SOON.as_bytes()).expect("the genTime stands in it");
            token[at + 3] = b'5';
            forgery.files.put(name, token);
        },
        only(&["E02", "E03", "E05"]),
    );
    row(
        table,
        "a file that is no token",
        (2, &["proof-invalid"]),
        &[good],
        |forgery| forgery.files.put("data/items/E01/item.sha256.clock.tsr", "<!doctype html>"),
        anything,
    );
    row(
        table,
        "a token larger than any",
        (3, &["limit-exceeded"]),
        &[good],
        |forgery| forgery.files.put("data/items/E01/item.sha256.clock.tsr", vec![0x30; (64 << 10) + 1]),
        anything,
    );
    row(
        table,
        "an OpenTimestamps proof",
        (1, &["present-not-checkable-here"]),
        &[good],
        |forgery| forgery.files.put("data/items/E01/item.sha256.calendar.ots", "\0OpenTimestamps\0\0Proof\0"),
        only(&[]),
    );
    row(
        table,
        "a token kept as evidence, as a part of an item",
        (1, &[]),
        &[good],
        |forgery| {
            let token = good.stamp(b"somebody's own file", Says::at(SOON));
            let size = token.len();
            forgery.files.remove("data/items/E05/p001.bin");
            forgery.files.put("data/items/E05/p001.tsr", token);
            forgery.files.edit_json("data/items/E05/capture.json", |capture| {
                capture["parts"][0]["name"] = "p001.tsr".into();
                capture["parts"][0]["size_bytes"] = size.into();
            });
            forgery.reseal("data/items/E05");
        },
        only(&[]),
    );
}

fn batches(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    row(
        table,
        "all through one batch",
        (0, &["trusted-by-you"]),
        &[good],
        |forgery| batch(forgery, good, &forgery.items(), Says::at(SOON)),
        all(SOON_TOLD, "batch"),
    );
    row(
        table,
        "a batch without one of the items",
        (1, &["trusted-by-you"]),
        &[good],
        |forgery| batch(forgery, good, &forgery.items()[1..], Says::at(SOON)),
        only(&["E02", "E03", "E05"]),
    );
    row(
        table,
        "an item put into a batch that was stamped without it",
        (2, &["proof-unmatched"]),
        &[good],
        |forgery| {
            batch(forgery, good, &forgery.items()[1..], Says::at(SOON));
            let token = forgery.files.get("metadata/log/batch-0001.sha256.clock.tsr").to_vec();
            batch(forgery, good, &forgery.items(), Says::at(SOON));
            forgery.files.put("metadata/log/batch-0001.sha256.clock.tsr", token);
        },
        only(&[]),
    );
    row(
        table,
        "a batch outside the grammar",
        (2, &["list-syntax"]),
        &[good],
        |forgery| {
            batch(forgery, good, &forgery.items(), Says::at(SOON));
            let crooked = [b"# a comment\n", forgery.files.get("metadata/log/batch-0001.sha256")].concat();
            forgery.files.put("metadata/log/batch-0001.sha256.clock.tsr", good.stamp(&crooked, Says::at(SOON)));
            forgery.files.put("metadata/log/batch-0001.sha256", crooked);
        },
        only(&[]),
    );
    row(
        table,
        "a batch over what is withheld too",
        (0, &["trusted-by-you"]),
        &[good],
        |forgery| {
            batch(forgery, good, &forgery.items(), Says::at(SOON));
            let seal = sha256_hex(forgery.files.get("data/items/E03/item.sha256"));
            forgery.files.0.retain(|name, _| !name.starts_with("data/items/E03/"));
            forgery
                .files
                .edit_json("metadata/exhibits.json", |exhibits| exhibits["exhibits"][2]["folder"] = Value::Null);
            forgery.files.edit_json("metadata/omissions.json", |omissions| {
                omissions["withheld"] = json!([{"seal_sha256": seal, "reason": "private"}]);
            });
        },
        |answer| {
            same(&answer["time"]["proven"], &json!(true))?;
            same(&answer["exhibits"][2]["not_later_than"], &Value::Null)
        },
    );
}

/// A renewal list over the item lists and their tokens.
fn renewal(forgery: &mut Forgery, authority: &Authority, path: &str, says: Says<'_>) {
    let mut lines = Vec::new();
    for folder in forgery.items() {
        for (name, word) in [("item.sha256", "seal"), ("item.sha256.clock.tsr", "tsr")] {
            let digest = sha256_hex(forgery.files.get(&format!("{folder}/{name}")));
            lines.push((format!("{}.{word}", &digest[..16]), digest));
        }
    }
    put_list(forgery, authority, path, lines, says);
}

fn renewals(table: &mut Table, clocks: &Clocks) {
    let (good, ended) = (&clocks.good, &clocks.ended);
    let renewed = |forgery: &mut Forgery| {
        stamp_all(forgery, ended, "clock", Says::at(SOON));
        renewal(forgery, good, "metadata/log/renewal-0001.sha256", Says::at(LATER));
    };
    row(
        table,
        "a renewal over an expired chain: the first time still counts",
        (0, &["authority-certificate-ended"]),
        &[good, ended],
        renewed,
        all(SOON_TOLD, "own-list"),
    );
    row(
        table,
        "a renewal by an authority that the checker knows, over one that it does not",
        (0, &["unknown-authority", "trusted-by-you"]),
        &[good],
        renewed,
        all(LATER_TOLD, "renewal"),
    );
    let mut forgery = table.base.clone();
    stamp_all(&mut forgery, ended, "clock", Says::at(SOON));
    let mut files = forgery.clone().finish();
    renewal(&mut forgery, good, "timestamps/renewal-0002.sha256", Says::at(LATER));
    for name in ["timestamps/renewal-0002.sha256", "timestamps/renewal-0002.sha256.clock.tsr"] {
        files.put(name, forgery.files.get(name));
    }
    finished(
        table,
        "a renewal made after the export",
        (0, &["trusted-by-you"]),
        &[good],
        files,
        all(LATER_TOLD, "renewal"),
    );
    row(
        table,
        "a renewal of a batch of the items",
        (0, &["trusted-by-you"]),
        &[good],
        |forgery| {
            batch(forgery, ended, &forgery.items(), Says::at(SOON));
            let digest = sha256_hex(forgery.files.get("metadata/log/batch-0001.sha256"));
            let lines = vec![(format!("{}.batch", &digest[..16]), digest)];
            put_list(forgery, good, "metadata/log/renewal-0001.sha256", lines, Says::at(LATER));
        },
        all(LATER_TOLD, "renewal"),
    );
    row(
        table,
        "a renewal in SHA-512",
        (0, &["trusted-by-you"]),
        &[good],
        |forgery| {
            let digest = |bytes: &[u8]| {
                use sha2::Digest as _;
                holdfast_tests::forge::hex(&sha2::Sha512::digest(bytes))
            };
            let lists = forgery.items().into_iter().map(|folder| format!("{folder}/item.sha256"));
            let digests: Vec<String> = lists.map(|name| digest(forgery.files.get(&name))).collect();
            let lines = digests.into_iter().map(|digest| (format!("{}.seal", &digest[..16]), digest)).collect();
            let says = Says { sha512: true, ..Says::at(LATER) };
            put_list(forgery, good, "metadata/log/renewal-0001.sha512", lines, says);
        },
        all(LATER_TOLD, "renewal"),
    );
}

fn records(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    let dated = |edit: fn(&mut Value)| {
        move |forgery: &mut Forgery| {
            forgery.files.edit_json("data/items/E01/capture.json", edit);
            forgery.reseal("data/items/E01");
            stamp_all(forgery, good, "clock", Says::at(SOON));
        }
    };
    row(
        table,
        "a record later than its proof",
        (0, &["record-later-than-proof"]),
        &[good],
        dated(|capture| capture["ended_at"] = "2026-01-02T04:04:05.600+08:00".into()),
        all(SOON_TOLD, "own-list"),
    );
    row(
        table,
        "a record that names a token later than its proof",
        (2, &["anchor-later-than-proof"]),
        &[good],
        dated(|capture| {
            capture["record_not_before"] =
                json!({"token_sha256": sha256_hex(b"a token"), "at": "2026-01-01T19:06:02.000Z"});
        }),
        only(&["E02", "E03", "E05"]),
    );
    row(
        table,
        "a record that names a token of another clock, a minute apart",
        (0, &["trusted-by-you"]),
        &[good],
        dated(|capture| {
            capture["record_not_before"] =
                json!({"token_sha256": sha256_hex(b"a token"), "at": "2026-01-01T19:06:00.000Z"});
        }),
        all(SOON_TOLD, "own-list"),
    );
}

fn in_part(table: &mut Table, clocks: &Clocks) {
    let good = &clocks.good;
    let lines = |forgery: &mut Forgery| whole::add_leaves(forgery, &[0, 3]);
    row(
        table,
        "lines shown beside a dated exhibit have a time of their own to show",
        (1, &["trusted-by-you"]),
        &[good],
        |forgery| {
            stamp_all(forgery, good, "clock", Says::at(SOON));
            lines(forgery);
        },
        only(&["E01", "E03", "E05"]),
    );
    row(
        table,
        "lines dated later: the exhibit is as late as what is shown of it",
        (0, &["trusted-by-you"]),
        &[good],
        |forgery| {
            stamp_all(forgery, good, "clock", Says::at(SOON));
            let folder = lines(forgery);
            stamp(forgery, good, "clock", &folder, Says::at(LATER));
        },
        |answer| {
            same(&answer["exhibits"][0]["not_later_than"], &json!(SOON_TOLD))?;
            same(&answer["exhibits"][1]["not_later_than"], &json!(LATER_TOLD))?;
            same(&answer["time"]["not_later_than"], &json!(LATER_TOLD))
        },
    );
}
