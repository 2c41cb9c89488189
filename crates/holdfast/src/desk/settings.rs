//! The settings: one JSON file beside the marks, for one user of one computer. Nothing in it is evidence.
//!
//! - Each key is read for itself: one that is missing, or holds a word of another Holdfast, is as if never set.
//! - What is written is the file as it lies there with the changed keys; keys that this Holdfast does not know stay.
//!   It takes the old one's place whole or not at all.
//! - A file that is no JSON object counts as absent. That is said (`settings-damaged`), and the first change sets it aside
//!   under another name.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Desk, Noun};
use crate::error::{Exit, Whose};
use crate::{Error, Result, Watch};

/// Per cent of the usual size of letters.
const TEXT_SIZES: &[u16] = &[90, 100, 115, 130, 150, 200];

/// In which language the window speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum LanguageChoice {
    /// The system's.
    #[default]
    System,
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// In which colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The system's.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Whether public clocks may be asked, once the user has said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum PublicClocks {
    /// They may see a digest and the network's address.
    Allowed,
    /// Nobody is asked.
    Denied,
}

/// How the evidence is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum EvidenceView {
    /// Pictures.
    #[default]
    Grid,
    /// Lines.
    List,
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Settings {
    /// The window's language.
    pub language: LanguageChoice,
    /// Its colours.
    pub theme: Theme,
    /// Its size of letters, per cent.
    #[cfg_attr(test, ts(type = "90 | 100 | 115 | 130 | 150 | 200"))]
    pub text_size: u16,
    /// None until the user was asked.
    pub public_clocks: Option<PublicClocks>,
    /// Short names of the public clocks that are asked; none: those that are asked by default.
    pub clocks: Option<Vec<String>>,
    /// Whether Holdfast begins with the session.
    pub open_at_login: bool,
    /// Grid or list.
    pub evidence_view: EvidenceView,
    /// Into which dispute new evidence goes (its name).
    pub capture_dispute: Option<String>,
    /// Whether the first screen was gone through.
    pub first_start_done: bool,
    /// Folders of vaults that were chosen before, the last one first.
    pub vaults: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            language: LanguageChoice::default(),
            theme: Theme::default(),
            text_size: 100,
            public_clocks: None,
            clocks: None,
            open_at_login: false,
            evidence_view: EvidenceView::default(),
            capture_dispute: None,
            first_start_done: false,
            vaults: Vec::new(),
        }
    }
}

impl Settings {
    /// Takes one key over; false when there is no such key or the value does not fit, and then nothing changed.
    fn take(&mut self, key: &str, value: &Value) -> bool {
        match key {
            "language" => put(&mut self.language, value),
            "theme" => put(&mut self.theme, value),
            "text_size" => {
                let size = value.as_u64().and_then(|size| u16::try_from(size).ok());
                let known = size.filter(|size| TEXT_SIZES.contains(size));
                self.text_size = known.unwrap_or(self.text_size);
                known.is_some()
            }
            "public_clocks" => put(&mut self.public_clocks, value),
            "clocks" => {
                let mut chosen: Option<Vec<String>> = None;
                let fits = put(&mut chosen, value)
                    && chosen.iter().flatten().all(|id| holdfast_proof::pins::by_id(id).is_some());
                if fits {
                    self.clocks = chosen;
                }
                fits
            }
            "open_at_login" => put(&mut self.open_at_login, value),
            "evidence_view" => put(&mut self.evidence_view, value),
            "capture_dispute" => put(&mut self.capture_dispute, value),
            "first_start_done" => put(&mut self.first_start_done, value),
            "vaults" => put(&mut self.vaults, value),
            _ => false,
        }
    }
}

fn put<T: DeserializeOwned>(place: &mut T, value: &Value) -> bool {
    serde_json::from_value(value.clone()).map(|value| *place = value).is_ok()
}

/// Some keys of the settings with new values.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingsChange(#[cfg_attr(test, ts(type = "Partial<Settings>"))] pub Map<String, Value>);

/// Changes some settings, all or none; gives back all of them. An unknown key or value is `bad-input`.
pub fn settings_set(desk: &Desk, question: SettingsChange, _watch: &dyn Watch) -> Result<Settings> {
    let mut tried = desk.settings.settings();
    for (key, value) in &question.0 {
        // Which vaults there are is said by choosing and forgetting them.
        if key == "vaults" || !tried.take(key, value) {
            return Err(Error::user("bad-input").with("detail", format!("{key}: {value}")));
        }
    }
    desk.settings.write(question.0)?;
    (desk.tell)(&[Noun::Settings]);
    Ok(desk.settings.settings())
}

