// What is selected, as a value: ids that were chosen, where a range begins, and where the keyboard stands.
//
// - Ids and not places are selected: an item that moves (another sort, a new one above it) stays selected.
// - Places (`focus`, `anchor`) are numbers in list order; `moved` carries them along when the list grows at its top.
// - A range needs the ids between two places, which may never have been loaded: the caller asks for them.

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range begins: the last item chosen without Shift. */
  readonly anchor: number | null;
  /** Where the keyboard stands. */
  readonly focus: number | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null, focus: null };

/** This one and no other. */
export function only(id: string, index: number): Selection {
  return { ids: new Set([id]), anchor: index, focus: index };
}

/** This one as well, or no longer. */
export function toggled(selection: Selection, id: string, index: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: index, focus: index };
}

/** From the anchor to this place; with `keep`, what was selected elsewhere stays. */
export function ranged(selection: Selection, between: readonly string[], index: number, keep: boolean): Selection {
  const ids = new Set(keep ? selection.ids : []);
  for (const id of between) ids.add(id);
  return { ids, anchor: selection.anchor ?? index, focus: index };
}

/** First place and number of places of the range that ends here. */
export function rangeTo(selection: Selection, index: number): { from: number; limit: number } {
  const start = selection.anchor ?? index;
  return { from: Math.min(start, index), limit: Math.abs(start - index) + 1 };
}

/** The keyboard goes elsewhere; what is selected stays. */
export function focused(selection: Selection, index: number): Selection {
  return { ...selection, focus: index };
}

/** All of these; the keyboard stays where it is. */
export function whole(selection: Selection, ids: readonly string[]): Selection {
  return { ids: new Set(ids), anchor: selection.anchor ?? 0, focus: selection.focus ?? 0 };
}

/** None; the keyboard stays where it is. */
export function cleared(selection: Selection): Selection {
  return { ids: new Set(), anchor: null, focus: selection.focus };
}

/** Without these ids: they are gone. */
export function without(selection: Selection, gone: readonly string[]): Selection {
  const ids = new Set(selection.ids);
  for (const id of gone) ids.delete(id);
  return { ...selection, ids };
}

/** The list grew or shrank by so many items above the places; places stay within it. */
export function moved(selection: Selection, by: number, total: number): Selection {
  const place = (at: number | null) => (at === null || total === 0 ? null : Math.min(Math.max(at + by, 0), total - 1));
  return { ids: selection.ids, anchor: place(selection.anchor), focus: place(selection.focus) };
}
