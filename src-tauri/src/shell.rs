//! What the window holds besides its page: the desk, the log, viewings, copies, and what waits for the page to listen.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use arboard::Clipboard;
use holdfast::desk::Desk;
use holdfast::edge::Surroundings;
use holdfast::{Holdfast, Language};
use serde::Serialize;
use tauri::{AppHandle, Emitter, Manager, WebviewWindow};

use crate::events::{self, Remembered};
use crate::journal::{Entry, Journal};
use crate::media::Viewings;
use crate::own::OpenedCopies;
use crate::workers::Workers;

/// The one window's label.
pub(crate) const MAIN: &str = "main";

/// One for the whole program, in Tauri's keeping.
pub(crate) struct Shell {
    pub(crate) app: AppHandle,
    pub(crate) desk: Desk,
    pub(crate) journal: Arc<Journal>,
    pub(crate) viewings: Viewings,
    pub(crate) copies: OpenedCopies,
    pub(crate) workers: Workers,
    pub(crate) clipboard: Mutex<Option<Clipboard>>,
    pub(crate) remembered: Remembered,
    started: Instant,
    painted: AtomicBool,
    waiting: Mutex<Vec<Opened>>,
}

/// A screen that somebody outside the page asks for: the menu, the tray, a second start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Opened {
    pub(crate) route: &'static str,
    pub(crate) paths: Vec<String>,
}

impl Shell {
    /// Reads the settings; the vault is opened by whoever asks first.
    pub(crate) fn new(
        app: &AppHandle,
        surroundings: &Surroundings,
        journal: Arc<Journal>,
        started: Instant,
    ) -> std::io::Result<Shell> {
        // Without a home the copies lie in a folder of their own, with a name that nobody could have taken before.
        let copies = match &surroundings.data {
            Some(data) => data.join("opened"),
            None => tempfile::Builder::new().prefix("holdfast-").tempdir()?.keep().join("opened"),
        };
        let told = app.clone();
        let desk = Desk::new(surroundings.outside(), surroundings.places(), move |nouns| events::changed(&told, nouns));
        Ok(Shell {
            app: app.clone(),
            desk,
            journal,
            viewings: Viewings::default(),
            copies: OpenedCopies::under(copies),
            workers: Workers::start()?,
            clipboard: Mutex::default(),
            remembered: Remembered::default(),
            started,
            painted: AtomicBool::new(false),
            waiting: Mutex::default(),
        })
    }

    /// The chosen vault.
    pub(crate) fn holdfast(&self) -> Arc<Holdfast> {
        self.desk.holdfast()
    }

    /// The language of everything that is not the page's.
    pub(crate) fn language(&self) -> Language {
        self.desk.language()
    }

    /// The window, while there is one.
    pub(crate) fn window(&self) -> Option<WebviewWindow> {
        self.app.get_webview_window(MAIN)
    }

    /// Notes that the page listens and sends it what waited. True the first time.
    pub(crate) fn set_painted(&self) -> bool {
        let first = !self.painted.swap(true, Ordering::SeqCst);
        if first {
            self.journal.write(Entry::Painted(self.started.elapsed()));
        }
        let waiting = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        for opened in waiting {
            self.send(opened);
        }
        first
    }

    /// The page is being loaded again and does not listen for a while.
    pub(crate) fn set_unpainted(&self) {
        self.painted.store(false, Ordering::SeqCst);
    }

    /// Asks the page to show a screen: now, or as soon as it listens.
    pub(crate) fn show(&self, opened: Opened) {
        if self.painted.load(Ordering::SeqCst) {
            self.send(opened);
        } else {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(opened);
        }
    }

    fn send(&self, opened: Opened) {
        // A page that is gone has nothing to show.
        let _gone = self.app.emit_to(MAIN, "opened", opened);
    }

    /// Brings the window to the front.
    pub(crate) fn come_forward(&self) {
        if let Some(window) = self.window() {
            let _shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
        }
    }

    /// The program ends: nothing of the evidence stays outside the vault.
    pub(crate) fn end(&self) {
        self.desk.cancel_all();
        self.viewings.close_all();
        self.copies.erase();
        self.journal.write(Entry::Closed);
    }
}
