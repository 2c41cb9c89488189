//! From what was typed to the operation, and from its answer to what is said: one line a verb.

use clap::CommandFactory;
use holdfast::commands::*;
use holdfast::{Error, Holdfast, Language, Unwatched};

use crate::Terminal;
use crate::grammar::{Authority, Bundle, Capture, Dispute, Item, Key, Line, Noun, Time, Vault};
use crate::progress::Progress;
use crate::say::{Said, Voice};

/// `vault check` 3: cannot be opened.
const CANNOT_BE_OPENED: u8 = 3;

/// A command that could not be done, and the status it ends with.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) error: Error,
    pub(crate) status: u8,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Refused {
        Refused { status: error.exit().status(), error }
    }
}

type Outcome = Result<Said, Refused>;

/// Runs one parsed command.
pub(crate) fn run(line: Line, language: Language, terminal: &mut Terminal) -> Outcome {
    let voice = Voice { json: line.json, language };
    if let Noun::Completions { shell } = line.noun {
        return Ok(completions(voice, shell));
    }
    let holdfast = Holdfast::new(terminal.surroundings.outside(), line.vault);
    let job = Job { holdfast, voice, terminal };
    match line.noun {
        Noun::Vault(verb) => job.vault(verb),
        Noun::Item(verb) => job.item(verb),
        Noun::Capture(verb) => job.capture(verb),
        Noun::Dispute(verb) => job.dispute(verb),
        Noun::Bundle(verb) => job.bundle(verb),
        Noun::Time(verb) => job.time(verb),
        Noun::Doctor => Ok(voice.doctor_said(&doctor(&job.holdfast, (), &Unwatched)?)),
        // Answered above: it needs no vault and no home folder.
        Noun::Completions { shell } => Ok(completions(voice, shell)),
    }
}

/// One verb at work.
struct Job<'a> {
    holdfast: Holdfast,
    voice: Voice,
    terminal: &'a mut Terminal,
}

