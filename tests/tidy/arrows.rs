//! Which crate may use which: the arrows of docs/architecture.md, and nothing beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{none_break, read, root};

/// A crate and the crates of ours that it may use. A crate that is missing here fails the test: whoever adds one
/// says where it stands.
const ARROWS: &[(&str, &[&str])] = &[
    ("holdfast-proof", &[]),
    ("holdfast-text", &[]),
    ("holdfast-readers", &[]),
    ("holdfast-dispute", &[]),
    ("holdfast-verify", &["holdfast-proof", "holdfast-text"]),
    ("holdfast-vault", &["holdfast-proof"]),
    ("holdfast-time", &["holdfast-vault", "holdfast-proof"]),
    ("holdfast-capture", &["holdfast-vault", "holdfast-proof"]),
    ("holdfast-bundle", &["holdfast-vault", "holdfast-dispute", "holdfast-text", "holdfast-proof"]),
    (
        "holdfast",
        &[
            "holdfast-bundle",
            "holdfast-capture",
            "holdfast-dispute",
            "holdfast-proof",
            "holdfast-readers",
            "holdfast-text",
            "holdfast-time",
            "holdfast-vault",
            "holdfast-verify",
        ],
    ),
    ("holdfast-cli", &["holdfast"]),
    ("holdfast-window", &["holdfast"]),
    ("xtask", &[]),
];

/// Crates that open sockets, or bring a runtime whose only use would be that.
const NETWORK_CRATES: &[&str] =
    &["reqwest", "ureq", "hyper", "curl", "isahc", "attohttpc", "minreq", "tokio", "async-std", "smol", "socket2"];

#[test]
fn each_crate_uses_only_what_its_arrows_allow() {
    let mut places = Vec::new();
    for member in members() {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == member) else {
            places.push(format!("{member}: has no place among the arrows"));
            continue;
        };
        for used in dependencies(&read(&manifest_of(&member)), "dependencies") {
            if used.starts_with("holdfast") && !allowed.contains(&used.as_str()) {
                places.push(format!("{member} -> {used}"));
            }
        }
    }
    none_break("an arrow that is not in the drawing", &places);
}

#[test]
fn the_drawing_in_the_architecture_shows_the_same_arrows() {
    let drawing = read("docs/architecture.md");
    let mut places = Vec::new();
    for (name, allowed) in ARROWS {
        let Some(row) = drawing.lines().find(|line| line.starts_with(&format!("| `{name}` |"))) else {
            places.push(format!("{name} has no row"));
            continue;
        };
        let stated = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap_or_default().trim();
        if ["anything", "all of the above"].contains(&stated) {
            continue;
        }
        let mut stated: Vec<String> = stated
            .split(", ")
            .filter(|word| *word != "nothing of ours")
            .map(|word| if word.starts_with("holdfast") { word.to_owned() } else { format!("holdfast-{word}") })
            .collect();
        let mut held: Vec<String> = allowed.iter().map(|word| (*word).to_owned()).collect();
        stated.sort();
        held.sort();
        if stated != held {
            places.push(format!("{name}: drawn {stated:?}, held {held:?}"));
        }
    }
    none_break("docs/architecture.md draws other arrows than the test holds", &places);
}

#[test]
fn tests_of_a_crate_reach_no_further_than_the_crate() {
    let mut places = Vec::new();
    for member in members().into_iter().filter(|member| member != "xtask") {
        let allowed = ARROWS.iter().find(|(name, _)| *name == member).map_or(&[][..], |(_, allowed)| allowed);
        for used in dependencies(&read(&manifest_of(&member)), "dev-dependencies") {
            if used.starts_with("holdfast") && used != member && !allowed.contains(&used.as_str()) {
                places.push(format!("{member} -> {used} (in its tests; the folder tests/ may use anything)"));
            }
        }
    }
    none_break("a test that pulls in a crate its own may not use", &places);
}

#[test]
fn every_workspace_member_has_its_one_line_comment() {
    let manifest = read("Cargo.toml");
    let listed = manifest.split("\nmembers = [").nth(1).and_then(|rest| rest.split("\n]").next()).unwrap_or_default();
    let places: Vec<String> = listed
        .lines()
        .filter(|line| !line.trim().is_empty())
        .filter(|line| line.split_once("# ").is_none_or(|(_, comment)| comment.trim().len() < 10))
        .map(|line| line.trim().to_owned())
        .collect();
    none_break("a member of the workspace that does not say what it is", &places);
}

