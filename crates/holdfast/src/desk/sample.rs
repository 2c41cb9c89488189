//! The sample: an invented dispute in a vault of its own, to try everything with, and thrown away in one go.
//!
//! - Its evidence is files that come with Holdfast (`assets/sample/`), kept like anybody's; `sample.json` beside them
//!   says the dispute's title and facts, and of each file its kind and what it is to prove, in both languages.
//! - Its vault lies beside the usual one, so that nothing of it ever stands among real evidence. It is made whole under
//!   another name first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use holdfast_proof::record::Kind;
use holdfast_vault as vault;
use serde::Deserialize;

use super::{Desk, DeskState, desk_show};
use crate::commands::{self, ExhibitsToAttach, FactsToSet, ItemsToAdd};
use crate::error::{Exit, Whose};
use crate::{Error, Holdfast, Language, Result, Unwatched, Watch};

const FOLDER: &str = "sample";
const DESCRIPTION: &str = "sample.json";
/// An empty file in the sample's vault. Only what has it is ever thrown away.
const MARKER: &str = ".sample";

/// What `sample.json` says.
#[derive(Debug, Deserialize)]
struct Sample {
    title: Texts<String>,
    facts: Texts<BTreeMap<String, String>>,
    files: Vec<SampleFile>,
}

/// The same in both languages.
#[derive(Debug, Deserialize)]
struct Texts<T> {
    zh: T,
    en: T,
}

#[derive(Debug, Deserialize)]
struct SampleFile {
    file: String,
    kind: Option<Kind>,
    proves: Texts<String>,
}

