//! Where a command writes, what it was started with, and how it is stopped.
//!
//! Tests give buffers and folders of their own, so that a whole command runs in process, twice at once if need be.
//! A reader that went away (`| head`) is no error: what it would have read is dropped, the work goes on.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use holdfast::edge::Surroundings;

/// The outside of one run of the command line.
pub struct Terminal {
    /// Answers.
    pub stdout: Box<dyn Write + Send>,
    /// Progress, failures, errors.
    pub stderr: Box<dyn Write + Send>,
    /// True when stderr is a terminal: only then progress is drawn.
    pub is_tty: bool,
    /// Variables and folders.
    pub surroundings: Surroundings,
    /// Set by Ctrl-C; asked by long operations.
    pub cancel: Arc<AtomicBool>,
}

impl std::fmt::Debug for Terminal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Terminal").field("is_tty", &self.is_tty).finish_non_exhaustive()
    }
}

impl Terminal {
    /// The terminal of this process, with its environment.
    pub fn of_process() -> Terminal {
        Terminal {
            stdout: Box::new(io::stdout()),
            stderr: Box::new(io::stderr()),
            is_tty: io::IsTerminal::is_terminal(&io::stderr()),
            surroundings: Surroundings::of_process(),
            cancel: Arc::new(AtomicBool::new(false)),
        }
    }

    /// Writes and flushes an answer. A closed pipe is no error.
    pub(crate) fn answer(&mut self, text: &str) -> io::Result<()> {
        let written = self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush());
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// Writes a line to stderr; nothing helps when even that fails.
    pub(crate) fn remark(&mut self, line: &str) {
        let _nobody_left_to_tell = writeln!(self.stderr, "{line}").and_then(|()| self.stderr.flush());
    }
}

/// A name on one line that imitates neither another line nor another name: what hides or turns text is written out, and
/// the backslash is doubled so that a typed `\n` and a real one differ.
pub(crate) fn escaped(name: &str) -> String {
    holdfast::visible(&name.replace('\\', "\\\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_breaks_its_line_or_its_direction() {
        assert_eq!(escaped("a\nkept b"), "a\\nkept b", "a newline would forge a second line");
        assert_eq!(escaped("\u{1b}[2J"), "\\u{1b}[2J", "an escape sequence would clear the screen");
        assert_eq!(escaped("gpj.\u{202e}exe"), "gpj.\\u{202e}exe", "a direction override would forge the ending");
        assert_eq!(escaped("退款 a"), "退款 a", "ordinary names stay as they are");
        assert_eq!(escaped("a\\n"), "a\\\\n", "an escaped newline and a typed one differ");
    }
}
