//! Bytes in, facts out: the part of Holdfast that decodes what strangers made.
//!
//! A picture, a document or a text can be built to crash or to exhaust the program that decodes it, so decoding happens
//! in a process of its own, `holdfast-reader`, which limits itself and puts up its walls before it reads the first
//! byte. A crash, a hang or a flood costs one view and nothing else. Both sides live here:
//!
//! - the parent: [`Reader`] starts the program on one open file and returns facts or a typed [`ReadProblem`];
//! - the reader: [`reader_main`], the whole of the binary.
//!
//! The walls: resource limits everywhere; no path, no environment, and no file but the one on standard input; on Linux
//! also Landlock (no file system, no network) and seccomp (no system call but those of reading, writing and memory).
//! A kernel that lacks one leaves the others, and [`Reader::held`] tells which stand.
//!
//! ```no_run
//! use holdfast_readers::Reader;
//! let picture = std::fs::File::open("screenshot.png")?;
//! let reader = Reader { program: "/usr/bin/holdfast-reader".as_ref(), font: None, time: None };
//! match reader.thumbnail(picture, 480) {
//!     Ok(thumbnail) => println!("{}x{}", thumbnail.width, thumbnail.height),
//!     Err(problem) => println!("no thumbnail: {}", problem.code()),
//! }
//! # Ok::<(), std::io::Error>(())
//! ```

mod answer;
mod document;
mod font;
mod job;
mod limits;
mod parent;
mod picture;
mod problem;
mod reader;
mod readings;
mod text;
mod tiles;
mod walls;

pub use document::{DOCUMENT_MAX_BYTES, DOCUMENT_MAX_PAGES, PAGE_MAX_PIXELS, PAGE_MAX_SIDE};
pub use font::fallback_font;
pub use picture::{PICTURE_MAX_BYTES, PICTURE_MAX_SIDE, THUMBNAIL_MAX_BYTES};
pub use problem::ReadProblem;
pub use reader::reader_main;
pub use readings::{Held, Page, PageTexts, PictureFacts, Reader, Shows, Thumbnail, ThumbnailFormat, Tile};
pub use text::{LINE_MAX_CHARACTERS, TEXT_MAX_BYTES, TextFacts};
pub use tiles::{TILE_SIDE, grid_at, level_count, side_at, tile_size};
pub use walls::WALLS;

/// The name under which what this reader found is kept beside an item.
pub const THUMBNAIL_READER: &str = "holdfast-thumbnail";

/// The version kept with it: a newer one makes thumbnails again.
pub const THUMBNAIL_READER_VERSION: &str = "1";
