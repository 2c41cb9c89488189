//! What the desktop says when a long job ends while the user looks elsewhere: that it ended, never what it was about.

use std::time::Duration;

use holdfast::{Error, has, text};

use crate::own::{self, Notice};
use crate::shell::Shell;

/// Shorter jobs end before anybody turned away.
const WORTH_A_NOTICE: Duration = Duration::from_secs(5);

/// Says that a job ended, unless it was short, the user stopped it, or the window is looked at.
pub(crate) fn job_ended(shell: &Shell, command: &'static str, error: Option<&Error>, took: Duration) {
    let stopped = error.is_some_and(|error| error.code() == "cancelled");
    if stopped || took < WORTH_A_NOTICE {
        return;
    }
    let language = shell.language();
    let done = format!("window.done.{}", command.replace('_', "-"));
    let title = match error {
        Some(_) => text(language, "window.ended.failed", &[]),
        None if has(&done) => text(language, &done, &[]),
        None => text(language, "window.ended.other", &[]),
    };
    let body = text(language, "window.ended.look", &[]);
    // Without notifications the window shows it all the same.
    let _shown = own::notify(shell, Notice { title, body });
}
