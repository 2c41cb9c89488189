//! Tokens in other places than their own, over other bytes, damaged, or no tokens at all.

use super::{Clocks, MANIFEST_TOKEN, SOON, anything, finished, only, row, stamp, stamp_all, stamp_manifest};
use crate::table::Table;
use holdfast_tests::forge::{Authority, Forgery, Says};
use std::sync::Arc;

pub(super) fn moved(table: &mut Table, clocks: &Clocks) {
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

pub(super) fn misread(table: &mut Table, clocks: &Clocks) {
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
