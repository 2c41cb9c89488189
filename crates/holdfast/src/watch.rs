//! How a long operation tells its edge what it is doing, and how the edge stops it.
//!
//! - An operation calls these from several threads; an edge draws, prints or ignores.
//! - Nothing here may fail: an edge that cannot print keeps that to itself, evidence goes on being kept.
//! - `cancelled` is asked between blocks and items; what was durable stays, the rest is reported.

use crate::answers::{InputFailed, ItemLine};

/// The edge's side of a running operation.
pub trait Watch: Sync {
    /// How much there is to do, as soon as it is known; may grow.
    fn expected(&self, _items: u64, _size_bytes: u64) {}
    /// So many more bytes are done.
    fn bytes(&self, _size_bytes: u64) {}
    /// One more item is done.
    fn item(&self) {}
    /// This item lies safely on the disk now, with its log entry.
    fn kept(&self, _item: &ItemLine) {}
    /// This input could not be kept.
    fn failed(&self, _input: &InputFailed) {}
    /// True when the user wants it to end.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Nobody watches and nobody cancels.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {}
