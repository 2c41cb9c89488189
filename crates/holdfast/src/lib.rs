//! What one can do with Holdfast: keep evidence, put it into a dispute, hand it over, check what others hand over.
//!
//! This crate joins all others and is the only one that does. It knows no terminal and no window.
//!
//! - [`commands`]: what one can do with a vault; each takes a question and answers plain values ([`answers`]).
//! - [`desk`]: what a window keeps between commands, and the commands over that.
//! - [`Outside`]: clock, randomness, folders, as arguments; made by [`edge`], the only module that asks the system.
//! - [`Watch`]: how a long operation tells what it does, and how it is stopped.
//! - [`Error`]: a code, whose move it is, an exit status, and the values of its sentence.
//!
//! ```no_run
//! use holdfast::{Holdfast, Unwatched, commands, edge::Surroundings};
//! let surroundings = Surroundings::of_process();
//! let holdfast = Holdfast::new(surroundings.outside(), None);
//! let list = commands::item_list(&holdfast, commands::ItemFilter::default(), &Unwatched)?;
//! for item in list.items {
//!     println!("{} {}", item.id, item.name);
//! }
//! # Ok::<(), holdfast::Error>(())
//! ```

pub mod answers;
#[cfg(test)]
mod bindings;
mod case;
mod clocks;
pub mod commands;
pub mod desk;
pub mod edge;
mod error;
mod list;
mod outside;
mod parts;
mod session;
pub mod viewing;
mod watch;
pub mod words;

pub use error::{Error, Exit, Failure, Result, Whose};
pub use outside::{Executable, Outside};
pub use parts::{OpenPart, Ref, open_part};
pub use session::Holdfast;
pub use watch::{Unwatched, Watch};

// What edges need of the crates below: sentences, and the kinds of items.
pub use holdfast_proof::record::Kind;
pub use holdfast_text::{Language, has, text, visible};
