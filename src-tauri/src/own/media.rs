//! Viewings of video and audio: opened with a viewer, closed with it.

use holdfast::{Error, Result, Whose, open_part};

use super::{MediaOpened, PartToOpen, ViewingToClose};
use crate::media::Media;
use crate::shell::Shell;

/// The origin of our own pages, as the webview names it to others.
const ORIGIN: &str =
    if cfg!(any(windows, target_os = "android")) { "http://tauri.localhost" } else { "tauri://localhost" };

/// Opens a part for the player of the page.
pub(crate) fn media_open(shell: &Shell, question: PartToOpen) -> Result<MediaOpened> {
    let part = open_part(&shell.holdfast(), &question.part)?;
    let media = Media { file: part.file, size_bytes: part.size_bytes, media_type: part.media_type };
    let opened = shell.viewings.open(media, ORIGIN);
    let (viewing, url) = opened.map_err(|_| Error::edge("media-unavailable", Whose::Disk))?;
    Ok(MediaOpened { url, viewing })
}

/// Ends a viewing; one that has ended is left at that.
pub(crate) fn media_close(shell: &Shell, question: ViewingToClose) -> Result<()> {
    shell.viewings.close(question.viewing);
    Ok(())
}
