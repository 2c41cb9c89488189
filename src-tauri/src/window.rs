//! The one window: made as early as possible, held to its own pages.
//!
//! - It goes nowhere: no other address, no second window, no download, no permission. What it shows of evidence comes
//!   through [`crate::protocol`] and [`crate::media`].
//! - What the webview remembers on the disk lies among the copies for other programs, and goes with them.
//! - When the web process ends by itself the page is loaded again, a few times; the operations never lived there.

use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::shell::{MAIN, Shell};
use crate::theme;

/// Makes the window with its page. The menu of the app must be set before.
pub(crate) fn make(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let shell = app.state::<Shell>();
    let theme = theme::chosen(shell.desk.settings().theme);
    let mut window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Holdfast")
        .inner_size(1280.0, 820.0)
        .min_inner_size(900.0, 640.0)
        .theme(theme)
        .background_color(theme::background(theme.unwrap_or_else(|| system_theme(app))))
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    if let Some(folder) = shell.copies.folder_of_the_page() {
        window = window.data_directory(folder);
    }
    let window = window.build()?;
    theme::letters_of_the_menu(app, theme.unwrap_or_else(|| system_theme(app)));
    #[cfg(target_os = "linux")]
    window.with_webview({
        let app = app.clone();
        move |webview| load_again_when_lost(&app, &webview.inner())
    })?;
    Ok(window)
}

/// The pages that came with this program, and nothing else.
fn is_own_page(url: &Url) -> bool {
    let own_scheme = url.scheme() == "tauri" && url.host_str() == Some("localhost");
    let on_windows = cfg!(windows) && url.scheme() == "http" && url.host_str() == Some("tauri.localhost");
    own_scheme || on_windows
}

/// What the system says before there is a window to ask.
#[cfg(target_os = "linux")]
fn system_theme(_app: &AppHandle) -> tauri::Theme {
    use gtk::prelude::GtkSettingsExt;
    let settings = gtk::Settings::default();
    let prefers_dark = settings.as_ref().is_some_and(GtkSettingsExt::is_gtk_application_prefer_dark_theme);
    let dark_name = settings.and_then(|settings| settings.gtk_theme_name()).is_some_and(|name| name.ends_with("-dark"));
    if prefers_dark || dark_name { tauri::Theme::Dark } else { tauri::Theme::Light }
}

#[cfg(not(target_os = "linux"))]
fn system_theme(_app: &AppHandle) -> tauri::Theme {
    tauri::Theme::Light
}

/// Losses that follow each other this closely have one cause.
#[cfg(target_os = "linux")]
const CLOSELY: std::time::Duration = std::time::Duration::from_secs(30);

/// What is done about a lost page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg(target_os = "linux")]
enum Remedy {
    /// Where the user was.
    SamePlace,
    /// What was shown there may be the cause.
    FirstScreen,
    /// It is not what is shown. Better an empty window than one that never rests.
    None,
}

/// Chooses by the times of the losses before this one, all of the same clock.
#[cfg(target_os = "linux")]
fn remedy(losses: &mut Vec<std::time::Instant>, now: std::time::Instant) -> Remedy {
    losses.retain(|loss| now.duration_since(*loss) < CLOSELY);
    losses.push(now);
    match losses.len() {
        1 => Remedy::SamePlace,
        2 | 3 => Remedy::FirstScreen,
        _ => Remedy::None,
    }
}

#[cfg(target_os = "linux")]
fn load_again_when_lost(app: &AppHandle, webview: &webkit2gtk::WebView) {
    use crate::journal::Entry;
    use webkit2gtk::WebViewExt;
    let app = app.clone();
    let losses = std::cell::RefCell::new(Vec::new());
    webview.connect_web_process_terminated(move |webview, _reason| {
        let shell = app.state::<Shell>();
        shell.journal.write(Entry::PageLost);
        shell.set_unpainted();
        shell.viewings.close_all();
        match remedy(&mut losses.borrow_mut(), std::time::Instant::now()) {
            Remedy::SamePlace => webview.reload(),
            Remedy::FirstScreen => webview.load_uri("tauri://localhost/"),
            Remedy::None => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_page_that_is_lost_again_and_again_is_let_go() {
        use std::time::{Duration, Instant};
        let begin = Instant::now();
        let mut losses = Vec::new();
        let mut after = |seconds| remedy(&mut losses, begin + Duration::from_secs(seconds));
        assert_eq!(after(0), Remedy::SamePlace);
        assert_eq!(after(2), Remedy::FirstScreen, "what was shown may be the cause");
        assert_eq!(after(4), Remedy::FirstScreen);
        assert_eq!(after(6), Remedy::None, "it is not");
        assert_eq!(after(100), Remedy::SamePlace, "long after, it is another cause");
    }

    #[test]
    fn the_window_goes_to_its_own_pages_only() {
        for (address, expected) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/verify", true),
            ("tauri://elsewhere/", false),
            ("https://shop.example/", false),
            ("http://localhost/", false),
            ("http://127.0.0.1:40000/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,<script>1</script>", false),
            ("holdfast://localhost/thumbnail/vault/a/b", false),
            ("about:blank", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_own_page(&Url::parse(address).expect("an address")), expected, "{address}");
        }
    }
}
