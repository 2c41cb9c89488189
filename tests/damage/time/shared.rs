//! Lists that many items share: batches, and renewals before an authority's certificate ends.

use super::{Clocks, LATER, LATER_TOLD, SOON, SOON_TOLD, all, finished, only, row, same, stamp_all};
use crate::table::Table;
use holdfast_tests::forge::{Authority, Forgery, Says, list, sha256_hex};
use serde_json::{Value, json};

pub(super) fn batches(table: &mut Table, clocks: &Clocks) {
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

pub(super) fn renewals(table: &mut Table, clocks: &Clocks) {
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
