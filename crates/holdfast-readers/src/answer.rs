//! The frame in which a reader answers: one line of JSON, LF, then as many bytes as the line announces, then the end.
//! Only tiles come several in a row, one frame each, closed by a frame that counts them.
//!
//! The parent believes nothing in it: line and bytes are bounded, sizes must agree, pictures must begin as their
//! format does and have the width and height that were announced.

use crate::ReadProblem;
use crate::job::LINE_MAX_BYTES;
use crate::{Shows, ThumbnailFormat};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read, Write};

/// The first line of one frame: which answer it is, and its facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Head {
    /// No answer, and why.
    Problem {
        code: String,
        detail: String,
    },
    /// Bytes: the encoded thumbnail.
    Thumbnail {
        width: u32,
        height: u32,
        format: ThumbnailFormat,
        shows: Shows,
        picture_width: u32,
        picture_height: u32,
        size_bytes: usize,
    },
    Picture {
        width: u32,
        height: u32,
        turn: u16,
        mirrored: bool,
        format: String,
    },
    /// Bytes: a PNG.
    Tile {
        level: u32,
        column: u32,
        row: u32,
        size_bytes: usize,
    },
    /// After the last tile.
    TilesEnd {
        tiles: u64,
    },
    /// Bytes: JSON, pairs of a line's number and its offset.
    Text {
        encoding: String,
        confident: bool,
        lines: u64,
        size_bytes: usize,
    },
    /// Bytes: JSON, an array of lines.
    Lines {
        cut: bool,
        size_bytes: usize,
    },
    /// Bytes: JSON, pairs of width and height.
    Document {
        size_bytes: usize,
    },
    /// Bytes: a PNG.
    Page {
        width: u32,
        height: u32,
        font_missing: bool,
        size_bytes: usize,
    },
    /// Bytes: JSON, an array of texts.
    PageTexts {
        font_missing: bool,
        size_bytes: usize,
    },
    Limits {
        limits: Vec<(String, Option<u64>)>,
        walls: Vec<(String, bool)>,
    },
}

impl Head {
    /// How many bytes follow the line.
    pub(crate) fn size_bytes(&self) -> usize {
        match self {
            Head::Thumbnail { size_bytes, .. }
            | Head::Tile { size_bytes, .. }
            | Head::Text { size_bytes, .. }
            | Head::Lines { size_bytes, .. }
            | Head::Document { size_bytes }
            | Head::Page { size_bytes, .. }
            | Head::PageTexts { size_bytes, .. } => *size_bytes,
            Head::Problem { .. } | Head::Picture { .. } | Head::TilesEnd { .. } | Head::Limits { .. } => 0,
        }
    }
}

/// One frame.
pub(crate) type Frame = (Head, Vec<u8>);

/// Writes one frame and flushes it.
pub(crate) fn write(head: &Head, bytes: &[u8], output: &mut dyn Write) -> std::io::Result<()> {
    serde_json::to_writer(&mut *output, head)?;
    output.write_all(b"\n")?;
    output.write_all(bytes)?;
    output.flush()
}

/// Writes why there is no answer.
pub(crate) fn write_problem(problem: &ReadProblem, output: &mut dyn Write) -> std::io::Result<()> {
    write(&Head::Problem { code: problem.code().into(), detail: problem.detail() }, &[], output)
}

/// Reads the next frame of a stream; `None` at its end. Takes no more than a line and `most_bytes`.
pub(crate) fn read(input: &mut dyn BufRead, most_bytes: usize) -> Result<Option<Frame>, ReadProblem> {
    let garbage = |what| Err(ReadProblem::ReaderGarbage(what));
    let mut line = Vec::new();
    // A read that fails ends the answer early, and a cut answer is garbage.
    let _ = input.take(LINE_MAX_BYTES as u64).read_until(b'\n', &mut line);
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return garbage("no first line");
    }
    let Ok(head) = serde_json::from_slice::<Head>(&line) else { return garbage("the first line is no answer") };
    let size = head.size_bytes();
    if size > most_bytes {
        return Err(ReadProblem::ReaderGlut);
    }
    let mut bytes = Vec::new();
    let _ = input.take(size as u64).read_to_end(&mut bytes);
    if bytes.len() != size {
        return garbage("the size is not as announced");
    }
    match head {
        Head::Problem { code, detail } => Err(ReadProblem::from_answer(&code, &detail)),
        head => Ok(Some((head, bytes))),
    }
}

