//! The edge: the only place of this crate that reads the environment, the clock, randomness and standard folders.
//!
//! - [`Surroundings`] is what the process was started with: variables and folders, read once. Tests fill it by hand.
//! - [`Surroundings::outside`] turns it into the [`Outside`] that every operation gets.
//! - [`Surroundings::places`] turns it into what a window's desk gets beside it.
//! - Variables: HOLDFAST_VAULT (the vault's folder), HOLDFAST_READER (the reader's binary), HOLDFAST_ASSETS
//!   (the folder of files that come with Holdfast), HOLDFAST_SPARE_BYTES (how
//!   much stays free, for small disks in tests), LC_ALL, LC_MESSAGES, LANG (the language); XDG_CONFIG_HOME and
//!   XDG_DATA_HOME move the folders.

mod clipboard;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset, Local};
use holdfast_time::{Http, REPLY_LIMIT};

use crate::desk::Places;
use crate::outside::Executable;
use crate::{Language, Outside};

/// Free space that no operation eats into: 500 MB.
pub const SPARE_BYTES: u64 = 500_000_000;

/// A folder that can neither be there nor be made, on any system of this kind.
const NOWHERE: &str = "/dev/null";

/// What the process was started with.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// HOLDFAST_VAULT.
    pub vault: Option<PathBuf>,
    /// This user's data folder for Holdfast; none when there is no home.
    pub data: Option<PathBuf>,
    /// This user's configuration folder for Holdfast; none when there is no home.
    pub config: Option<PathBuf>,
    /// The reader's binary: HOLDFAST_READER, else beside the executable.
    pub reader: Option<PathBuf>,
    /// HOLDFAST_ASSETS: the folder of files that come with Holdfast.
    pub assets: Option<PathBuf>,
    /// The running executable.
    pub executable: Option<PathBuf>,
    /// Free space that stays free.
    pub spare_bytes: u64,
    /// The language of sentences.
    pub language: Language,
}

impl Surroundings {
    /// Reads the environment of this process.
    pub fn of_process() -> Surroundings {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let folders = directories::ProjectDirs::from("", "", "holdfast");
        let executable = std::env::current_exe().ok();
        let beside = executable
            .as_deref()
            .and_then(Path::parent)
            .map(|folder| folder.join(format!("holdfast-reader{}", std::env::consts::EXE_SUFFIX)));
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        Surroundings {
            vault: variable("HOLDFAST_VAULT").map(PathBuf::from),
            data: folders.as_ref().map(|folders| folders.data_dir().to_owned()),
            config: folders.as_ref().map(|folders| folders.config_dir().to_owned()),
            reader: variable("HOLDFAST_READER").map(PathBuf::from).or(beside),
            assets: variable("HOLDFAST_ASSETS").map(PathBuf::from),
            executable,
            spare_bytes: variable("HOLDFAST_SPARE_BYTES")
                .and_then(|value| value.to_str()?.parse().ok())
                .unwrap_or(SPARE_BYTES),
            language: language_of(locale.as_deref().and_then(std::ffi::OsStr::to_str)),
        }
    }
}

/// `zh*` is Chinese, everything else English.
fn language_of(locale: Option<&str>) -> Language {
    locale.and_then(Language::parse).unwrap_or(Language::En)
}

impl Surroundings {
    /// What operations take from here: the system's clock and randomness, these folders.
    ///
    /// Without a home folder a bundle can be checked all the same, and a vault that is named be used. There is no place
    /// for high-water marks then, which the vault says as its advice (`marks-unwritable`).
    pub fn outside(&self) -> Outside {
        let marks = self.config.as_deref().unwrap_or(Path::new(NOWHERE)).join("marks");
        Outside {
            vault: holdfast_vault::Outside {
                clock: Arc::new(SystemClock { started: Instant::now() }),
                random: Arc::new(SystemRandom),
                marks,
                spare_bytes: self.spare_bytes,
            },
            default_vault: self.vault.clone().or_else(|| Some(self.data.as_deref()?.join("vault"))),
            settings: self.settings(),
            clocks: Arc::new(Http::new(REPLY_LIMIT)),
            scratch: std::env::temp_dir(),
            clipboard: Arc::new(clipboard::SystemClipboard::default()),
            reader: self.reader.clone(),
            app_version: env!("CARGO_PKG_VERSION"),
            executable: Executable::at(self.executable.clone()),
            system: system(),
            machine: machine(),
        }
    }
}

impl Surroundings {
    fn settings(&self) -> PathBuf {
        self.config.as_deref().unwrap_or(Path::new(NOWHERE)).join("settings.json")
    }

    /// What a desk takes from here. Files that come with Holdfast lie where HOLDFAST_ASSETS says, else beside the
    /// executable, in `assets/` or in `../share/holdfast/`; a build for developing also looks into the workspace.
    pub fn places(&self) -> Places {
        let beside = self.executable.as_deref().and_then(Path::parent);
        let installed = ["assets", "../share/holdfast"].into_iter().filter_map(|name| Some(beside?.join(name)));
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        let workspace = cfg!(debug_assertions).then_some(workspace);
        Places {
            settings: self.settings(),
            assets: match &self.assets {
                Some(named) => vec![named.clone()],
                None => installed.chain(workspace).collect(),
            },
            language: self.language,
            vault_is_named: self.vault.is_some(),
        }
    }
}

/// `Linux 6.1.0 x86_64`
fn system() -> String {
    let name = rustix::system::uname();
    let words = [name.sysname(), name.release(), name.machine()];
    words.map(|word| word.to_string_lossy().into_owned()).join(" ")
}

/// systemd's random number of this installation (machine-id(5)), which asks to be used only through a digest.
fn machine() -> Option<String> {
    let text = std::fs::read_to_string("/etc/machine-id").ok()?;
    Some(text.trim().to_owned()).filter(|number| !number.is_empty())
}

/// The device's clock with the device's zone.
struct SystemClock {
    started: Instant,
}

impl holdfast_vault::Clock for SystemClock {
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// The system's random source.
struct SystemRandom;

impl holdfast_vault::Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // A salt or a key from a broken source would be worse than ending here; the edge catches it and says so.
        getrandom::fill(bytes).expect("the system's random source must answer");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_locales_speak_chinese_and_all_others_english() {
        for locale in ["zh_CN.UTF-8", "zh", "zh-TW", "ZH_hk"] {
            assert_eq!(language_of(Some(locale)), Language::Zh, "{locale} is Chinese");
        }
        for locale in [Some("C"), Some("de_DE.UTF-8"), Some("en_US"), None] {
            assert_eq!(language_of(locale), Language::En, "{locale:?} has no catalogue of its own");
        }
    }
}
