// What crosses the border between the window and Rust, as both sides agreed on it. Field names are those that the Rust
// answers serialise. Ids and digests are strings, sizes are numbers, moments are RFC 3339.
import type { BundleLine, BundleMade, BundlePlan, BundlePlanQuestion, BundlePreview } from "./bundles";

export type * from "./bundles";
export type Kind =
  | "screenshot" | "chat" | "invoice" | "page" | "order" | "mail" | "photo"
  | "video" | "audio" | "document" | "leaves" | "comparison";
export type Origin = "captured-by-holdfast" | "supplied-by-user" | "fetched-again" | "derived";
export type TimeState = "proven" | "waiting" | "none";
export type Completeness = "complete" | "partial" | "failed";
export type Noun = "item" | "dispute" | "bundle" | "vault" | "settings";
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface Failure {
  code: string;
  whose: "user" | "disk" | "network" | "vault" | "newer" | "us";
  values: Record<string, string>;
}

export type Ref =
  | { of: "vault"; item: string; part: string }
  | { of: "case"; case: string; exhibit: string; part: string };

// ---- items ----
export interface ItemLine {
  id: string;
  kind: Kind;
  name: string;
  size_bytes: number;
  sha256: string;
  seal_sha256: string;
  already_kept: boolean;
}
export interface InputFailure { path: string; failure: Failure }
export interface ItemsAdded { items: ItemLine[]; failed: InputFailure[] }
export interface ItemFilterWide {
  dispute?: string | null;
  kinds?: Kind[];
  origins?: Origin[];
  time?: TimeState | null;
  completeness?: Completeness[];
  added_from?: string | null;
  added_until?: string | null;
  find?: string | null;
  unattached?: boolean;
}
export type ItemSort = "newest" | "oldest" | "name" | "largest" | "kind";
export interface ItemPageQuestion { filter: ItemFilterWide; sort: ItemSort; from: number; limit: number }
export interface ItemCard {
  id: string;
  kind: Kind;
  origin: Origin;
  name: string;
  size_bytes: number;
  sha256: string;
  seal_sha256: string;
  added_at: string;
  completeness: Completeness;
  note: string;
  part_count: number;
  exhibits: { dispute: string; dispute_title: string; exhibit: string }[];
  time: TimeState;
  first_part: { name: string; media_type: string; size_bytes: number };
  has_thumbnail: boolean;
}
export interface ItemPage { total: number; vault_total: number; items: ItemCard[] }
export interface ItemDaysQuestion { filter: ItemFilterWide; sort: "newest" | "oldest"; zone_minutes: number }
export interface ItemDays { total: number; days: { day: string; count: number }[] }
export interface ItemIds { ids: string[] }
export interface ItemFileLine { name: string; role: string; media_type: string; size_bytes: number; sha256: string }
/** capture.json; what else a kind records stands beside these. */
export interface CaptureRecord {
  v: string | number;
  id: string;
  kind: Kind;
  origin: Origin;
  how: { [key: string]: JsonValue };
  started_at: string;
  ended_at: string;
  monotonic_ms: number;
  parts: { [key: string]: JsonValue }[];
  completeness: Completeness | { [key: string]: JsonValue };
  [key: string]: JsonValue;
}
export interface TimeProof { kind: string; at: string | null; by: string }
export interface ItemHistoryLine { n: number; kind: string; at: string; dispute: string | null; exhibit: string | null; what: string | null; text: string | null }
export interface ItemWhole extends ItemLine {
  added_at: string;
  note: string;
  files: ItemFileLine[];
  capture: CaptureRecord;
  exhibits: { dispute: string; exhibit: string }[];
  entries: number[];
  leaves: string[];
  time_proofs: TimeProof[];
  history: ItemHistoryLine[];
}
export interface ItemRemoved {
  id: string;
  seal_sha256: string;
  objects_erased: number;
  still_used: string[];
  bundles: BundleLine[];
}

