//! How the program comes up and goes down, in order.
//!
//! 1. The log, and a hook that writes where a panic was, never what it said.
//! 2. One process: a second start hands over and ends.
//! 3. The desk with its settings; the menu in their language; the window. The vault is opened by the first command.
//! 4. When the page has drawn, what waited for it is sent and the tray is made (`window_painted`).
//! 5. At the end jobs are stopped, viewings closed, copies erased.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use holdfast::edge::Surroundings;
use tauri::{App, AppHandle, Manager, RunEvent};
use tauri_plugin_window_state::StateFlags;

use crate::journal::{Entry, Journal};
use crate::shell::{Opened, Shell};
use crate::{events, menu, pictures, window, wire};

/// Runs until the window is closed.
pub(crate) fn run() -> tauri::Result<()> {
    let started = Instant::now();
    let surroundings = Surroundings::of_process();
    let journal = Arc::new(Journal::in_folder(surroundings.data.as_deref().map(|data| data.join("log"))));
    write_panics_into(&journal);
    let setup = move |app: &mut App| {
        journal.write(Entry::Started);
        let handle = app.handle().clone();
        app.manage(Shell::new(&handle, &surroundings, journal, started)?);
        let shell = app.state::<Shell>();
        let (settings, language) = (shell.desk.settings(), shell.language());
        app.set_menu(menu::menu(&handle, language, &settings)?)?;
        shell.remembered.language_changes(language);
        shell.remembered.theme_changes(settings.theme);
        window::make(&handle)?;
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let folder = std::env::current_dir().unwrap_or_default();
        if let Some(opened) = asked_for(&arguments, &folder) {
            shell.show(opened);
        }
        Ok(())
    };
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            started_again(app, &arguments, Path::new(&folder));
        }))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .register_asynchronous_uri_scheme_protocol("holdfast", |place, request, responder| {
            pictures::answer(place.app_handle(), request, responder);
        })
        .invoke_handler(wire::take)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .on_window_event(events::of_window)
        .setup(setup)
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let (RunEvent::Exit, Some(shell)) = (event, app.try_state::<Shell>()) {
            shell.end();
        }
    });
    Ok(())
}

/// A second start: its window is this one.
fn started_again(app: &AppHandle, arguments: &[String], folder: &Path) {
    let Some(shell) = app.try_state::<Shell>() else { return };
    shell.come_forward();
    // The first argument is the program.
    if let Some(opened) = asked_for(arguments.get(1..).unwrap_or_default(), folder) {
        shell.show(opened);
    }
}

/// What a start with files asks for: `--verify` checks them, otherwise they are kept. Names count from `folder`.
fn asked_for(arguments: &[String], folder: &Path) -> Option<Opened> {
    let is_switch = |argument: &&String| argument.starts_with("--");
    let whole = |argument: &String| -> PathBuf { folder.join(argument) };
    let paths: Vec<String> = arguments
        .iter()
        .filter(|argument| !is_switch(argument))
        .map(|argument| whole(argument).to_string_lossy().into_owned())
        .collect();
    let route = if arguments.iter().any(|argument| argument == "--verify") { "verify" } else { "evidence" };
    (!paths.is_empty() || route == "verify").then_some(Opened { route, paths })
}

/// From now on a panic leaves file and line in the log. What it says may hold a piece of evidence, and standard error
/// may be somebody's log.
fn write_panics_into(journal: &Arc<Journal>) {
    let journal = Arc::clone(journal);
    std::panic::set_hook(Box::new(move |panic| journal.write(Entry::Panicked(panic.into()))));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> Option<Opened> {
        let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        asked_for(&arguments, Path::new("/home/lin"))
    }

    #[test]
    fn files_of_a_start_are_kept_or_checked_and_count_from_where_it_was_started() {
        let opened = |route, paths: &[&str]| {
            Some(Opened { route, paths: paths.iter().map(|path| (*path).to_owned()).collect() })
        };
        assert_eq!(asked(&[]), None, "a plain start only comes forward");
        assert_eq!(asked(&["a.png", "/b.pdf"]), opened("evidence", &["/home/lin/a.png", "/b.pdf"]));
        assert_eq!(asked(&["--verify", "a.zip"]), opened("verify", &["/home/lin/a.zip"]));
        assert_eq!(asked(&["--verify"]), opened("verify", &[]));
        assert_eq!(asked(&["--something-newer"]), None, "a switch is no file");
    }
}
