//! A world for the desk's tests: folders of its own, the real clock, and everything that the desk tells.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use holdfast::answers::ItemsAdded;
use holdfast::commands::{self, ItemsToAdd};
use holdfast::desk::{Desk, DeskState, Noun, desk_show};
use holdfast::edge::Surroundings;
use holdfast::{Holdfast, Language, Unwatched};
use tempfile::TempDir;

/// Longer than any machine needs to tell a change.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct World {
    folder: TempDir,
    pub(crate) surroundings: Surroundings,
    told: Arc<Mutex<Vec<Noun>>>,
}

impl World {
    pub(crate) fn new() -> World {
        let folder = TempDir::new().expect("a folder");
        let surroundings = Surroundings {
            vault: None,
            data: Some(folder.path().join("data")),
            config: Some(folder.path().join("config")),
            assets: Some(folder.path().join("assets")),
            reader: None,
            executable: None,
            spare_bytes: 0,
            language: Language::En,
        };
        World { folder, surroundings, told: Arc::default() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the vault lies when none is chosen.
    pub(crate) fn usual(&self) -> PathBuf {
        self.path("data/vault")
    }

    pub(crate) fn settings(&self) -> PathBuf {
        self.path("config/settings.json")
    }

    /// A desk as a start of the window makes it.
    pub(crate) fn desk(&self) -> Desk {
        Desk::new(self.surroundings.outside(), self.surroundings.places(), self.ear())
    }

    /// Hears everything that a desk tells.
    pub(crate) fn ear(&self) -> impl Fn(&[Noun]) + Send + Sync + 'static + use<> {
        let told = Arc::clone(&self.told);
        move |nouns: &[Noun]| told.lock().expect("a list").extend_from_slice(nouns)
    }

    /// A desk over a vault at the usual place.
    pub(crate) fn desk_with_vault(&self) -> Desk {
        commands::vault_create(&self.other(&self.usual()), (), &Unwatched).expect("a vault");
        self.desk()
    }

    /// Another program over a vault.
    pub(crate) fn other(&self, vault: &Path) -> Holdfast {
        Holdfast::new(self.surroundings.outside(), Some(vault.to_owned()))
    }

    /// A file with some bytes of its own.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path("files").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, bytes).expect("written");
        path
    }

    /// Keeps files through another program.
    pub(crate) fn add(&self, vault: &Path, files: &[&str]) -> ItemsAdded {
        let paths = files.iter().map(|name| self.file(name, name.as_bytes())).collect();
        let question = ItemsToAdd { paths, ..ItemsToAdd::default() };
        commands::item_add(&self.other(vault), question, &Unwatched).expect("kept")
    }

    /// Forgets what was told so far.
    pub(crate) fn hush(&self) {
        self.told.lock().expect("a list").clear();
    }

    /// What was told since.
    pub(crate) fn told(&self) -> Vec<Noun> {
        self.told.lock().expect("a list").clone()
    }

    /// Waits until the noun is told.
    pub(crate) fn wait_for(&self, noun: Noun, why: &str) {
        let begun = Instant::now();
        while !self.told().contains(&noun) {
            assert!(begun.elapsed() < PATIENCE, "{noun:?} was never told: {why}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

pub(crate) fn show(desk: &Desk) -> DeskState {
    desk_show(desk, (), &Unwatched).expect("the desk never fails to show itself")
}

/// All files below a folder, as paths.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}
