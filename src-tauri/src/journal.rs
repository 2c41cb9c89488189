//! The log of the window: what was asked for, how it ended, how long it took. For finding defects, not for following
//! people.
//!
//! - An entry holds names of commands, codes of errors and numbers: words of this program's source. There is no way to
//!   write a text that came in, so no file name, no title and no line of evidence can stand there.
//! - Two files of at most [`FILE_BYTES`] each; the older one is `holdfast-window.1.log`.
//! - A log that cannot be written is left at that: keeping evidence goes on.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// When the file is this long, the next entry begins a new one.
const FILE_BYTES: u64 = 512 * 1024;

/// What may be said. Only words of the source and numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    Started,
    /// The page has drawn its first useful picture, so long after the start.
    Painted(Duration),
    /// A command that ended, with the code of its error.
    Ended {
        command: &'static str,
        code: Option<&'static str>,
        took: Duration,
    },
    /// A command, or a thread of ours, that panicked: a defect.
    Panicked(SourcePlace),
    /// Something of the desktop that is not there: a tray, a bus.
    Missing(&'static str),
    /// The web process ended by itself.
    PageLost,
    Closed,
}

/// A file and a line of source, made from nothing but a panic's own place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourcePlace(String);

impl From<&PanicHookInfo<'_>> for SourcePlace {
    /// Without the folders: where the source lay when this was built is nobody's business.
    fn from(panic: &PanicHookInfo<'_>) -> SourcePlace {
        let (file, line) = panic.location().map_or(("", 0), |place| (place.file(), place.line()));
        let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
        SourcePlace(format!("{name}:{line}"))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Started => write!(out, "started {}", env!("CARGO_PKG_VERSION")),
            Entry::Painted(after) => write!(out, "painted {} ms", after.as_millis()),
            Entry::Ended { command, code, took } => {
                write!(out, "{command} {} {} ms", code.unwrap_or("done"), took.as_millis())
            }
            Entry::Panicked(SourcePlace(place)) => write!(out, "panicked {place}"),
            Entry::Missing(what) => write!(out, "missing {what}"),
            Entry::PageLost => out.write_str("page lost"),
            Entry::Closed => out.write_str("closed"),
        }
    }
}

/// The open log.
#[derive(Debug)]
pub(crate) struct Journal {
    folder: Option<PathBuf>,
    file: Mutex<Option<File>>,
}

impl Journal {
    /// The log in `folder`, which is made at the first entry. Without a folder nothing is written.
    pub(crate) fn in_folder(folder: Option<PathBuf>) -> Journal {
        Journal { folder, file: Mutex::default() }
    }

    /// Where the log lies.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Writes one line, with the time in UTC.
    pub(crate) fn write(&self, entry: Entry) {
        let Some(folder) = self.folder.as_deref() else { return };
        let line = format!("{} {entry}\n", chrono::Utc::now().format("%Y-%m-%dT%H:%M:%S%.3fZ"));
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |file: &File| file.metadata().is_ok_and(|found| found.len() >= FILE_BYTES);
        if file.as_ref().is_none_or(full) {
            *file = open(folder);
        }
        if let Some(file) = file.as_mut() {
            let _evidence_goes_first = file.write_all(line.as_bytes());
        }
    }
}

/// The file to go on with; a full one is set aside first.
fn open(folder: &Path) -> Option<File> {
    std::fs::create_dir_all(folder).ok()?;
    let path = folder.join("holdfast-window.log");
    if std::fs::metadata(&path).is_ok_and(|found| found.len() >= FILE_BYTES) {
        std::fs::rename(&path, folder.join("holdfast-window.1.log")).ok()?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended() -> Entry {
        Entry::Ended { command: "item_add", code: Some("disk-full"), took: Duration::from_millis(12) }
    }

    #[test]
    fn a_line_holds_words_of_the_source_and_numbers() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::in_folder(Some(folder.path().join("log")));
        journal.write(Entry::Started);
        journal.write(ended());
        let text = std::fs::read_to_string(folder.path().join("log/holdfast-window.log")).expect("a log");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(lines[1].ends_with("Z item_add disk-full 12 ms"), "{text}");
    }

    #[test]
    fn the_log_never_grows_beyond_two_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::in_folder(Some(folder.path().to_owned()));
        for _ in 0..40_000 {
            journal.write(ended());
        }
        let sizes: Vec<u64> = std::fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.and_then(|entry| entry.metadata()).expect("a file").len())
            .collect();
        assert_eq!(sizes.len(), 2, "one to write and one before it");
        assert!(sizes.iter().all(|size| *size < FILE_BYTES + 100), "{sizes:?}");
    }

    #[test]
    fn a_log_that_cannot_be_written_stops_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let in_the_way = folder.path().join("file");
        std::fs::write(&in_the_way, b"").expect("a file");
        Journal::in_folder(Some(in_the_way)).write(Entry::Started);
        Journal::in_folder(None).write(Entry::Started);
    }
}