impl Job<'_> {
    /// Runs a command that says nothing while it runs.
    fn quick<Question, Answer>(
        &self,
        command: Command<Question, Answer>,
        question: Question,
        say: fn(Voice, &Answer) -> Said,
    ) -> Outcome {
        let answer = command(&self.holdfast, question, &Unwatched)?;
        Ok(say(self.voice, &answer))
    }

    /// Runs a command with progress and cancel.
    fn long<Question, Answer>(
        &mut self,
        command: Command<Question, Answer>,
        question: Question,
        say: fn(Voice, &Answer) -> Said,
    ) -> Outcome {
        let progress = Progress::new(self.terminal, self.voice.json, self.voice.language);
        let answer = command(&self.holdfast, question, &progress);
        progress.finish();
        Ok(say(self.voice, &answer?))
    }

    fn vault(mut self, verb: Vault) -> Outcome {
        match verb {
            Vault::Create => self.quick(vault_create, (), Voice::vault_created),
            Vault::Info => self.quick(vault_info, (), Voice::vault_info),
            Vault::Check => {
                self.long(vault_check, (), Voice::vault_checked).map_err(|refused| match refused.error.code() {
                    "cancelled" => refused,
                    _ => Refused { status: CANNOT_BE_OPENED, ..refused },
                })
            }
            Vault::Salvage => self.long(vault_salvage, (), Voice::vault_salvaged),
            Vault::Copy { dir } => self.long(vault_copy, VaultToCopy { to: dir }, Voice::vault_copied),
            Vault::Key(Key::Show) => self.quick(vault_key_show, (), Voice::key_shown),
            Vault::Key(Key::Rotate) => self.quick(vault_key_rotate, (), Voice::key_rotated),
            Vault::Key(Key::Copy { file }) => self.quick(vault_key_copy, KeyToCopy { to: file }, Voice::key_copied),
        }
    }

    fn item(mut self, verb: Item) -> Outcome {
        match verb {
            Item::Add { paths, kind, dispute } => {
                self.long(item_add, ItemsToAdd { paths, kind, dispute }, Voice::items_added)
            }
            Item::List { dispute, kind, find } => {
                self.quick(item_list, ItemFilter { dispute, kind, find }, Voice::item_list)
            }
            Item::Show { id } => self.quick(item_show, id, Voice::item_shown),
            Item::Read { id } => self.long(item_read, id, Voice::items_read),
            Item::Export { id, dir } => self.long(item_export, ItemToExport { id, to: dir }, Voice::item_exported),
            Item::Note { id, text } => self.quick(item_note, NoteToSet { id, text }, Voice::item_noted),
            Item::Remove { id, reason } => self.quick(item_remove, ItemToRemove { id, reason }, Voice::item_removed),
        }
    }

    fn capture(mut self, verb: Capture) -> Outcome {
        match verb {
            Capture::Clipboard { kind, dispute } => {
                self.long(item_paste, ItemToPaste { kind, dispute }, Voice::items_added)
            }
        }
    }

    fn dispute(self, verb: Dispute) -> Outcome {
        match verb {
            Dispute::Create { title } => self.quick(dispute_create, title, Voice::dispute_created),
            Dispute::List => self.quick(dispute_list, (), Voice::dispute_list),
            Dispute::Show { dispute } => self.quick(dispute_show, dispute, Voice::dispute_shown),
            Dispute::Set { dispute, facts } => self.quick(dispute_set, FactsToSet { dispute, facts }, Voice::facts_set),
            Dispute::Attach { dispute, ids, proves } => {
                self.quick(dispute_attach, ExhibitsToAttach { dispute, ids, proves }, Voice::exhibits_attached)
            }
            Dispute::Detach { dispute, ids } => {
                self.quick(dispute_detach, ExhibitsToDetach { dispute, ids }, Voice::exhibits_detached)
            }
            Dispute::Order { dispute, exhibits } => {
                self.quick(dispute_order, ExhibitsToOrder { dispute, exhibits }, Voice::exhibits_ordered)
            }
            Dispute::Close { dispute, outcome } => {
                self.quick(dispute_close, OutcomeToSet { dispute, outcome }, Voice::dispute_closed)
            }
        }
    }

    fn bundle(mut self, verb: Bundle) -> Outcome {
        match verb {
            Bundle::Create { dispute, output, edition, withhold } => {
                let language = self.voice.language;
                let question = BundleToCreate { dispute, to: output, edition, withhold, language };
                self.long(bundle_create, question, Voice::bundle_made)
            }
            Bundle::List { dispute } => self.quick(bundle_list, dispute, Voice::bundle_list),
            Bundle::Verify(verify) => {
                let question = BundlesToVerify {
                    inputs: verify.inputs,
                    trust: verify.trust,
                    signer: verify.signer,
                    blocks: verify.block,
                };
                self.long(bundle_verify, question, Voice::bundle_verified)
            }
        }
    }
}

impl Job<'_> {
    fn time(mut self, verb: Time) -> Outcome {
        match verb {
            Time::Allow => self.quick(time_consent, true, Voice::time_status),
            Time::Deny => self.quick(time_consent, false, Voice::time_status),
            Time::Authority(Authority::Add { name, url, root }) => {
                self.quick(time_authority_add, AuthorityToAdd { name, url, root }, Voice::time_status)
            }
            Time::Authority(Authority::List) | Time::Status => self.quick(time_status, (), Voice::time_status),
            Time::Authority(Authority::Remove { name }) => self.quick(time_authority_remove, name, Voice::time_status),
            Time::Stamp => self.long(time_stamp, (), Voice::time_stamped),
            Time::Check { file, proof, trust, block } => {
                self.quick(file_checked, ProofToCheck { file, proof, trust, blocks: block }, Voice::file_proof)
            }
        }
    }
}

fn completions(voice: Voice, shell: clap_complete::Shell) -> Said {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Line::command(), "holdfast", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    voice.answer_as(&serde_json::json!({ "completions": script }), 0, || script.clone())
}
