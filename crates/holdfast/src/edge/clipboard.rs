//! The system's clipboard. It is reached when somebody pastes and let go at once, so that no connection is held.

use std::path::PathBuf;

use arboard::Error as Refusal;
use holdfast_capture::{Clipboard, ClipboardProblem, Picture};

/// X11, Wayland where it lets programs ask, Windows and macOS.
pub(super) struct SystemClipboard;

impl Clipboard for SystemClipboard {
    fn files(&self) -> Result<Vec<PathBuf>, ClipboardProblem> {
        Ok(if_any(open()?.get().file_list())?.unwrap_or_default())
    }

    fn picture(&self) -> Result<Option<Picture>, ClipboardProblem> {
        let Some(image) = if_any(open()?.get().image())? else { return Ok(None) };
        let side = |pixels: usize| {
            u32::try_from(pixels).map_err(|_| unreachable_because(format!("a picture of {pixels} pixels")))
        };
        let (width, height) = (side(image.width)?, side(image.height)?);
        Ok(Some(Picture { width, height, rgba: image.bytes.into_owned() }))
    }

    fn text(&self) -> Result<Option<String>, ClipboardProblem> {
        if_any(open()?.get().text())
    }
}

fn open() -> Result<arboard::Clipboard, ClipboardProblem> {
    arboard::Clipboard::new().map_err(unreachable_because)
}

/// What is not there in this form is none; a form that cannot be understood is not there either.
fn if_any<Form>(found: Result<Form, Refusal>) -> Result<Option<Form>, ClipboardProblem> {
    match found {
        Ok(form) => Ok(Some(form)),
        Err(Refusal::ContentNotAvailable | Refusal::ConversionFailure) => Ok(None),
        Err(refusal) => Err(unreachable_because(refusal)),
    }
}

fn unreachable_because(detail: impl ToString) -> ClipboardProblem {
    ClipboardProblem::Unreachable { detail: detail.to_string() }
}
