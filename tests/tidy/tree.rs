//! The tree as text: which files there are, their lines without comments, and how a rule reports what breaks it.

use std::path::{Path, PathBuf};

/// Folders that hold no source of ours: results of a build, and packages of others.
const OUTSIDE: &[&str] = &[
    "target",
    ".git",
    "node_modules",
    "sample-out",
    "bench-out",
    "dist",
    "gen",
    "generated",
    "permissions",
    "screenshots",
];

/// One file of the tree, its path relative to the workspace with `/` between its parts.
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl SourceFile {
    /// Line number and text, without what stands behind `//`.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
    }

    /// As `code_lines`, up to the unit tests that close a file.
    pub(crate) fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code_lines().take_while(|(_, line)| !line.trim_start().starts_with("#[cfg(test)]"))
    }

    /// Tests live in `tests/` of the workspace, in `tests/` of a crate, in files named so, and in two that are tests
    /// through and through: the TypeScript types made from Rust, and the window's borders.
    pub(crate) fn is_test(&self) -> bool {
        let whole = ["crates/holdfast/src/bindings.rs", "src-tauri/src/borders.rs"];
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || whole.contains(&self.path.as_str())
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the workspace").to_path_buf()
}

/// Every text file of the tree, in order; what is not UTF-8 is no text.
pub(crate) fn all_files() -> Vec<SourceFile> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    assert!(found.len() > 20, "the walk must have found the tree, not an empty folder");
    found
}

pub(crate) fn rust_files() -> Vec<SourceFile> {
    all_files().into_iter().filter(SourceFile::is_rust).collect()
}

pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Passes when nothing breaks the rule; otherwise fails with every place, one a line.
pub(crate) fn none_break(rule: &str, places: &[String]) {
    assert!(places.is_empty(), "{rule}:\n  {}", places.join("\n  "));
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<SourceFile>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = entries.map(|entry| entry.expect("a readable folder")).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().expect("a readable folder");
        if kind.is_dir() && !OUTSIDE.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{path}/"), found);
        } else if kind.is_file()
            && let Ok(text) = std::fs::read_to_string(entry.path())
        {
            found.push(SourceFile { path, text });
        }
    }
}
