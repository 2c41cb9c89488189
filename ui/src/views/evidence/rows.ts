// How items lie in rows: day headers, then rows of one item (list) or of several (grid).
//
// - Only days and their counts are known in advance; an item is a number in list order until its page arrives.
// - Everything is looked up by halving, so that 100,000 items cost what 100 cost.
// - A row's height depends on its sort alone: nothing is measured, so nothing jumps when an item arrives.

export interface Day {
  day: string;
  count: number;
  /** The last day, when several stand under one header. */
  until?: string;
}

/** A header, or items `from` up to but without `until`, which all belong to the day. */
export type Row =
  | { kind: "day"; day: Day; group: number }
  | { kind: "items"; from: number; until: number; day: Day | null; group: number };

export interface Rows {
  /** Items in all. */
  readonly total: number;
  /** Headers and rows of items together. */
  readonly rowCount: number;
  /** Rows of items alone: what a screen reader counts. */
  readonly itemRowCount: number;
  readonly columns: number;
  /** The row of this number; none when there is no such row. */
  at(row: number): Row | undefined;
  /** The row in which an item lies. */
  rowOf(index: number): number;
  /** Which row of items (headers not counted) this row is, from 0. */
  itemRowOf(row: number): number;
  /** The item one row of items further up (-1) or down (1) in the same column; the same item where there is none. */
  across(index: number, step: -1 | 1): number;
}

interface Group {
  day: Day | null;
  firstRow: number;
  firstItem: number;
  firstItemRow: number;
}

/** Lays items under their days; without days (a sort by name, say) they lie in one group without a header. */
export function layRows(days: readonly Day[] | null, total: number, columns: number): Rows {
  const groups: Group[] = [];
  let rows = 0;
  let items = 0;
  let itemRows = 0;
  const group = (day: Day | null, count: number) => {
    if (count === 0) return;
    groups.push({ day, firstRow: rows, firstItem: items, firstItemRow: itemRows });
    const lines = Math.ceil(count / columns);
    rows += lines + (day ? 1 : 0);
    itemRows += lines;
    items += count;
  };
  if (days) for (const day of days) group(day, day.count);
  else group(null, total);

  const countOf = (number: number) => (groups[number + 1]?.firstItem ?? items) - (groups[number]?.firstItem ?? items);
  const at = (row: number): Row | undefined => {
    if (row < 0 || row >= rows) return undefined;
    const number = last(groups, (each) => each.firstRow <= row);
    const found = groups[number];
    if (!found) return undefined;
    if (found.day && row === found.firstRow) return { kind: "day", day: found.day, group: number };
    const line = row - found.firstRow - (found.day ? 1 : 0);
    const from = found.firstItem + line * columns;
    return { kind: "items", from, until: Math.min(from + columns, found.firstItem + countOf(number)), day: found.day, group: number };
  };
  const rowOf = (index: number) => {
    const found = groups[last(groups, (each) => each.firstItem <= index)];
    if (!found) return 0;
    return found.firstRow + (found.day ? 1 : 0) + Math.floor((index - found.firstItem) / columns);
  };
  const across = (index: number, step: -1 | 1) => {
    const here = at(rowOf(index));
    if (here?.kind !== "items") return index;
    let next = rowOf(index) + step;
    if (at(next)?.kind === "day") next += step;
    const there = at(next);
    if (there?.kind !== "items") return index;
    return Math.min(there.from + (index - here.from), there.until - 1);
  };
  const itemRowOf = (row: number) => {
    const found = groups[last(groups, (each) => each.firstRow <= row)];
    return found ? found.firstItemRow + row - found.firstRow - (found.day ? 1 : 0) : 0;
  };
  return { total: items, rowCount: rows, itemRowCount: itemRows, columns, at, rowOf, itemRowOf, across };
}

/** The last of the groups for which it still holds; -1 for none. What holds for one holds for all before it. */
function last(groups: readonly Group[], holds: (group: Group) => boolean): number {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const group = groups[middle];
    if (group && holds(group)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Days that follow each other and together fill no more than one row share a header, so that few items do not take much room. */
export function joinDays(days: readonly Day[], columns: number): Day[] {
  const joined: Day[] = [];
  for (const day of days) {
    const before = joined.at(-1);
    if (before && day.count > 0 && before.count + day.count <= columns) {
      joined[joined.length - 1] = { ...before, count: before.count + day.count, until: day.day };
    } else if (day.count > 0) {
      joined.push(day);
    }
  }
  return joined;
}

/** How many cards stand side by side in this width: never narrower than a card can be read, never fewer than one. */
export function columnsIn(width: number, card: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (card + gap)));
}
