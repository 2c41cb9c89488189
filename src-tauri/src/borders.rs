//! The window's borders, as its files state them: what the page may load, what it may call, what there is to call.
//!
//! Each of these is a line in a file that one could change by the way; here it is changed on purpose or not at all.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::wire;

const CONFIGURATION: &str = include_str!("../tauri.conf.json");
const CAPABILITY: &str = include_str!("../capabilities/main.json");
const MANIFEST: &str = include_str!("../Cargo.toml");

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn words(value: &Value) -> BTreeSet<String> {
    value.as_array().expect("a list").iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
}

#[test]
fn the_page_loads_only_itself_pictures_of_ours_and_the_player() {
    let configuration = json(CONFIGURATION);
    let policy = configuration["app"]["security"]["csp"].as_object().expect("a policy");
    let expected = [
        ("default-src", "'self'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' holdfast: http://holdfast.localhost data: blob:"),
        ("media-src", "http://127.0.0.1:*"),
        ("connect-src", "'self' ipc: http://ipc.localhost"),
        ("font-src", "'self'"),
        ("object-src", "'none'"),
        ("frame-src", "'none'"),
        ("child-src", "'none'"),
        ("worker-src", "'none'"),
        ("manifest-src", "'none'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("frame-ancestors", "'none'"),
    ];
    let found: BTreeSet<(&str, &str)> =
        policy.iter().map(|(name, sources)| (name.as_str(), sources.as_str().expect("sources"))).collect();
    assert_eq!(found, expected.into_iter().collect());
    for (name, sources) in found {
        assert!(!sources.contains("unsafe"), "{name}: nothing inline, nothing evaluated");
        assert!(!sources.contains("https:") && !sources.contains("ws"), "{name}: nothing from elsewhere");
    }
}

#[test]
fn objects_are_frozen_and_nothing_else_of_the_security_is_loosened() {
    let security = &json(CONFIGURATION)["app"]["security"];
    let keys: BTreeSet<&str> = security.as_object().expect("the security").keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["capabilities", "csp", "freezePrototype"]), "a key more may be a wall less");
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(words(&security["capabilities"]), BTreeSet::from(["main".to_owned()]));
    let configuration = json(CONFIGURATION);
    assert_eq!(configuration["app"]["withGlobalTauri"], false, "the page imports what it calls");
    assert_eq!(configuration["app"]["windows"], serde_json::json!([]), "the one window is made in window.rs");
    assert_eq!(configuration["build"].get("devUrl"), None, "the pages are compiled in");
}

#[test]
fn one_window_may_call_our_commands_listen_and_zoom_and_that_is_all() {
    let capability = json(CAPABILITY);
    assert_eq!(words(&capability["windows"]), BTreeSet::from(["main".to_owned()]));
    assert_eq!(capability["local"], true);
    for key in ["remote", "webviews", "platforms"] {
        assert_eq!(capability.get(key), None, "{key}");
    }
    let mut expected: BTreeSet<String> =
        wire::table().map(|command| format!("allow-{}", command.name.replace('_', "-"))).collect();
    // Beside ours: hearing what the shell tells, and the size of the text.
    let of_tauri = ["core:event:allow-listen", "core:event:allow-unlisten", "core:webview:allow-set-webview-zoom"];
    expected.extend(of_tauri.map(String::from));
    let found = words(&capability["permissions"]);
    let missing: Vec<_> = expected.difference(&found).collect();
    let beyond: Vec<_> = found.difference(&expected).collect();
    assert!(missing.is_empty(), "capabilities/main.json lacks {missing:?}");
    assert!(beyond.is_empty(), "capabilities/main.json allows what there is not: {beyond:?}");
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/capabilities")).expect("the capabilities");
    assert_eq!(files.count(), 1, "one window, one capability");
}

#[test]
fn every_command_that_is_declared_exists_and_the_other_way_round() {
    let declared: BTreeSet<&str> = env!("HOLDFAST_DECLARED_COMMANDS").split(',').collect();
    let found: BTreeSet<&str> = wire::table().map(|command| command.name).collect();
    assert_eq!(found, declared, "what is not declared, every window may call");
    assert_eq!(wire::table().count(), found.len(), "no name stands twice");
}

#[test]
fn no_plugin_opens_files_programs_or_databases_to_the_page() {
    for name in ["tauri-plugin-fs", "tauri-plugin-shell", "tauri-plugin-sql", "tauri-plugin-http", "tauri-plugin-store"]
    {
        assert!(!MANIFEST.contains(name), "{name}");
    }
    let tauri = MANIFEST.lines().find(|line| line.starts_with("tauri = ")).expect("Tauri");
    for feature in ["devtools", "dynamic-acl", "protocol-asset", "webview-data-url"] {
        assert!(
            !tauri.contains(feature),
            "{feature}: tools of developers are in debug builds anyway, the rest nowhere"
        );
    }
}
