//! The promises about the source itself: each invariant of docs/architecture.md that a reader could check by reading
//! is checked here by reading.
//!
//! A rule lists every place that breaks it, with file and line, so that one run shows all there is to repair. Nothing
//! is built or started: these tests read the tree as text and know just enough of Rust and TOML for that.

mod arrows;
mod doors;
mod files;
mod papers;
mod tree;
