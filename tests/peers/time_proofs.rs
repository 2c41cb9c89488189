//! The commands for time proofs, as READ-ME-FIRST prints them, on a bundle whose exhibits were stamped: a batch for those
//! that waited together, an own list for the last one, and a token over the tag manifest. The authority is made with
//! `openssl` on the spot; its root is what the reader fetched.

use crate::{bash, first_part, flip, is_content, printed};
use holdfast::edge::Surroundings;
use holdfast_proof::tsp::{Token, Trust};
use holdfast_tests::files::Files;
use holdfast_tests::fixtures::{has_tool, skip};
use holdfast_tests::forge::authority::openssl;
use holdfast_tests::forge::{Authority, Says};
use holdfast_tests::matrix::Matrix;
use holdfast_tests::program::Desk;
use holdfast_tests::sample::{Case, add};
use holdfast_vault::{Access, ProofFacts, Vault};
use serde_json::Value;
use std::path::Path;

const ROOT: &str = "ROOT-YOU-FETCHED.pem";
const OWN: &str = "data/items/E06/item.sha256.clock.tsr";
const BATCH: &str = "metadata/log/batch-0001.sha256.clock.tsr";
const EXPORT: &str = "timestamps/tagmanifest-sha256.txt.clock.tsr";

fn now() -> String {
    chrono::Utc::now().format("%Y%m%d%H%M%SZ").to_string()
}

/// Keeps a token for everything that waits.
fn stamp_all(desk: &Desk, authority: &Authority) {
    let root = std::fs::read(authority.root()).expect("a root");
    let surroundings = Surroundings {
        vault: Some(desk.vault()),
        data: None,
        config: Some(desk.root().join("home/config/holdfast")),
        reader: None,
        assets: None,
        executable: None,
        spare_bytes: 0,
        language: holdfast::Language::En,
    };
    let mut vault = Vault::open(&desk.vault(), surroundings.outside().vault, Access::Write).expect("the vault opens");
    let trust = Trust::nobody().with_pem(&root).expect("a root");
    while let Some(list) = vault.list_to_stamp("clock").expect("what waits") {
        let token = authority.stamp(list.bytes(), Says::at(&now()));
        let facts = ProofFacts::from(&Token::read(&token).expect("a token").check(&trust));
        vault.keep_proof("clock", &list, &token, &facts).expect("kept");
    }
}

/// A case whose exhibits are all stamped, and its bundle with a token over its tag manifest.
fn stamped(authority: &Authority, more: &[&str]) -> (Case, Files) {
    let case = Case::new();
    stamp_all(&case.desk, authority);
    let last = add(&case.desk, &case.desk.write("in/last.txt", b"the last word\n"));
    let id = last["id"].as_str().expect("an id");
    case.desk.holdfast(&["dispute", "attach", &case.dispute, id]).expect(0);
    stamp_all(&case.desk, authority);
    let (_, mut files) = case.files("stamped.zip", more);
    let token = authority.stamp(files.get("tagmanifest-sha256.txt"), Says::at(&now()));
    files.put(EXPORT, token);
    (case, files)
}

fn verdict(folder: &Path, desk: &Desk, roots: &[&Authority], exit: i32) -> Value {
    let mut arguments = vec![folder.to_str().expect("a UTF-8 path").to_owned()];
    for root in roots {
        arguments.extend(["--trust".to_owned(), root.root().to_str().expect("a UTF-8 path").to_owned()]);
    }
    desk.verify(&arguments).expect(exit).json()
}

