//! `doctor`: what is here, and what would help. Never fails: what cannot be asked is said.

use std::path::Path;

use holdfast_readers::Reader;
use holdfast_vault as vault;

use crate::answers::{DoctorSaid, Folder, Free, ReaderFound};
use crate::{Error, Holdfast, Result, Watch};

/// Looks at the vault, its disk, the reader and the folder of marks.
pub fn doctor(holdfast: &Holdfast, _question: (), _watch: &dyn Watch) -> Result<DoctorSaid> {
    let mut advice = Vec::new();
    let folder = holdfast.vault_folder().ok();
    let opened = holdfast.read();
    let state = match &opened {
        Ok(_) => "opens".to_owned(),
        Err(error) => {
            advice.push(error.code().to_owned());
            error.code().to_owned()
        }
    };
    let space = opened.as_ref().ok().and_then(|vault| vault.objects().free_space().ok());
    if let Some(info) = opened.as_ref().ok().and_then(|vault| vault.info().ok()) {
        advice.extend(info.advice.iter().map(|advice| vault::Advice::code(advice).to_owned()));
    }
    let spare_bytes = holdfast.outside.vault.spare_bytes;
    if space.is_some_and(|free| free < spare_bytes) {
        advice.push("not-enough-space".to_owned());
    }
    let reader = reader_found(holdfast.outside.reader.as_deref());
    if reader.state != "works" {
        advice.push("reader-unreachable".to_owned());
    }
    if !reader.walls_open.is_empty() {
        advice.push("reader-walls-open".to_owned());
    }
    let marks = &holdfast.outside.vault.marks;
    Ok(DoctorSaid {
        version: holdfast.outside.app_version,
        system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        vault: Folder { path: folder.map(|folder| folder.display().to_string()), state },
        marks: Folder {
            path: Some(marks.display().to_string()),
            state: if marks.is_dir() { "present" } else { "absent" }.to_owned(),
        },
        space: space.map(|free_bytes| Free { free_bytes, spare_bytes }),
        reader,
        advice,
    })
}

/// Starts the reader with nothing to read: it must answer with its own limits, and with the walls that it tried.
fn reader_found(path: Option<&Path>) -> ReaderFound {
    let (state, walls_open) = match path {
        None => (Error::user("reader-unreachable").code().to_owned(), Vec::new()),
        Some(program) => match (Reader { program, font: None, time: None }).held() {
            Ok(held) => {
                let open = held.walls.into_iter().filter(|(_, closed)| !closed).map(|(name, _)| name);
                ("works".to_owned(), open.collect())
            }
            Err(problem) => (problem.code().to_owned(), Vec::new()),
        },
    };
    ReaderFound { path: path.map(|path| path.display().to_string()), state, walls_open }
}
