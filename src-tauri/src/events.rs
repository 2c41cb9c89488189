//! What the page hears without asking: changes, files dragged over the window, and that the window wants to close.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use holdfast::Language;
use holdfast::desk::{JobLine, Noun, Theme};
use serde::Serialize;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, PhysicalPosition, Window, WindowEvent};

use crate::menu;
use crate::shell::{MAIN, Shell};
use crate::theme;

/// `changed`
#[derive(Debug, Clone, Serialize)]
struct Changed<'a> {
    nouns: &'a [Noun],
}

/// `dropped`
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Dropped {
    Over { paths_count: usize, position: Position },
    Drop { paths: Vec<String> },
    Left,
}

/// In the page's pixels, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Position {
    x: f64,
    y: f64,
}

/// `closing`
#[derive(Debug, Clone, Serialize)]
struct Closing {
    jobs: Vec<JobLine>,
}

/// Tells the page which nouns changed. A change of the settings is also the menu's: it speaks the chosen language.
pub(crate) fn changed(app: &AppHandle, nouns: &[Noun]) {
    // Before there is a page, there is nothing to bring up to date.
    let _no_page = app.emit_to(MAIN, "changed", Changed { nouns });
    if nouns.contains(&Noun::Settings) {
        menu::bring_up_to_date(app);
    }
}

/// Closing once more after this long means it, when the page has not said a word since: it hangs.
const MEANT: Duration = Duration::from_secs(3);

/// What the shell remembers between two messages of the system.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    /// How many files hang over the window; the later messages of a drag do not say it.
    hanging: AtomicUsize,
    /// When the page was asked whether the window may close, and has not called a command since.
    asked: Mutex<Option<Instant>>,
    /// What the menu speaks, and the theme that was applied.
    drawn: Mutex<(Option<Language>, Option<Theme>)>,
}

impl Remembered {
    /// True once for each change of language.
    pub(crate) fn language_changes(&self, language: Language) -> bool {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).0.replace(language) != Some(language)
    }

    /// True once for each change of theme.
    pub(crate) fn theme_changes(&self, theme: Theme) -> bool {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).1.replace(theme) != Some(theme)
    }

    /// The page called a command: it lives, and its own answer to closing counts.
    pub(crate) fn page_lives(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether the window may go at once: nothing runs, or the page hangs and the user insists.
    fn may_close(&self, has_jobs: bool) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !has_jobs || asked.is_some_and(|asked| asked.elapsed() >= MEANT) {
            return true;
        }
        asked.get_or_insert_with(Instant::now);
        false
    }
}

/// What the system says about the window.
pub(crate) fn of_window(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            let shell = window.state::<Shell>();
            let jobs = shell.desk.jobs();
            if shell.remembered.may_close(!jobs.is_empty()) {
                return;
            }
            api.prevent_close();
            let _no_page = window.emit_to(MAIN, "closing", Closing { jobs });
        }
        WindowEvent::DragDrop(event) => {
            let hanging = &window.state::<Shell>().remembered.hanging;
            if let Some(dropped) = dropped(event, hanging, window.scale_factor().unwrap_or(1.0)) {
                let _no_page = window.emit_to(MAIN, "dropped", dropped);
            }
        }
        WindowEvent::ThemeChanged(theme) => theme::system_turned(window, *theme),
        _ => {}
    }
}

fn dropped(event: &DragDropEvent, hanging: &AtomicUsize, scale: f64) -> Option<Dropped> {
    let at = |position: &PhysicalPosition<f64>| Position { x: position.x / scale, y: position.y / scale };
    let paths_count = hanging.load(Ordering::Relaxed);
    match event {
        DragDropEvent::Enter { paths, position } => {
            hanging.store(paths.len(), Ordering::Relaxed);
            (!paths.is_empty()).then(|| Dropped::Over { paths_count: paths.len(), position: at(position) })
        }
        // What is dragged within the page has no files, and is the page's own business.
        DragDropEvent::Over { position } => {
            (paths_count > 0).then(|| Dropped::Over { paths_count, position: at(position) })
        }
        DragDropEvent::Drop { paths, .. } => {
            hanging.store(0, Ordering::Relaxed);
            let paths: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            (!paths.is_empty()).then_some(Dropped::Drop { paths })
        }
        DragDropEvent::Leave => {
            hanging.store(0, Ordering::Relaxed);
            (paths_count > 0).then_some(Dropped::Left)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_over_the_window_are_counted_until_they_leave_or_fall() {
        let hanging = AtomicUsize::new(0);
        let paths = vec!["/one".into(), "/two".into()];
        let position = PhysicalPosition::new(200.0, 100.0);
        let over = Some(Dropped::Over { paths_count: 2, position: Position { x: 100.0, y: 50.0 } });
        assert_eq!(dropped(&DragDropEvent::Enter { paths: paths.clone(), position }, &hanging, 2.0), over);
        assert_eq!(dropped(&DragDropEvent::Over { position }, &hanging, 2.0), over, "still two");
        assert_eq!(dropped(&DragDropEvent::Leave, &hanging, 2.0), Some(Dropped::Left));
        assert_eq!(dropped(&DragDropEvent::Over { position }, &hanging, 2.0), None, "nothing hangs there any more");
        let fallen = Some(Dropped::Drop { paths: vec!["/one".to_owned(), "/two".to_owned()] });
        assert_eq!(dropped(&DragDropEvent::Drop { paths, position }, &hanging, 2.0), fallen);
    }

    #[test]
    fn what_is_dragged_within_the_page_is_left_to_the_page() {
        let hanging = AtomicUsize::new(0);
        let position = PhysicalPosition::new(1.0, 1.0);
        for event in [
            DragDropEvent::Enter { paths: Vec::new(), position },
            DragDropEvent::Over { position },
            DragDropEvent::Drop { paths: Vec::new(), position },
            DragDropEvent::Leave,
        ] {
            assert_eq!(dropped(&event, &hanging, 1.0), None, "{event:?}");
        }
    }

    #[test]
    fn only_a_change_of_language_or_theme_is_drawn_again() {
        let remembered = Remembered::default();
        assert!(remembered.language_changes(Language::Zh) && remembered.theme_changes(Theme::System), "the first");
        assert!(!remembered.language_changes(Language::Zh) && !remembered.theme_changes(Theme::System), "the same");
        assert!(remembered.language_changes(Language::En) && remembered.theme_changes(Theme::Dark), "another");
    }

    #[test]
    fn running_jobs_hold_the_window_until_the_page_answers() {
        let remembered = Remembered::default();
        assert!(remembered.may_close(false), "nothing runs");
        assert!(!remembered.may_close(true), "the page is asked");
        assert!(!remembered.may_close(true), "a double click is no second wish");
        *remembered.asked.lock().expect("a lock") = Instant::now().checked_sub(MEANT);
        assert!(remembered.may_close(true), "the page hangs and the user insists");
        remembered.page_lives();
        assert!(!remembered.may_close(true), "the page lives: it is asked again");
    }
}
