//! Bytes in, facts out: the part of Holdfast that decodes what strangers made.
//!
//! A picture can be built to crash or to exhaust the program that decodes it, so decoding happens in a process of
//! its own, `holdfast-reader`, which limits itself before it reads the first byte. A crash, a hang or a flood costs
//! one thumbnail and nothing else. Both sides live here:
//!
//! - the parent: [`run`] starts the reader on one open file and returns a [`Thumbnail`] or a typed [`ReadProblem`];
//! - the reader: [`reader_main`], the whole of the binary.
//!
//! Today's walls are resource limits, no path, no environment, and no file but the one on standard input. Landlock
//! and seccomp, which would also take the file system and the network away, are not built yet.
//!
//! ```no_run
//! use holdfast_readers::{Job, Limits, run};
//! let picture = std::fs::File::open("screenshot.png")?;
//! let job = Job::Thumbnail { longest_side: 480 };
//! match run("/usr/bin/holdfast-reader".as_ref(), &job, picture, &Limits::default()) {
//!     Ok(thumbnail) => println!("{}x{}", thumbnail.width, thumbnail.height),
//!     Err(problem) => println!("no thumbnail: {}", problem.code()),
//! }
//! # Ok::<(), std::io::Error>(())
//! ```

mod answer;
mod job;
mod limits;
mod parent;
mod picture;
mod problem;
mod reader;

pub use answer::{ANSWER_MAX_BYTES, Shows, Thumbnail, ThumbnailFormat};
pub use job::{Job, JobSyntax};
pub use parent::{Limits, run, run_limits};
pub use picture::{PICTURE_MAX_BYTES, PICTURE_MAX_SIDE, THUMBNAIL_MAX_BYTES};
pub use problem::ReadProblem;
pub use reader::reader_main;

/// The name under which what this reader found is kept beside an item.
pub const THUMBNAIL_READER: &str = "holdfast-thumbnail";

/// The version kept with it: a newer one makes thumbnails again.
pub const THUMBNAIL_READER_VERSION: &str = "1";
