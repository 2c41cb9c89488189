//! The window of Holdfast: what only a desktop can do, around operations that know nothing of it.
//!
//! - [`wire`] calls the commands of `holdfast`; [`own`] are those that only a window has; [`list`] names the latter.
//! - [`protocol`] and [`media`] are the two ways of evidence into the page: as pictures, and as video and audio.
//! - [`window`], [`menu`], [`tray`], [`theme`], [`events`], [`notices`]: the desktop's side. [`journal`]: the log.
//! - One process, one window: a second start brings the first one's window forward and hands over its files.
//!
//! This program is an edge: it reads the environment once, here, and passes it on.

// On Windows a program with a console would show one behind its window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(test)]
mod borders;
mod events;
mod journal;
mod list;
mod media;
mod menu;
mod notices;
mod own;
mod pictures;
mod protocol;
mod shell;
mod start;
mod theme;
mod tray;
mod window;
mod wire;
mod workers;

use std::process::ExitCode;

fn main() -> ExitCode {
    match start::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("holdfast-window: {error}");
            ExitCode::FAILURE
        }
    }
}
