//! `part_view`, `text_read`, `pages_find`: what viewers ask about one part of an item or of a case.
//!
//! Whatever the bytes are, the answer comes within the reader's limits: what cannot be opened is shown as facts and
//! first bytes, with the code of the reason.

use std::io::{Read, Seek};

use serde::Deserialize;

use super::part_find::places;
use crate::answers::{PageSize, PagesFound, PartView, Syntax, TextRead, View};
use crate::parts::{OpenPart, open_part};
use crate::viewing::{self, Sniffed};
use crate::{Error, Holdfast, Ref, Result, Watch};

/// So many first bytes are shown of what is nothing else.
const FIRST_BYTES: usize = 256;
/// So many bytes tell what a part is, and what syntax a text has.
const BEGINNING_BYTES: u64 = 4_096;
/// On so many first pages text is looked for.
const PAGES_LOOKED_AT: u32 = 5;

/// Which part.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PartToView {
    /// The part.
    pub part: Ref,
}

/// Which lines of which text.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct TextToRead {
    /// The part.
    pub part: Ref,
    /// The encoding to read it in; without it, the one that is found.
    #[serde(default)]
    #[cfg_attr(test, ts(optional = nullable))]
    pub encoding: Option<String>,
    /// The first line wanted, from 0.
    pub from_line: u64,
    /// How many lines, at most 2,000.
    pub lines: u32,
}

/// What to find in which document.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PagesToFind {
    /// The part.
    pub part: Ref,
    /// Words; letter case, width of letters and white space make no difference.
    pub find: String,
}

/// What a part is and how it is looked at.
///
/// Errors: those of opening the part. That it cannot be looked at is no error: see [`View::Bytes`].
pub fn part_view(holdfast: &Holdfast, question: PartToView, _watch: &dyn Watch) -> Result<PartView> {
    let mut open = open_part(holdfast, &question.part)?;
    let beginning = beginning(&mut open)?;
    viewing::try_again(holdfast, open.sha256);
    let (name, media_type) = (open.name.clone(), open.media_type.clone());
    let (size_bytes, sha256) = (open.size_bytes, open.sha256);
    let view = match viewing::sniff(&beginning, &media_type) {
        Sniffed::Picture => picture(holdfast, open),
        // A text may speak of PDFs.
        Sniffed::Pages if !beginning.starts_with(b"%PDF-") => {
            pages(holdfast, &open).or_else(|error| text(holdfast, &open, &beginning).map_err(|_| error))
        }
        Sniffed::Pages => pages(holdfast, &open),
        Sniffed::Media { video } => Ok(View::Media { video }),
        Sniffed::OtherPicture => Err(Error::user("picture-format-unknown")),
        Sniffed::Other => text(holdfast, &open, &beginning),
    };
    let view = view.unwrap_or_else(|error| {
        // A file that is no text makes no claim that was found wrong.
        let why = Some(error.code()).filter(|code| *code != "text-binary").map(str::to_owned);
        let first_bytes = beginning.iter().take(FIRST_BYTES).map(|byte| format!("{byte:02x}")).collect();
        View::Bytes { why, first_bytes }
    });
    Ok(PartView { name, media_type, size_bytes, sha256, view })
}

/// Lines of a text. Beyond its end there are none.
///
/// Errors: those of opening the part; `text-binary`, `text-too-large`, `text-encoding-unknown`; the reader's.
pub fn text_read(holdfast: &Holdfast, question: TextToRead, _watch: &dyn Watch) -> Result<TextRead> {
    let open = open_part(holdfast, &question.part)?;
    let facts = viewing::text(holdfast, &open, question.encoding.as_deref())?;
    let (lines, cut) = viewing::lines(holdfast, open, &facts, question.from_line, question.lines)?;
    Ok(TextRead {
        encoding: facts.encoding.clone(),
        from_line: question.from_line,
        total_lines: facts.lines,
        lines,
        cut,
    })
}

/// The places of a document where words stand.
///
/// Errors: those of opening the part; `document-…`; the reader's; `cancelled`.
pub fn pages_find(holdfast: &Holdfast, question: PagesToFind, watch: &dyn Watch) -> Result<PagesFound> {
    let open = open_part(holdfast, &question.part)?;
    let go_on = || if watch.cancelled() { Err(Error::cancelled()) } else { Ok(()) };
    let (texts, searched_pages) = viewing::texts(holdfast, &open, &go_on)?;
    let (hits, total) = places(&texts, &question.find);
    Ok(PagesFound { hits, total, searched_pages })
}

