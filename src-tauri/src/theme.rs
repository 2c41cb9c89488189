//! The theme outside the page: the colour before the first picture, and what the system draws around it.

use holdfast::desk::Theme;
use tauri::window::Color;
use tauri::{AppHandle, Manager};

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

/// Makes the window follow the settings.
pub(crate) fn apply(app: &AppHandle, theme: Theme) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _gone = window.set_theme(chosen(theme));
    }
}