impl<T> Texts<T> {
    fn of(self, language: Language) -> T {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// Turns to the sample, and makes it first if it is not there. Errors: `sample-missing`, `sample-damaged`, the vault's.
pub fn sample_open(desk: &Desk, _question: (), watch: &dyn Watch) -> Result<DeskState> {
    let place = desk.sample_place()?;
    let holdfast = desk.holdfast().at(Some(place.clone()));
    match holdfast.read() {
        Ok(_) if desk.is_sample(&place) => {}
        Ok(_) => return Err(Error::new("vault-exists", Exit::CannotWrite, Whose::User).with("path", place.display())),
        Err(error) if error.code() == "not-a-vault" => desk.make_sample(&holdfast, &place, watch)?,
        Err(error) => return Err(error),
    }
    desk.choose_sample(&place)?;
    desk_show(desk, (), watch)
}

/// Throws the sample away and goes back to the vault before. Without a sample nothing changes.
pub fn sample_discard(desk: &Desk, _question: (), watch: &dyn Watch) -> Result<DeskState> {
    let _quiet = (desk.reading.hold(), desk.stamping.hold());
    let place = desk.sample_place()?;
    if desk.is_sample(&place) {
        let was_chosen = desk.holdfast().vault_folder().is_ok_and(|chosen| chosen == place);
        if was_chosen {
            match desk.settings.before_sample().filter(|before| *before != place) {
                Some(before) => desk.choose(&before)?,
                None => desk.choose_usual()?,
            }
        }
        let outside = &desk.holdfast().outside;
        let id = desk.holdfast().at(Some(place.clone())).read().and_then(|opened| Ok(opened.id()?));
        // Under the other name it is nobody's vault any more, however far the erasing comes.
        let leaving = beside(&place);
        remove_whole(&leaving)?;
        std::fs::rename(&place, &leaving).map_err(|error| cannot_write(&place, &error))?;
        remove_whole(&leaving)?;
        if let Ok(id) = id {
            vault::forget_mark(&outside.vault, id);
        }
    }
    desk_show(desk, (), watch)
}

impl Desk {
    /// Whether this folder is the sample's: its place, and marked as it by us.
    pub(super) fn is_sample(&self, folder: &Path) -> bool {
        self.sample_place().is_ok_and(|place| place == folder) && is_marked(folder)
    }

    /// Turns to the sample's vault and remembers to which one to go back.
    pub(super) fn choose_sample(&self, place: &Path) -> Result<()> {
        let chosen = self.settings.vault().filter(|chosen| chosen != place);
        self.settings.choose_sample(place, chosen.or_else(|| self.settings.before_sample()).as_deref())?;
        self.turn_to(Some(place.to_owned()));
        Ok(())
    }

    /// Beside the usual vault, under its name and `-sample`.
    fn sample_place(&self) -> Result<PathBuf> {
        let usual = self.usual.as_deref().ok_or_else(|| Error::user("no-vault-chosen"))?;
        let mut name = usual.file_name().unwrap_or_default().to_owned();
        name.push("-sample");
        Ok(usual.with_file_name(name))
    }

    /// Makes the sample's vault under another name, and gives it its own when it is whole.
    fn make_sample(&self, holdfast: &Holdfast, place: &Path, watch: &dyn Watch) -> Result<()> {
        let (folder, sample) = self.sample()?;
        let making = beside(place);
        // Left by a run that was ended.
        remove_whole(&making)?;
        let made = furnish(&holdfast.at(Some(making.clone())), &folder, sample, self.language(), watch)
            .and_then(|()| std::fs::write(making.join(MARKER), "").map_err(|error| cannot_write(&making, &error)))
            .and_then(|()| std::fs::rename(&making, place).map_err(|error| cannot_write(place, &error)));
        if made.is_err() {
            remove_whole(&making)?;
        }
        made
    }

    /// The folder that came with Holdfast, and what its description says.
    fn sample(&self) -> Result<(PathBuf, Sample)> {
        let looked_in = self.places.assets.first().map(|folder| folder.join(FOLDER)).unwrap_or_default();
        let folder = self.asset(FOLDER);
        let folder = folder.ok_or_else(|| Error::user("sample-missing").with("path", looked_in.display()))?;
        let description = folder.join(DESCRIPTION);
        let damaged =
            |detail: String| Error::user("sample-damaged").with("path", description.display()).with("detail", detail);
        let bytes = std::fs::read(&description).map_err(|error| damaged(error.to_string()))?;
        let sample: Sample = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
        if let Some(file) = sample.files.iter().find(|file| !folder.join(&file.file).is_file()) {
            return Err(damaged(format!("{} is missing", file.file)));
        }
        Ok((folder, sample))
    }
}

/// A vault with the sample's files, its dispute, and the files as its exhibits.
fn furnish(holdfast: &Holdfast, folder: &Path, sample: Sample, language: Language, watch: &dyn Watch) -> Result<()> {
    commands::vault_create(holdfast, (), &Unwatched)?;
    let dispute = commands::dispute_create(holdfast, sample.title.of(language), &Unwatched)?.dispute.name;
    let facts = sample.facts.of(language).into_iter().collect();
    commands::dispute_set(holdfast, FactsToSet { dispute: dispute.clone(), facts }, &Unwatched)?;
    watch.expected(sample.files.len() as u64, 0);
    for file in sample.files {
        if watch.cancelled() {
            return Err(Error::cancelled());
        }
        let paths = vec![folder.join(&file.file)];
        let added = commands::item_add(holdfast, ItemsToAdd { paths, kind: file.kind, dispute: None }, &Unwatched)?;
        if let Some(failed) = added.failed.into_iter().next() {
            return Err(failed.error);
        }
        let ids = added.items.iter().map(|item| item.id.to_string()).collect();
        let proves = Some(file.proves.of(language));
        let attach = ExhibitsToAttach { dispute: dispute.clone(), ids, proves };
        commands::dispute_attach(holdfast, attach, &Unwatched)?;
        watch.item();
    }
    // Small pictures are welcome, and the sample is the sample without them.
    let _read_or_not = commands::item_read(holdfast, None, &Unwatched);
    Ok(())
}

/// The name under which it is made, and under which it goes.
fn beside(place: &Path) -> PathBuf {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".being-made");
    place.with_file_name(name)
}

fn remove_whole(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(cannot_write(folder, &error)),
        _ => Ok(()),
    }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Error {
    Error::new("cannot-write", Exit::CannotWrite, Whose::Disk).with("path", path.display()).with("detail", error)
}

/// Whether a folder says of itself that it holds the sample.
pub(super) fn is_marked(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}