// ---- parts ----
export type PartViewKind =
  | { kind: "picture"; width: number; height: number; turn: 0 | 90 | 180 | 270; mirrored: boolean; tile_side: number; format: string }
  | { kind: "text"; encoding: string; confident: boolean; lines: number; size_bytes: number; syntax: "plain" | "json" | "html" | "xml" | "csv" | "mail" | "markdown" }
  | { kind: "pages"; pages: { width: number; height: number }[]; searchable: boolean }
  | { kind: "media"; video: boolean }
  | { kind: "bytes"; why: string | null; first_bytes: string };
export interface PartView { name: string; media_type: string; size_bytes: number; sha256: string; view: PartViewKind }
export interface TextRead { encoding: string; from_line: number; total_lines: number; lines: string[]; cut: boolean }
export interface PagesFound { hits: { page: number; before: string; hit: string; after: string }[]; total: number; searched_pages: number }

// ---- disputes ----
export interface DisputeName { id: string; name: string; title: string }
export interface DisputeLine {
  id: string;
  name: string;
  title: string;
  state: "open" | "closed";
  outcome: string | null;
  created_at: string;
  exhibits: number;
}
export interface Exhibit {
  exhibit: string;
  state: "attached" | "detached" | "removed";
  item_id: string | null;
  seal_sha256: string;
  kind: Kind | null;
  name: string;
  proves: string;
}
export interface HistoryLine {
  n: number;
  at: string;
  kind: string;
  exhibit: string | null;
  what: string | null;
  change: JsonValue;
}
export interface DisputeWhole extends Omit<DisputeLine, "exhibits"> {
  facts: Record<string, string>;
  exhibits: Exhibit[];
  history: HistoryLine[];
  bundles: BundleLine[];
}

// ---- the checker's report: the same values in both languages, its sentences in each ----
export interface VerifyFinding {
  code: string;
  level: "error" | "warning" | "note";
  exhibit: string | null;
  path: string | null;
  sentence: string;
  detail: string;
}
export interface VerifyExhibit {
  exhibit: string;
  name: string | null;
  shown: string;
  reason: string | null;
  item_id: string | null;
  seal_sha256: string;
  kind: Kind | null;
  size_bytes: number;
  parts: number;
  completeness: Completeness | null;
  missing: string[];
  stated: Origin | null;
  made_from: string | null;
  stated_at: string | null;
  environment_withheld: boolean;
  integrity: string;
  integrity_words: string;
  not_later_than: string | null;
  by: string | null;
  through: string | null;
  through_words: string | null;
}
export interface VerifyHead {
  before: string;
  date: string | null;
  after: string;
  matching: string | null;
  not_matching: string | null;
  second: string;
}
export interface VerifyIntegrity { state: string; sentence: string; does_not_prove: string }
export interface VerifyTime {
  proven: boolean;
  not_later_than: string | null;
  by: string | null;
  dated: number;
  shown: number;
  sentence: string;
  does_not_prove: string;
}
export interface VerifyOriginGroup { origin: Origin; label: string; exhibits: string[] }
export interface VerifyOrigin { checked: boolean; sentence: string; groups: VerifyOriginGroup[]; does_not_prove: string }
export interface VerifyDisclosure {
  whole: number;
  in_part: number;
  withheld: number;
  removed: number;
  named: number;
  sentence: string;
  does_not_prove: string;
}
export interface VerifyCounts { errors: number; warnings: number; notes: number }
export interface VerifyFile { name: string; what: string; size_bytes: number; agrees: boolean }
export interface VerifySigner { fingerprint: string; known: boolean; sentence: string; whose: string }
export interface VerifyStatement {
  sentence: string | null;
  title: string | null;
  files: VerifyFile[];
  signer: VerifySigner | null;
}
export interface VerifyBundle {
  input: string;
  file_name: string;
  holdfast: boolean;
  verdict: string;
  exit: number;
  head: VerifyHead;
  size_bytes: number;
  files: number;
  recomputed: number;
  integrity: VerifyIntegrity;
  time: VerifyTime;
  origin: VerifyOrigin | null;
  disclosure: VerifyDisclosure | null;
  exhibits: VerifyExhibit[];
  findings: VerifyFinding[];
  counts: VerifyCounts;
  statement: VerifyStatement;
}
export interface VerifyChecker { program: string; pins: string; checked_at: string; revocation: string }
export interface VerifyReport {
  verdict: string;
  together: string | null;
  bundles: VerifyBundle[];
  findings: VerifyFinding[];
  checker: VerifyChecker;
}
export interface BundleChecked { exit: number; zh: VerifyReport; en: VerifyReport }
export interface CaseFact { name: string; known: boolean; value: string }
export interface CasePart { name: string; role: string; media_type: string; size_bytes: number; sha256: string }
export interface CaseExhibit {
  exhibit: string;
  name: string | null;
  shown: string;
  reason: string | null;
  problem: string | null;
  seal_sha256: string;
  item_id: string | null;
  kind: Kind | null;
  stated: Origin | null;
  completeness: Completeness | null;
  missing: string[];
  stated_at: string | null;
  size_bytes: number;
  parts: CasePart[];
}
export interface Case {
  path: string;
  file_name: string;
  zipped: boolean;
  title: string | null;
  facts: CaseFact[];
  edition: string | null;
  made_on: string | null;
  exhibits: CaseExhibit[];
  shown: number;
  withheld: number;
}

