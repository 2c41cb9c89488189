//! Two bundles to measure with, written by the forger: `bare.zip` without time proofs, `stamped.zip` with two tokens
//! beside each exhibit's list, by two authorities made with `openssl` (RSA 4096), whose roots are `one.pem` and `two.pem`.
//!
//! `stamped_bundles COUNT FOLDER`; `cargo xtask bench time` runs it.

use holdfast_tests::forge::authority::Keys;
use holdfast_tests::forge::{Authority, Entry, Forgery, Says, whole};
use holdfast_tests::sample;
use serde_json::json;
use std::path::Path;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = given.as_slice() else { panic!("stamped_bundles COUNT FOLDER") };
    let (count, folder) = (count.parse().expect("a number of exhibits"), Path::new(folder));
    let mut forgery = with_exhibits(count);
    let write = |name: &str, forgery: Forgery| {
        std::fs::write(folder.join(name), forgery.finish().to_zip("measured")).expect("the folder can be written to");
    };
    write("bare.zip", forgery.clone());
    for (slug, at) in [("one", "20260101190500Z"), ("two", "20260101190600Z")] {
        let authority = Authority::with_keys(Keys::Rsa4096, slug, "20200101000000Z", "20400101000000Z");
        std::fs::copy(authority.root(), folder.join(format!("{slug}.pem"))).expect("the folder can be written to");
        for item in forgery.items() {
            let token = authority.stamp(forgery.files.get(&format!("{item}/item.sha256")), Says::at(at));
            forgery.files.put(&format!("{item}/item.sha256.{slug}.tsr"), token);
        }
    }
    write("stamped.zip", forgery);
}

/// The forger's bundle with so many more exhibits, each a small picture.
fn with_exhibits(count: usize) -> Forgery {
    let mut forgery = whole::from_nothing();
    let dispute = forgery.dispute.clone();
    let export = forgery.log.entries.pop().expect("the last entry is the export's own");
    let mut lines = Vec::with_capacity(count);
    for at in 0..count {
        let (number, picture) = (format!("E{}", 10_000 + at), sample::png(8, u8::try_from(at % 256).unwrap_or(0)));
        let seal = whole::add_item(&mut forgery.files, &number, 100 + at, "photo", "p001.png", "image/png", &picture);
        forgery.log.entries.push(Entry::new("item", &seal, None));
        forgery.log.entries.push(Entry::new("attached", &seal, Some(&dispute)));
        lines.push(json!({
            "number": number, "seal_sha256": seal, "folder": format!("data/items/{number}"),
            "printed": "1", "group": null, "proves": null,
        }));
    }
    forgery.log.entries.push(export);
    forgery.files.edit_json("metadata/exhibits.json", |exhibits| {
        exhibits["exhibits"].as_array_mut().expect("a list of exhibits").extend(lines);
    });
    forgery
}
