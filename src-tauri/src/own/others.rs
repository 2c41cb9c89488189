//! Other parts of the desktop: the file manager, the clipboard, notifications.

use arboard::Clipboard;
use holdfast::{Error, Result, Whose};
use notify_rust::Notification;

use super::{Notice, Place, TextToCopy};
use crate::shell::Shell;

/// Shows a file in the file manager, marked where the file manager can; a folder that holds it otherwise.
pub(crate) fn place_show(_shell: &Shell, question: Place) -> Result<()> {
    let not_shown = || Error::edge("place-not-shown", Whose::User);
    if !question.path.is_absolute() || !question.path.exists() {
        return Err(not_shown());
    }
    if tauri_plugin_opener::reveal_item_in_dir(&question.path).is_ok() {
        return Ok(());
    }
    let folder = if question.path.is_dir() { Some(question.path.as_path()) } else { question.path.parent() };
    tauri_plugin_opener::open_path(folder.ok_or_else(not_shown)?, None::<&str>).map_err(|_| not_shown())
}

/// Puts text on the clipboard, where it stays while the window lives.
pub(crate) fn text_copy(shell: &Shell, question: TextToCopy) -> Result<()> {
    let refused = |_| Error::edge("clipboard-refused", Whose::Disk);
    let mut held = shell.clipboard.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    // On X11 the one who copied answers whoever pastes: the handle is kept.
    let clipboard = match held.take() {
        Some(clipboard) => held.insert(clipboard),
        None => held.insert(Clipboard::new().map_err(refused)?),
    };
    clipboard.set_text(question.text).map_err(refused)
}

/// Says something on the desktop while the user looks elsewhere; with the window in front it is silent.
pub(crate) fn notify(shell: &Shell, question: Notice) -> Result<()> {
    let looked_at = shell.window().and_then(|window| window.is_focused().ok()).unwrap_or(false);
    if !looked_at {
        show_notice(question);
    }
    Ok(())
}

/// Shows a notice from a thread of its own: a desktop without notifications may take seconds to say so.
fn show_notice(notice: Notice) {
    let show = move || {
        let mut notification = Notification::new();
        let shown = notification.appname("Holdfast").summary(&notice.title).body(&notice.body).icon("holdfast").show();
        // Nothing depends on it: the window shows the same.
        drop(shown);
    };
    drop(std::thread::Builder::new().name("notice".to_owned()).spawn(show));
}
