//! The public tools that READ-ME-FIRST names, run exactly as it prints them, with bash in the top folder of an unpacked
//! bundle: all succeed on a genuine one, each finds what its text says, and does not find what its text says it does
//! not. A tool that is not installed is said to be skipped.

mod log_script;
mod time_proofs;

use holdfast_tests::files::Files;
use holdfast_tests::fixtures::{has_tool, skip};
use holdfast_tests::forge::bundle::{make_manifests, sign};
use holdfast_tests::forge::{Key, list};
use holdfast_tests::matrix::Matrix;
use holdfast_tests::program::{Desk, Ran, finish};
use holdfast_tests::sample::Case;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The commands of READ-ME-FIRST.txt: its lines that begin with four spaces.
fn printed(files: &Files) -> Vec<String> {
    let text = files.text("READ-ME-FIRST.txt");
    let mut commands: Vec<String> =
        text.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect();
    let all = commands.len();
    commands.sort();
    commands.dedup();
    assert_eq!(commands.len() * 2, all, "both languages print the same commands");
    commands
}

/// Runs a printed command in a folder.
fn bash(command: &str, folder: &Path) -> Ran {
    let mut bash = Command::new("bash");
    bash.args(["-c", command]).current_dir(folder);
    finish(bash, Duration::from_secs(60))
}

/// Whether a command says that all is well: status 0 and nothing said about a difference.
fn is_content(ran: &Ran) -> bool {
    ran.exit == Some(0) && !ran.text().contains("different") && !ran.text().contains("FAILED")
}

/// The tool that a command needs.
fn tool(command: &str) -> &str {
    let words = ["openssl", "sha256sum", "shasum", "bagit.py", "ssh-keygen", "diff"];
    words.into_iter().find(|word| command.contains(word)).unwrap_or("bash")
}

/// A short name for a command.
fn nickname(command: &str) -> &'static str {
    match command {
        _ if command.starts_with("sha256sum") => "lists",
        _ if command.starts_with("shasum") => "lists on a Mac",
        _ if command.contains("find data") => "nothing added to data",
        _ if command.starts_with("diff") => "nothing added outside",
        _ if command.starts_with("for item") => "each exhibit",
        _ if command.starts_with("ssh-keygen") => "signature",
        _ if command.starts_with("bagit.py") => "bagit.py",
        _ if command.starts_with("openssl x509") => "the root that was fetched",
        _ if command.starts_with("for proof") => "time proofs, of which there are none",
        _ => panic!("a printed command that this test does not know: {command}"),
    }
}

#[test]
fn every_printed_command_succeeds_on_a_genuine_bundle_and_finds_what_it_says() {
    let case = Case::new();
    let zip = case.bundle("bundle.zip", &[]);
    let (top, genuine) = Files::read_zip(&std::fs::read(&zip).expect("the bundle can be read"));
    let commands = printed(&genuine);
    assert!(commands.len() >= 7, "READ-ME-FIRST prints the chain of checks, not only {commands:?}");
    if has_tool("unzip") {
        let unpacked = case.desk.path("unpacked");
        let mut unzip = Command::new("unzip");
        unzip.arg("-q").arg(&zip).arg("-d").arg(&unpacked);
        finish(unzip, Duration::from_secs(60)).expect(0);
        assert_eq!(Files::read_folder(&unpacked.join(&top)), genuine, "unzip sees the files that the ZIP lists");
    }
    let damages = damages(&genuine);
    let mut matrix = Matrix::new("printed commands");
    for command in &commands {
        if !has_tool(tool(command)) {
            skip(&format!("{} is not installed", tool(command)));
            continue;
        }
        for (damage, files, finders) in &damages {
            let finds = finders.contains(&nickname(command));
            matrix.row(format!("{} on a bundle with {damage}", nickname(command)), move || {
                let desk = Desk::new();
                let folder = desk.path("bundle");
                files.write_folder(&folder);
                let ran = bash(command, &folder);
                match (is_content(&ran), finds) {
                    (true, true) => Err(format!("does not find it:\n{}", ran.story())),
                    (false, false) => Err(format!("complains, though its text does not say so:\n{}", ran.story())),
                    _ => Ok(()),
                }
            });
        }
    }
    matrix.run();
}

