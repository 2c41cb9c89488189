//! The commands that only a window has: dialogs, the clipboard, other programs, media, and the window itself.
//!
//! Each is a function `(&Shell, Question) -> Result<Answer>`, called on a thread that may wait, never on the one that
//! draws. The list of them is [`crate::list`].

mod dialogs;
mod login;
mod media;
mod opened_copy;
mod others;
mod window;

pub(crate) use dialogs::{dialog_files, dialog_folder, dialog_open_bundle, dialog_save};
pub(crate) use login::open_at_login_set;
pub(crate) use media::{media_close, media_open};
pub(crate) use opened_copy::{OpenedCopies, part_open};
pub(crate) use others::{notify, place_show, text_copy};
pub(crate) use window::{window_close, window_painted, window_title_set};

/// A question or an answer of one field, as the window writes it.
macro_rules! question {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
            pub(crate) struct $name { $(pub(crate) $field: $kind),* }
        )*
    };
}

question! {
    /// The name that a file is to have, if the user agrees.
    FileToSave { file_name: String }
    /// A file or folder to show in the file manager.
    Place { path: std::path::PathBuf }
    /// Text for the clipboard.
    TextToCopy { text: String }
    /// A part to show outside the page.
    PartToOpen { part: holdfast::Ref }
    /// Where a player finds the part, and the number to end it with.
    MediaOpened { url: String, viewing: u64 }
    /// A viewing that ends.
    ViewingToClose { viewing: u64 }
    /// Whether Holdfast starts when the user logs in.
    OpenAtLogin { open_at_login: bool }
    /// What the desktop is to say.
    Notice { title: String, body: String }
    /// The window's title.
    Title { title: String }
}
