//! Documents in pages: how many, how large, one of them drawn, and the text that stands in them. Runs only inside the
//! limited process.
//!
//! Nothing of a document runs: scripts, launch actions, links and attachments are not even looked at. A document that
//! asks for a password is said to, and not guessed at. A page is drawn within a limit of pixels, smaller if need be.

use crate::ReadProblem;
use crate::font::Font;
use crate::picture::unreadable_input;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

mod words;

/// Greatest size of a document in bytes.
pub const DOCUMENT_MAX_BYTES: u64 = 256 << 20;
/// Greatest number of pages.
pub const DOCUMENT_MAX_PAGES: usize = 20_000;
/// Greatest number of pixels of a drawn page; a larger scale is brought down to it.
pub const PAGE_MAX_PIXELS: f32 = 24_000_000.0;
/// Greatest side of a drawn page in pixels.
pub const PAGE_MAX_SIDE: f32 = 16_000.0;
/// An answer of texts ends at the page that passes this.
const TEXTS_MAX_BYTES: usize = 4 << 20;

/// A page drawn.
pub(crate) struct Drawn {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) png: Vec<u8>,
}

/// Reads a document's table; no page is interpreted.
pub(crate) fn open(input: &mut File) -> Result<Pdf, ReadProblem> {
    let size = input.seek(SeekFrom::End(0)).map_err(unreadable_input)?;
    if size > DOCUMENT_MAX_BYTES {
        return Err(ReadProblem::DocumentTooLarge { detail: format!("{size} B") });
    }
    input.seek(SeekFrom::Start(0)).map_err(unreadable_input)?;
    let mut bytes = Vec::with_capacity(size as usize + 1);
    input.take(DOCUMENT_MAX_BYTES).read_to_end(&mut bytes).map_err(unreadable_input)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadProblem::DocumentEncrypted,
        LoadPdfError::Decryption(how) => ReadProblem::DocumentUnreadable { detail: format!("encryption: {how:?}") },
        LoadPdfError::Invalid => ReadProblem::DocumentUnreadable { detail: "its structure is damaged".into() },
    })?;
    match pdf.pages().len() {
        0 => Err(ReadProblem::DocumentUnreadable { detail: "it has no page".into() }),
        count if count > DOCUMENT_MAX_PAGES => Err(ReadProblem::DocumentTooLarge { detail: format!("{count} pages") }),
        _ => Ok(pdf),
    }
}

/// Width and height of each page in points, as it is looked at.
pub(crate) fn page_sizes(pdf: &Pdf) -> Vec<(f32, f32)> {
    let sound = |side: f32| if side.is_finite() { side.clamp(1.0, 1_000_000.0) } else { 1.0 };
    pdf.pages()
        .iter()
        .map(|page| page.render_dimensions())
        .map(|(width, height)| (sound(width), sound(height)))
        .collect()
}

/// Draws page `number` (from 1) on white, `scale` pixels a point or fewer, where the limits of pixels ask for it.
pub(crate) fn draw(pdf: &Pdf, number: u32, scale: f32, font: &Arc<Font>) -> Result<Drawn, ReadProblem> {
    let index = (number as usize).checked_sub(1);
    let page = index.and_then(|index| pdf.pages().get(index)).ok_or(ReadProblem::DocumentPageUnknown)?;
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return Err(ReadProblem::DocumentUnreadable { detail: format!("page {number} has no area") });
    }
    let scale = scale
        .min(PAGE_MAX_SIDE / width.max(height))
        .min((PAGE_MAX_PIXELS / width / height).sqrt())
        // The narrower side keeps at least one pixel.
        .max(1.01 / width.min(height));
    if scale * width.max(height) > PAGE_MAX_SIDE + 1.0 {
        return Err(ReadProblem::DocumentTooLarge { detail: format!("page {number}: {width} x {height} points") });
    }
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &font.settings(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // On white nothing is transparent: three channels of four.
    let rgb: Vec<u8> =
        pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    drop(pixmap);
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&rgb, width, height, ExtendedColorType::Rgb8)
        .map_err(|error| ReadProblem::DocumentUnreadable { detail: error.to_string() })?;
    Ok(Drawn { width, height, png })
}

/// The text of up to `count` pages from `first` (from 1), a string each; fewer when there are no more, or when the
/// answer would be too large.
pub(crate) fn texts(pdf: &Pdf, first: u32, count: u32, font: &Arc<Font>) -> Vec<String> {
    let (mut texts, mut bytes) = (Vec::new(), 0);
    for page in pdf.pages().iter().skip(first.saturating_sub(1) as usize).take(count as usize) {
        let text = words::of_page(page, pdf, font.settings());
        bytes += text.len();
        texts.push(text);
        if bytes > TEXTS_MAX_BYTES {
            break;
        }
    }
    texts
}
