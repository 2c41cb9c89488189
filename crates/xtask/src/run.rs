//! `cargo xtask run`: builds the window and opens it; without a display, the sample goes the whole way through the
//! command line instead, and the terminal says why.

use crate::Outcome;
use crate::carry;
use crate::place::{Place, succeed};
use crate::setup::{self, Need};
use crate::ui;

/// What opening a window takes on this system; none when there is no display to open it on.
fn display() -> Option<()> {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (!cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")).then_some(())
}

/// Sets up, builds, and opens the window; returns when it is closed.
pub(crate) fn run(place: &Place) -> Outcome<()> {
    if display().is_none() {
        println!("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.");
        println!("The sample dispute goes through the command line instead.\n");
        return carry::run(place);
    }
    setup::run(place, Need::Run)?;
    println!("Building the pages of the window …");
    ui::build(place)?;
    println!("Building the window (the first time takes some minutes) …");
    succeed(&mut place.cargo(&["build", "-p", "holdfast-window", "-p", "holdfast-readers"]))?;
    println!("Opening it. It keeps its vault where this user's data lies; close the window to end this.");
    let mut window = place.command(place.binary("debug", "holdfast-window"));
    window.env("HOLDFAST_ASSETS", place.root.join("assets"));
    succeed(&mut window)
}
