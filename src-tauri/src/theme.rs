//! The theme outside the page: the colour before the first picture, and what the system draws around it.

use holdfast::desk::Theme;
use tauri::window::Color;
use tauri::{AppHandle, Manager, Window};

use crate::shell::MAIN;

/// The page's own background (`--bg-page`), so that nothing flashes before it is drawn.
const LIGHT: Color = Color(0xfb, 0xfa, 0xf8, 0xff);
const DARK: Color = Color(0x1b, 0x1a, 0x18, 0xff);

/// What the window is told; none leaves it to the system.
pub(crate) fn chosen(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// The colour before the page is drawn.
pub(crate) fn background(theme: tauri::Theme) -> Color {
    if theme == tauri::Theme::Dark { DARK } else { LIGHT }
}

/// Makes the window follow the settings. Its own background follows too: the menu bar stands on it.
pub(crate) fn apply(app: &AppHandle, theme: Theme) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let chosen = chosen(theme);
    let drawn = window.set_theme(chosen).and_then(|()| chosen.map_or_else(|| window.theme(), Ok));
    let _gone = drawn.and_then(|theme| {
        letters_of_the_menu(app, theme);
        window.set_background_color(Some(background(theme)))
    });
}

/// The menu bar stands on the window's own ground, but its letters are the system's: dark ones on a dark ground could
/// not be read. On Linux they are given the page's colour; elsewhere the system draws the whole bar.
pub(crate) fn letters_of_the_menu(app: &AppHandle, theme: tauri::Theme) {
    #[cfg(target_os = "linux")]
    let _gone = app.run_on_main_thread(move || linux::letters_of_the_menu(theme == tauri::Theme::Dark));
    #[cfg(not(target_os = "linux"))]
    let _ = (app, theme);
}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::prelude::CssProviderExt;

    thread_local! {
        static LETTERS: gtk::CssProvider = {
            let provider = gtk::CssProvider::new();
            if let Some(screen) = gtk::gdk::Screen::default() {
                gtk::StyleContext::add_provider_for_screen(&screen, &provider, gtk::STYLE_PROVIDER_PRIORITY_USER);
            }
            provider
        };
    }

    /// `--ink` of the page, light or dark.
    pub(super) fn letters_of_the_menu(dark: bool) {
        let rule = if dark { "menubar label { color: #ece9e4; }" } else { "menubar label { color: #1e1c19; }" };
        LETTERS.with(|provider| {
            let _a_rule_that_is_refused_changes_nothing = provider.load_from_data(rule.as_bytes());
        });
    }
}

/// The system turned dark or light while the window was open; a chosen theme is not moved by it.
pub(crate) fn system_turned(window: &Window, theme: tauri::Theme) {
    letters_of_the_menu(window.app_handle(), theme);
    let _gone = window.set_background_color(Some(background(theme)));
}
