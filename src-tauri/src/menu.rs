//! The menu bar: File, Edit, View, Help, in the chosen language. It is made again when the language changes, and its
//! marks follow the settings.
//!
//! The menu does nothing by itself: it asks the page for a screen, sets a setting, or has the webview edit text.

use holdfast::desk::{self, Settings, SettingsChange, Theme};
use holdfast::{Language, Unwatched, text};
use serde_json::{Value, json};
use tauri::menu::{CheckMenuItemBuilder, Menu, MenuBuilder, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Manager};

use crate::shell::{MAIN, Opened, Shell};
use crate::{own, theme, tray};

/// The sizes of text that one can step through.
const TEXT_SIZES: [u16; 6] = [90, 100, 115, 130, 150, 200];
/// The View menu, and its lines for the theme.
const VIEW: &str = "view";
const THEMES: [(&str, Theme); 3] =
    [("theme-system", Theme::System), ("theme-light", Theme::Light), ("theme-dark", Theme::Dark)];
/// What the webview does with text, by its own names.
const EDITING: [&str; 6] = ["Undo", "Redo", "Cut", "Copy", "Paste", "SelectAll"];

/// The whole menu.
pub(crate) fn menu(app: &AppHandle, language: Language, settings: &Settings) -> tauri::Result<Menu<tauri::Wry>> {
    let menu = MenuBuilder::new(app)
        .item(&file(app, language)?)
        .item(&edit(app, language)?)
        .item(&view(app, language, settings)?)
        .item(&help(app, language)?);
    menu.build()
}

/// Follows the settings: marks are set, and only another language makes a new menu, since the page under the menu bar
/// moves when it is exchanged.
pub(crate) fn bring_up_to_date(app: &AppHandle) {
    let again = app.clone();
    // The program is ending otherwise, and needs no menu.
    let _ending = app.run_on_main_thread(move || {
        let Some(shell) = again.try_state::<Shell>() else { return };
        let (settings, language) = (shell.desk.settings(), shell.language());
        if shell.remembered.theme_changes(settings.theme) {
            theme::apply(&again, settings.theme);
        }
        if !shell.remembered.language_changes(language) {
            mark(&again, settings.theme);
        } else if let Ok(menu) = menu(&again, language, &settings) {
            let _the_old_one_stays = again.set_menu(menu);
            tray::bring_up_to_date(&shell);
        }
    });
}

/// Marks the chosen theme, whatever a click has marked.
fn mark(app: &AppHandle, theme: Theme) {
    let Some(view) = app.menu().and_then(|menu| menu.get(VIEW)) else { return };
    let Some(view) = view.as_submenu() else { return };
    for (name, marked) in THEMES {
        let line = view.get(name);
        let _no_line =
            line.as_ref().and_then(|line| line.as_check_menuitem()).map(|line| line.set_checked(theme == marked));
    }
}

/// One line of a menu: its name among events, its words, its keys.
fn line(
    app: &AppHandle,
    language: Language,
    name: &str,
    keys: Option<&str>,
) -> tauri::Result<tauri::menu::MenuItem<tauri::Wry>> {
    let line = MenuItemBuilder::with_id(name, text(language, &format!("window.menu.{name}"), &[]));
    match keys {
        Some(keys) => line.accelerator(keys).build(app),
        None => line.build(app),
    }
}

fn file(app: &AppHandle, language: Language) -> tauri::Result<Submenu<tauri::Wry>> {
    let line = |name, keys| line(app, language, name, keys);
    SubmenuBuilder::new(app, text(language, "window.menu.file", &[]))
        .item(&line("add-files", Some("CmdOrCtrl+O"))?)
        .item(&line("new-dispute", Some("CmdOrCtrl+Shift+N"))?)
        .item(&line("check-bundle", Some("CmdOrCtrl+Shift+O"))?)
        .separator()
        .item(&line("close", Some("CmdOrCtrl+W"))?)
        .build()
}

/// On Linux the webview takes the keys itself; a menu that took them first would take them from text fields too. On
/// macOS the keys work only through the menu.
fn edit(app: &AppHandle, language: Language) -> tauri::Result<Submenu<tauri::Wry>> {
    let word = |name: &str| text(language, &format!("window.menu.{name}"), &[]);
    let menu = SubmenuBuilder::new(app, word("edit"));
    if cfg!(target_os = "linux") {
        let line = |name| line(app, language, name, None);
        return menu
            .item(&line("Undo")?)
            .item(&line("Redo")?)
            .separator()
            .item(&line("Cut")?)
            .item(&line("Copy")?)
            .item(&line("Paste")?)
            .item(&line("SelectAll")?)
            .build();
    }
    menu.undo_with_text(word("Undo"))
        .redo_with_text(word("Redo"))
        .separator()
        .cut_with_text(word("Cut"))
        .copy_with_text(word("Copy"))
        .paste_with_text(word("Paste"))
        .select_all_with_text(word("SelectAll"))
        .build()
}

