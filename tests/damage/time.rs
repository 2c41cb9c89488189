//! Forgeries about time. The exporter owns the machine and can make authorities, but cannot make an authority that the
//! checker relies on say an earlier time: so tokens are taken away, moved, planted, and put over lists of their own.
//! The authorities here are made with `openssl` on the spot; `--trust` is the checker's own choice of a root.

mod alone;
mod moved;
mod shared;

use crate::judge::{Input, Promise, codes, judge_paths};
use crate::table::{TOP, Table};
use holdfast_tests::fixtures::{has_tool, skip};
use holdfast_tests::forge::{Authority, Forgery, Says, sha256_hex, whole};
use holdfast_tests::program::Desk;
use serde_json::{Value, json};
use std::sync::Arc;

pub(crate) use alone::one_file;

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
    moved::moved(table, &clocks);
    moved::misread(table, &clocks);
    shared::batches(table, &clocks);
    shared::renewals(table, &clocks);
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
        all(SOON_TOLD, "own-list"),
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

/// The page for people, of a bundle whose exhibits two operators date.
pub(crate) fn two_operators_are_told(forgery: &mut Forgery) {
    let clocks = ["One", "Two"].map(|name| Authority::new(name, "20200101000000Z", "20400101000000Z"));
    for (clock, slug) in clocks.iter().zip(["one", "two"]) {
        stamp_all(forgery, clock, slug, Says::at(SOON));
    }
    let desk = Desk::new();
    let bundle = desk.write("bundle.zip", forgery.clone().finish().to_zip(TOP));
    let page = |roots: &[&Authority]| {
        let mut arguments = vec!["--language".to_owned(), "en".to_owned(), bundle.to_str().expect("UTF-8").to_owned()];
        for root in roots {
            arguments.extend(["--trust".to_owned(), root.root().to_str().expect("UTF-8").to_owned()]);
        }
        desk.run("holdfast-verify", &arguments).expect(0).text()
    };
    let both = page(&[&clocks[0], &clocks[1]]);
    let told = both.lines().filter(|line| line.contains("independent authorities: unknown authority sha256:")).count();
    assert_eq!(told, 4, "of each exhibit: {both}");
    let one = page(&[&clocks[0]]);
    assert!(!one.contains("independent"), "one is not independent of anything: {one}");
    assert!(one.contains("over its own fixed list, exact to 1 s, as the authority states"), "how exact: {one}");
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
