//! The sample: a made-up dispute about a price promise, committed in `assets/sample/` and drawn again by
//! `cargo xtask sample`.
//!
//! Nobody's real shop, order, chat or invoice is in it. `sample.json` names the files, what each is to prove, and the
//! facts of the dispute in both languages; the window offers it at the first start, the command line carries it
//! through in a machine without a display. Pictures and the invoice are drawn by Chromium from the pages in
//! `sample/pages`, the video by ffmpeg from frames: both are needed only to draw it again, never to use it.

mod draw;
mod letters;
mod video;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Outcome;
use crate::place::Place;

/// All files together stay below this, so that a clone stays small.
const AT_MOST_BYTES: u64 = 3_000_000;

/// One file of the sample.
#[derive(Debug)]
pub(crate) struct SampleFile {
    pub(crate) path: PathBuf,
    pub(crate) kind: String,
    pub(crate) proves: String,
}

/// The committed sample in one language (`zh` or `en`).
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) title: String,
    /// `name=value`, as the command line takes them.
    pub(crate) facts: Vec<String>,
    /// In the order in which they become exhibits.
    pub(crate) files: Vec<SampleFile>,
}

/// Reads the committed sample. Errors name the file that is missing or malformed.
pub(crate) fn read(place: &Place, language: &str) -> Outcome<Sample> {
    let folder = folder(place);
    let list = list(&folder)?;
    let text = |value: &Value, what: &str| {
        value.as_str().map(str::to_owned).ok_or_else(|| format!("sample.json: {what} is missing"))
    };
    let facts = list["facts"][language].as_object().ok_or("sample.json: facts are missing")?;
    let files = list["files"].as_array().ok_or("sample.json: files are missing")?;
    let file = |file: &Value| {
        Ok(SampleFile {
            path: folder.join(text(&file["file"], "a file's name")?),
            kind: text(&file["kind"], "a file's kind")?,
            proves: text(&file["proves"][language], "what a file proves")?,
        })
    };
    Ok(Sample {
        title: text(&list["title"][language], "the title")?,
        facts: facts.iter().map(|(name, value)| format!("{name}={}", value.as_str().unwrap_or_default())).collect(),
        files: files.iter().map(file).collect::<Outcome<_>>()?,
    })
}

/// Draws every file of the sample again into `assets/sample/`.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    let folder = folder(place);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    draw::pictures(place, &folder)?;
    letters::write(&folder)?;
    video::write(place, &folder)?;
    let mut total = 0;
    for file in list(&folder)?["files"].as_array().into_iter().flatten() {
        let path = folder.join(file["file"].as_str().unwrap_or_default());
        let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        println!("{size:>9}  {}", path.display());
        total += size;
    }
    println!("{total:>9}  together");
    if total < AT_MOST_BYTES { Ok(()) } else { Err(format!("the sample is larger than {AT_MOST_BYTES} bytes")) }
}

fn folder(place: &Place) -> PathBuf {
    place.root.join("assets").join("sample")
}

fn list(folder: &Path) -> Outcome<Value> {
    let path = folder.join("sample.json");
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}