/// The file and what it held when it was last read.
#[derive(Debug)]
pub(crate) struct SettingsFile {
    path: PathBuf,
    read: Mutex<Read>,
}

#[derive(Debug, Default)]
struct Read {
    keys: Map<String, Value>,
    damaged: bool,
}

/// The chosen vault; not among [`Settings`], because the desk shows the vault itself.
const VAULT: &str = "vault";
/// The vault that was chosen before the sample was opened.
const BEFORE_SAMPLE: &str = "vault_before_sample";

impl SettingsFile {
    /// Reads the file; absent, unreadable and damaged ones are as if nothing was ever set.
    pub(crate) fn read(path: &Path) -> SettingsFile {
        SettingsFile { path: path.to_owned(), read: Mutex::new(read(path)) }
    }

    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in &self.lock().keys {
            let _known = settings.take(key, value);
        }
        settings
    }

    /// Why the settings are not what the user set; none when they are.
    pub(super) fn failure(&self) -> Option<Error> {
        self.lock().damaged.then(|| Error::user("settings-damaged").with("path", self.path.display()))
    }

    pub(super) fn vault(&self) -> Option<PathBuf> {
        self.text(VAULT).map(PathBuf::from)
    }

    pub(super) fn before_sample(&self) -> Option<PathBuf> {
        self.text(BEFORE_SAMPLE).map(PathBuf::from)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.lock().keys.get(key).and_then(Value::as_str).map(str::to_owned)
    }

    /// Chooses a vault and remembers it, the last one first.
    pub(super) fn choose(&self, folder: &Path) -> Result<()> {
        let folder = folder_text(folder)?;
        let mut vaults = self.settings().vaults;
        vaults.retain(|known| *known != folder);
        vaults.insert(0, folder.clone());
        self.write(keys([(VAULT, json!(folder)), ("vaults", json!(vaults))]))
    }

    /// The usual place again.
    pub(super) fn choose_none(&self) -> Result<()> {
        self.write(keys([(VAULT, Value::Null)]))
    }

    /// Chooses the sample's vault, which is not remembered among the others.
    pub(super) fn choose_sample(&self, folder: &Path, before: Option<&Path>) -> Result<()> {
        let before = before.map(folder_text).transpose()?;
        self.write(keys([(VAULT, json!(folder_text(folder)?)), (BEFORE_SAMPLE, json!(before))]))
    }

    pub(super) fn forget(&self, folder: &Path) -> Result<()> {
        let folder = folder_text(folder)?;
        let mut vaults = self.settings().vaults;
        vaults.retain(|known| *known != folder);
        self.write(keys([("vaults", json!(vaults))]))
    }

    /// Writes the file anew with these keys changed; a null takes a key away.
    pub(crate) fn write(&self, changed: Map<String, Value>) -> Result<()> {
        let mut held = self.lock();
        // Another window of this user may have written since.
        let mut now = read(&self.path);
        for (key, value) in changed {
            if value.is_null() {
                now.keys.remove(&key);
            } else {
                now.keys.insert(key, value);
            }
        }
        let cannot_write = |error: std::io::Error| {
            let error = Error::new("cannot-write", Exit::CannotWrite, Whose::Disk).with("detail", error);
            error.with("path", self.path.display())
        };
        if now.damaged {
            std::fs::rename(&self.path, self.path.with_extension("damaged.json")).map_err(cannot_write)?;
            now.damaged = false;
        }
        replace(&self.path, &now.keys).map_err(cannot_write)?;
        *held = now;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Read> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn keys<const COUNT: usize>(pairs: [(&str, Value); COUNT]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn folder_text(folder: &Path) -> Result<String> {
    let text = folder.to_str().map(str::to_owned);
    text.ok_or_else(|| Error::user("bad-input").with("detail", "the folder's name is not UTF-8"))
}

fn read(path: &Path) -> Read {
    match std::fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(Value::Object(keys)) => Read { keys, damaged: false },
            Ok(_) | Err(_) => Read { keys: Map::new(), damaged: true },
        },
        Err(error) => Read { keys: Map::new(), damaged: error.kind() != std::io::ErrorKind::NotFound },
    }
}

/// Beside, forced to the disk, then in its place (0600).
fn replace(path: &Path, keys: &Map<String, Value>) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(keys)?)?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()
}
