// What crosses the border between the window and Rust. The types of the core (answers.ts, commands.ts) are made from Rust
// and compared by a test; here stand the shell's own commands and events, and a few names that the pages use.
import type { BundleToPlan, Completeness, InputFailed, ItemWhole as ItemAsMade, JobLine, JsonValue, Kind, Noun, Origin, Ref, View } from "./answers";
import type { CoreCommands } from "./commands";

export type * from "./answers";
export { LONG_COMMANDS } from "./commands";

export type InputFailure = InputFailed;
export type BundlePlanQuestion = BundleToPlan;
export type Edition = BundleToPlan["edition"];
export type Withhold = BundleToPlan["withhold"][number];

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
/** As made, with capture.json as docs/format.md has it. */
export interface ItemWhole extends Omit<ItemAsMade, "capture"> { capture: CaptureRecord }

export type PartViewKind = View;

/** Commands that only the shell has: src-tauri/src/list.rs names them, a test compares. */
export interface ShellCommands {
  dialog_files: { question: null; answer: string[] };
  dialog_folder: { question: null; answer: string | null };
  dialog_open_bundle: { question: null; answer: string | null };
  dialog_save: { question: { file_name: string }; answer: string | null };
  place_show: { question: { path: string }; answer: null };
  text_copy: { question: { text: string }; answer: null };
  part_open: { question: { part: Ref }; answer: null };
  media_open: { question: { part: Ref }; answer: { url: string; viewing: number } };
  media_close: { question: { viewing: number }; answer: null };
  open_at_login_set: { question: { open_at_login: boolean }; answer: { open_at_login: boolean } };
  notify: { question: { title: string; body: string }; answer: null };
  window_painted: { question: null; answer: null };
  window_close: { question: null; answer: null };
  window_title_set: { question: { title: string }; answer: null };
}
export interface Commands extends Omit<CoreCommands, "item_show">, ShellCommands {
  item_show: { question: string; answer: { item: ItemWhole } };
}
export type CommandName = keyof Commands;

/** What the shell tells without being asked. */
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
