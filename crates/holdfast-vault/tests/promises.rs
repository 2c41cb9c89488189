//! The vault's promises, each a test, with a fixed clock and seeded random bytes.

#[path = "promises/world.rs"]
mod world;

#[path = "promises/copy_and_salvage.rs"]
mod copy_and_salvage;
#[path = "promises/disputes.rs"]
mod disputes;
#[path = "promises/epochs_and_keys.rs"]
mod epochs_and_keys;
#[path = "promises/export.rs"]
mod export;
#[path = "promises/keeping.rs"]
mod keeping;
#[path = "promises/moving.rs"]
mod moving;
#[path = "promises/pages.rs"]
mod pages;
#[path = "promises/removal.rs"]
mod removal;
#[path = "promises/tamper.rs"]
mod tamper;
#[path = "promises/turns.rs"]
mod turns;
