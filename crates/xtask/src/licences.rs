//! `cargo xtask licences`: writes assets/licences.json, whose work Holdfast is made with: the packages that are shipped
//! and each licence's text once, as the window shows them.
//!
//! - Rust: what the programs that are handed out need at run time on Linux, as `cargo metadata` knows it. npm: what
//!   ui/package-lock.json does not mark as needed for developing only.
//! - Texts are the files that packages bring. Of a package under `MIT OR …` its MIT text is taken, when it has one.
//! - Nothing is fetched: what is not on this computer cannot have been built into anything either.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::Outcome;
use crate::place::{Place, spelled};

/// The programs that are handed out.
const SHIPPED: [&str; 4] = ["holdfast-cli", "holdfast-verify", "holdfast-readers", "holdfast-window"];
const PLATFORM: &str = "x86_64-unknown-linux-gnu";
/// Files whose names begin like this, in small letters, are licences.
const BEGINNINGS: [&str; 7] = ["license", "licence", "copying", "copyright", "notice", "unlicense", "patents"];
/// A longer file is no licence.
const TEXT_BYTES: u64 = 100_000;

/// One package as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    from: &'static str,
    licence: String,
    folder: std::path::PathBuf,
}

/// Writes the list. Holds on success: its test passes.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut packages = Vec::new();
    for package in collect(place)? {
        let mut ids = Vec::new();
        for text in texts_of(&package)? {
            let id = format!("{:08x}-{}", crc32fast::hash(text.as_bytes()), text.len());
            if texts.insert(id.clone(), text.clone()).is_some_and(|other| other != text) {
                return Err(format!("two licence texts have one id, {id}"));
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        packages.push(json!({
            "name": package.name,
            "version": package.version,
            "from": package.from,
            "licence": package.licence,
            "text_ids": ids,
        }));
    }
    let file = place.root.join("assets/licences.json");
    println!("{} packages, {} texts: {}", packages.len(), texts.len(), file.display());
    let list = json!({ "packages": packages, "texts": texts });
    let text = serde_json::to_string_pretty(&list).map_err(|error| error.to_string())?;
    std::fs::write(&file, text + "\n").map_err(|error| format!("{}: {error}", file.display()))
}

/// Everything that is shipped, by name, then version.
fn collect(place: &Place) -> Outcome<Vec<Package>> {
    let mut packages = rust_packages(place)?;
    packages.extend(npm_packages(place)?);
    packages.sort();
    Ok(packages)
}

fn rust_packages(place: &Place) -> Outcome<Vec<Package>> {
    let words = ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", PLATFORM];
    let mut command = place.cargo(&words);
    let output = command.output().map_err(|error| format!("{}: {error}", spelled(&command)))?;
    if !output.status.success() {
        return Err(format!("{}: {}", spelled(&command), String::from_utf8_lossy(&output.stderr).trim()));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let mut waiting: Vec<&str> = packages
        .iter()
        .filter(|(_, package)| package["source"].is_null() && SHIPPED.contains(&text(&package["name"])))
        .map(|(id, _)| *id)
        .collect();
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if reached.insert(id) {
            let needs = nodes.get(id).map(|node| list(&node["deps"])).into_iter().flatten();
            // A kind of null is what runs; "dev" and "build" only make.
            let runs = needs.filter(|need| list(&need["dep_kinds"]).any(|kind| kind["kind"].is_null()));
            waiting.extend(runs.map(|need| text(&need["pkg"])));
        }
    }
    let listed = reached.into_iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null());
    Ok(listed
        .map(|package| Package {
            name: text(&package["name"]).to_owned(),
            version: text(&package["version"]).to_owned(),
            from: "rust",
            licence: package["license"].as_str().unwrap_or("see its text").replace('/', " OR "),
            folder: Path::new(text(&package["manifest_path"])).parent().unwrap_or(Path::new("")).to_owned(),
        })
        .collect())
}

