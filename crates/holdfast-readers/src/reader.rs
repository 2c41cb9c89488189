//! The whole of the `holdfast-reader` process: limit itself, put up the walls, read the job, do it, answer, end.
//!
//! The input is the open file on standard input: the reader needs no path and opens nothing after the walls stand. Exit
//! status 0 when an answer was written, also one that says no; 64 when the arguments are no job; 74 when the answer
//! found no taker.

use crate::answer::{self, Head};
use crate::font::Font;
use crate::job::Job;
use crate::{ReadProblem, document, limits, picture, text, tiles, walls};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs one job from the process's arguments (without its name); the binary is nothing else.
pub fn reader_main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let Ok(job) = Job::parse(arguments) else { return ExitCode::from(64) };
    let mut output = std::io::stdout().lock();
    let done = match limits::set(job.budget()) {
        Err(name) => Err(ReadProblem::ReaderUnlimited { detail: name.into() }),
        Ok(()) => {
            let font = Font::open(font_of(&job));
            walls::stand();
            work(&job, &font, &mut output)
        }
    };
    let written = done.or_else(|problem| answer::write_problem(&problem, &mut output).map_err(|_| problem));
    ExitCode::from(if written.is_ok() { 0 } else { 74 })
}

fn font_of(job: &Job) -> Option<&Path> {
    match job {
        Job::Page { font, .. } | Job::PageTexts { font, .. } => font.as_deref(),
        _ => None,
    }
}

fn work(job: &Job, font: &Arc<Font>, output: &mut dyn Write) -> Result<(), ReadProblem> {
    let (head, bytes) = match job {
        Job::Tiles { finest, coarsest, first_row } => return cut_tiles(*finest, *coarsest, *first_row, output),
        Job::Thumbnail { longest_side } => thumbnail(*longest_side)?,
        Job::Picture => (picture_facts()?, Vec::new()),
        Job::Text { encoding } => text_facts(encoding.as_deref())?,
        Job::Lines { encoding, offset, skip, count } => {
            let (lines, cut) = text::lines(&mut input()?, encoding, *offset, *skip, *count)?;
            let bytes = json(&lines);
            (Head::Lines { cut, size_bytes: bytes.len() }, bytes)
        }
        Job::Document => {
            let bytes = json(&document::page_sizes(&document::open(&mut input()?)?));
            (Head::Document { size_bytes: bytes.len() }, bytes)
        }
        Job::Page { number, per_mille, .. } => {
            let scale = *per_mille as f32 / 1000.0;
            let drawn = document::draw(&document::open(&mut input()?)?, *number, scale, font)?;
            let (width, height, font_missing) = (drawn.width, drawn.height, font.was_missing());
            (Head::Page { width, height, font_missing, size_bytes: drawn.png.len() }, drawn.png)
        }
        Job::PageTexts { first, count, .. } => {
            let bytes = json(&document::texts(&document::open(&mut input()?)?, *first, *count, font));
            (Head::PageTexts { font_missing: font.was_missing(), size_bytes: bytes.len() }, bytes)
        }
        Job::Limits => {
            let limits = limits::read(job.budget()).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let walls = walls::tried().into_iter().map(|(name, closed)| (name.to_owned(), closed)).collect();
            (Head::Limits { limits, walls }, Vec::new())
        }
    };
    send(&head, &bytes, output)
}

fn thumbnail(longest_side: u32) -> Result<answer::Frame, ReadProblem> {
    let made = picture::thumbnail(buffered()?, longest_side)?;
    let head = Head::Thumbnail {
        width: made.width,
        height: made.height,
        format: made.format,
        shows: made.shows,
        picture_width: made.picture_width,
        picture_height: made.picture_height,
        size_bytes: made.bytes.len(),
    };
    Ok((head, made.bytes))
}

fn picture_facts() -> Result<Head, ReadProblem> {
    let announced = picture::announced(buffered()?)?;
    let (mirrored, turn) = picture::mirrored_and_turn(announced.orientation);
    let format = picture::format_name(announced.format).to_owned();
    Ok(Head::Picture { width: announced.width, height: announced.height, turn, mirrored, format })
}

fn cut_tiles(finest: u32, coarsest: u32, first_row: u32, output: &mut dyn Write) -> Result<(), ReadProblem> {
    let picture = picture::announced(buffered()?)?.decode()?;
    let mut tiles = 0;
    tiles::cut(picture, finest, coarsest, first_row, &mut |level, column, row, png| {
        tiles += 1;
        send(&Head::Tile { level, column, row, size_bytes: png.len() }, png, output)
    })?;
    send(&Head::TilesEnd { tiles }, &[], output)
}

fn text_facts(encoding: Option<&str>) -> Result<answer::Frame, ReadProblem> {
    let facts = text::facts(&mut input()?, encoding)?;
    let bytes = json(&facts.places);
    let (encoding, confident, lines) = (facts.encoding, facts.confident, facts.lines);
    Ok((Head::Text { encoding, confident, lines, size_bytes: bytes.len() }, bytes))
}

/// A parent that takes no more has what it wanted; the problem only ends the work.
fn send(head: &Head, bytes: &[u8], output: &mut dyn Write) -> Result<(), ReadProblem> {
    answer::write(head, bytes, output).map_err(|error| ReadProblem::InputUnreadable { detail: error.to_string() })
}

fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // Numbers and strings always serialise; and nothing at all is no answer.
    serde_json::to_vec(value).unwrap_or_default()
}

fn buffered() -> Result<BufReader<File>, ReadProblem> {
    let mut file = input()?;
    file.seek(SeekFrom::Start(0)).map_err(picture::unreadable_input)?;
    Ok(BufReader::with_capacity(64 * 1024, file))
}

/// Standard input as the file that it is: decoders seek, which the standard library's handle cannot.
fn input() -> Result<File, ReadProblem> {
    #[cfg(unix)]
    let owned = std::os::fd::AsFd::as_fd(&std::io::stdin()).try_clone_to_owned();
    #[cfg(windows)]
    let owned = std::os::windows::io::AsHandle::as_handle(&std::io::stdin()).try_clone_to_owned();
    owned.map(File::from).map_err(picture::unreadable_input)
}
