//! The real window under a display without a screen, pressed and typed into as a user does.
//!
//! Each test brings its own display, window manager, session bus, WebKitWebDriver and desk
//! (`holdfast_tests::window`), so that tests run beside each other and leave nothing running. Pictures of every screen
//! go to `<target>/debug/e2e-pictures`.

mod clocks;
mod disputes;
mod evidence;
mod faults;
mod first_start;
mod gallery;
mod hostile;
mod settings;
mod vaults;
mod verify;
