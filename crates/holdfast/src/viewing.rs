//! What a viewer looks at, made by the limited reader process and held for a while: pictures for the window's own
//! protocol, and what the commands of parts are made of.
//!
//! - Everything here begins with [`open_part`], so nobody is shown what differs from its item's list, and what was
//!   removed is gone. What is held is named by the digest of the bytes, never by a path.
//! - Scrolling starts no process for each tile: one run decodes a picture once and gives all tiles of a level, which
//!   are held ([`held`]) within limits, the oldest going first. Whoever asks for a tile that is being made waits for it
//!   ([`tiles`]).
//! - Only PNG and JPEG come out, never a stranger's own bytes.

mod held;
mod sniff;
mod tiles;

use std::sync::Arc;

use holdfast_proof::Digest;
use holdfast_readers::{PageTexts, PictureFacts, ReadProblem, Reader, TextFacts};

pub(crate) use held::Viewed;
pub(crate) use sniff::{Sniffed, sniff};

use crate::parts::{OpenPart, open_part};
use crate::{Error, Holdfast, Ref, Result};
use held::{Key, Value};

/// Media type and bytes of a picture for the page.
pub type Drawn = (&'static str, Arc<[u8]>);

/// The longer side of a thumbnail, in pixels.
const THUMBNAIL_SIDE: u32 = 480;
/// So many bytes of text of one document are searched.
const TEXTS_BYTES: usize = 32 << 20;
/// So many pages are asked for at once.
const PAGES_AT_ONCE: u32 = 50;
/// After so many pages that cannot be read, the rest is not tried.
const PAGES_IN_VAIN: u32 = 3;

/// The small picture of a part: the one that was kept with the item, else one made now.
///
/// Errors: those of [`open_part`]; `picture-format-unknown` where there is no picture; the reader's.
pub fn thumbnail(holdfast: &Holdfast, part: &Ref) -> Result<Drawn> {
    if let Some(kept) = kept_thumbnail(holdfast, part)? {
        return Ok(kept);
    }
    let open = open_part(holdfast, part)?;
    let value = holdfast.viewed.get_or_make(Key::Thumbnail(open.sha256), || {
        let reader = reader(holdfast)?;
        let made = reader.thumbnail(open.file, THUMBNAIL_SIDE)?;
        Ok(Value::Drawn(made.format.media_type(), made.bytes.into()))
    })?;
    drawn(value)
}

fn kept_thumbnail(holdfast: &Holdfast, part: &Ref) -> Result<Option<Drawn>> {
    let Ref::Vault { item, part } = part else { return Ok(None) };
    let vault = holdfast.read()?;
    let kept = vault.thumbnail(crate::commands::item_named(&vault, item)?, part)?;
    // Whoever can write the vault's database must not get other types of bytes into the window.
    Ok(kept.and_then(|(media_type, bytes)| match media_type.as_str() {
        "image/png" => Some(("image/png", bytes.into())),
        "image/jpeg" => Some(("image/jpeg", bytes.into())),
        _ => None,
    }))
}

/// A tile of a picture, as `part_view` describes them: level 0 holds the stored pixels. Waits while it is being made.
///
/// Errors: those of [`open_part`]; `picture-tile-unknown` where the picture has none; the reader's.
pub fn tile(holdfast: &Holdfast, part: &Ref, level: u32, column: u32, row: u32) -> Result<Drawn> {
    let open = open_part(holdfast, part)?;
    let facts = picture(holdfast, &open)?;
    let png = tiles::tile(holdfast, open, &facts, (level, column, row))?;
    Ok(("image/png", png))
}

/// Page `number` (from 1) of a document at `scale` pixels a point; smaller where the page would be too large.
///
/// Errors: those of [`open_part`]; `document-…`; the reader's.
pub fn page(holdfast: &Holdfast, part: &Ref, number: u32, scale: f32) -> Result<Drawn> {
    let open = open_part(holdfast, part)?;
    // Steps of a twentieth: a window that is being resized does not ask for a hundred pictures of one page.
    let twentieths = (scale * 20.0).ceil().clamp(1.0, 320.0) as u16;
    let value = holdfast.viewed.get_or_make(Key::Page(open.sha256, number, twentieths), || {
        let page = reader(holdfast)?.page(open.file, number, f32::from(twentieths) / 20.0)?;
        Ok(Value::Drawn("image/png", page.png.into()))
    })?;
    drawn(value)
}

/// What a picture's header says.
pub(crate) fn picture(holdfast: &Holdfast, open: &OpenPart) -> Result<PictureFacts> {
    let made = holdfast
        .viewed
        .get_or_make(Key::Picture(open.sha256), || Ok(Value::Picture(reader(holdfast)?.picture(again(open)?)?)))?;
    match made {
        Value::Picture(facts) => Ok(facts),
        _ => Err(other_value()),
    }
}

/// Makes the coarse tiles of a picture and waits for the first: whoever looks at it needs them, and a picture that
/// cannot be decoded is found out before it is shown.
pub(crate) fn picture_decodes(holdfast: &Holdfast, open: OpenPart, facts: &PictureFacts) -> Result<()> {
    let coarsest = holdfast_readers::level_count(facts.width, facts.height) - 1;
    tiles::tile(holdfast, open, facts, (coarsest, 0, 0)).map(drop)
}

/// Width and height of each page in points.
pub(crate) fn document(holdfast: &Holdfast, open: &OpenPart) -> Result<Vec<(f32, f32)>> {
    let made = holdfast
        .viewed
        .get_or_make(Key::Document(open.sha256), || Ok(Value::Document(reader(holdfast)?.document(again(open)?)?)))?;
    match made {
        Value::Document(pages) => Ok(pages),
        _ => Err(other_value()),
    }
}

/// The text of the first pages: whether there is any, and whether a font for it is missing.
pub(crate) fn first_texts(holdfast: &Holdfast, open: &OpenPart, pages: u32) -> Result<PageTexts> {
    Ok(reader(holdfast)?.page_texts(again(open)?, 1, pages)?)
}

/// The text of all pages, as far as they can be read and within a limit; and how many were read. `go_on` is asked now
/// and then.
pub(crate) fn texts(
    holdfast: &Holdfast,
    open: &OpenPart,
    go_on: &dyn Fn() -> Result<()>,
) -> Result<(Arc<[String]>, u32)> {
    let count = document(holdfast, open)?.len() as u32;
    let made = holdfast.viewed.get_or_make(Key::Texts(open.sha256), || {
        let mut texts: Vec<String> = Vec::new();
        let (mut bytes, mut in_vain, mut at_once) = (0, 0, PAGES_AT_ONCE);
        while (texts.len() as u32) < count && bytes < TEXTS_BYTES && in_vain < PAGES_IN_VAIN {
            go_on()?;
            let first = texts.len() as u32 + 1;
            match reader(holdfast)?.page_texts(again(open)?, first, at_once) {
                Ok(read) if !read.pages.is_empty() => {
                    bytes += read.pages.iter().map(String::len).sum::<usize>();
                    texts.extend(read.pages.into_iter().take(at_once as usize));
                    at_once = PAGES_AT_ONCE;
                }
                Ok(_) => break,
                // One page of them cannot be read: the others are read one by one.
                Err(_) if at_once > 1 => at_once = 1,
                Err(problem) if in_vain + 1 == PAGES_IN_VAIN && texts.iter().all(String::is_empty) => {
                    return Err(problem.into());
                }
                Err(_) => {
                    in_vain += 1;
                    texts.push(String::new());
                }
            }
        }
        texts.truncate(count as usize);
        let searched = texts.len() as u32 - in_vain;
        Ok(Value::Texts(texts.into(), searched))
    })?;
    match made {
        Value::Texts(texts, searched) => Ok((texts, searched)),
        _ => Err(other_value()),
    }
}

/// Encoding and lines of a text.
pub(crate) fn text(holdfast: &Holdfast, open: &OpenPart, encoding: Option<&str>) -> Result<Arc<TextFacts>> {
    let key = Key::Text(open.sha256, encoding.map(str::to_ascii_lowercase));
    let made = holdfast
        .viewed
        .get_or_make(key, || Ok(Value::Text(Arc::new(reader(holdfast)?.text(again(open)?, encoding)?))))?;
    match made {
        Value::Text(facts) => Ok(facts),
        _ => Err(other_value()),
    }
}

/// Lines of a text from `from_line`, and whether one was cut.
pub(crate) fn lines(
    holdfast: &Holdfast,
    open: OpenPart,
    facts: &TextFacts,
    from_line: u64,
    count: u32,
) -> Result<(Vec<String>, bool)> {
    if from_line >= facts.lines || count == 0 {
        return Ok((Vec::new(), false));
    }
    let after = facts.places.partition_point(|(line, _)| *line <= from_line);
    let (line, offset) = facts.places.get(after.saturating_sub(1)).copied().unwrap_or((0, 0));
    Ok(reader(holdfast)?.lines(open.file, &facts.encoding, (offset, from_line - line.min(from_line)), count)?)
}

/// Forgets what was made of these bytes in vain, so that another try is a try.
pub(crate) fn try_again(holdfast: &Holdfast, sha256: Digest) {
    holdfast.viewed.forgive(sha256);
}

fn reader(holdfast: &Holdfast) -> Result<Reader<'_>> {
    let program = holdfast.outside.reader.as_deref().ok_or_else(|| Error::from(ReadProblem::ReaderMissing))?;
    Ok(Reader { program, font: holdfast.viewed.font(), time: None })
}

/// The same file for one more process. Processes read it from its beginning, one after the other.
fn again(open: &OpenPart) -> Result<std::fs::File> {
    open.file.try_clone().map_err(|error| Error::from(ReadProblem::InputUnreadable { detail: error.to_string() }))
}

fn drawn(value: Value) -> Result<Drawn> {
    match value {
        Value::Drawn(media_type, bytes) => Ok((media_type, bytes)),
        _ => Err(other_value()),
    }
}

/// Each key has one kind of value; another one is our defect.
fn other_value() -> Error {
    Error::defect("a viewing of another kind was held")
}