#[test]
fn the_printed_commands_for_time_find_what_they_say() {
    if !has_tool("openssl") {
        return skip("openssl is not installed");
    }
    let clock = Authority::new("Clock", "20200101000000Z", "20400101000000Z");
    let other = Authority::new("Other Clock", "20200101000000Z", "20400101000000Z");
    let (case, genuine) = stamped(&clock, &[]);
    let folder = case.desk.path("genuine");
    genuine.write_folder(&folder);
    let answer = verdict(&folder, &case.desk, &[&clock], 0);
    for exhibit in answer["exhibits"].as_array().expect("exhibits") {
        let through = if exhibit["number"] == "E06" { "own-list" } else { "batch" };
        assert_eq!(exhibit["through"], through, "{exhibit}");
    }
    let stated = genuine.json("metadata/proofs.json");
    let paths: Vec<&str> =
        stated["proofs"].as_array().expect("proofs").iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(paths, [OWN, BATCH], "each is stated that the tag manifest could know of");

    let commands: Vec<String> =
        printed(&genuine).into_iter().filter(|command| command.contains("openssl ts")).collect();
    assert!(commands.len() >= 7, "two for each proof, one for all, two for the export: {commands:#?}");
    let edited = |edit: &dyn Fn(&mut Files)| {
        let mut files = genuine.clone();
        edit(&mut files);
        files
    };
    let root = |authority: &Authority| std::fs::read(authority.root()).expect("a root");
    let part = "data/items/E06/".to_owned() + first_part(&genuine, "data/items/E06");
    let nobody: &[&str] = &[];
    let damages = [
        ("nothing wrong", genuine.clone(), root(&clock), nobody),
        ("a changed token", edited(&|files| change_time(files, OWN)), root(&clock), &["own", "all"]),
        ("a changed list", edited(&|files| flip(files, "data/items/E06/item.sha256")), root(&clock), &["own", "all"]),
        (
            "a changed batch",
            edited(&|files| flip(files, "metadata/log/batch-0001.sha256")),
            root(&clock),
            &["batch", "all"],
        ),
        ("a changed tag manifest", edited(&|files| flip(files, "tagmanifest-sha256.txt")), root(&clock), &["export"]),
        ("another authority's root", genuine.clone(), root(&other), &["own", "batch", "all", "export"]),
        ("a changed part", edited(&|files| flip(files, &part)), root(&clock), nobody),
        ("the token over the export gone", edited(&|files| drop(files.remove(EXPORT))), root(&clock), nobody),
    ];
    let mut matrix = Matrix::new("printed commands for time");
    for command in &commands {
        for (damage, files, root, finders) in &damages {
            let name = nickname(command);
            // What a token says can be shown of any token; only a missing file cannot be read.
            let finds = finders.contains(&name);
            matrix.row(format!("{name} on a bundle with {damage}: {command}"), move || {
                let desk = Desk::new();
                let folder = desk.path("bundle");
                files.write_folder(&folder);
                std::fs::write(folder.join(ROOT), root).expect("a file can be written");
                let ran = bash(command, &folder);
                match (is_content(&ran), finds) {
                    (true, true) => Err(format!("does not find it:\n{}", ran.story())),
                    (false, false) => Err(format!("complains, though its text does not say so:\n{}", ran.story())),
                    (true, false)
                        if command.starts_with("openssl ts -reply") && !ran.text().contains("Time stamp: ") =>
                    {
                        Err(format!("says no time:\n{}", ran.story()))
                    }
                    (true, false)
                        if command.starts_with("openssl ts -verify") && !ran.text().contains("Verification: OK") =>
                    {
                        Err(format!("says something else:\n{}", ran.story()))
                    }
                    _ => Ok(()),
                }
            });
        }
    }
    matrix.run();
}

/// A short name for a command about time.
fn nickname(command: &str) -> &'static str {
    match command {
        _ if command.starts_with("openssl ts -reply") => "says",
        _ if command.contains("timestamps/") && !command.contains("-verify") => "says",
        _ if command.contains("timestamps/") => "export",
        _ if command.starts_with("for proof") => "all",
        _ if command.contains("batch-") => "batch",
        _ => "own",
    }
}

/// Another year in the token's genTime: the form stays, the signature does not.
fn change_time(files: &mut Files, name: &str) {
    let mut token = files.get(name).to_vec();
    let year = now()[..4].to_owned();
    let is_time = |some: &[u8]| some.starts_with(year.as_bytes()) && some.ends_with(b"Z");
    let at = token.windows(15).position(is_time).expect("the genTime stands in it");
    token[at + 3] = b'0';
    files.put(name, token);
}

#[test]
fn the_root_that_was_fetched_is_compared_by_its_fingerprint_and_the_lists_tell_their_exhibits() {
    if !has_tool("openssl") {
        return skip("openssl is not installed");
    }
    let clock = Authority::new("Clock", "20200101000000Z", "20400101000000Z");
    let (case, files) = stamped(&clock, &["--edition", "submission", "--withhold", "E02=private"]);
    let folder = case.desk.path("submission");
    files.write_folder(&folder);
    std::fs::copy(clock.root(), folder.join(ROOT)).expect("a file can be copied");
    let commands = printed(&files);
    let command = |what: &str| commands.iter().find(|command| command.contains(what)).expect("a command");
    let fingerprint = bash(command("openssl x509"), &folder).expect(0).text();
    let openssl = openssl(&folder, &["x509", "-in", ROOT, "-noout", "-fingerprint", "-sha256"]);
    let openssl = String::from_utf8(openssl).expect("text").to_lowercase().replace(':', "");
    assert!(openssl.trim().ends_with(fingerprint.split(' ').next().expect("a digest")), "{openssl} is {fingerprint}");
    let which = bash(command("grep -l"), &folder).expect(0).text();
    for line in which.lines() {
        let (list, in_lists) = line.split_once(": ").expect("a list and what names it");
        let expected = if list.contains("E06") { "" } else { "metadata/log/batch-0001.sha256" };
        assert_eq!(in_lists.trim(), expected, "{which}");
    }
    assert_eq!(which.lines().count(), 4, "each exhibit shown: {which}");

    let answer = verdict(&folder, &case.desk, &[&clock], 2);
    assert_eq!(answer["findings"][0]["path"], ROOT, "the file that the reader put there is named, and nothing else");
    std::fs::remove_file(folder.join(ROOT)).expect("as before");
    let answer = verdict(&folder, &case.desk, &[&clock], 0);
    assert_eq!(answer["time"]["proven"], true, "what is withheld needs no time: {answer}");
    assert!(!files.names().any(|name| name.contains("E02")), "nothing of the withheld exhibit lies in the bundle");
    let unknown = verdict(&folder, &case.desk, &[], 1);
    assert_eq!(unknown["time"]["proven"], false, "whom the vault knows counts for nobody else");
}