// ---- vault and desk ----
export interface Checked { at: string; result: "whole" | "damaged" }
export interface VaultWhole {
  path: string;
  id: string;
  epoch: number;
  fingerprint: string;
  created_at: string;
  items: number;
  disputes: number;
  entries: number;
  size_bytes: number;
  checked: Checked | null;
  writable: boolean;
  advice: string[];
}
export interface Finding { code: string; level: "error" | "warning" | "note"; path: string | null; detail: string }
export interface VaultChecked {
  whole: boolean;
  counts: { items: number; objects: number; entries: number; size_bytes: number };
  findings: Finding[];
}
export interface VaultCopied { path: string; check: VaultChecked }
export interface Salvaged {
  path: string;
  id: string;
  items: number;
  disputes: number;
  unplaced: number;
  damaged: string[];
  old_database: string | null;
}
export interface Progress { items_done: number; items_total: number; bytes_done: number; bytes_total: number }
export interface JobLine { job: number; command: string; progress: Progress | null }
export interface Settings {
  language: "system" | "zh" | "en";
  theme: "system" | "light" | "dark";
  text_size: 90 | 100 | 115 | 130 | 150 | 200;
  public_clocks: "allowed" | "denied" | null;
  open_at_login: boolean;
  evidence_view: "grid" | "list";
  capture_dispute: string | null;
  first_start_done: boolean;
  vaults: string[];
}
export interface DeskState {
  version: string;
  system_language: "zh" | "en";
  settings: Settings;
  settings_failure: Failure | null;
  vault: {
    path: string;
    state: string;
    failure: Failure | null;
    name: string;
    id: string | null;
    sample: boolean;
    checked: Checked | null;
    items: number;
    disputes: number;
  };
  jobs: JobLine[];
  first_start: boolean;
}
export interface VaultList { current: string; vaults: { path: string; name: string; state: string; sample: boolean }[] }
export interface Licences {
  packages: { name: string; version: string; licence: string; text_id: string }[];
  texts: Record<string, string>;
}

