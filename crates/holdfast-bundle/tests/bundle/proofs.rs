//! Time proofs in a bundle: where they lie, what is stated of them, and that they follow what is shown.

use crate::desk::Desk;
use holdfast_bundle::{BundleError, ManifestToken, StampedList};
use holdfast_dispute::Withholding;
use holdfast_proof::Digest;
use holdfast_proof::list::List;
use serde_json::{Value, json};

/// A desk where E01 has two tokens of its own, E02 is in a batch, E03 has nothing, and E04 is withheld.
fn stamped() -> Desk {
    let mut desk = Desk::usual();
    let first = desk.token("clock", "Some Clock", "2026-11-07T01:00:00.000Z");
    let second = desk.token("other-clock", "Other Clock", "2026-11-06T12:20:05.000Z");
    desk.item("E01").proofs = vec![first, second];
    let seals = ["E02", "E04"].map(|label| {
        let seal = desk.draft.exhibits.iter().find(|exhibit| exhibit.label == label).expect("an exhibit").seal;
        (format!("{}.seal", seal.short()), seal)
    });
    let bytes = List::build(seals.to_vec()).expect("a list").to_bytes();
    let proofs = vec![desk.token("clock", "Some Clock", "2026-11-06T13:00:00.000Z")];
    desk.draft.lists = vec![StampedList { name: "batch-0001.sha256".to_owned(), bytes, proofs }];
    desk
}

fn names(desk: &Desk) -> Vec<String> {
    let plan = desk.plan().expect("a plan");
    let top = format!("{}/", desk.draft.name);
    plan.members.into_iter().map(|member| member.name.replacen(&top, "", 1)).collect()
}

#[test]
fn tokens_lie_beside_their_lists_and_in_the_manifest_of_their_place() {
    let desk = stamped();
    let names = names(&desk);
    for (name, manifest) in [
        ("data/items/E01/item.sha256.clock.tsr", "manifest-sha256.txt"),
        ("data/items/E01/item.sha256.other-clock.tsr", "manifest-sha256.txt"),
        ("metadata/log/batch-0001.sha256", "tagmanifest-sha256.txt"),
        ("metadata/log/batch-0001.sha256.clock.tsr", "tagmanifest-sha256.txt"),
    ] {
        assert_eq!(names.iter().filter(|found| *found == name).count(), 1, "{name} is there once");
        assert!(desk.made(manifest).contains(&format!("  {name}\n")), "{manifest} lists {name}");
    }
    assert!(!names.iter().any(|name| name.starts_with("timestamps/") && name.ends_with(".tsr")), "nobody was asked");
    let written = desk.write().expect("a bundle");
    assert_eq!(written.size_bytes, desk.plan().expect("a plan").size_bytes, "the plan knows every size");
}

#[test]
fn the_tag_manifest_is_stamped_once_it_is_fixed_and_nothing_else_is() {
    let mut desk = stamped();
    desk.stamps = vec![
        ManifestToken { authority: "clock".to_owned(), token: vec![1; 3_000] },
        ManifestToken { authority: "other-clock".to_owned(), token: vec![2; 5_000] },
    ];
    let tag_manifest = desk.made("tagmanifest-sha256.txt");
    let asked = desk.asked.lock().expect("one thread").clone();
    assert_eq!(asked, [tag_manifest.clone().into_bytes()], "asked once, with the exact bytes");
    assert!(!tag_manifest.contains("timestamps/"), "what comes after it is not in it");
    let names = names(&desk);
    for authority in ["clock", "other-clock"] {
        let name = format!("timestamps/tagmanifest-sha256.txt.{authority}.tsr");
        assert!(names.contains(&name), "{name} is there");
    }
    let written = desk.write().expect("a bundle");
    assert_eq!(written.size_bytes, desk.plan().expect("a plan").size_bytes, "with their sizes too");
}

#[test]
fn proofs_json_states_each_proof_and_over_which_list() {
    let read: Value = serde_json::from_str(&stamped().made("metadata/proofs.json")).expect("JSON");
    let line = |path: &str, list: &str, authority: &str, at: &str| json!({"path": format!("{list}.{path}.tsr"), "list": list, "authority": authority, "at": at});
    let expected = json!({"v": 1, "proofs": [
        line("clock", "data/items/E01/item.sha256", "Some Clock", "2026-11-07T01:00:00.000Z"),
        line("other-clock", "data/items/E01/item.sha256", "Other Clock", "2026-11-06T12:20:05.000Z"),
        line("clock", "metadata/log/batch-0001.sha256", "Some Clock", "2026-11-06T13:00:00.000Z"),
    ]});
    assert_eq!(read, expected, "by path");
}

#[test]
fn the_page_tells_the_earliest_time_of_each_exhibit_as_stated_and_sends_to_a_checker() {
    let html = stamped().made("index.html");
    let row = |label: &str| {
        let from = html.find(&format!("<tr id=\"{label}\">")).expect("a row");
        html[from..].split("</tr>").next().expect("a row").to_owned()
    };
    let said = "(clock of Other Clock), as the complainant&#39;s program states; a checker works it out.";
    assert!(row("E01").contains(&format!("Existed by 2026-11-06 12:21 UTC {said}")), "{}", row("E01"));
    assert!(row("E02").contains("Existed by 2026-11-06 13:01 UTC (clock of Some Clock)"), "through the batch");
    assert!(!row("E03").contains("Existed by"), "nothing is stated of what has no proof");
    assert!(!html.contains("Existed by 2026-11-07"), "only the earliest is told");
}

