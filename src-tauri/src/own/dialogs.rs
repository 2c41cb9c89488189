//! The system's own dialogs for files and folders. Cancelled means: nothing, which is no error.

use std::path::PathBuf;

use holdfast::{Error, Result, Whose, text};
use rfd::{AsyncFileDialog, FileHandle};
use tauri::Manager;

use super::FileToSave;
use crate::shell::Shell;

/// Files to keep, any number.
pub(crate) fn dialog_files(shell: &Shell, _question: ()) -> Result<Vec<String>> {
    let title = text(shell.language(), "window.dialog.files", &[]);
    let chosen = ask(shell, move |dialog| dialog.set_title(title).pick_files())?;
    Ok(chosen.unwrap_or_default().iter().map(path).collect())
}

/// One folder.
pub(crate) fn dialog_folder(shell: &Shell, _question: ()) -> Result<Option<String>> {
    let title = text(shell.language(), "window.dialog.folder", &[]);
    let chosen = ask(shell, move |dialog| dialog.set_title(title).pick_folder())?;
    Ok(chosen.as_ref().map(path))
}

/// One bundle to check.
pub(crate) fn dialog_open_bundle(shell: &Shell, _question: ()) -> Result<Option<String>> {
    let language = shell.language();
    let title = text(language, "window.dialog.bundle", &[]);
    let (bundles, all) = (text(language, "window.dialog.bundles", &[]), text(language, "window.dialog.all", &[]));
    let chosen = ask(shell, move |dialog| {
        dialog.set_title(title).add_filter(bundles, &["zip", "ZIP"]).add_filter(all, &["*"]).pick_file()
    })?;
    Ok(chosen.as_ref().map(path))
}

/// A place for a new file. The system asks before it names one that exists.
pub(crate) fn dialog_save(shell: &Shell, question: FileToSave) -> Result<Option<String>> {
    let title = text(shell.language(), "window.dialog.save", &[]);
    let chosen = ask(shell, move |dialog| dialog.set_title(title).set_file_name(question.file_name).save_file())?;
    Ok(chosen.as_ref().map(path))
}

/// Opens a dialog over the window, on the thread where dialogs must be made, and waits for it on this one.
fn ask<Chosen, Answer>(
    shell: &Shell,
    open: impl FnOnce(AsyncFileDialog) -> Chosen + Send + 'static,
) -> Result<Option<Answer>>
where
    Chosen: Future<Output = Option<Answer>> + Send + 'static,
    Answer: Send + 'static,
{
    let unavailable = |_| Error::edge("dialog-unavailable", Whose::Disk);
    let (made, dialog) = std::sync::mpsc::channel();
    let window = shell.window();
    // "Recent", where GTK begins otherwise, is no place: nothing can be chosen or made in it.
    let home = shell.app.path().home_dir().ok();
    let on_main_thread = move || {
        let mut dialog = AsyncFileDialog::new();
        if let Some(window) = &window {
            dialog = dialog.set_parent(window);
        }
        if let Some(home) = home {
            dialog = dialog.set_directory(home);
        }
        // Nobody waits any more only when the program ends.
        let _ending = made.send(open(dialog));
    };
    shell.app.run_on_main_thread(on_main_thread).map_err(unavailable)?;
    let dialog = dialog.recv().map_err(|_| Error::edge("dialog-unavailable", Whose::Disk))?;
    Ok(tauri::async_runtime::block_on(dialog))
}

fn path(chosen: &FileHandle) -> String {
    let path: PathBuf = chosen.path().to_owned();
    path.to_string_lossy().into_owned()
}
