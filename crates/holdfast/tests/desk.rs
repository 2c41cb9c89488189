//! The desk's promises, each a test: settings, jobs, vaults, the sample, and what others commit.

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
#[path = "desk/vaults.rs"]
mod vaults;
#[path = "desk/viewing.rs"]
mod viewing;
