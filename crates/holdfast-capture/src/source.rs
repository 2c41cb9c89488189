//! One file of the user's, read so that what was hashed is one state of it.
//!
//! It is opened without following a link and without waiting (a pipe put in its place must not hang the intake).
//! Size and time are asked from the open file before and after reading; if they differ, someone was writing.

use crate::plan::refusal;
use crate::problem::IntakeProblem;
use chrono::{DateTime, Datelike, Utc};
use std::fs::{File, Metadata, OpenOptions};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// An open file and how it was when it was opened.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) file: File,
    before: State,
    /// File times as the file system declares them.
    pub(crate) modified_at: Option<DateTime<Utc>>,
    pub(crate) created_at: Option<DateTime<Utc>>,
}

#[derive(Debug, PartialEq, Eq)]
struct State {
    size_bytes: u64,
    modified: Option<SystemTime>,
}

impl State {
    fn of(found: &Metadata) -> State {
        State { size_bytes: found.len(), modified: found.modified().ok() }
    }
}

impl Source {
    /// Opens a file for one reading.
    pub(crate) fn open(path: &Path) -> Result<Source, IntakeProblem> {
        let file = open_without_following(path)?;
        let found = file.metadata().map_err(IntakeProblem::FileUnreadable)?;
        if !found.is_file() {
            return Err(refusal(found.file_type()));
        }
        Ok(Source {
            before: State::of(&found),
            modified_at: found.modified().ok().and_then(moment),
            created_at: found.created().ok().and_then(moment),
            file,
        })
    }

    /// Whether the file is still as it was, with as many bytes as were read.
    pub(crate) fn is_unchanged(&self, read_bytes: u64) -> bool {
        let after = self.file.metadata().map(|found| State::of(&found));
        after.is_ok_and(|after| after == self.before) && read_bytes == self.before.size_bytes
    }
}

#[cfg(unix)]
fn open_without_following(path: &Path) -> Result<File, IntakeProblem> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    let opened = OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path);
    opened.map_err(|error| match error.raw_os_error() {
        Some(number) if number == rustix::io::Errno::LOOP.raw_os_error() => IntakeProblem::LinkNotFollowed,
        // What opening a socket says.
        Some(number) if number == rustix::io::Errno::NXIO.raw_os_error() => IntakeProblem::NotAFile { what: "socket" },
        _ => IntakeProblem::of_file(error),
    })
}

#[cfg(not(unix))]
fn open_without_following(path: &Path) -> Result<File, IntakeProblem> {
    let found = std::fs::symlink_metadata(path).map_err(IntakeProblem::of_file)?;
    if !found.is_file() {
        return Err(refusal(found.file_type()));
    }
    OpenOptions::new().read(true).open(path).map_err(IntakeProblem::of_file)
}

/// A file time as a date; `None` for one that no calendar of four-digit years holds.
fn moment(time: SystemTime) -> Option<DateTime<Utc>> {
    let milliseconds = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_millis()).ok()?,
        Err(before) => i64::try_from(before.duration().as_millis()).ok()?.checked_neg()?,
    };
    holdfast_proof::time::from_unix_ms(milliseconds).filter(|at| (0..=9999).contains(&at.year()))
}
