//! The system's clipboard. It is reached when somebody pastes, and kept for the next time as long as it answers.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use arboard::Error as Refusal;
use holdfast_capture::{Clipboard, ClipboardProblem, Picture};

/// X11, Wayland where it lets programs ask, Windows and macOS.
#[derive(Default)]
pub(super) struct SystemClipboard {
    reached: Mutex<Option<arboard::Clipboard>>,
}

impl Clipboard for SystemClipboard {
    fn files(&self) -> Result<Vec<PathBuf>, ClipboardProblem> {
        Ok(self.ask(|clipboard| clipboard.get().file_list())?.unwrap_or_default())
    }

    fn picture(&self) -> Result<Option<Picture>, ClipboardProblem> {
        let Some(image) = self.ask(|clipboard| clipboard.get().image())? else { return Ok(None) };
        let side = |pixels: usize| {
            u32::try_from(pixels).map_err(|_| unreachable_because(format!("a picture of {pixels} pixels")))
        };
        let (width, height) = (side(image.width)?, side(image.height)?);
        Ok(Some(Picture { width, height, rgba: image.bytes.into_owned() }))
    }

    fn text(&self) -> Result<Option<String>, ClipboardProblem> {
        self.ask(|clipboard| clipboard.get().text())
    }
}

impl SystemClipboard {
    /// What is not there in this form is none; a form that cannot be understood is not there either.
    fn ask<Form>(
        &self,
        question: impl FnOnce(&mut arboard::Clipboard) -> Result<Form, Refusal>,
    ) -> Result<Option<Form>, ClipboardProblem> {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match &mut *reached {
            Some(clipboard) => clipboard,
            none => none.insert(arboard::Clipboard::new().map_err(unreachable_because)?),
        };
        match question(clipboard) {
            Ok(form) => Ok(Some(form)),
            Err(Refusal::ContentNotAvailable | Refusal::ConversionFailure) => Ok(None),
            Err(refusal) => {
                // The next question begins anew.
                *reached = None;
                Err(unreachable_because(refusal))
            }
        }
    }
}

fn unreachable_because(detail: impl ToString) -> ClipboardProblem {
    ClipboardProblem::Unreachable { detail: detail.to_string() }
}