/// Reads an answer of exactly one frame. Never panics, whatever the bytes.
pub(crate) fn parse(mut bytes: &[u8]) -> Result<Frame, ReadProblem> {
    let most_bytes = bytes.len();
    let frame = match read(&mut bytes, most_bytes) {
        // More announced than there is.
        Err(ReadProblem::ReaderGlut) => Err(ReadProblem::ReaderGarbage("the size is not as announced")),
        Ok(None) => Err(ReadProblem::ReaderGarbage("no first line")),
        Ok(Some(frame)) => Ok(frame),
        Err(problem) => Err(problem),
    };
    if bytes.is_empty() { frame } else { Err(ReadProblem::ReaderGarbage("more than an answer")) }
}

/// Whether bytes begin as a PNG of this width and height.
pub(crate) fn is_png(bytes: &[u8], width: u32, height: u32) -> bool {
    let mut begin = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    begin.extend(width.to_be_bytes());
    begin.extend(height.to_be_bytes());
    bytes.starts_with(&begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thumbnail() -> Frame {
        let bytes = b"\xff\xd8\xff\xe0rest\n{}".to_vec();
        let head = Head::Thumbnail {
            width: 2,
            height: 3,
            format: ThumbnailFormat::Jpeg,
            shows: Shows::Whole,
            picture_width: 200,
            picture_height: 300,
            size_bytes: bytes.len(),
        };
        (head, bytes)
    }

    fn written() -> Vec<u8> {
        let (head, bytes) = thumbnail();
        let mut written = Vec::new();
        write(&head, &bytes, &mut written).unwrap();
        written
    }

    #[test]
    fn an_answer_reads_back_as_written() {
        assert_eq!(
            parse(&written()).unwrap(),
            thumbnail(),
            "frame and bytes survive, also with line feeds in the bytes"
        );
    }

    #[test]
    fn every_cut_and_every_extra_byte_is_garbage() {
        let mut written = written();
        for length in 0..written.len() {
            let code = parse(&written[..length]).err().map(|problem| problem.code());
            assert_eq!(code, Some("reader-garbage"), "cut at {length} must not pass");
        }
        written.push(0);
        assert!(parse(&written).is_err(), "a trailing byte must not pass");
    }

    #[test]
    fn frames_in_a_row_are_read_one_by_one_and_bounded() {
        let twice = [written(), written()].concat();
        let mut stream = &twice[..];
        assert_eq!(read(&mut stream, 100).unwrap(), Some(thumbnail()), "the first");
        assert_eq!(read(&mut stream, 100).unwrap(), Some(thumbnail()), "the second");
        assert_eq!(read(&mut stream, 100).unwrap(), None, "the end");
        let glut = read(&mut &twice[..], 5).err().map(|problem| problem.code());
        assert_eq!(glut, Some("reader-glut"), "more than allowed is not even read");
    }

    #[test]
    fn a_problem_keeps_its_code_and_loses_control_characters() {
        let line = b"{\"answer\":\"problem\",\"code\":\"picture-unreadable\",\"detail\":\"a\\u001b[31mb\"}\n";
        let problem = parse(line).unwrap_err();
        assert_eq!(problem.code(), "picture-unreadable", "the code is known");
        assert_eq!(problem.detail(), "a[31mb", "a reader cannot speak to the terminal");
    }

    #[test]
    fn what_is_no_answer_is_garbage() {
        for bytes in [
            &b"{\"answer\":\"problem\",\"code\":\"all-is-well\",\"detail\":\"\"}\n"[..],
            b"{\"answer\":\"page\",\"width\":1}\n",
            b"{\"answer\":\"document\",\"size_bytes\":-1}\n",
            b"{\"answer\":\"document\",\"size_bytes\":99999999999999}\n",
            b"[]\n",
            b"\n",
            b"",
        ] {
            assert_eq!(parse(bytes).err().map(|problem| problem.code()), Some("reader-garbage"), "{bytes:?}");
        }
    }

    #[test]
    fn a_png_must_have_the_size_that_was_announced() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\0\0\0\0\x02rest";
        assert!(is_png(png, 1024, 2), "as announced");
        assert!(!is_png(png, 1024, 3) && !is_png(b"<svg>", 1024, 2), "another size, another format");
    }
}
