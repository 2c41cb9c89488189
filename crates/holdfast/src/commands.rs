//! Everything one can do with a vault.
//!
//! A command is a function `noun_verb(&Holdfast, Question, &dyn Watch) -> Result<Answer>`. The window and the command
//! line call these and nothing else. For the window the commands stand in a list, one line each
//! ([`crate::for_each_vault_command`]); a command that is not on it does not exist there. The compiler checks each line:
//! that the function is there, that its question can be read from JSON and its answer be written as JSON.
//!
//! To add a command:
//! 1. The answer in `answers/`, `#[derive(Serialize)]` and `#[cfg_attr(test, derive(ts_rs::TS))]`; the question beside the
//!    command, `#[derive(Deserialize)]`, `#[serde(deny_unknown_fields)]` and the same second line.
//! 2. Fields of types that know nothing of TypeScript say theirs: `#[cfg_attr(test, ts(type = "string"))]` on a
//!    [`Digest`](holdfast_proof::Digest) or an id, `"Kind"`, `"Origin"`, `"JsonValue"` on those.
//! 3. The function, `pub use` here, and a line in `list.rs`: `quick`, or `long` when it may take more than a moment.
//! 4. `cargo xtask bindings` writes ui/src/bridge/types again; a test fails until it was done.
//!
//! `vault_create` makes the vault of a command line; the window has one of its own that also chooses it
//! ([`crate::desk`]).

mod bundle;
mod bundle_plan;
mod case;
mod dispute;
mod doctor;
mod item;
mod item_add;
mod item_export;
mod item_page;
mod item_paste;
mod item_read;
mod part;
mod part_find;
mod time;
mod vault;

pub use bundle::{BundleToCreate, BundlesToVerify, bundle_create, bundle_list, bundle_verify};
pub use bundle_plan::{BundleToPlan, bundle_plan, bundle_preview};
pub use case::{CaseToShow, case_show};
pub use dispute::{
    ExhibitsToAttach, ExhibitsToDetach, ExhibitsToOrder, FactsToSet, OutcomeToSet, ProvesToSet, TitleToSet,
    dispute_attach, dispute_close, dispute_create, dispute_detach, dispute_list, dispute_order, dispute_set,
    dispute_show, dispute_title_set, exhibit_proves_set,
};
pub use doctor::doctor;
pub(crate) use item::item_named;
pub use item::{ItemFilter, ItemToRemove, NoteToSet, item_list, item_note, item_remove, item_show};
pub use item_add::{ItemsToAdd, item_add};
pub use item_export::{ItemToExport, item_export};
pub use item_page::{
    DaySort, ItemDaysQuestion, ItemFilterWide, ItemPageQuestion, ItemSort, item_days, item_ids, item_page,
};
pub use item_paste::{ItemToPaste, item_paste};
pub use item_read::item_read;
pub use part::{PagesToFind, PartToView, TextToRead, pages_find, part_view, text_read};
pub(crate) use time::stamp;
pub use time::{
    AuthorityToAdd, KeptProof, ProofToCheck, file_checked, proof_check, time_authority_add, time_authority_remove,
    time_check, time_consent, time_stamp, time_status, time_try,
};
pub(crate) use vault::vault_copy_to_use;
pub use vault::{
    KeyToCopy, VaultToCopy, vault_check, vault_copy, vault_create, vault_info, vault_key_copy, vault_key_rotate,
    vault_key_show, vault_salvage,
};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answers::*;
use crate::{Holdfast, Result, Watch};

/// What every command looks like.
pub type Command<Question, Answer> = fn(&Holdfast, Question, &dyn Watch) -> Result<Answer>;

macro_rules! vault_commands {
    ($($pace:ident $name:ident($question:ty) -> $answer:ty,)*) => {
        /// The names of all commands over a vault that a window may give, in the order of the list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];
        $(const _: Command<$question, $answer> = $name;)*
    };
}
crate::for_each_vault_command!(vault_commands);

/// Holds, when it compiles, that a question can be read from JSON and its answer written as JSON.
pub(crate) const fn crosses_the_border<Question: DeserializeOwned, Answer: Serialize>() {}
