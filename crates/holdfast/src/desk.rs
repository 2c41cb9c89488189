//! The desk: what a window keeps between its commands. Which vault is chosen, the settings, the jobs that run, and a
//! look-out for what other programs commit.
//!
//! - Commands over the desk are functions `noun_verb(&Desk, Question, &dyn Watch) -> Result<Answer>`, on a list of their
//!   own ([`crate::for_each_desk_command`]). Commands over a vault get the one that is chosen: [`Desk::holdfast`].
//! - A quick command goes through [`Desk::ask`], a long one through [`Desk::run`], which gives it a number, progress of
//!   at most ten messages a second, and a way to be stopped. A panic in either is our defect (`internal-error`).
//! - What came in is read in the background (small pictures, lists of lines) and stamped by the agreed time authorities.
//! - What anybody commits is told by noun within a second, once for many commits; what was written through the desk at
//!   once. Its threads end with the desk.
//! - Here too the outside comes in as an argument: [`Outside`] and [`Places`].
//!
//! ```no_run
//! use holdfast::{Unwatched, commands, desk::Desk, edge::Surroundings};
//! let surroundings = Surroundings::of_process();
//! let desk = Desk::new(surroundings.outside(), surroundings.places(), |nouns| println!("changed: {nouns:?}"));
//! let list = desk.ask(|desk| commands::dispute_list(&desk.holdfast(), (), &Unwatched))?;
//! let tell = |event| println!("{event:?}");
//! let checked = desk.run("vault_check", &tell, |desk, watch| commands::vault_check(&desk.holdfast(), (), watch))?;
//! # Ok::<(), holdfast::Error>(())
//! ```

mod bell;
mod changes;
mod jobs;
mod licences;
mod reading;
mod sample;
pub(crate) mod settings;
mod show;
mod stamping;
mod vaults;

pub use changes::Noun;
pub use jobs::{JobEvent, JobLine, JobToCancel, Progress, job_cancel};
pub use licences::licences_show;
pub use sample::{sample_discard, sample_open};
pub use settings::{EvidenceView, LanguageChoice, PublicClocks, Settings, SettingsChange, Theme, settings_set};
pub use show::{DeskState, VaultShown, desk_show};
pub use vaults::{
    KnownVault, VaultList, VaultMoved, VaultPlace, VaultToMove, vault_choose, vault_create, vault_forget, vault_list,
    vault_move,
};

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bell::Bell;
use changes::{Changes, Tell};
use jobs::Jobs;
use reading::Reading;
use settings::SettingsFile;
use stamping::Stamping;

use crate::answers::Licences;
use crate::{Error, Holdfast, Language, Outside, Result, Watch};

/// What every command over the desk looks like.
pub type DeskCommand<Question, Answer> = fn(&Desk, Question, &dyn Watch) -> Result<Answer>;

macro_rules! desk_commands {
    ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
        /// The names of all commands over the desk, in the order of the list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];
        $(const _: DeskCommand<$question, $answer> = $name;)*
        $(const _: () = crate::commands::crosses_the_border::<$question, $answer>();)*
    };
}
crate::for_each_desk_command!(desk_commands);

/// Where a desk finds and keeps what is no vault's; made by [`crate::edge`], tests make their own.
#[derive(Debug, Clone)]
pub struct Places {
    /// The file of the settings.
    pub settings: PathBuf,
    /// Folders in which `sample/` and other files that come with Holdfast are looked for, in this order.
    pub assets: Vec<PathBuf>,
    /// The language of this system.
    pub language: Language,
    /// Whether the user named the vault's folder for this run: then it is not what the settings say.
    pub vault_is_named: bool,
}

/// What a window keeps. Shared between threads; dropped, it stops looking out.
pub struct Desk {
    places: Places,
    /// The vault's folder that is used when none is chosen; none when this user has no home.
    usual: Option<PathBuf>,
    chosen: Arc<Mutex<Arc<Holdfast>>>,
    settings: SettingsFile,
    jobs: Arc<Jobs>,
    tell: Tell,
    changes: Changes,
    reading: Reading,
    stamping: Stamping,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Desk").field("places", &self.places).field("usual", &self.usual).finish_non_exhaustive()
    }
}

