// How a list is put into another order: pure functions over positions, used by the pointer, the keyboard and the menu.
// No HTML5 drag events are involved: the system's webview gives those to files that come from outside.

/** The list with the element at `from` standing at `to`; the same list when nothing would move. */
export function moved<Element>(list: readonly Element[], from: number, to: number): readonly Element[] {
  const target = Math.max(0, Math.min(list.length - 1, to));
  const element = list[from];
  if (element === undefined || from === target) return list;
  const rest = [...list.slice(0, from), ...list.slice(from + 1)];
  return [...rest.slice(0, target), element, ...rest.slice(target)];
}

/** Where a row lies, in the coordinates of its list. */
export interface RowPlace {
  top: number;
  height: number;
}

/**
 * The position at which a dragged row would come to lie: as many places down as there are other rows whose middle
 * is above the middle of the dragged one.
 */
export function positionAt(rows: readonly RowPlace[], from: number, dragged: number): number {
  const row = rows[from];
  if (row === undefined) return from;
  const middle = row.top + dragged + row.height / 2;
  return rows.filter((other, index) => index !== from && other.top + other.height / 2 < middle).length;
}

/** How far a row that is not dragged gives way, so that the gap shows where the dragged one will lie. */
export function giveWay(index: number, from: number, to: number, height: number): number {
  if (index > from && index <= to) return -height;
  if (index < from && index >= to) return height;
  return 0;
}
