//! Which crate may use which: the arrows of docs/architecture.md, and nothing beside them.

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
            "holdfast-vault",
            "holdfast-verify",
        ],
    ),
    ("holdfast-cli", &["holdfast"]),
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
        for used in dependencies(&read(&format!("crates/{member}/Cargo.toml")), "dependencies") {
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
        for used in dependencies(&read(&format!("crates/{member}/Cargo.toml")), "dev-dependencies") {
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
    let listed = manifest.split("members = [").nth(1).and_then(|rest| rest.split("\n]").next()).unwrap_or_default();
    let places: Vec<String> = listed
        .lines()
        .filter(|line| !line.trim().is_empty())
        .filter(|line| line.split_once("# ").is_none_or(|(_, comment)| comment.trim().len() < 10))
        .map(|line| line.trim().to_owned())
        .collect();
    none_break("a member of the workspace that does not say what it is", &places);
}

#[test]
fn nothing_that_opens_sockets_is_among_the_dependencies() {
    let places: Vec<String> = read("Cargo.lock")
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .filter(|name| NETWORK_CRATES.contains(name))
        .map(str::to_owned)
        .collect();
    none_break("nothing leaves the machine, so nothing here can send", &places);
}

#[test]
fn every_crate_takes_the_lints_and_the_version_of_the_workspace() {
    let mut places = Vec::new();
    for folder in members().iter().map(|member| format!("crates/{member}")).chain(["tests".to_owned()]) {
        let manifest = read(&format!("{folder}/Cargo.toml"));
        for wanted in ["[lints]\nworkspace = true", "version.workspace = true", "license.workspace = true"] {
            if !manifest.contains(wanted) {
                places.push(format!("{folder}/Cargo.toml lacks {wanted:?}"));
            }
        }
    }
    none_break("a crate that goes its own way", &places);
}

/// The folders under crates/ that hold a package.
fn members() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("crates"))
        .expect("the crates")
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 11, "the crates must have been found");
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
