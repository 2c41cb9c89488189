// Made by `cargo xtask bindings` from the Rust types of the same names; a test compares. Do not edit: change those, and
// run it again. Ids and digests are strings, sizes are numbers, moments are RFC 3339.
import type {
  AuthorityToAdd,
  BundleChecked,
  BundleList,
  BundleMade,
  BundlePlan,
  BundlePreview,
  BundleToCreate,
  BundleToPlan,
  BundlesToVerify,
  Case,
  CaseToShow,
  DeskState,
  DisputeClosed,
  DisputeCreated,
  DisputeList,
  DisputeShown,
  DoctorSaid,
  ExhibitProvesSet,
  ExhibitsAttached,
  ExhibitsDetached,
  ExhibitsOrdered,
  ExhibitsToAttach,
  ExhibitsToDetach,
  ExhibitsToOrder,
  FactsSet,
  FactsToSet,
  ItemDays,
  ItemDaysQuestion,
  ItemExported,
  ItemFilter,
  ItemIds,
  ItemList,
  ItemNoted,
  ItemPage,
  ItemPageQuestion,
  ItemRemoved,
  ItemShown,
  ItemToExport,
  ItemToPaste,
  ItemToRemove,
  ItemsAdded,
  ItemsRead,
  ItemsToAdd,
  JobToCancel,
  KeptProof,
  KeyCopied,
  KeyRotated,
  KeyShown,
  KeyToCopy,
  Licences,
  NoteToSet,
  OutcomeToSet,
  PagesFound,
  PagesToFind,
  PartToView,
  PartView,
  ProofChecked,
  ProofToCheck,
  ProvesToSet,
  Settings,
  SettingsChange,
  TextRead,
  TextToRead,
  TimeStamped,
  TimeStatus,
  TimeTried,
  TitleSet,
  TitleToSet,
  VaultChecked,
  VaultCopied,
  VaultInfo,
  VaultList,
  VaultMoved,
  VaultPlace,
  VaultSalvaged,
  VaultToCopy,
  VaultToMove,
} from "./answers";

/** Every command over a vault or the desk: what it is asked and what it answers. */
export interface CoreCommands {
  vault_info: { question: null; answer: VaultInfo };
  vault_check: { question: null; answer: VaultChecked };
  vault_salvage: { question: null; answer: VaultSalvaged };
  vault_copy: { question: VaultToCopy; answer: VaultCopied };
  vault_key_show: { question: null; answer: KeyShown };
  vault_key_rotate: { question: null; answer: KeyRotated };
  vault_key_copy: { question: KeyToCopy; answer: KeyCopied };
  item_add: { question: ItemsToAdd; answer: ItemsAdded };
  item_paste: { question: ItemToPaste; answer: ItemsAdded };
  item_list: { question: ItemFilter; answer: ItemList };
  item_page: { question: ItemPageQuestion; answer: ItemPage };
  item_days: { question: ItemDaysQuestion; answer: ItemDays };
  item_ids: { question: ItemPageQuestion; answer: ItemIds };
  item_show: { question: string; answer: ItemShown };
  item_read: { question: string | null; answer: ItemsRead };
  item_export: { question: ItemToExport; answer: ItemExported };
  item_note: { question: NoteToSet; answer: ItemNoted };
  item_remove: { question: ItemToRemove; answer: ItemRemoved };
  dispute_create: { question: string; answer: DisputeCreated };
  dispute_list: { question: null; answer: DisputeList };
  dispute_show: { question: string; answer: DisputeShown };
  dispute_set: { question: FactsToSet; answer: FactsSet };
  dispute_title_set: { question: TitleToSet; answer: TitleSet };
  dispute_attach: { question: ExhibitsToAttach; answer: ExhibitsAttached };
  dispute_detach: { question: ExhibitsToDetach; answer: ExhibitsDetached };
  dispute_order: { question: ExhibitsToOrder; answer: ExhibitsOrdered };
  dispute_close: { question: OutcomeToSet; answer: DisputeClosed };
  exhibit_proves_set: { question: ProvesToSet; answer: ExhibitProvesSet };
  bundle_create: { question: BundleToCreate; answer: BundleMade };
  bundle_list: { question: string; answer: BundleList };
  bundle_plan: { question: BundleToPlan; answer: BundlePlan };
  bundle_preview: { question: BundleToPlan; answer: BundlePreview };
  bundle_verify: { question: BundlesToVerify; answer: BundleChecked };
  case_show: { question: CaseToShow; answer: Case };
  part_view: { question: PartToView; answer: PartView };
  text_read: { question: TextToRead; answer: TextRead };
  pages_find: { question: PagesToFind; answer: PagesFound };
  time_status: { question: null; answer: TimeStatus };
  time_stamp: { question: null; answer: TimeStamped };
  time_try: { question: string; answer: TimeTried };
  time_check: { question: ProofToCheck; answer: ProofChecked };
  proof_check: { question: KeptProof; answer: ProofChecked };
  time_authority_add: { question: AuthorityToAdd; answer: TimeStatus };
  time_authority_remove: { question: string; answer: TimeStatus };
  doctor: { question: null; answer: DoctorSaid };
  desk_show: { question: null; answer: DeskState };
  settings_set: { question: SettingsChange; answer: Settings };
  vault_list: { question: null; answer: VaultList };
  vault_choose: { question: VaultPlace; answer: DeskState };
  vault_forget: { question: VaultPlace; answer: VaultList };
  vault_create: { question: VaultPlace; answer: DeskState };
  vault_move: { question: VaultToMove; answer: VaultMoved };
  sample_open: { question: null; answer: DeskState };
  sample_discard: { question: null; answer: DeskState };
  job_cancel: { question: JobToCancel; answer: null };
  licences_show: { question: null; answer: Licences };
}

/** Those that take a channel for progress and can be cancelled. */
export const LONG_COMMANDS = [
  "vault_check",
  "vault_salvage",
  "vault_copy",
  "item_add",
  "item_paste",
  "item_read",
  "item_export",
  "bundle_create",
  "bundle_verify",
  "time_stamp",
  "time_try",
  "vault_move",
  "sample_open",
] as const;
