//! Desks as users have them: the sample dispute kept through the command line, many items, a bundle ready to check.

use crate::fixtures::workspace;
use crate::program::Desk;
use serde_json::Value;
use std::path::PathBuf;

/// A desk whose vault holds the sample dispute; the dispute's name.
pub fn with_sample(language: &str) -> (Desk, String) {
    let desk = Desk::new();
    let folder = workspace().join("assets/sample");
    let list = std::fs::read(folder.join("sample.json")).expect("the sample is committed");
    let list: Value = serde_json::from_slice(&list).expect("the sample's list is JSON");
    desk.holdfast(&["vault", "create"]).expect(0);
    let made = desk.holdfast(&["dispute", "create", text(&list["title"][language])]).expect(0).json();
    let dispute = text(&made["dispute"]["name"]).to_owned();
    let facts = list["facts"][language].as_object().expect("the sample has facts");
    let facts = facts.iter().map(|(name, value)| format!("{name}={}", text(value)));
    let set: Vec<String> = ["dispute", "set", &dispute].map(str::to_owned).into_iter().chain(facts).collect();
    desk.holdfast(&set).expect(0);
    for file in list["files"].as_array().expect("the sample has files") {
        let path = folder.join(text(&file["file"])).display().to_string();
        let added = desk.holdfast(&["item", "add", &path, "--kind", text(&file["kind"])]).expect(0).json();
        let id = text(&added["items"][0]["id"]).to_owned();
        let proves = text(&file["proves"][language]);
        desk.holdfast(&["dispute", "attach", &dispute, &id, "--proves", proves]).expect(0);
    }
    desk.holdfast(&["item", "read"]).expect(0);
    (desk, dispute)
}

/// The bundle of that dispute, made at the desk.
pub fn bundle(desk: &Desk, dispute: &str, edition: &str) -> PathBuf {
    let path = desk.path(format!("{edition}.zip"));
    let to = path.display().to_string();
    desk.holdfast(&["bundle", "create", dispute, "-o", &to, "--edition", edition]).expect(0);
    path
}

/// A copy of the bundle with one byte of its middle changed.
pub fn tampered(desk: &Desk, bundle: &std::path::Path) -> PathBuf {
    let mut bytes = std::fs::read(bundle).expect("a bundle can be read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    desk.write("tampered.zip", bytes)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("the sample's list is whole")
}
