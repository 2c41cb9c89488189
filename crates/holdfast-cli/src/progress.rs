//! Progress of a long operation: a bar on stderr when that is a terminal, `kept …` lines on stdout for people.
//!
//! With `--json` nothing is printed while it runs. The bar steps aside while a line is printed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use holdfast::answers::{InputFailed, ItemLine};
use holdfast::{Language, Watch};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::say;
use crate::terminal::{Terminal, escaped};

/// Watches one operation on behalf of a terminal.
pub(crate) struct Progress<'a> {
    terminal: Mutex<&'a mut Terminal>,
    cancel: std::sync::Arc<std::sync::atomic::AtomicBool>,
    bar: ProgressBar,
    items: AtomicU64,
    json: bool,
    language: Language,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(terminal: &'a mut Terminal, json: bool, language: Language) -> Progress<'a> {
        let bar = if terminal.is_tty {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style(false));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        } else {
            ProgressBar::hidden()
        };
        let cancel = std::sync::Arc::clone(&terminal.cancel);
        Progress { terminal: Mutex::new(terminal), cancel, bar, items: AtomicU64::new(0), json, language }
    }

    /// Takes the bar away, before the answer is printed.
    pub(crate) fn finish(self) {
        self.bar.finish_and_clear();
    }

    fn print(&self, line: impl FnOnce(&mut Terminal)) {
        let mut terminal = self.terminal.lock().unwrap_or_else(PoisonError::into_inner);
        self.bar.suspend(|| line(&mut terminal));
    }
}

fn style(total_known: bool) -> ProgressStyle {
    let template = if total_known {
        "{wide_bar} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {msg}"
    } else {
        "{spinner} {decimal_bytes} {decimal_bytes_per_sec} {msg}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl Watch for Progress<'_> {
    fn expected(&self, _items: u64, size_bytes: u64) {
        if size_bytes > 0 {
            self.bar.set_length(size_bytes);
            self.bar.set_style(style(true));
        }
    }

    fn bytes(&self, size_bytes: u64) {
        self.bar.inc(size_bytes);
    }

    fn item(&self) {
        let items = self.items.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_message(items.to_string());
    }

    fn kept(&self, item: &ItemLine) {
        if self.json {
            return;
        }
        let line = format!("kept {} {}\n", item.id, escaped(&item.name));
        self.print(|terminal| {
            // Evidence goes on being kept when nobody reads the list any more.
            let _unread = terminal.answer(&line);
        });
    }

    fn failed(&self, input: &InputFailed) {
        // After a Ctrl-C the rest may be thousands of inputs; the last line sums them up.
        if !self.json && input.error.code() != "cancelled" {
            let line = say::failed_line(input, self.language);
            self.print(|terminal| terminal.remark(&line));
        }
    }

    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}
