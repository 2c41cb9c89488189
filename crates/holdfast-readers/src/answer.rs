//! The frame in which a reader answers: one line of JSON, LF, then the bytes that the line announces, then the end.
//!
//! `{"ok":true,"width","height","format","size_bytes",…}` + picture, or `{"ok":false,"code","detail"}` + nothing.
//! The parent believes nothing in it: line and bytes are bounded, sizes must agree, and the bytes must begin as the
//! named format does.

use crate::{Job, ReadProblem, THUMBNAIL_MAX_BYTES};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// The longest first line in bytes, with its LF.
const LINE_MAX_BYTES: usize = 4096;

/// The longest whole answer in bytes; more is a glut.
pub const ANSWER_MAX_BYTES: usize = LINE_MAX_BYTES + THUMBNAIL_MAX_BYTES;

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

    fn begins(self) -> &'static [u8] {
        match self {
            ThumbnailFormat::Png => b"\x89PNG\r\n\x1a\n",
            ThumbnailFormat::Jpeg => b"\xff\xd8\xff",
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

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    ok: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<ThumbnailFormat>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size_bytes: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shows: Option<Shows>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    picture_width: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    picture_height: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limits: Option<Vec<(String, Option<u64>)>>,
}

const EMPTY: Line = Line {
    ok: false,
    code: None,
    detail: None,
    width: None,
    height: None,
    format: None,
    size_bytes: None,
    shows: None,
    picture_width: None,
    picture_height: None,
    limits: None,
};

/// What the reader side has to say.
pub(crate) enum Answer {
    Thumbnail(Thumbnail),
    Limits(Vec<(String, Option<u64>)>),
    Problem(ReadProblem),
}

/// Writes one framed answer and flushes it.
pub(crate) fn write(answer: &Answer, output: &mut dyn Write) -> std::io::Result<()> {
    let (line, bytes): (Line, &[u8]) = match answer {
        Answer::Thumbnail(thumbnail) => (
            Line {
                ok: true,
                width: Some(thumbnail.width),
                height: Some(thumbnail.height),
                format: Some(thumbnail.format),
                size_bytes: Some(thumbnail.bytes.len()),
                shows: Some(thumbnail.shows),
                picture_width: Some(thumbnail.picture_width),
                picture_height: Some(thumbnail.picture_height),
                ..EMPTY
            },
            &thumbnail.bytes,
        ),
        Answer::Limits(limits) => (Line { ok: true, limits: Some(limits.clone()), ..EMPTY }, &[]),
        Answer::Problem(problem) => {
            (Line { code: Some(problem.code().into()), detail: Some(problem.detail()), ..EMPTY }, &[])
        }
    };
    serde_json::to_writer(&mut *output, &line)?;
    output.write_all(b"\n")?;
    output.write_all(bytes)?;
    output.flush()
}

/// Reads one whole answer. Never panics, whatever the bytes.
pub(crate) fn parse(bytes: &[u8]) -> Result<Answer, ReadProblem> {
    let garbage = |what| Err(ReadProblem::ReaderGarbage(what));
    let Some(end) = bytes.iter().take(LINE_MAX_BYTES).position(|byte| *byte == b'\n') else {
        return garbage("no first line");
    };
    let (line, rest) = (&bytes[..end], &bytes[end + 1..]);
    let Ok(line) = serde_json::from_slice::<Line>(line) else { return garbage("the first line is no answer") };
    match line {
        Line { ok: false, code: Some(code), detail, .. } if rest.is_empty() => {
            Err(ReadProblem::from_answer(&code, detail.as_deref().unwrap_or_default()))
        }
        Line { ok: true, limits: Some(limits), .. } if rest.is_empty() => Ok(Answer::Limits(limits)),
        Line {
            ok: true,
            width: Some(width),
            height: Some(height),
            format: Some(format),
            size_bytes: Some(size_bytes),
            shows: Some(shows),
            picture_width: Some(picture_width),
            picture_height: Some(picture_height),
            ..
        } => {
            if size_bytes != rest.len() || rest.len() > THUMBNAIL_MAX_BYTES {
                return garbage("the size is not as announced");
            }
            let side = 1..=Job::GREATEST_SIDE;
            if !side.contains(&width) || !side.contains(&height) || !rest.starts_with(format.begins()) {
                return garbage("the picture is not as announced");
            }
            let bytes = rest.to_vec();
            Ok(Answer::Thumbnail(Thumbnail { width, height, format, shows, picture_width, picture_height, bytes }))
        }
        _ => garbage("the first line is no answer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thumbnail() -> Thumbnail {
        Thumbnail {
            width: 2,
            height: 3,
            format: ThumbnailFormat::Jpeg,
            shows: Shows::Whole,
            picture_width: 200,
            picture_height: 300,
            bytes: b"\xff\xd8\xff\xe0rest\n{}".to_vec(),
        }
    }

    #[test]
    fn an_answer_reads_back_as_written() {
        let mut written = Vec::new();
        write(&Answer::Thumbnail(thumbnail()), &mut written).unwrap();
        let Ok(Answer::Thumbnail(read)) = parse(&written) else { panic!("a thumbnail was written") };
        assert_eq!(read, thumbnail(), "frame and bytes survive, also with line feeds in the bytes");
    }

    #[test]
    fn every_cut_and_every_extra_byte_is_garbage() {
        let mut written = Vec::new();
        write(&Answer::Thumbnail(thumbnail()), &mut written).unwrap();
        for length in 0..written.len() {
            assert!(parse(&written[..length]).is_err(), "cut at {length} must not pass");
        }
        written.push(0);
        assert!(parse(&written).is_err(), "a trailing byte must not pass");
    }

    #[test]
    fn a_problem_keeps_its_code_and_loses_control_characters() {
        let problem = match parse(b"{\"ok\":false,\"code\":\"picture-unreadable\",\"detail\":\"a\\u001b[31mb\"}\n") {
            Err(problem) => problem,
            Ok(_) => panic!("a problem was written"),
        };
        assert_eq!(problem.code(), "picture-unreadable", "the code is known");
        assert_eq!(problem.detail(), "a[31mb", "a reader cannot speak to the terminal");
    }

    #[test]
    fn an_unknown_code_and_a_false_picture_are_garbage() {
        for bytes in [
            &b"{\"ok\":false,\"code\":\"all-is-well\"}\n"[..],
            b"{\"ok\":true,\"width\":1,\"height\":1,\"format\":\"png\",\"size_bytes\":4,\"shows\":\"whole\",\"picture_width\":1,\"picture_height\":1}\n<svg",
            b"[]\n",
            b"\n",
            b"",
        ] {
            assert_eq!(parse(bytes).err().map(|problem| problem.code()), Some("reader-garbage"), "{bytes:?}");
        }
    }
}