#[test]
fn a_time_that_does_not_count_here_is_stated_on_no_page() {
    let mut desk = stamped();
    let mut stranger = desk.token("stranger", "Stranger", "2026-10-01T00:00:00.000Z");
    stranger.verified = false;
    desk.item("E01").proofs.push(stranger);
    assert!(names(&desk).iter().any(|name| name.ends_with("item.sha256.stranger.tsr")), "the token goes out");
    let html = desk.made("index.html");
    assert!(!html.contains("2026-10-01") && html.contains("Existed by 2026-11-06 12:21"), "the earliest that counts");
}

#[test]
fn a_hostile_name_of_an_authority_stays_a_name() {
    let mut desk = stamped();
    let hostile = "\u{202e}trecigiD</span><script>";
    desk.item("E01").proofs = vec![desk.token("clock", hostile, "2026-11-06T12:20:05.000Z")];
    for page in ["index.html", "READ-ME-FIRST.html", "READ-ME-FIRST.txt"] {
        let made = desk.made(page);
        assert!(
            !made.contains('\u{202e}') && !made.contains("<script>") || page.ends_with(".txt"),
            "{page}: only text"
        );
        assert!(!made.contains('\u{202e}'), "{page}: nothing turns the text");
    }
}

#[test]
fn a_withheld_item_takes_its_tokens_along_and_stays_a_digest_in_a_batch() {
    let mut desk = stamped();
    desk.withhold("E01", Withholding::Private);
    let seal = desk.draft.exhibits[0].seal.to_string();
    for name in names(&desk) {
        assert!(!name.contains("E01"), "{name} is of a withheld item");
    }
    assert!(!desk.made("metadata/proofs.json").contains("Other Clock"), "nothing is stated of its tokens");
    assert!(!desk.made("index.html").contains("Other Clock"), "nor told on the page");
    assert!(!desk.made("READ-ME-FIRST.txt").contains("Other Clock"), "nor in the commands");
    let batch = desk.made("metadata/log/batch-0001.sha256");
    assert!(!batch.contains(&seal) && batch.lines().count() == 2, "a batch goes out as it was stamped");
}

#[test]
fn what_cannot_lie_in_a_bundle_is_refused() {
    let refused = |edit: &dyn Fn(&mut Desk)| {
        let mut desk = stamped();
        edit(&mut desk);
        desk.plan().map(|_| ()).map_err(|error: BundleError| error.code().to_owned())
    };
    let token = |authority: &str, bytes| vec![ManifestToken { authority: authority.to_owned(), token: vec![0; bytes] }];
    for authority in ["", "a.b", "a/b", "A", "..", "-a", "é"] {
        let answer = refused(&|desk| desk.stamps = token(authority, 1));
        assert_eq!(answer, Err("input-mismatch".to_owned()), "{authority:?} cannot be part of a file's name");
        let answer = refused(&|desk| desk.item("E01").proofs[0].authority = authority.to_owned());
        assert_eq!(answer, Err("input-mismatch".to_owned()), "{authority:?} beside an item neither");
    }
    let twice = || [token("clock", 1), token("clock", 1)].concat();
    assert_eq!(refused(&|desk| desk.stamps = twice()), Err("input-mismatch".to_owned()), "one name twice");
    let large = refused(&|desk| desk.stamps = token("clock", (64 << 10) + 1));
    assert_eq!(large, Err("bundle-too-large".to_owned()), "a verifier would refuse it");
    let crooked = refused(&|desk| desk.draft.lists[0].bytes = b"# no list\n".to_vec());
    assert_eq!(crooked, Err("input-mismatch".to_owned()), "a list outside the grammar");
    let same = refused(&|desk| {
        let proof = desk.item("E01").proofs[0].clone();
        desk.item("E01").proofs.push(proof);
    });
    assert_eq!(same, Err("input-mismatch".to_owned()), "two tokens under one name");
}

#[test]
fn commands_stand_for_each_proof_and_no_root_comes_from_the_bundle() {
    let text = stamped().made("READ-ME-FIRST.txt");
    for list in ["data/items/E01/item.sha256", "metadata/log/batch-0001.sha256"] {
        let proof = format!("{list}.clock.tsr");
        assert!(text.contains(&format!("    openssl ts -reply -in {proof} -text\n")), "what it says");
        let verify = format!("    openssl ts -verify -data {list} -in {proof} -CAfile ROOT-YOU-FETCHED.pem -attime $(");
        assert!(text.contains(&verify), "that it holds, judged at its own time");
    }
    assert!(text.contains("Some Clock: the program that made this bundle knows no root"), "no root of a stranger");
    assert!(!text.contains("unverified-copy") && !text.contains("-----BEGIN"), "no root from the bundle");
    let bare = Desk::usual().made("READ-ME-FIRST.txt");
    assert!(bare.contains("timestamps/tagmanifest-sha256.txt.*.tsr"), "proofs that come after the page are looked for");
    assert!(!bare.contains("item.sha256.*.tsr"), "where there is no proof there is no command for it");
    for pin in holdfast_proof::pins::defaults() {
        assert!(bare.contains(&pin.address), "{}: the official address", pin.name);
        let roots: Vec<Digest> = pin.roots.iter().map(|root| root.sha256).collect();
        assert!(roots.iter().all(|root| bare.contains(&root.to_string())), "{}: the fingerprint", pin.name);
    }
}
