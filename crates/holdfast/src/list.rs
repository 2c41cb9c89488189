//! The lists of everything one can ask for, each line once: what the window's shell makes its one-line commands of, what
//! its build script declares, and what the TypeScript types are generated from.
//!
//! - A line is `pace name(question) -> answer`: `quick` answers at once, `long` takes a channel for progress and can be
//!   cancelled. Questions and answers are those of `commands`, `answers` and `desk`.
//! - [`for_each_vault_command!`] lists functions of `holdfast::commands`, [`for_each_desk_command!`] of `holdfast::desk`.
//!   Each gives its whole list to the macro named, in one go.
//! - Nothing here refers to the crate, so that a build script can take this file alone (`#[path] mod list;`) and turn the
//!   lines into names. To add a command: write it, add its line, run `cargo xtask bindings`.

/// Gives every command over a vault to the macro `$with`: functions `(&Holdfast, Question, &dyn Watch) -> Result<Answer>`.
#[macro_export]
macro_rules! for_each_vault_command {
    ($with:ident) => {
        $with! {
            quick vault_info(()) -> VaultInfo,
            long vault_check(()) -> VaultChecked,
            long vault_salvage(()) -> VaultSalvaged,
            long vault_copy(VaultToCopy) -> VaultCopied,
            quick vault_key_show(()) -> KeyShown,
            quick vault_key_rotate(()) -> KeyRotated,
            quick vault_key_copy(KeyToCopy) -> KeyCopied,
            long item_add(ItemsToAdd) -> ItemsAdded,
            long item_paste(ItemToPaste) -> ItemsAdded,
            quick item_list(ItemFilter) -> ItemList,
            quick item_page(ItemPageQuestion) -> ItemPage,
            quick item_days(ItemDaysQuestion) -> ItemDays,
            quick item_ids(ItemPageQuestion) -> ItemIds,
            quick item_show(String) -> ItemShown,
            long item_read(Option<String>) -> ItemsRead,
            long item_export(ItemToExport) -> ItemExported,
            quick item_note(NoteToSet) -> ItemNoted,
            quick item_remove(ItemToRemove) -> ItemRemoved,
            quick dispute_create(String) -> DisputeCreated,
            quick dispute_list(()) -> DisputeList,
            quick dispute_show(String) -> DisputeShown,
            quick dispute_set(FactsToSet) -> FactsSet,
            quick dispute_title_set(TitleToSet) -> TitleSet,
            quick dispute_attach(ExhibitsToAttach) -> ExhibitsAttached,
            quick dispute_detach(ExhibitsToDetach) -> ExhibitsDetached,
            quick dispute_order(ExhibitsToOrder) -> ExhibitsOrdered,
            quick dispute_close(OutcomeToSet) -> DisputeClosed,
            quick exhibit_proves_set(ProvesToSet) -> ExhibitProvesSet,
            long bundle_create(BundleToCreate) -> BundleMade,
            quick bundle_list(String) -> BundleList,
            quick bundle_plan(BundleToPlan) -> BundlePlan,
            quick bundle_preview(BundleToPlan) -> BundlePreview,
            long bundle_verify(BundlesToVerify) -> BundleVerified,
            quick case_show(CaseToShow) -> Case,
            quick part_view(PartToView) -> PartView,
            quick text_read(TextToRead) -> TextRead,
            quick pages_find(PagesToFind) -> PagesFound,
            quick time_status(()) -> TimeStatus,
            long time_stamp(()) -> TimeStamped,
            long time_try(String) -> TimeTried,
            quick time_check(ProofToCheck) -> ProofChecked,
            quick proof_check(KeptProof) -> ProofChecked,
            quick time_authority_add(AuthorityToAdd) -> TimeStatus,
            quick time_authority_remove(String) -> TimeStatus,
            quick doctor(()) -> DoctorSaid,
        }
    };
}

/// Gives every command over the desk to the macro `$with`: functions `(&Desk, Question, &dyn Watch) -> Result<Answer>`.
#[macro_export]
macro_rules! for_each_desk_command {
    ($with:ident) => {
        $with! {
            quick desk_show(()) -> DeskState,
            quick settings_set(SettingsChange) -> Settings,
            quick vault_list(()) -> VaultList,
            quick vault_choose(VaultPlace) -> DeskState,
            quick vault_forget(VaultPlace) -> VaultList,
            quick vault_create(VaultPlace) -> DeskState,
            long vault_move(VaultToMove) -> VaultMoved,
            long sample_open(()) -> DeskState,
            quick sample_discard(()) -> DeskState,
            quick job_cancel(JobToCancel) -> (),
            quick licences_show(()) -> Licences,
        }
    };
}
