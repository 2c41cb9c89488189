//! How evidence comes in: files and folders, and what was copied elsewhere.
//!
//! An intake has two steps that share one value: [`plan`] walks and shows what would be taken, [`add`] takes it.
//! Whatever is not kept is named with its reason. What readers derive later (message leaves, thumbnails) is made by
//! [`read_item`] and [`read_unread`], which begin again where they were stopped.
//!
//! ```no_run
//! # fn example(vault: &mut holdfast_vault::Vault, outside: &holdfast_vault::Outside) -> holdfast_vault::Result<()> {
//! use holdfast_capture::{IntakeOptions, add, plan};
//! use holdfast_vault::Unwatched;
//! let plan = plan(&["evidence".into()], "vault".as_ref(), &Unwatched);
//! let outcome = add(vault, plan, &IntakeOptions::default(), outside, &Unwatched)?;
//! for kept in &outcome.kept {
//!     println!("{} {}", kept.id, kept.name);
//! }
//! for failed in &outcome.not_kept {
//!     println!("{}: {}", failed.path.display(), failed.problem.code());
//! }
//! # Ok(())
//! # }
//! ```

mod add;
mod clipboard;
mod ending;
mod environment;
mod kind;
mod leaves;
mod plan;
mod problem;
mod reading;
mod sniff;
mod source;
mod text;
mod thumbnail;

// Intake.
pub use add::{IntakeOptions, IntakeOutcome, IntakeWatch, add};
pub use clipboard::{Clipboard, ClipboardProblem, Copied, KeepCopiedError, Picture, copied, keep_copied};
pub use environment::EnvironmentBase;
pub use plan::{IntakePlan, PlannedFile, plan};
pub use problem::{IntakeProblem, NotKept};

// What bytes are.
pub use kind::propose;
pub use sniff::{Sniffed, UNKNOWN, sniff};
pub use text::TextEncoding;

// What is derived after intake.
pub use leaves::{LEAVES_READER, LEAVES_READER_VERSION, LeavesMade, make_leaves};
pub use reading::{ItemRead, ReadingCount, read_item, read_unread};
pub use thumbnail::{MadeThumbnail, ThumbnailOutcome, ThumbnailReader, ThumbnailRefused, make_thumbnail};
