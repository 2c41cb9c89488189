//! What a reader is asked to do, as the arguments of its process. Both sides use this one table.

use std::ffi::OsString;

/// One piece of work for one reader process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// A small picture of a picture; `longest_side` in pixels, 16 to 2,048.
    Thumbnail {
        /// Width or height of the thumbnail, whichever is greater.
        longest_side: u32,
    },
    /// The limits that the reader has set for itself, read back from the system.
    Limits,
}

/// The arguments name no job.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("use: holdfast-reader thumbnail --longest-side 16..2048 | holdfast-reader limits")]
pub struct JobSyntax;

impl Job {
    pub(crate) const SMALLEST_SIDE: u32 = 16;
    pub(crate) const GREATEST_SIDE: u32 = 2048;

    /// The arguments that [`Job::parse`] reads back to the same job.
    pub fn arguments(&self) -> Vec<String> {
        match self {
            Job::Thumbnail { longest_side } => {
                vec!["thumbnail".into(), "--longest-side".into(), longest_side.to_string()]
            }
            Job::Limits => vec!["limits".into()],
        }
    }

    /// Reads the process's arguments (without its name). Anything that is not exactly a job is refused.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Job, JobSyntax> {
        let words: Vec<OsString> = arguments.into_iter().take(8).collect();
        let words: Vec<&str> = words.iter().map(|word| word.to_str().ok_or(JobSyntax)).collect::<Result<_, _>>()?;
        match words.as_slice() {
            ["thumbnail", "--longest-side", side] => {
                let longest_side: u32 = side.parse().map_err(|_| JobSyntax)?;
                if !(Job::SMALLEST_SIDE..=Job::GREATEST_SIDE).contains(&longest_side) {
                    return Err(JobSyntax);
                }
                Ok(Job::Thumbnail { longest_side })
            }
            ["limits"] => Ok(Job::Limits),
            _ => Err(JobSyntax),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Job, JobSyntax> {
        Job::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn arguments_read_back_to_the_same_job() {
        for job in [Job::Thumbnail { longest_side: 480 }, Job::Limits] {
            assert_eq!(Job::parse(job.arguments().into_iter().map(OsString::from)), Ok(job), "one table, two sides");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for words in [
            &[][..],
            &["thumbnail"],
            &["thumbnail", "--longest-side", "0"],
            &["thumbnail", "--longest-side", "2049"],
            &["thumbnail", "--longest-side", "-1"],
            &["thumbnail", "--longest-side", "480", "more"],
            &["limits", "x"],
        ] {
            assert_eq!(parse(words), Err(JobSyntax), "{words:?} is no job");
        }
    }
}
