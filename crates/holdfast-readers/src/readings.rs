//! What a reader can be asked, and what comes back once it was held against what was announced.

use crate::answer::{self, Frame, Head};
use crate::job::Job;
use crate::picture::THUMBNAIL_MAX_BYTES;
use crate::text::TextFacts;
use crate::tiles::tile_size;
use crate::{ReadProblem, parent};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// The program that reads, and what it may use. Each method starts one process over one open file, reads the file
/// from its beginning wherever its position stands, and returns after the job's time at the latest, with the process
/// ended and collected.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// Where `holdfast-reader` lies.
    pub program: &'a Path,
    /// The font for text in documents that bring none along; see [`crate::fallback_font`].
    pub font: Option<&'a Path>,
    /// Time by the wall for one job; without it the job's own, 20 s (40 s for tiles).
    pub time: Option<Duration>,
}

/// A small picture, derived: for finding, never evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    /// Width of the thumbnail in pixels.
    pub width: u32,
    /// Height of the thumbnail in pixels.
    pub height: u32,
    /// What `bytes` are.
    pub format: ThumbnailFormat,
    /// The whole picture or only its beginning.
    pub shows: Shows,
    /// Width of the original in pixels, as it is to be looked at (turned as its Exif says).
    pub picture_width: u32,
    /// Height of the original, likewise.
    pub picture_height: u32,
    /// The encoded thumbnail, at most [`THUMBNAIL_MAX_BYTES`].
    pub bytes: Vec<u8>,
}

/// How a thumbnail is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThumbnailFormat {
    /// `image/png`.
    Png,
    /// `image/jpeg`.
    Jpeg,
}

impl ThumbnailFormat {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            ThumbnailFormat::Png => "image/png",
            ThumbnailFormat::Jpeg => "image/jpeg",
        }
    }
}

/// How much of the picture a thumbnail shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// All of it.
    Whole,
    /// Only the top (or the left): a chat of 60,000 rows would otherwise be a line of nine pixels.
    Beginning,
}

/// What a picture's header says, within the reader's limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFacts {
    /// Width of the stored pixels.
    pub width: u32,
    /// Height of the stored pixels.
    pub height: u32,
    /// Degrees clockwise (0, 90, 180, 270) by which a viewer turns it, after mirroring.
    pub turn: u16,
    /// Whether a viewer exchanges left and right, before turning.
    pub mirrored: bool,
    /// `png` `jpeg` `gif` `webp` `bmp` `tiff`.
    pub format: String,
}

/// One tile of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// 0 for the stored pixels, each further level half of the one before.
    pub level: u32,
    /// Column from 0.
    pub column: u32,
    /// Row from 0.
    pub row: u32,
    /// A PNG of the size that [`tile_size`] says.
    pub png: Vec<u8>,
}

/// A page of a document, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Whether text stayed blank because there is no font for it.
    pub font_missing: bool,
    /// The drawn page.
    pub png: Vec<u8>,
}

/// The texts of some pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTexts {
    /// Whether there is no font for some of it.
    pub font_missing: bool,
    /// One for each page, from the first that was asked for. Fewer than asked for when the answer would be too large.
    pub pages: Vec<String>,
}

/// What holds inside the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Limits by name, `None` for unlimited; empty on a system without such limits.
    pub limits: Vec<(String, Option<u64>)>,
    /// Each of [`crate::WALLS`] and whether it was found closed when tried.
    pub walls: Vec<(String, bool)>,
}

const OTHER_JOB: ReadProblem = ReadProblem::ReaderGarbage("another job's answer");
const NOT_AS_ANNOUNCED: ReadProblem = ReadProblem::ReaderGarbage("the picture is not as announced");

