//! What the bundle states about itself, and what it must not tell.

use crate::desk::{Desk, OWN_NAME};
use holdfast_bundle::Edition;
use holdfast_dispute::Withholding;
use holdfast_proof::list::List;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn metadata_has_the_shapes_that_the_checker_reads() {
    let desk = Desk::usual();
    let read = |name: &str| serde_json::from_str::<Value>(&desk.made(name)).expect("JSON");
    let exhibits = read("metadata/exhibits.json");
    let seals: Vec<String> = desk.draft.exhibits.iter().map(|exhibit| exhibit.seal.to_string()).collect();
    assert_eq!(
        exhibits["exhibits"][0],
        json!({"number":"E01","seal_sha256":seals[0],"folder":"data/items/E01","printed":1,"group":null,"proves":"¥299, 30 days"}),
        "a shown exhibit"
    );
    assert_eq!(exhibits["exhibits"][1]["proves"], Value::Null, "an empty purpose is none");
    assert_eq!(
        exhibits["exhibits"][3],
        json!({"number":"E04","seal_sha256":seals[3],"folder":null,"printed":4,"group":null,"proves":null}),
        "of a withheld one only the digest"
    );
    let omissions = json!({"v":1,"withheld":[{"seal_sha256":seals[3],"reason":"other-person"}],"environment":[]});
    assert_eq!(read("metadata/omissions.json"), omissions, "digest and code, nothing else");
    assert_eq!(read("metadata/redactions.json"), json!({"v":1,"redactions":[]}), "none yet");
    assert_eq!(read("metadata/proofs.json"), json!({"v":1,"proofs":[]}), "none yet");
    assert_eq!(read("metadata/dispute.json")["facts"]["amount_paid"], "329.00 CNY", "facts as they are");
    assert_eq!(
        desk.made("bag-info.txt").lines().nth(1),
        Some("BagIt-Profile-Identifier: holdfast-bundle/1"),
        "the marker of the profile"
    );
}

#[test]
fn every_file_stands_on_exactly_the_list_it_belongs_to() {
    let desk = Desk::usual();
    let top = desk.unpacked();
    let list = |name: &str| List::parse(&fs::read(top.join(name)).expect("a list")).expect("the grammar");
    let (manifest, tagmanifest) = (list("manifest-sha256.txt"), list("tagmanifest-sha256.txt"));
    let mut seen = BTreeSet::new();
    walk(&top, &top, &mut |name| {
        let (payload, tag) = (manifest.get(name).is_some(), tagmanifest.get(name).is_some());
        let expected = match name {
            "tagmanifest-sha256.txt" | "timestamps/tagmanifest-sha256.txt.sig" => (false, false),
            _ if name.starts_with("data/") => (true, false),
            _ => (false, true),
        };
        assert_eq!((payload, tag), expected, "{name}");
        seen.insert(name.to_owned());
    });
    let listed = manifest.lines().len() + tagmanifest.lines().len() + 2;
    assert_eq!(seen.len(), listed, "nothing is listed that is not there");
}

#[test]
fn a_withheld_exhibit_is_named_by_digest_and_reason_only() {
    let mut desk = Desk::usual();
    let (_, item) = desk.draft.shown().nth(1).expect("an exhibit");
    let secrets: Vec<String> = item.files.iter().map(|file| file.digest.to_string()).collect();
    let (id, seal) = (item.id.to_string(), desk.draft.exhibits[1].seal.to_string());
    desk.draft.exhibits[1].proves = "a purpose that stays hidden".to_owned();
    desk.withhold("E02", Withholding::Private);
    let top = desk.unpacked();
    walk(&top, &top, &mut |name| {
        let bytes = fs::read(top.join(name)).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!name.contains("E02"), "no folder and no file of it: {name}");
        assert!(!text.contains("a purpose that stays hidden") && !text.contains(&id), "{name} tells of it");
        for secret in secrets.iter().filter(|secret| **secret != seal) {
            assert!(!text.contains(secret.as_str()), "{name} holds the digest of a hidden file");
        }
    });
}

#[test]
fn a_submission_edition_withholds_the_environment_everywhere_and_says_so() {
    let mut desk = Desk::usual();
    desk.draft.choices.edition = Edition::Submission;
    let omissions: Value = serde_json::from_str(&desk.made("metadata/omissions.json")).expect("JSON");
    assert_eq!(omissions["environment"], json!(["E01", "E02", "E03"]), "named for each shown exhibit");
    let top = desk.unpacked();
    walk(&top, &top, &mut |name| {
        let text = fs::read(top.join(name)).expect("a file");
        assert!(!name.ends_with("/environment.json"), "{name} stays out");
        assert!(!String::from_utf8_lossy(&text).contains(OWN_NAME), "{name} tells a file's own name");
    });
}

#[test]
fn the_pages_never_tell_a_files_own_name() {
    let desk = Desk::usual();
    for page in ["index.html", "READ-ME-FIRST.html", "READ-ME-FIRST.txt"] {
        assert!(!desk.made(page).contains(OWN_NAME), "{page}: the name lies in environment.json alone");
    }
}

fn walk(top: &Path, folder: &Path, visit: &mut dyn FnMut(&str)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => walk(top, &path, visit),
            false => visit(path.strip_prefix(top).expect("below").to_str().expect("ASCII")),
        }
    }
}
