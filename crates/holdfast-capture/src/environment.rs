//! What environment.json says of one file: the machine as the caller knows it, the file as its system declares it.
//!
//! Names are declared: anyone can rename a file. A name that is no text keeps its exact bytes, in hex, beside the
//! readable form.

use crate::ending::{declared_type, ending_of};
use crate::sniff::Sniffed;
use crate::source::Source;
use crate::text::TextEncoding;
use chrono::{DateTime, Utc};
use holdfast_proof::record::{EnvironmentRecord, Field};
use holdfast_proof::{Salt, hex, time};
use std::ffi::OsStr;
use std::path::Path;

/// What is the same for every item of one process: the caller measures it once. Fields that are `None` stay out.
#[derive(Debug, Clone, Default)]
pub struct EnvironmentBase {
    /// The operating system and its version.
    pub os: Option<Field>,
    /// A pseudonym of the computer.
    pub host: Option<Field>,
    /// Holdfast's version.
    pub app_version: Option<Field>,
    /// SHA-256 of the running executable.
    pub executable_sha256: Option<Field>,
    /// The last known difference between this clock and an authority's, with its age.
    pub clock_difference: Option<Field>,
}

impl EnvironmentBase {
    /// A record with these fields; its salt is a placeholder that sealing replaces.
    pub fn record(&self) -> EnvironmentRecord {
        let mut record = EnvironmentRecord::new(Salt::from_bytes([0; 32]));
        let fields = [
            ("os", &self.os),
            ("host", &self.host),
            ("app_version", &self.app_version),
            ("executable_sha256", &self.executable_sha256),
            ("clock_difference", &self.clock_difference),
        ];
        for (name, field) in fields {
            if let Some(field) = field {
                record.set(name, field.clone());
            }
        }
        record
    }
}

/// The record of one file.
pub(crate) fn of_file(base: &EnvironmentBase, path: &Path, source: &Source, sniffed: &Sniffed) -> EnvironmentRecord {
    let mut record = base.record();
    let name = path.file_name().unwrap_or_default();
    record.set("original_name", Field::declared(shown(name)));
    if name.to_str().is_none() {
        record.set("original_name_bytes", Field::declared(hex::encode(name.as_encoded_bytes())));
    }
    record.set(
        "original_folder",
        match folder_of(path) {
            Some(folder) => Field::declared(folder),
            None => Field::unavailable("not-given"),
        },
    );
    record.set("file_modified_at", declared_time(source.modified_at));
    record.set("file_created_at", declared_time(source.created_at));
    let ending = ending_of(&shown(name));
    record.set(
        "declared_type",
        match declared_type(&ending) {
            Some(media_type) => Field::declared(media_type),
            None if ending.is_empty() => Field::unavailable("no-ending"),
            None => Field::unavailable("ending-unknown"),
        },
    );
    record.set("measured_type", Field::measured(sniffed.media_type));
    match sniffed.text {
        Some(TextEncoding::EightBit) => record.set("text_encoding", Field::unavailable("unknown-8-bit")),
        Some(encoding) => record.set("text_encoding", Field::measured(encoding.as_str())),
        None => {}
    }
    record
}

/// A name as text; what is no character becomes U+FFFD.
pub(crate) fn shown(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// The name of the folder a file lay in: the last part of its path only, because the rest names people.
pub(crate) fn folder_of(path: &Path) -> Option<String> {
    path.parent().and_then(Path::file_name).map(shown)
}

fn declared_time(at: Option<DateTime<Utc>>) -> Field {
    match at {
        Some(at) => Field::declared(time::wall(&at)),
        None => Field::unavailable("not-recorded"),
    }
}
