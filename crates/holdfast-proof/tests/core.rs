//! The core's promises: vectors shared with the second implementation, oracles, and the tools of others.
//!
//! Vectors lie in `tests/vectors/*.json` at the top of the workspace. They are compared on each run and written
//! only with HOLDFAST_WRITE_VECTORS=1.

#[path = "core/bent.rs"]
mod bent;
#[path = "core/chain.rs"]
mod chain;
#[path = "core/epochs.rs"]
mod epochs;
#[path = "core/item.rs"]
mod item;
#[path = "core/large.rs"]
mod large;
#[path = "core/made.rs"]
mod made;
#[path = "core/oracle.rs"]
mod oracle;
#[path = "core/ssh.rs"]
mod ssh;
#[path = "core/vectors.rs"]
mod vectors;
#[path = "core/write.rs"]
mod write;
#[path = "core/write_items.rs"]
mod write_items;
#[path = "core/write_keys.rs"]
mod write_keys;
#[path = "core/write_log.rs"]
mod write_log;
