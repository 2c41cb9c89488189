//! The vault's promises, each a test, with a fixed clock and seeded random bytes.

// The authority that the tests at the boundaries ask; here it stamps without a network.
#[path = "../../../tests/src/clock.rs"]
#[allow(dead_code, unreachable_pub, reason = "other tests use the rest of it")]
mod clock;
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
#[path = "promises/older.rs"]
mod older;
#[path = "promises/pages.rs"]
mod pages;
#[path = "promises/removal.rs"]
mod removal;
#[path = "promises/stamp_faults.rs"]
mod stamp_faults;
#[path = "promises/stamps.rs"]
mod stamps;
#[path = "promises/tamper.rs"]
mod tamper;
#[path = "promises/turns.rs"]
mod turns;