impl Desk {
    /// Reads the settings and begins to look out. `tell` hears which nouns changed, from any thread.
    pub fn new(outside: Outside, places: Places, tell: impl Fn(&[Noun]) + Send + Sync + 'static) -> Desk {
        let settings = SettingsFile::read(&places.settings);
        let usual = outside.default_vault.clone();
        let remembered = settings.vault().filter(|_| !places.vault_is_named);
        let holdfast = Holdfast::new(outside, remembered);
        let (to_read, to_stamp) = (Arc::new(Bell::default()), Arc::new(Bell::default()));
        let (read, stamp) = (Arc::clone(&to_read), Arc::clone(&to_stamp));
        let tell: Tell = Arc::new(move |nouns: &[Noun]| {
            tell(nouns);
            if nouns.contains(&Noun::Item) {
                read.ring();
            }
            // Settings may allow what was not allowed before, or choose another clock.
            if nouns.contains(&Noun::Item) || nouns.contains(&Noun::Settings) {
                stamp.ring();
            }
        });
        let changes = Changes::begin(holdfast.vault_folder().ok(), &holdfast.outside.vault, Arc::clone(&tell));
        let chosen = Arc::new(Mutex::new(Arc::new(holdfast)));
        let jobs = Arc::new(Jobs::default());
        let reading = Reading::begin(to_read, Arc::clone(&chosen), Arc::clone(&jobs));
        let stamping =
            Stamping::begin(to_stamp, Arc::clone(&chosen), Arc::clone(&jobs), Arc::clone(&tell), sample::is_marked);
        Desk { places, usual, chosen, settings, jobs, tell, changes, reading, stamping }
    }

    /// The chosen vault, for commands over a vault.
    pub fn holdfast(&self) -> Arc<Holdfast> {
        Arc::clone(&self.lock_chosen())
    }

    /// The settings as they stand.
    pub fn settings(&self) -> Settings {
        self.settings.settings()
    }

    /// The language to speak: chosen, or the system's.
    pub fn language(&self) -> Language {
        match self.settings().language {
            LanguageChoice::System => self.places.language,
            LanguageChoice::Zh => Language::Zh,
            LanguageChoice::En => Language::En,
        }
    }

    /// The folder of this name that came with Holdfast, such as `sample`.
    pub fn asset(&self, name: &str) -> Option<PathBuf> {
        self.places.assets.iter().map(|folder| folder.join(name)).find(|folder| folder.is_dir())
    }

    /// The jobs that run, oldest first.
    pub fn jobs(&self) -> Vec<JobLine> {
        self.jobs.lines()
    }

    /// Stops all jobs; each ends in its own time.
    pub fn cancel_all(&self) {
        self.jobs.cancel_all();
    }

    /// Runs a quick command; a panic becomes an error, and what it wrote is told.
    pub fn ask<Answer>(&self, work: impl FnOnce(&Desk) -> Result<Answer>) -> Result<Answer> {
        let answer = caught(|| work(self));
        self.changes.look_now();
        answer
    }

    /// Runs a long command as a job: `begun` first, then progress and batches, a last one of each at the end.
    pub fn run<Answer>(
        &self,
        command: &'static str,
        tell: &(dyn Fn(JobEvent) + Send + Sync),
        work: impl FnOnce(&Desk, &dyn Watch) -> Result<Answer>,
    ) -> Result<Answer> {
        let clock = Arc::clone(&self.holdfast().outside.vault.clock);
        let watched = self.jobs.begin(command, clock.as_ref(), tell);
        let answer = caught(|| work(self, &watched));
        watched.end();
        self.changes.look_now();
        self.reading.go_on();
        self.stamping.go_on();
        answer
    }

    /// Makes this folder the chosen one, for now and for the next start.
    fn choose(&self, folder: &Path) -> Result<()> {
        self.settings.choose(folder)?;
        self.turn_to(Some(folder.to_owned()));
        Ok(())
    }

    /// Goes back to the usual place.
    fn choose_usual(&self) -> Result<()> {
        self.settings.choose_none()?;
        self.turn_to(self.usual.clone());
        Ok(())
    }

    fn turn_to(&self, folder: Option<PathBuf>) {
        self.changes.turn_to(folder.as_deref(), &self.holdfast().outside.vault);
        {
            let mut chosen = self.lock_chosen();
            *chosen = Arc::new(chosen.at(folder));
        }
        (self.tell)(&[Noun::Vault, Noun::Item, Noun::Dispute, Noun::Bundle]);
    }

    fn lock_chosen(&self) -> MutexGuard<'_, Arc<Holdfast>> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the work answers; of a panic, that it is our defect.
fn caught<Answer>(work: impl FnOnce() -> Result<Answer>) -> Result<Answer> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Error::defect(text.unwrap_or_else(|| "a panic without words".to_owned())))
    })
}
