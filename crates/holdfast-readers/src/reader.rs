//! The whole of the `holdfast-reader` process: limit itself, read the job, do it, answer, end.
//!
//! The input is the open file on standard input: the reader needs no path and opens nothing. Exit status 0 when an
//! answer was written, also one that says no; 64 when the arguments are no job; 74 when the answer found no taker.

use crate::answer::{self, Answer};
use crate::{Job, ReadProblem, limits, picture};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::process::ExitCode;

/// Runs one job from the process's arguments (without its name); the binary is nothing else.
pub fn reader_main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let Ok(job) = Job::parse(arguments) else { return ExitCode::from(64) };
    let answer = match limits::set() {
        Err(name) => Answer::Problem(ReadProblem::ReaderUnlimited { detail: name.into() }),
        Ok(()) => work(&job).unwrap_or_else(Answer::Problem),
    };
    match answer::write(&answer, &mut std::io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(74),
    }
}

fn work(job: &Job) -> Result<Answer, ReadProblem> {
    match job {
        Job::Thumbnail { longest_side } => {
            let unreadable = |error: std::io::Error| ReadProblem::InputUnreadable { detail: error.to_string() };
            let mut file = input().map_err(unreadable)?;
            file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
            picture::thumbnail(BufReader::with_capacity(64 * 1024, file), *longest_side).map(Answer::Thumbnail)
        }
        Job::Limits => {
            Ok(Answer::Limits(limits::read().into_iter().map(|(name, value)| (name.to_string(), value)).collect()))
        }
    }
}

/// Standard input as the file that it is: decoders seek, which the standard library's handle cannot.
#[cfg(unix)]
fn input() -> std::io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(std::io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn input() -> std::io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(std::io::stdin().as_handle().try_clone_to_owned()?))
}
