//! The real reader process over pictures in tiles, texts in lines and documents in pages, well made and hostile. What
//! is held: right answers, or a stable code within the limits; no hang, no file, no network.

// The helpers here are tests too, which clippy.toml cannot see.
#![allow(clippy::unwrap_used)]

#[path = "viewing/documents.rs"]
mod documents;
#[path = "viewing/texts.rs"]
mod texts;
#[path = "viewing/tiles.rs"]
mod tiles;

use holdfast_readers::Reader;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

fn reader() -> Reader<'static> {
    Reader { program: env!("CARGO_BIN_EXE_holdfast-reader").as_ref(), font: None, time: None }
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// The files below a folder of the fixtures; none when they are absent and not required.
fn fixtures(folder: &str) -> Vec<PathBuf> {
    let default = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join("shared").join("fixtures");
    let folder = std::env::var_os("HOLDFAST_FIXTURES").map_or(default, PathBuf::from).join(folder);
    if !folder.is_dir() {
        assert!(std::env::var_os("HOLDFAST_REQUIRE_ALL").is_none(), "required but absent: {}", folder.display());
        println!("skipped: no fixtures at {}", folder.display());
        return Vec::new();
    }
    let (mut files, mut folders) = (Vec::new(), vec![folder]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}
