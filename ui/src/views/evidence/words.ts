// Words that several places of the evidence screen say about one item.
import type { StateShape, Tone } from "../../components";
import type { Completeness, ItemSort, Kind, Origin, TimeState } from "../../bridge";
import { locale, m, message } from "../../text";

export const KINDS: readonly Kind[] = [
  "screenshot", "chat", "invoice", "page", "order", "mail", "photo", "video", "audio", "document", "comparison", "leaves",
];
export const ORIGINS: readonly Origin[] = ["supplied-by-user", "captured-by-holdfast", "fetched-again", "derived"];
export const TIMES: readonly TimeState[] = ["proven", "waiting", "none"];
export const COMPLETENESS: readonly Completeness[] = ["complete", "partial", "failed"];
export const SORTS: readonly ItemSort[] = ["newest", "oldest", "name", "largest", "kind"];

export function kindWord(kind: Kind): string {
  return message(`evidence_kind_${kind}`, kind);
}

export function originWord(origin: Origin): string {
  return message(`evidence_origin_${origin.replaceAll("-", "_")}`, origin);
}

export function sortWord(sort: ItemSort): string {
  return message(`evidence_sort_${sort}`, sort);
}

export interface State {
  shape: StateShape;
  tone: Tone;
  word: string;
}

export function timeState(time: TimeState): State {
  if (time === "proven") return { shape: "done", tone: "ok", word: m.evidence_time_proven() };
  if (time === "waiting") return { shape: "waiting", tone: "open", word: m.evidence_time_waiting() };
  return { shape: "absent", tone: "open", word: m.evidence_time_none() };
}

export function completenessState(completeness: Completeness): State {
  if (completeness === "complete") return { shape: "done", tone: "ok", word: m.evidence_complete() };
  if (completeness === "partial") return { shape: "half", tone: "warn", word: m.evidence_partial() };
  return { shape: "broken", tone: "bad", word: m.evidence_failed() };
}

/** `11月6日 – 11月9日`, `November 6 – November 9`, whichever of the two comes first in the list. */
export function dayRangeTitle(one: string, other: string): string {
  const days = [one, other].sort().map((day) => new Date(`${day}T12:00:00`));
  const now = new Date().getFullYear();
  const year = days.every((day) => day.getFullYear() === now) ? {} : { year: "numeric" as const };
  const format = new Intl.DateTimeFormat(locale(), { ...year, month: "long", day: "numeric" });
  return days.map((day) => format.format(day)).join(" – ");
}