impl Reader<'_> {
    /// A picture made at most `longest_side` (16 to 2,048) pixels long.
    pub fn thumbnail(&self, input: File, longest_side: u32) -> Result<Thumbnail, ReadProblem> {
        let longest_side = longest_side.clamp(Job::SMALLEST_SIDE, Job::GREATEST_SIDE);
        let (head, bytes) = self.ask(&Job::Thumbnail { longest_side }, input)?;
        let Head::Thumbnail { width, height, format, shows, picture_width, picture_height, .. } = head else {
            return Err(OTHER_JOB);
        };
        let side = 1..=Job::GREATEST_SIDE;
        let begins = match format {
            ThumbnailFormat::Png => answer::is_png(&bytes, width, height),
            ThumbnailFormat::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
        };
        if !side.contains(&width) || !side.contains(&height) || bytes.len() > THUMBNAIL_MAX_BYTES || !begins {
            return Err(NOT_AS_ANNOUNCED);
        }
        Ok(Thumbnail { width, height, format, shows, picture_width, picture_height, bytes })
    }

    /// What a picture's header says.
    pub fn picture(&self, input: File) -> Result<PictureFacts, ReadProblem> {
        let (head, _) = self.ask(&Job::Picture, input)?;
        let Head::Picture { width, height, turn, mirrored, format } = head else { return Err(OTHER_JOB) };
        let side = 1..=crate::picture::PICTURE_MAX_SIDE;
        if !side.contains(&width) || !side.contains(&height) || turn % 90 != 0 || turn >= 360 {
            return Err(NOT_AS_ANNOUNCED);
        }
        if format.len() > 8 || !format.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(NOT_AS_ANNOUNCED);
        }
        Ok(PictureFacts { width, height, turn, mirrored, format })
    }

    /// Cuts the picture of this width and height into tiles: the levels from `coarsest` down to `finest`, of the
    /// finest the rows from `first_row` first, then the ones above. `take` gets each as it is made and answers whether
    /// it wants more; the picture is decoded once.
    pub fn tiles(
        &self,
        input: File,
        (width, height): (u32, u32),
        (finest, coarsest): (u32, u32),
        first_row: u32,
        take: &mut dyn FnMut(Tile) -> bool,
    ) -> Result<(), ReadProblem> {
        let coarsest = coarsest.min(crate::tiles::level_count(width, height) - 1);
        let job = Job::Tiles { finest: finest.min(coarsest), coarsest, first_row };
        let time = self.time.unwrap_or(job.budget().time);
        let mut taken = 0;
        parent::ask_stream(self.program, &job, Stdio::from(input), time, &mut |frame| match frame {
            (Head::Tile { level, column, row, .. }, png) => {
                let size = tile_size(width, height, level, column, row);
                let asked_for = (finest..=coarsest).contains(&level);
                if !asked_for || !size.is_some_and(|(width, height)| answer::is_png(&png, width, height)) {
                    return ControlFlow::Break(Err(NOT_AS_ANNOUNCED));
                }
                taken += 1;
                if take(Tile { level, column, row, png }) {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(Ok(()))
                }
            }
            (Head::TilesEnd { tiles }, _) if tiles == taken => ControlFlow::Break(Ok(())),
            _ => ControlFlow::Break(Err(OTHER_JOB)),
        })
    }

    /// Reads a whole text once: its encoding (found, unless one is named), its lines, and where they begin.
    pub fn text(&self, input: File, encoding: Option<&str>) -> Result<TextFacts, ReadProblem> {
        let encoding = encoding.map(label).transpose()?;
        let (head, bytes) = self.ask(&Job::Text { encoding }, input)?;
        let Head::Text { encoding, confident, lines, .. } = head else { return Err(OTHER_JOB) };
        let places: Vec<(u64, u64)> = from_json(&bytes)?;
        let ascending = places.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1);
        if encoding_rs::Encoding::for_label(encoding.as_bytes()).is_none() || places.is_empty() || !ascending {
            return Err(ReadProblem::ReaderGarbage("the places of lines are in no order"));
        }
        Ok(TextFacts { encoding, confident, lines, places })
    }

    /// Up to `count` (at most 2,000) lines, the first being `skip` lines after the line that begins at `offset`; and
    /// whether one was cut at [`crate::LINE_MAX_CHARACTERS`].
    pub fn lines(
        &self,
        input: File,
        encoding: &str,
        (offset, skip): (u64, u64),
        count: u32,
    ) -> Result<(Vec<String>, bool), ReadProblem> {
        let count = count.clamp(1, Job::MOST_LINES);
        let (head, bytes) = self.ask(&Job::Lines { encoding: label(encoding)?, offset, skip, count }, input)?;
        let Head::Lines { cut, .. } = head else { return Err(OTHER_JOB) };
        let lines: Vec<String> = from_json(&bytes)?;
        if lines.len() > count as usize {
            return Err(ReadProblem::ReaderGarbage("more lines than asked for"));
        }
        Ok((lines, cut))
    }

    /// The size of each page of a document in points.
    pub fn document(&self, input: File) -> Result<Vec<(f32, f32)>, ReadProblem> {
        let (head, bytes) = self.ask(&Job::Document, input)?;
        let Head::Document { .. } = head else { return Err(OTHER_JOB) };
        from_json(&bytes)
    }

    /// Page `number` (from 1) at `scale` pixels a point (0.05 to 16), or at a smaller scale where the page would have
    /// more pixels than a drawn page may.
    pub fn page(&self, input: File, number: u32, scale: f32) -> Result<Page, ReadProblem> {
        let per_mille = (scale * 1000.0) as u32;
        let per_mille = per_mille.clamp(*Job::PER_MILLE.start(), *Job::PER_MILLE.end());
        let job = Job::Page { number: number.max(1), per_mille, font: self.font.map(Path::to_path_buf) };
        let (head, png) = self.ask(&job, input)?;
        let Head::Page { width, height, font_missing, .. } = head else { return Err(OTHER_JOB) };
        if !answer::is_png(&png, width, height) {
            return Err(NOT_AS_ANNOUNCED);
        }
        Ok(Page { width, height, font_missing, png })
    }

    /// The text of up to `count` pages from page `first` (from 1), where the document says which characters it draws.
    pub fn page_texts(&self, input: File, first: u32, count: u32) -> Result<PageTexts, ReadProblem> {
        let font = self.font.map(Path::to_path_buf);
        let job = Job::PageTexts { first: first.max(1), count: count.max(1), font };
        let (head, bytes) = self.ask(&job, input)?;
        let Head::PageTexts { font_missing, .. } = head else { return Err(OTHER_JOB) };
        Ok(PageTexts { font_missing, pages: from_json(&bytes)? })
    }

    /// Which limits hold inside the reader, and which walls were found closed when it tried them.
    pub fn held(&self) -> Result<Held, ReadProblem> {
        let time = self.time.unwrap_or(Job::Limits.budget().time);
        match parent::ask(self.program, &Job::Limits, Stdio::null(), time)? {
            (Head::Limits { limits, walls }, _) => Ok(Held { limits, walls }),
            _ => Err(OTHER_JOB),
        }
    }

    fn ask(&self, job: &Job, input: File) -> Result<Frame, ReadProblem> {
        parent::ask(self.program, job, Stdio::from(input), self.time.unwrap_or(job.budget().time))
    }
}

/// The standard name of an encoding: what a caller names must not be anything else among the arguments.
fn label(encoding: &str) -> Result<String, ReadProblem> {
    let known = encoding_rs::Encoding::for_label_no_replacement(encoding.as_bytes());
    known.map(|known| known.name().to_owned()).ok_or(ReadProblem::TextEncodingUnknown)
}

fn from_json<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, ReadProblem> {
    serde_json::from_slice(bytes).map_err(|_| ReadProblem::ReaderGarbage("the answer's bytes are not as announced"))
}