/// What is done to the bundle, the files afterwards, and which commands must find it.
fn damages(genuine: &Files) -> Vec<(&'static str, Files, Vec<&'static str>)> {
    let lists = ["lists", "lists on a Mac"];
    let part = "data/items/E02/".to_owned() + first_part(genuine, "data/items/E02");
    let edited = |edit: &dyn Fn(&mut Files)| {
        let mut files = genuine.clone();
        edit(&mut files);
        files
    };
    let with = |more: &[&'static str]| lists.iter().chain(more).copied().collect::<Vec<_>>();
    let stranger = Key::numbered(9);
    vec![
        ("nothing wrong", genuine.clone(), vec![]),
        ("an altered part", edited(&|files| flip(files, &part)), with(&["bagit.py", "each exhibit"])),
        ("a part gone", edited(&|files| drop(files.remove(&part))), with(&["bagit.py", "nothing added to data"])),
        (
            "a part added",
            edited(&|files| files.put("data/items/E01/p002.png", "x")),
            vec!["bagit.py", "nothing added to data"],
        ),
        ("an altered page", edited(&|files| flip(files, "index.html")), with(&["bagit.py"])),
        ("a page added", edited(&|files| files.put("VERDICT.html", "true")), vec!["nothing added outside"]),
        ("a page in timestamps", edited(&|files| files.put("timestamps/VERDICT.html", "true")), vec![]),
        (
            "all lists made anew after a change",
            edited(&|files| {
                files.put("index.html", "another story");
                make_manifests(files);
            }),
            vec!["signature"],
        ),
        (
            "all lists made anew and signed by a stranger",
            edited(&|files| {
                files.put("index.html", "another story");
                make_manifests(files);
                sign(files, &stranger);
            }),
            vec!["signature"],
        ),
        (
            "a part and its manifests altered, the item's list as it was",
            edited(&|files| {
                flip(files, &part);
                make_manifests(files);
            }),
            vec!["signature", "each exhibit"],
        ),
        (
            "a line taken from the payload manifest",
            edited(&|files| {
                let lines = list::lines(&files.text("manifest-sha256.txt"));
                let kept = lines.into_iter().filter(|(_, name)| *name != part).map(|(digest, name)| (name, digest));
                files.put("manifest-sha256.txt", list::of_digests(kept));
            }),
            with(&["bagit.py", "nothing added to data"]),
        ),
    ]
}

fn first_part<'a>(files: &'a Files, folder: &'a str) -> &'a str {
    let records = ["capture.json", "environment.json"];
    let is_part = |name: &&str| !records.contains(name) && !name.starts_with("item.sha256") && !name.contains('/');
    files.below(folder).find(is_part).expect("an item has a part")
}

fn flip(files: &mut Files, name: &str) {
    let bytes = files.0.get_mut(name).expect("the file is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

#[test]
fn every_printed_command_succeeds_on_a_submission_that_withholds() {
    let case = Case::new();
    let (_, files) = case.files("submission.zip", &["--edition", "submission", "--withhold", "E02=private"]);
    let folder = case.desk.path("unpacked");
    files.write_folder(&folder);
    for command in printed(&files) {
        if has_tool(tool(&command)) {
            let ran = bash(&command, &folder);
            assert!(is_content(&ran), "{}", ran.story());
        }
    }
}

#[test]
fn an_exported_item_folder_checks_with_sha256sum_alone() {
    let case = Case::new();
    for item in &case.items {
        let id = item["id"].as_str().expect("an id");
        let folder = case.desk.path(format!("item-{id}"));
        let folder_text = folder.to_str().expect("a UTF-8 path");
        case.desk.holdfast(&["item", "export", id, folder_text]).expect(0);
        let ran = bash("sha256sum --strict --quiet -c item.sha256", &folder);
        assert!(is_content(&ran), "{}", ran.story());
        let seal = bash("sha256sum item.sha256 | cut -c1-64", &folder).expect(0);
        assert_eq!(seal.text().trim(), item["seal_sha256"], "the item's identity is the digest of its list");
        let inside = Files::read_folder(&folder);
        let listed = list::lines(&inside.text("item.sha256")).len();
        assert_eq!(inside.0.len(), listed + 1, "an exported item is its list and what it names, nothing derived");
    }
}
