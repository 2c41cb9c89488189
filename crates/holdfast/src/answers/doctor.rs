//! What is here: for people who ask why something does not work.

use serde::Serialize;

/// A folder and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Folder {
    /// Where; none when this user has no home folder.
    pub path: Option<String>,
    /// `opens` or `present`, `absent`, or the code of the error that opening gives.
    pub state: String,
}

/// Free space where the vault lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Free {
    /// Free for this user.
    pub free_bytes: u64,
    /// What stays free in any case.
    pub spare_bytes: u64,
}

/// The reader's binary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReaderFound {
    /// Where it was looked for.
    pub path: Option<String>,
    /// `works`, or the code of the problem that starting it gives.
    pub state: String,
    /// What the reader could still reach when it tried: `reading-files`, `writing-files`, `network`, `processes`. Empty
    /// where every wall stands.
    pub walls_open: Vec<String>,
}

/// `doctor`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DoctorSaid {
    /// Version of Holdfast.
    pub version: &'static str,
    /// Operating system and architecture.
    pub system: String,
    /// The vault that commands would use.
    pub vault: Folder,
    /// The folder of high-water marks.
    pub marks: Folder,
    /// Free space; none when it cannot be asked.
    pub space: Option<Free>,
    /// The reader.
    pub reader: ReaderFound,
    /// What to do: kebab-case codes.
    pub advice: Vec<String>,
}
