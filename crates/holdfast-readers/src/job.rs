//! What a reader is asked to do, as the arguments of its process, and what each job may cost. Both sides use this one
//! table.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// One piece of work for one reader process.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Job {
    /// A small picture of a picture; `longest_side` in pixels, 16 to 2,048.
    Thumbnail { longest_side: u32 },
    /// Width, height, orientation and format of a picture, from its header.
    Picture,
    /// The tiles of the levels from `coarsest` down to `finest`; of the finest, the rows from `first_row` come first.
    Tiles { finest: u32, coarsest: u32, first_row: u32 },
    /// Encoding, number of lines, and where lines begin. The encoding is found unless it is named.
    Text { encoding: Option<String> },
    /// `count` lines, the first being `skip` lines after the line that begins at `offset`.
    Lines { encoding: String, offset: u64, skip: u64, count: u32 },
    /// The sizes of a document's pages.
    Document,
    /// One page, counted from 1, as a picture of `per_mille` thousandths of a pixel for each point.
    Page { number: u32, per_mille: u32, font: Option<PathBuf> },
    /// The text of up to `count` pages from `first`, counted from 1.
    PageTexts { first: u32, count: u32, font: Option<PathBuf> },
    /// The limits and walls that hold inside the reader, tried out.
    Limits,
}

/// The arguments name no job.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct JobSyntax;

/// The system's limits for one job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Address space in bytes.
    pub(crate) address_space_bytes: u64,
    /// Processor time in seconds.
    pub(crate) processor_seconds: u64,
    /// Time by the wall, kept by the parent.
    pub(crate) time: Duration,
    /// Greatest size of the whole answer in bytes. Tiles come one by one and each within a limit of its own.
    pub(crate) answer_bytes: usize,
}

/// The longest first line of an answer in bytes, with its LF.
pub(crate) const LINE_MAX_BYTES: usize = 4096;
/// A tile of 1,024 × 1,024 with alpha that PNG cannot make smaller, and PNG's own lines.
pub(crate) const TILE_MAX_BYTES: usize = 4_300_000;
const MIB: u64 = 1024 * 1024;

impl Job {
    pub(crate) const SMALLEST_SIDE: u32 = 16;
    pub(crate) const GREATEST_SIDE: u32 = 2048;
    pub(crate) const GREATEST_LEVEL: u32 = 16;
    pub(crate) const PER_MILLE: std::ops::RangeInclusive<u32> = 50..=16_000;
    pub(crate) const MOST_LINES: u32 = 2_000;

    /// What this job may cost.
    pub(crate) fn budget(&self) -> Budget {
        let usual = Budget {
            address_space_bytes: 512 * MIB,
            processor_seconds: 10,
            time: Duration::from_secs(20),
            answer_bytes: LINE_MAX_BYTES,
        };
        match self {
            Job::Thumbnail { .. } => {
                Budget { answer_bytes: LINE_MAX_BYTES + crate::picture::THUMBNAIL_MAX_BYTES, ..usual }
            }
            Job::Picture | Job::Limits => usual,
            // The picture and its half, decoded.
            Job::Tiles { .. } => Budget {
                address_space_bytes: 640 * MIB,
                processor_seconds: 20,
                time: Duration::from_secs(40),
                answer_bytes: LINE_MAX_BYTES + TILE_MAX_BYTES,
            },
            Job::Text { .. } => Budget { answer_bytes: 1 << 20, ..usual },
            Job::Lines { .. } => Budget { answer_bytes: 32 << 20, ..usual },
            Job::Document => Budget { address_space_bytes: 768 * MIB, answer_bytes: 2 << 20, ..usual },
            Job::Page { .. } => Budget { address_space_bytes: 768 * MIB, answer_bytes: 64 << 20, ..usual },
            Job::PageTexts { .. } => Budget { address_space_bytes: 768 * MIB, answer_bytes: 24 << 20, ..usual },
        }
    }

    /// The arguments that [`Job::parse`] reads back to the same job.
    pub(crate) fn arguments(&self) -> Vec<OsString> {
        fn words<const N: usize>(words: [&dyn ToString; N]) -> Vec<OsString> {
            words.iter().map(|word| OsString::from(word.to_string())).collect()
        }
        let with_font = |mut words: Vec<OsString>, font: &Option<PathBuf>| {
            if let Some(font) = font {
                words.extend(["--font".into(), font.clone().into_os_string()]);
            }
            words
        };
        match self {
            Job::Thumbnail { longest_side } => words([&"thumbnail", longest_side]),
            Job::Picture => words([&"picture"]),
            Job::Tiles { finest, coarsest, first_row } => words([&"tiles", finest, coarsest, first_row]),
            Job::Text { encoding: None } => words([&"text"]),
            Job::Text { encoding: Some(encoding) } => words([&"text", encoding]),
            Job::Lines { encoding, offset, skip, count } => words([&"lines", encoding, offset, skip, count]),
            Job::Document => words([&"document"]),
            Job::Page { number, per_mille, font } => with_font(words([&"page", number, per_mille]), font),
            Job::PageTexts { first, count, font } => with_font(words([&"page-texts", first, count]), font),
            Job::Limits => words([&"limits"]),
        }
    }

