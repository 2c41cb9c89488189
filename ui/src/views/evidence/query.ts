// Which items the evidence screen shows, and in which order. Kept outside the screen: who comes back from a dispute, or
// switches the language, finds the list as it was left.
import type { Completeness, ItemFilterWide, ItemSort, Kind, Origin, TimeState } from "../../bridge";
import { createStore } from "../../state";

/** Days of this computer's calendar; an open end is null. */
export interface DayRange {
  from: string | null;
  until: string | null;
}

export interface EvidenceQuery {
  /** A dispute's name, or no dispute at all. */
  attached: { to: "dispute"; name: string } | { to: "none" } | null;
  kinds: Kind[];
  origins: Origin[];
  time: TimeState | null;
  completeness: Completeness[];
  days: DayRange;
  sort: ItemSort;
}

export const EVERYTHING: EvidenceQuery = {
  attached: null,
  kinds: [],
  origins: [],
  time: null,
  completeness: [],
  days: { from: null, until: null },
  sort: "newest",
};

export const evidenceQuery = createStore<EvidenceQuery>(EVERYTHING);

/** The filter as the commands understand it. Days become moments at this computer's midnight. */
export function filterOf(query: EvidenceQuery, find: string): ItemFilterWide {
  const filter: ItemFilterWide = {};
  if (query.attached?.to === "dispute") filter.dispute = query.attached.name;
  if (query.attached?.to === "none") filter.unattached = true;
  if (query.kinds.length > 0) filter.kinds = query.kinds;
  if (query.origins.length > 0) filter.origins = query.origins;
  if (query.time !== null) filter.time = query.time;
  if (query.completeness.length > 0) filter.completeness = query.completeness;
  if (query.days.from !== null) filter.added_from = midnight(query.days.from, 0);
  if (query.days.until !== null) filter.added_until = midnight(query.days.until, 1);
  if (find.trim() !== "") filter.find = find.trim();
  return filter;
}

/** Whether the filter leaves anything out. */
export function narrows(filter: ItemFilterWide): boolean {
  return Object.keys(filter).length > 0;
}

/** Filters taken away, the order kept. */
export function withoutFilters(query: EvidenceQuery): EvidenceQuery {
  return { ...EVERYTHING, sort: query.sort };
}

/** Lists by these orders are headed by days. */
export function byDay(sort: ItemSort): sort is "newest" | "oldest" {
  return sort === "newest" || sort === "oldest";
}

/** The beginning of a day, or of one some days later, as RFC 3339 in UTC. */
function midnight(day: string, later: number): string {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

/** Values in or out of a list, in the order of `all`. */
export function switched<Value>(all: readonly Value[], chosen: readonly Value[], value: Value): Value[] {
  return all.filter((each) => (each === value ? !chosen.includes(value) : chosen.includes(each)));
}
