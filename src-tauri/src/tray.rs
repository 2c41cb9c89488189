//! The tray: Open, Check bundle, Quit. A desktop without a place for it, or without its library, has none; the window
//! neither waits for it nor misses it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use holdfast::{Language, text};
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Wry};

use crate::journal::Entry;
use crate::shell::Shell;

const NAME: &str = "holdfast";

/// Makes the tray on the thread that draws, after the page has drawn: nobody waits for it.
pub(crate) fn make_later(shell: &Shell) {
    let (app, language, journal) = (shell.app.clone(), shell.language(), shell.journal.clone());
    let make = move || {
        // The binding panics when the library is not installed.
        let made = catch_unwind(AssertUnwindSafe(|| make(&app, language)));
        if !matches!(made, Ok(Ok(()))) {
            journal.write(Entry::Missing("tray"));
        }
    };
    let _ending = shell.app.run_on_main_thread(make);
}

fn make(app: &AppHandle, language: Language) -> tauri::Result<()> {
    // A page that was loaded again has drawn again; the tray is there.
    if app.tray_by_id(NAME).is_some() {
        return Ok(());
    }
    let mut tray = TrayIconBuilder::with_id(NAME).tooltip("Holdfast").menu(&menu(app, language)?);
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.build(app).map(drop)
}

/// Puts the tray's words into the chosen language.
pub(crate) fn bring_up_to_date(shell: &Shell) {
    let Some(tray) = shell.app.tray_by_id(NAME) else { return };
    if let Ok(menu) = menu(&shell.app, shell.language()) {
        let _the_old_one_stays = tray.set_menu(Some(menu));
    }
}

fn menu(app: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let line = |name: &str, key: &str| MenuItemBuilder::with_id(name, text(language, key, &[])).build(app);
    MenuBuilder::new(app)
        .item(&line("open", "window.tray.open")?)
        .item(&line("check-bundle", "window.menu.check-bundle")?)
        .separator()
        .item(&line("quit", "window.tray.quit")?)
        .build()
}
