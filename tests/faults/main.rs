//! Faults from outside: nothing is lost and nothing is half-done, whatever the
//! system does to a run.
//!
//! - `injected`: strace fails or kills every durable system call of a run, the
//!   first, the second, the third …, SQLite's own among them. After each, the
//!   vault is whole and what was reported is there.
//! - `audit`: a kill cannot notice a missing sync, so a trace of one run shows
//!   that every file and folder was synced before "kept" was said.
//! - `full_disk`: a small tmpfs, really full.
//! - `turns`: two writers and a reader at once; an interrupted run.
//!
//! The binaries are the built ones; `HOLDFAST_BIN_DIR` names another build.

mod audit;
mod full_disk;
mod injected;
mod machine;
mod turns;