fn view(app: &AppHandle, language: Language, settings: &Settings) -> tauri::Result<Submenu<tauri::Wry>> {
    let line = |name, keys| line(app, language, name, keys);
    let theme = |(name, theme): (&str, Theme)| {
        CheckMenuItemBuilder::with_id(name, text(language, &format!("window.menu.{name}"), &[]))
            .checked(settings.theme == theme)
            .build(app)
    };
    let [system, light, dark] = THEMES.map(theme);
    SubmenuBuilder::with_id(app, VIEW, text(language, "window.menu.view", &[]))
        .item(&line("text-larger", Some("CmdOrCtrl+Equal"))?)
        .item(&line("text-smaller", Some("CmdOrCtrl+Minus"))?)
        .item(&line("text-usual", Some("CmdOrCtrl+0"))?)
        .separator()
        .item(&system?)
        .item(&light?)
        .item(&dark?)
        .build()
}

fn help(app: &AppHandle, language: Language) -> tauri::Result<Submenu<tauri::Wry>> {
    let line = |name| line(app, language, name, None);
    SubmenuBuilder::new(app, text(language, "window.menu.help", &[]))
        .item(&line("log")?)
        .separator()
        .item(&line("about")?)
        .build()
}

/// Does what a line of the menu, or of the tray, says. Called on the thread that draws: whatever waits goes to another.
pub(crate) fn chosen(app: &AppHandle, name: &str) {
    let Some(shell) = app.try_state::<Shell>() else { return };
    let screen = |route| shell.show(Opened { route, paths: Vec::new() });
    match name {
        "add-files" => choose_and_show(app, "evidence"),
        "new-dispute" => screen("disputes/new"),
        "check-bundle" => {
            shell.come_forward();
            choose_and_show(app, "verify");
        }
        "about" => screen("settings/about"),
        "log" => in_background(app, |shell| {
            if let Some(folder) = shell.journal.folder() {
                let _no_file_manager = own::place_show(shell, own::Place { path: folder.to_owned() });
            }
        }),
        "open" => shell.come_forward(),
        "close" | "quit" => {
            shell.come_forward();
            let _gone = shell.window().map(|window| window.close());
        }
        "text-larger" | "text-smaller" | "text-usual" => {
            set(app, "text_size", json!(stepped(shell.desk.settings().text_size, name)));
        }
        _ => {
            if let Some((_, theme)) = THEMES.iter().find(|(line, _)| *line == name) {
                set(app, "theme", json!(theme));
            }
            if let Some(command) = EDITING.iter().find(|command| **command == name) {
                edit_text(app, command);
            }
        }
    }
}

/// Has the user choose files, then shows them on a screen.
fn choose_and_show(app: &AppHandle, route: &'static str) {
    in_background(app, move |shell| {
        let chosen = match route {
            "verify" => own::dialog_open_bundle(shell, ()).map(|path| path.into_iter().collect()),
            _ => own::dialog_files(shell, ()),
        };
        // A dialog that cannot open is said by the system; there is nothing to show.
        let paths = chosen.unwrap_or_default();
        if !paths.is_empty() {
            shell.show(Opened { route, paths });
        }
    });
}

fn set(app: &AppHandle, key: &'static str, value: Value) {
    in_background(app, move |shell| {
        let change = SettingsChange([(key.to_owned(), value)].into_iter().collect());
        // A settings file that cannot be written leaves things as they are; the click has moved a mark all the same.
        let _as_they_are = shell.desk.ask(|desk| desk::settings_set(desk, change, &Unwatched));
        bring_up_to_date(&shell.app);
    });
}

fn in_background(app: &AppHandle, work: impl FnOnce(&Shell) + Send + 'static) {
    let app = app.clone();
    drop(tauri::async_runtime::spawn_blocking(move || work(&app.state::<Shell>())));
}

/// The next size of text in one direction.
fn stepped(now: u16, name: &str) -> u16 {
    match name {
        "text-larger" => TEXT_SIZES.into_iter().find(|size| *size > now).unwrap_or(200),
        "text-smaller" => TEXT_SIZES.into_iter().rev().find(|size| *size < now).unwrap_or(90),
        _ => 100,
    }
}

/// Has the webview cut, copy, paste in whatever has the focus.
fn edit_text(app: &AppHandle, command: &'static str) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    #[cfg(target_os = "linux")]
    let _gone = window.with_webview(move |webview| {
        webkit2gtk::WebViewExt::execute_editing_command(&webview.inner(), command);
    });
    #[cfg(not(target_os = "linux"))]
    drop((window, command));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_grows_and_shrinks_step_by_step_and_stops_at_the_ends() {
        for (now, larger, smaller) in [(100, 115, 90), (200, 200, 150), (90, 100, 90), (120, 130, 115)] {
            assert_eq!(stepped(now, "text-larger"), larger, "from {now}");
            assert_eq!(stepped(now, "text-smaller"), smaller, "from {now}");
            assert_eq!(stepped(now, "text-usual"), 100, "from {now}");
        }
    }

    #[test]
    fn every_line_of_the_menu_has_its_words_in_both_languages() {
        let lines = [
            "file",
            "edit",
            "view",
            "help",
            "add-files",
            "new-dispute",
            "check-bundle",
            "close",
            "text-larger",
            "text-smaller",
            "text-usual",
            "theme-system",
            "theme-light",
            "theme-dark",
            "log",
            "about",
        ];
        for name in lines.into_iter().chain(EDITING) {
            assert!(holdfast::has(&format!("window.menu.{name}")), "{name} has no words");
        }
    }
}
