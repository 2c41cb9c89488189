//! The commands that only a window has, each line once; beside the two lists of `holdfast`.
//!
//! Nothing here refers to the crate: the build script takes this file alone and declares each name, since Tauri lets
//! every window call what is not declared.

/// Gives every command of the shell to the macro `$with`: functions `(&Shell, Question) -> Result<Answer>`.
macro_rules! for_each_shell_command {
    ($with:ident) => {
        $with! {
            quick dialog_files(()) -> Vec<String>,
            quick dialog_folder(()) -> Option<String>,
            quick dialog_open_bundle(()) -> Option<String>,
            quick dialog_save(FileToSave) -> Option<String>,
            quick place_show(Place) -> (),
            quick text_copy(TextToCopy) -> (),
            quick part_open(PartToOpen) -> (),
            quick media_open(PartToOpen) -> MediaOpened,
            quick media_close(ViewingToClose) -> (),
            quick open_at_login_set(OpenAtLogin) -> OpenAtLogin,
            quick notify(Notice) -> (),
            quick window_painted(()) -> (),
            quick window_close(()) -> (),
            quick window_title_set(Title) -> (),
        }
    };
}
pub(crate) use for_each_shell_command;