// ---- every command: its question and its answer ----
export interface Commands {
  item_page: { question: ItemPageQuestion; answer: ItemPage };
  item_days: { question: ItemDaysQuestion; answer: ItemDays };
  item_ids: { question: ItemPageQuestion; answer: ItemIds };
  item_show: { question: string; answer: { item: ItemWhole } };
  item_add: { question: { paths: string[]; kind?: Kind | null; dispute?: string | null }; answer: ItemsAdded };
  item_paste: { question: { kind?: Kind | null; dispute?: string | null }; answer: ItemsAdded };
  item_note: { question: { id: string; text: string }; answer: { id: string; note: string } };
  item_remove: { question: { id: string; reason: string }; answer: ItemRemoved };
  item_export: { question: { id: string; to: string }; answer: { id: string; path: string; files: ItemFileLine[] } };
  part_view: { question: { part: Ref }; answer: PartView };
  text_read: { question: { part: Ref; encoding?: string | null; from_line: number; lines: number }; answer: TextRead };
  pages_find: { question: { part: Ref; find: string }; answer: PagesFound };
  dispute_list: { question: null; answer: { disputes: DisputeLine[] } };
  dispute_create: { question: string; answer: { dispute: DisputeName } };
  dispute_show: { question: string; answer: { dispute: DisputeWhole } };
  dispute_set: { question: { dispute: string; facts: [string, string][] }; answer: { facts: Record<string, string> } };
  dispute_title_set: { question: { dispute: string; title: string }; answer: { dispute: DisputeName } };
  exhibit_proves_set: { question: { dispute: string; exhibit: string; proves: string }; answer: { exhibits: Exhibit[] } };
  dispute_attach: { question: { dispute: string; ids: string[]; proves?: string | null }; answer: { exhibits: Exhibit[] } };
  dispute_detach: { question: { dispute: string; ids: string[] }; answer: { detached: string[]; exhibits: Exhibit[] } };
  dispute_order: { question: { dispute: string; exhibits: string[] }; answer: { exhibits: Exhibit[] } };
  dispute_close: { question: { dispute: string; outcome?: string | null }; answer: { dispute: DisputeLine } };
  bundle_plan: { question: BundlePlanQuestion; answer: BundlePlan };
  bundle_preview: { question: BundlePlanQuestion; answer: BundlePreview };
  bundle_create: { question: BundlePlanQuestion & { to: string }; answer: BundleMade };
  bundle_list: { question: string; answer: { bundles: BundleLine[] } };
  bundle_verify: { question: { inputs: string[]; signer?: string | null }; answer: BundleChecked };
  case_show: { question: { path: string }; answer: Case };
  vault_info: { question: null; answer: { vault: VaultWhole } };
  vault_check: { question: null; answer: VaultChecked };
  vault_salvage: { question: null; answer: { salvaged: Salvaged } };
  vault_copy: { question: { to: string }; answer: VaultCopied };
  vault_move: { question: { to: string; erase_old: boolean }; answer: VaultCopied & { erased: boolean; failure: Failure | null } };
  vault_key_show: { question: null; answer: { key: { fingerprint: string; public_key: string } } };
  vault_key_copy: { question: { to: string }; answer: { path: string; fingerprint: string } };
  desk_show: { question: null; answer: DeskState };
  settings_set: { question: Partial<Settings>; answer: Settings };
  vault_list: { question: null; answer: VaultList };
  vault_choose: { question: { path: string }; answer: DeskState };
  vault_forget: { question: { path: string }; answer: VaultList };
  vault_create: { question: { path: string }; answer: DeskState };
  sample_open: { question: null; answer: DeskState };
  sample_discard: { question: null; answer: DeskState };
  job_cancel: { question: { job: number }; answer: null };
  licences_show: { question: null; answer: Licences };
  dialog_files: { question: null; answer: string[] };
  dialog_folder: { question: null; answer: string | null };
  dialog_open_bundle: { question: null; answer: string[] };
  dialog_save: { question: { file_name: string }; answer: string | null };
  place_show: { question: { path: string }; answer: null };
  text_copy: { question: { text: string }; answer: null };
  part_open: { question: { part: Ref }; answer: null };
  media_open: { question: { part: Ref }; answer: { url: string; viewing: string } };
  media_close: { question: { viewing: string }; answer: null };
  open_at_login_set: { question: { open_at_login: boolean }; answer: { open_at_login: boolean } };
  notify: { question: { title: string; body: string }; answer: null };
  window_painted: { question: null; answer: null };
  window_close: { question: null; answer: null };
  window_title_set: { question: { title: string }; answer: null };
}
export type CommandName = keyof Commands;

// ---- messages of long commands, and events ----
export type JobEvent =
  | { kind: "begun"; job: number }
  | ({ kind: "progress" } & Progress)
  | { kind: "kept"; items: ItemLine[] }
  | { kind: "failed"; inputs: InputFailure[] };
export interface Events {
  changed: { nouns: Noun[] };
  dropped:
    | { kind: "over"; paths_count: number; position: { x: number; y: number } }
    | { kind: "drop"; paths: string[] }
    | { kind: "left" };
  closing: { jobs: JobLine[] };
  opened: { route: string; paths: string[] };
}
export type EventName = keyof Events;