fn beginning(open: &mut OpenPart) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = open.file.by_ref().take(BEGINNING_BYTES).read_to_end(&mut bytes).and_then(|_| open.file.rewind());
    let unreadable =
        |error: std::io::Error| holdfast_readers::ReadProblem::InputUnreadable { detail: error.to_string() };
    read.map_err(unreadable)?;
    Ok(bytes)
}

fn picture(holdfast: &Holdfast, open: OpenPart) -> Result<View> {
    let facts = viewing::picture(holdfast, &open)?;
    viewing::picture_decodes(holdfast, open, &facts)?;
    Ok(View::Picture {
        width: facts.width,
        height: facts.height,
        turn: facts.turn,
        mirrored: facts.mirrored,
        tile_side: holdfast_readers::TILE_SIDE,
        format: facts.format,
    })
}

fn pages(holdfast: &Holdfast, open: &OpenPart) -> Result<View> {
    let sizes = viewing::document(holdfast, open)?;
    // A document whose text cannot be had is still one that can be looked at.
    let first = viewing::first_texts(holdfast, open, PAGES_LOOKED_AT).ok();
    let searchable = first.as_ref().is_some_and(|first| first.pages.iter().any(|text| !text.trim().is_empty()));
    let font_missing = first.is_some_and(|first| first.font_missing);
    Ok(View::Pages {
        pages: sizes.into_iter().map(|(width, height)| PageSize { width, height }).collect(),
        searchable,
        advice: font_missing.then(|| "document-font-missing".to_owned()),
    })
}

fn text(holdfast: &Holdfast, open: &OpenPart, beginning: &[u8]) -> Result<View> {
    let facts = viewing::text(holdfast, open, None)?;
    Ok(View::Text {
        encoding: facts.encoding.clone(),
        confident: facts.confident,
        lines: facts.lines,
        size_bytes: open.size_bytes,
        syntax: syntax(&open.name, &open.media_type, beginning),
    })
}

/// By the recorded media type, then by the name's ending, then by how it begins.
fn syntax(name: &str, media_type: &str, beginning: &[u8]) -> Syntax {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match (media_type.as_str(), ending.as_str()) {
        ("text/html" | "application/xhtml+xml", _) | (_, "html" | "htm" | "xhtml") => Syntax::Html,
        ("application/json", _) | (_, "json" | "jsonl" | "har") => Syntax::Json,
        ("text/csv", _) | (_, "csv" | "tsv") => Syntax::Csv,
        ("message/rfc822", _) | (_, "eml" | "mht" | "mhtml") => Syntax::Mail,
        ("text/markdown", _) | (_, "md" | "markdown") => Syntax::Markdown,
        ("text/xml" | "application/xml", _) | (_, "xml" | "svg") => Syntax::Xml,
        (other, _) if other.ends_with("+xml") => Syntax::Xml,
        (other, _) if other.ends_with("+json") => Syntax::Json,
        _ => {
            let beginning =
                String::from_utf8_lossy(beginning).trim_start_matches('\u{feff}').trim_start().to_lowercase();
            let begins = |words: &[&str]| words.iter().any(|word| beginning.starts_with(word));
            if begins(&["<!doctype html", "<html"]) {
                Syntax::Html
            } else if begins(&["<?xml", "<svg"]) {
                Syntax::Xml
            } else if begins(&["return-path:", "received:", "delivered-to:", "mime-version:"]) {
                Syntax::Mail
            } else {
                Syntax::Plain
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_comes_from_type_then_name_then_beginning() {
        for (name, media_type, beginning, expected) in [
            ("p001.bin", "text/html; charset=utf-8", "", Syntax::Html),
            ("a.SVG", "image/svg+xml", "", Syntax::Xml),
            ("chat.json", "text/plain", "", Syntax::Json),
            ("order.eml", "application/octet-stream", "", Syntax::Mail),
            ("a", "", "\u{feff}<!DOCTYPE html><p>", Syntax::Html),
            ("a", "", "<?xml version='1.0'?>", Syntax::Xml),
            ("a", "", "Received: from a by b", Syntax::Mail),
            ("chat.txt", "text/plain", "2022-11-11 你好", Syntax::Plain),
        ] {
            assert_eq!(syntax(name, media_type, beginning.as_bytes()), expected, "{name} {media_type} {beginning}");
        }
    }
}