fn npm_packages(place: &Place) -> Outcome<Vec<Package>> {
    let file = place.root.join("ui/package-lock.json");
    let lock = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let lock: Map<String, Value> = serde_json::from_slice(&lock).map_err(|error| error.to_string())?;
    let packages = lock.get("packages").and_then(Value::as_object).ok_or("ui/package-lock.json names no packages")?;
    let is = |package: &Value, mark: &str| package[mark].as_bool() == Some(true);
    let shipped = packages.iter().filter(|(path, package)| {
        !path.is_empty() && !["dev", "devOptional", "optional", "link"].iter().any(|mark| is(package, mark))
    });
    Ok(shipped
        .map(|(path, package)| Package {
            name: path.rsplit("node_modules/").next().unwrap_or(path).to_owned(),
            version: text(&package["version"]).to_owned(),
            from: "npm",
            licence: package["license"].as_str().unwrap_or("see its text").to_owned(),
            folder: place.root.join("ui").join(path),
        })
        .collect())
}

/// The licence files of a package's folder, by name; ends of lines and white space at the end are made alike.
fn texts_of(package: &Package) -> Outcome<Vec<String>> {
    let folder = &package.folder;
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}; build the product, and run npm ci in ui", folder.display()))?;
    let mut found: Vec<(String, String)> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", folder.display()))?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let small = entry.metadata().is_ok_and(|found| found.is_file() && found.len() <= TEXT_BYTES);
        if small && BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            let bytes = std::fs::read(entry.path()).map_err(|error| format!("{}: {error}", entry.path().display()))?;
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            found.push((name, text.trim_end().to_owned()));
        }
    }
    found.sort();
    // Where one may choose, and nothing comes on top.
    let words: Vec<&str> = package.licence.split_whitespace().collect();
    let may_choose = words.contains(&"MIT") && words.contains(&"OR") && !words.contains(&"AND");
    if may_choose && found.iter().any(|(name, _)| name.contains("mit")) {
        found.retain(|(name, _)| name.contains("mit") || name.starts_with("notice"));
    }
    Ok(found.into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_licences_names_what_the_lock_files_name() {
        let place = Place::find().expect("the workspace");
        let listed = std::fs::read(place.root.join("assets/licences.json")).expect("run `cargo xtask licences`");
        let listed: Value = serde_json::from_slice(&listed).expect("JSON");
        let name = |name: &str, version: &str, from: &str| format!("{from} {name} {version}");
        let then: BTreeSet<String> = list(&listed["packages"])
            .map(|package| name(text(&package["name"]), text(&package["version"]), text(&package["from"])))
            .collect();
        let packages = collect(&place).expect("what is shipped");
        let now: BTreeSet<String> =
            packages.iter().map(|package| name(&package.name, &package.version, package.from)).collect();
        let gone: Vec<_> = then.difference(&now).collect();
        let new: Vec<_> = now.difference(&then).collect();
        assert!(gone.is_empty() && new.is_empty(), "run `cargo xtask licences`: no longer {gone:?}, now also {new:?}");
    }

    #[test]
    fn every_listed_licence_has_its_text_or_says_what_it_is() {
        let place = Place::find().expect("the workspace");
        let listed = std::fs::read(place.root.join("assets/licences.json")).expect("run `cargo xtask licences`");
        let listed: Value = serde_json::from_slice(&listed).expect("JSON");
        let mut named = BTreeSet::new();
        for package in list(&listed["packages"]) {
            let ids: Vec<&str> = list(&package["text_ids"]).map(text).collect();
            let stated = text(&package["licence"]);
            assert!(!stated.is_empty() && (!ids.is_empty() || stated != "see its text"), "{package} says nothing");
            named.extend(ids);
        }
        let texts = listed["texts"].as_object().expect("texts");
        let held: BTreeSet<&str> = texts.keys().map(String::as_str).collect();
        assert_eq!(named, held, "each text is somebody's, and each named one is there");
    }
}