    /// Reads the process's arguments (without its name). Anything that is not exactly a job is refused.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Job, JobSyntax> {
        let mut words: Vec<OsString> = arguments.into_iter().take(8).collect();
        let font = match words.len().checked_sub(2) {
            Some(at) if words[at] == "--font" => words.drain(at..).next_back().map(PathBuf::from),
            _ => None,
        };
        let words: Vec<&str> = words.iter().map(|word| word.to_str().ok_or(JobSyntax)).collect::<Result<_, _>>()?;
        match (words.as_slice(), font) {
            (["thumbnail", side], None) => {
                Ok(Job::Thumbnail { longest_side: number(side, Job::SMALLEST_SIDE..=Job::GREATEST_SIDE)? })
            }
            (["picture"], None) => Ok(Job::Picture),
            (["tiles", finest, coarsest, first_row], None) => {
                let coarsest = number(coarsest, 0..=Job::GREATEST_LEVEL)?;
                let finest = number(finest, 0..=coarsest)?;
                Ok(Job::Tiles { finest, coarsest, first_row: number(first_row, 0..=u32::from(u16::MAX))? })
            }
            (["text"], None) => Ok(Job::Text { encoding: None }),
            (["text", encoding], None) => Ok(Job::Text { encoding: Some((*encoding).into()) }),
            (["lines", encoding, offset, skip, count], None) => Ok(Job::Lines {
                encoding: (*encoding).into(),
                offset: number(offset, 0..=u64::MAX)?,
                skip: number(skip, 0..=u64::MAX)?,
                count: number(count, 1..=Job::MOST_LINES)?,
            }),
            (["document"], None) => Ok(Job::Document),
            (["page", page, per_mille], font) => Ok(Job::Page {
                number: number(page, 1..=u32::MAX)?,
                per_mille: number(per_mille, Job::PER_MILLE)?,
                font,
            }),
            (["page-texts", first, count], font) => {
                Ok(Job::PageTexts { first: number(first, 1..=u32::MAX)?, count: number(count, 1..=u32::MAX)?, font })
            }
            (["limits"], None) => Ok(Job::Limits),
            _ => Err(JobSyntax),
        }
    }
}

fn number<N: FromStr + PartialOrd>(word: &str, range: std::ops::RangeInclusive<N>) -> Result<N, JobSyntax> {
    word.parse().ok().filter(|number| range.contains(number)).ok_or(JobSyntax)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Job, JobSyntax> {
        Job::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn arguments_read_back_to_the_same_job() {
        let font = Some(PathBuf::from("/fonts/some font.ttc"));
        for job in [
            Job::Thumbnail { longest_side: 480 },
            Job::Picture,
            Job::Tiles { finest: 1, coarsest: 6, first_row: 0 },
            Job::Tiles { finest: 0, coarsest: 0, first_row: 58 },
            Job::Text { encoding: None },
            Job::Text { encoding: Some("GB18030".into()) },
            Job::Lines { encoding: "UTF-16LE".into(), offset: 1 << 40, skip: 3, count: 200 },
            Job::Document,
            Job::Page { number: 1, per_mille: 1500, font: None },
            Job::Page { number: 1, per_mille: 1500, font: font.clone() },
            Job::PageTexts { first: 1, count: 5, font },
            Job::Limits,
        ] {
            assert_eq!(Job::parse(job.arguments()), Ok(job), "one table, two sides");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for words in [
            &[][..],
            &["thumbnail"],
            &["thumbnail", "0"],
            &["thumbnail", "2049"],
            &["thumbnail", "-1"],
            &["thumbnail", "480", "more"],
            &["tiles", "3", "2", "0"],
            &["tiles", "0", "17", "0"],
            &["lines", "UTF-8", "0", "0", "0"],
            &["lines", "UTF-8", "0", "0", "2001"],
            &["page", "0", "1000"],
            &["page", "1", "0"],
            &["page", "1", "1000", "--font"],
            &["picture", "--font", "/a"],
            &["--font", "/a"],
            &["limits", "x"],
        ] {
            assert_eq!(parse(words), Err(JobSyntax), "{words:?} is no job");
        }
    }
}
