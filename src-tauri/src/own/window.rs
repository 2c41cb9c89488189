//! The window itself: that it has drawn, its title, its end.

use std::time::{Duration, Instant};

use holdfast::{Result, visible};

use super::Title;
use crate::shell::Shell;
use crate::tray;

/// How long the window waits for jobs that were told to stop. What they kept by then is kept; a job that is cut off
/// leaves nothing half-done.
const STOPPING: Duration = Duration::from_secs(10);

/// The page has drawn its first useful picture and listens: what waited for it goes out, and what is not needed for a
/// first look is made now.
pub(crate) fn window_painted(shell: &Shell, _question: ()) -> Result<()> {
    if shell.set_painted() {
        tray::make_later(shell);
    }
    Ok(())
}

/// Ends the window although jobs run: they are stopped, then the window goes.
pub(crate) fn window_close(shell: &Shell, _question: ()) -> Result<()> {
    shell.desk.cancel_all();
    let began = Instant::now();
    while !shell.desk.jobs().is_empty() && began.elapsed() < STOPPING {
        std::thread::sleep(Duration::from_millis(20));
    }
    shell.app.exit(0);
    Ok(())
}

/// Sets the title: the screen's name before the program's. Empty stands for the program's alone.
pub(crate) fn window_title_set(shell: &Shell, question: Title) -> Result<()> {
    // A name of evidence may stand in it: nothing of it turns the reading direction or breaks the line.
    let title: String = visible(&question.title).chars().take(200).collect();
    if let Some(window) = shell.window() {
        let _a_title_is_no_reason_to_fail = window.set_title(if title.is_empty() { "Holdfast" } else { &title });
    }
    Ok(())
}
