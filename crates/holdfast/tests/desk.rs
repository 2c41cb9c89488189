//! The desk's promises, each a test: settings, jobs, vaults, the sample, and what others commit.

// Shared with the tests at the boundaries, which start the same authority.
#[allow(dead_code, unreachable_pub, reason = "other tests use the rest of it")]
#[path = "../../../tests/src/clock.rs"]
mod clock;
#[path = "desk/world.rs"]
mod world;

#[path = "desk/changes.rs"]
mod changes;
#[path = "desk/jobs.rs"]
mod jobs;
#[path = "desk/pages.rs"]
mod pages;
#[path = "desk/reading.rs"]
mod reading;
#[path = "desk/sample.rs"]
mod sample;
#[path = "desk/settings.rs"]
mod settings;
#[path = "desk/stamping.rs"]
mod stamping;
#[path = "desk/vaults.rs"]
mod vaults;
#[path = "desk/viewing.rs"]
mod viewing;
