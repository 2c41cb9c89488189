//! Starting with the user's session: off until the user asks for it, and one file or entry that the system knows.

use auto_launch::AutoLaunchBuilder;
use holdfast::{Error, Result, Whose};

use super::OpenAtLogin;
use crate::shell::Shell;

/// Turns it on or off, and answers what holds now.
pub(crate) fn open_at_login_set(_shell: &Shell, question: OpenAtLogin) -> Result<OpenAtLogin> {
    let refused = || Error::edge("open-at-login-failed", Whose::Disk);
    let program = std::env::current_exe().map_err(|_| refused())?;
    let program = program.to_str().ok_or_else(refused)?;
    let entry = AutoLaunchBuilder::new().set_app_name("Holdfast").set_app_path(program).build();
    let entry = entry.map_err(|_| refused())?;
    let enabled = entry.is_enabled().map_err(|_| refused())?;
    match (question.open_at_login, enabled) {
        (true, _) => entry.enable().map_err(|_| refused())?,
        (false, true) => entry.disable().map_err(|_| refused())?,
        (false, false) => {}
    }
    Ok(question)
}
