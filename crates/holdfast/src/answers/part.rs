//! What a viewer needs of one part: what kind of view it takes, lines of text, places where something is found.
//!
//! Everything here was found by the limited reader process, never by the window. A view that cannot be made is not an
//! error: the part is then shown as facts and first bytes, with the code of the reason.

use holdfast_proof::Digest;
use serde::Serialize;

/// `part_view`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PartView {
    /// Its name in the item's folder.
    pub name: String,
    /// As the item's record says.
    pub media_type: String,
    /// Its size.
    pub size_bytes: u64,
    /// SHA-256 of its bytes.
    #[cfg_attr(test, ts(type = "string"))]
    pub sha256: Digest,
    /// How it is looked at.
    pub view: View,
}

/// How a part is looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum View {
    /// A picture, in tiles.
    Picture {
        /// Width of the stored pixels, before any turning.
        width: u32,
        /// Height of the stored pixels, before any turning.
        height: u32,
        /// Degrees, clockwise, by which it is to be turned for looking at it, after mirroring: 0, 90, 180, 270.
        #[cfg_attr(test, ts(type = "0 | 90 | 180 | 270"))]
        turn: u16,
        /// Whether left and right are to be exchanged, before turning.
        mirrored: bool,
        /// Side of a tile in pixels. Level 0 holds the stored pixels, each further level half of the one before,
        /// rounded up, down to the first that fits into one tile.
        tile_side: u32,
        /// `png` `jpeg` `gif` `webp` `bmp` `tiff`. Of a moving picture the first frame is shown.
        format: String,
    },
    /// Text, in lines; HTML and SVG are text too.
    Text {
        /// Name of the encoding: `UTF-8`, `GB18030`, `UTF-16LE` …
        encoding: String,
        /// Whether the bytes leave no other reading: a mark at the beginning, or all of them valid UTF-8.
        confident: bool,
        /// How many lines.
        lines: u64,
        /// Its size.
        size_bytes: u64,
        /// What the text seems to be.
        syntax: Syntax,
    },
    /// A document in pages (PDF).
    Pages {
        /// Each page's size.
        pages: Vec<PageSize>,
        /// Whether text was found on the first pages.
        searchable: bool,
        /// `document-font-missing` when text needs a font that this system lacks; else none.
        advice: Option<String>,
    },
    /// Video or sound, played by the system; nothing is decoded here.
    Media {
        /// Video, or sound alone.
        video: bool,
    },
    /// Anything else, and what could not be opened as what it claims to be.
    Bytes {
        /// The code of the reason when a view was tried in vain; its sentences lie under `error.<code>`.
        why: Option<String>,
        /// The first bytes as lower-case hex, at most 256.
        first_bytes: String,
    },
}

/// What a text seems to be, by its media type, its name and its beginning. Nothing is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    Plain,
    Json,
    Html,
    Xml,
    Csv,
    Mail,
    Markdown,
}

/// A page's size in points (1/72 inch), as it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PageSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// `text_read`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TextRead {
    /// The encoding they were read in.
    pub encoding: String,
    /// The first line answered, counted from 0.
    pub from_line: u64,
    /// How many lines there are.
    pub total_lines: u64,
    /// The lines, without their ends. Fewer than asked for when the text ends, or when the answer would be too large:
    /// then the next question begins where this answer ends.
    pub lines: Vec<String>,
    /// Whether a line was cut at 4,000 characters.
    pub cut: bool,
}

/// `pages_find`
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PagesFound {
    /// The places, in the order of the document, at most 500.
    pub hits: Vec<PageHit>,
    /// How many places there are in the pages searched.
    pub total: u64,
    /// How many pages were searched; fewer than the document has when its text is more than the reader gives.
    pub searched_pages: u32,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PageHit {
    /// The page, counted from 1.
    pub page: u32,
    /// What stands before it, up to 40 characters.
    pub before: String,
    /// What was found, as it stands there.
    pub hit: String,
    /// What stands after it, up to 40 characters.
    pub after: String,
}
