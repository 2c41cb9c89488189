//! Real files written by others: the folder named by `HOLDFAST_FIXTURES`, or `fixtures` in the folder `shared` beside
//! the workspace. They are no part of the project: a test that finds none says so and passes, unless
//! `HOLDFAST_REQUIRE_ALL=1` makes their absence a failure.

use std::path::{Path, PathBuf};

/// The fixtures of one kind (`zips`, `bagit`, …), or `None` after saying that the test is skipped.
///
/// # Panics
/// With `HOLDFAST_REQUIRE_ALL=1` when the folder is absent.
pub fn fixtures(kind: &str) -> Option<PathBuf> {
    let beside = || workspace().join("..").join("shared").join("fixtures");
    let base = std::env::var_os("HOLDFAST_FIXTURES").map_or_else(beside, PathBuf::from);
    let folder = base.join(kind);
    if folder.is_dir() {
        return Some(folder);
    }
    skip(&format!("no fixtures at {}; set HOLDFAST_FIXTURES", folder.display()));
    None
}

/// Says why a test does not run here.
///
/// # Panics
/// With `HOLDFAST_REQUIRE_ALL=1`: then nothing may be skipped.
pub fn skip(reason: &str) {
    assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none_or(|value| value != "1"), "required, but {reason}");
    eprintln!("skipped: {reason}");
}

/// The root of the workspace, where the top Cargo.toml lies.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the workspace")
}

/// Whether a public tool can be started here.
pub fn has_tool(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(name).is_file())
}