#[test]
fn nothing_that_opens_sockets_is_among_the_dependencies_but_the_clients_one() {
    // The window stands on Tauri, which brings a runtime that can; `doors.rs` holds that none of our own lines does,
    // and the window's own tests that its pages cannot. The folder tests/ drives that window from outside.
    let lock = read("Cargo.lock");
    let mut places = Vec::new();
    for member in members().into_iter().filter(|member| member != WINDOW) {
        let used = reached_from(&member, &lock, CLIENT);
        let allowed = |name: &str| member == CLIENT && name == "ureq";
        let found = used.iter().filter(|name| NETWORK_CRATES.contains(&name.as_str()) && !allowed(name));
        places.extend(found.map(|name| format!("{member} -> {name}")));
    }
    none_break("nothing but a digest leaves the machine, and by one crate alone", &places);
}

#[test]
fn what_checks_and_what_keeps_cannot_send() {
    let lock = read("Cargo.lock");
    let mut places = Vec::new();
    for member in ["holdfast-proof", "holdfast-verify", "holdfast-vault", "holdfast-capture", "holdfast-bundle"] {
        let used = reached_from(member, &lock, "");
        places.extend(used.iter().filter(|name| *name == CLIENT).map(|name| format!("{member} -> {name}")));
    }
    none_break("a crate that has no business with the network", &places);
}

#[test]
fn the_window_names_no_network_client_and_no_plugin_that_opens_files_or_programs_to_pages() {
    let forbidden = ["tauri-plugin-fs", "tauri-plugin-http", "tauri-plugin-shell", "tauri-plugin-sql"];
    let used = reached_from(WINDOW, &read("Cargo.lock"), "");
    let mut places: Vec<String> = used.iter().filter(|name| forbidden.contains(&name.as_str())).cloned().collect();
    let named = dependencies(&read(&manifest_of(WINDOW)), "dependencies");
    places.extend(named.into_iter().filter(|name| NETWORK_CRATES.contains(&name.as_str())));
    none_break("a way out of the window", &places);
}

/// The names of all packages that a package uses, itself aside, whatever the system and the features; what only
/// `closed` uses is not reached, unless one begins there.
fn reached_from(name: &str, lock: &str, closed: &str) -> BTreeSet<String> {
    let uses: BTreeMap<&str, Vec<&str>> = lock
        .split("[[package]]")
        .skip(1)
        .filter_map(|package| {
            let name = package.split("name = \"").nth(1)?.split('"').next()?;
            let listed = package.split("dependencies = [").nth(1).and_then(|rest| rest.split(']').next());
            // `"name"`, or `"name version"` where there are several: all versions together.
            let listed = listed.unwrap_or_default().split('"').skip(1).step_by(2);
            Some((name, listed.filter_map(|used| used.split(' ').next()).collect::<Vec<_>>()))
        })
        .fold(BTreeMap::new(), |mut all, (name, used)| {
            all.entry(name).or_insert_with(Vec::new).extend(used);
            all
        });
    let mut reached = BTreeSet::new();
    let mut next = vec![name];
    let begun_at = name;
    while let Some(name) = next.pop() {
        if name == closed && name != begun_at {
            continue;
        }
        for used in uses.get(name).into_iter().flatten() {
            if reached.insert((*used).to_owned()) {
                next.push(used);
            }
        }
    }
    assert!(uses.contains_key(name), "{name} is in Cargo.lock");
    reached
}

#[test]
fn every_crate_takes_the_lints_and_the_version_of_the_workspace() {
    let mut places = Vec::new();
    for path in members().iter().map(|member| manifest_of(member)).chain(["tests/Cargo.toml".to_owned()]) {
        let manifest = read(&path);
        for wanted in ["[lints]\nworkspace = true", "version.workspace = true", "license.workspace = true"] {
            if !manifest.contains(wanted) {
                places.push(format!("{path} lacks {wanted:?}"));
            }
        }
    }
    none_break("a crate that goes its own way", &places);
}

/// The crate that asks time authorities.
const CLIENT: &str = "holdfast-time";

/// The crate of the window, the one that lies elsewhere: Tauri wants its folder so.
const WINDOW: &str = "holdfast-window";

/// Where a crate's manifest lies.
fn manifest_of(member: &str) -> String {
    if member == WINDOW { "src-tauri/Cargo.toml".to_owned() } else { format!("crates/{member}/Cargo.toml") }
}

/// The packages of the product: the folders under crates/, and the window.
fn members() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("crates"))
        .expect("the crates")
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .chain([WINDOW.to_owned()])
        .collect();
    names.sort();
    assert!(names.len() >= 12, "the crates must have been found");
    names
}

/// The names in one dependency table of a manifest, also where it stands under a target's heading.
fn dependencies(manifest: &str, table: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            let heading = line.trim_matches(['[', ']']);
            inside = heading == table || (heading.starts_with("target.") && heading.ends_with(&format!(".{table}")));
        } else if inside {
            let name: String =
                line.chars().take_while(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect();
            if !name.is_empty() {
                names.push(name);
            }
        }
    }
    names
}
