//! The one list of commands: everything one can do, one line each.
//!
//! A command is a function `noun_verb(&Holdfast, Question, &dyn Watch) -> Result<Answer>`. The window and the command
//! line call these and nothing else; a command that is not on the list does not exist for them. The list is checked by
//! the compiler: a line names the function, its question and its answer.

mod bundle;
mod dispute;
mod doctor;
mod item;
mod item_add;
mod item_export;
mod item_read;
mod vault;

pub use bundle::{BundleToCreate, BundlesToVerify, bundle_create, bundle_list, bundle_verify};
pub use dispute::{
    ExhibitsToAttach, ExhibitsToDetach, ExhibitsToOrder, FactsToSet, OutcomeToSet, dispute_attach, dispute_close,
    dispute_create, dispute_detach, dispute_list, dispute_order, dispute_set, dispute_show,
};
pub use doctor::doctor;
pub(crate) use item::item_named;
pub use item::{ItemFilter, ItemToRemove, NoteToSet, item_list, item_note, item_remove, item_show};
pub use item_add::{ItemsToAdd, item_add};
pub use item_export::{ItemToExport, item_export};
pub use item_read::item_read;
pub use vault::{
    vault_check, vault_copy, vault_create, vault_info, vault_key_copy, vault_key_rotate, vault_key_show, vault_salvage,
};

use std::path::PathBuf;

use crate::answers::*;
use crate::{Holdfast, Result, Watch};

/// What every command looks like.
pub type Command<Question, Answer> = fn(&Holdfast, Question, &dyn Watch) -> Result<Answer>;

macro_rules! commands {
    ($($name:ident($question:ty) -> $answer:ty,)*) => {
        /// The names of all commands, in the order of the list.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];
        $(const _: Command<$question, $answer> = $name;)*
    };
}

commands! {
    vault_create(()) -> VaultCreated,
    vault_info(()) -> VaultInfo,
    vault_check(()) -> VaultChecked,
    vault_salvage(()) -> VaultSalvaged,
    vault_copy(PathBuf) -> VaultCopied,
    vault_key_show(()) -> KeyShown,
    vault_key_rotate(()) -> KeyRotated,
    vault_key_copy(PathBuf) -> KeyCopied,
    item_add(ItemsToAdd) -> ItemsAdded,
    item_list(ItemFilter) -> ItemList,
    item_show(String) -> ItemShown,
    item_read(Option<String>) -> ItemsRead,
    item_export(ItemToExport) -> ItemExported,
    item_note(NoteToSet) -> ItemNoted,
    item_remove(ItemToRemove) -> ItemRemoved,
    dispute_create(String) -> DisputeCreated,
    dispute_list(()) -> DisputeList,
    dispute_show(String) -> DisputeShown,
    dispute_set(FactsToSet) -> FactsSet,
    dispute_attach(ExhibitsToAttach) -> ExhibitsAttached,
    dispute_detach(ExhibitsToDetach) -> ExhibitsDetached,
    dispute_order(ExhibitsToOrder) -> ExhibitsOrdered,
    dispute_close(OutcomeToSet) -> DisputeClosed,
    bundle_create(BundleToCreate) -> BundleMade,
    bundle_list(String) -> BundleList,
    bundle_verify(BundlesToVerify) -> BundleVerified,
    doctor(()) -> DoctorSaid,
}
