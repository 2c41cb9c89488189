//! The look-out: a thread that notices what was committed to the chosen vault, by this program or another.
//!
//! It looks once a second, and at once when asked; many commits between two looks are told once. It begins to look
//! before anything can be read, so that no commit falls between the first reading and the first look.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use holdfast_vault::{Noticed, Noticing};
use serde::Serialize;

/// How often it looks by itself.
const EVERY: Duration = Duration::from_secs(1);

/// What something that changed is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Noun {
    /// Items, their notes, thumbnails, and where they are exhibits.
    Item,
    /// Disputes with their facts and exhibits.
    Dispute,
    /// Bundles that were made.
    Bundle,
    /// The vault as a whole: which one, its counts, its last check.
    Vault,
    /// The settings.
    Settings,
}

/// Who hears which nouns changed.
pub(super) type Tell = Arc<dyn Fn(&[Noun]) + Send + Sync>;

/// The thread, and what it is told.
pub(super) struct Changes {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Bell {
    state: Mutex<State>,
    rung: Condvar,
}

#[derive(Default)]
struct State {
    rung: bool,
    ended: bool,
    /// Another folder to look at, from now on.
    turned_to: Option<Option<Noticing>>,
}

impl Changes {
    /// Begins to look at this folder.
    pub(super) fn begin(folder: Option<&Path>, outside: &holdfast_vault::Outside, tell: Tell) -> Changes {
        let bell = Arc::new(Bell::default());
        let mut noticing = folder.map(|folder| Noticing::begin(folder, outside.clone()));
        let heard = Arc::clone(&bell);
        let look = move || {
            while let Some(turned_to) = heard.wait() {
                if let Some(other) = turned_to {
                    noticing = other;
                }
                let noticed = noticing.as_mut().map(Noticing::look).unwrap_or_default();
                if noticed.any() {
                    tell(&nouns(noticed));
                }
            }
        };
        // Without a thread the window shows what it asks for itself, and nothing is lost.
        let thread = std::thread::Builder::new().name("changes".to_owned()).spawn(look).ok();
        Changes { bell, thread }
    }

    /// Looks at another folder from now on; what is there now is known.
    pub(super) fn turn_to(&self, folder: Option<&Path>, outside: &holdfast_vault::Outside) {
        let noticing = folder.map(|folder| Noticing::begin(folder, outside.clone()));
        self.bell.lock().turned_to = Some(noticing);
        self.look_now();
    }

    /// Looks without waiting for the second to end.
    pub(super) fn look_now(&self) {
        self.bell.lock().rung = true;
        self.bell.rung.notify_one();
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        self.bell.lock().ended = true;
        self.bell.rung.notify_one();
        if let Some(thread) = self.thread.take() {
            // It ends by itself; a panic in it has been said by the panic itself.
            let _ended = thread.join();
        }
    }
}

impl Bell {
    /// Waits for the next look; what to turn to first. None at the end.
    fn wait(&self) -> Option<Option<Option<Noticing>>> {
        let quiet = |state: &mut State| !state.rung && !state.ended;
        let waited = self.rung.wait_timeout_while(self.lock(), EVERY, quiet);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.rung = false;
        (!state.ended).then(|| state.turned_to.take())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn nouns(noticed: Noticed) -> Vec<Noun> {
    [
        (noticed.items, Noun::Item),
        (noticed.disputes, Noun::Dispute),
        (noticed.bundles, Noun::Bundle),
        (noticed.vault, Noun::Vault),
    ]
    .into_iter()
    .filter_map(|(changed, noun)| changed.then_some(noun))
    .collect()
}
