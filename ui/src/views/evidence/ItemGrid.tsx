// The grid and the list of items: one virtual column of rows, whatever they look like.
//
// - Only rows near the view are elements; 100,000 items cost what a screenful costs.
// - The keyboard's focus stays on the grid (aria-activedescendant), so a row that scrolls out takes no focus with it.
// - Heights are known, so the scroll bar is true from the first moment and nothing moves when items arrive. When the
//   list, its columns or its look change, what stands at the top stays there.
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useId, useLayoutEffect, useMemo, useRef, useSyncExternalStore, type FocusEvent, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import { m } from "../../text";
import { DayHeader } from "./DayHeader";
import { ItemLineRow } from "./ItemLineRow";
import { ItemTile } from "./ItemTile";
import { keyAction, type KeyAction } from "./keys";
import { ListHead } from "./ListHead";
import { columnsIn, joinDays, layRows, type Day, type Row, type Rows } from "./rows";
import { useBox } from "../viewers/useBox";
import type { InView, ItemList } from "./useItemList";
import type { Selecting } from "./useSelection";

export type Look = "grid" | "list";

const DAY_HEIGHT = 36;
const HEAD_HEIGHT = 34;
const ROW_HEIGHT: Record<Look, number> = { grid: 212, list: 44 };
const TILE_LEAST = 176;
const TILE_GAP = 12;
const SIDES = 40;
const LIST_COLUMNS = 8;

interface ItemGridProps {
  list: ItemList;
  look: Look;
  selecting: Selecting;
  inView: RefObject<InView>;
  onAction: (action: KeyAction) => void;
}

export function ItemGrid({ list, look, selecting, inView, onAction }: ItemGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const name = useId();
  const { width } = useBox(grid);
  const columns = look === "list" ? 1 : columnsIn(width - SIDES, TILE_LEAST, TILE_GAP);
  const { total, pages } = list;
  const days = useMemo(() => (list.days && look === "grid" ? joinDays(list.days, columns) : list.days), [list.days, look, columns]);
  const rows = useMemo(() => layRows(days, total, columns), [days, total, columns]);
  useSyncExternalStore(pages.subscribe, () => pages.version);
  const { selection } = selecting;
  const focusRow = selection.focus === null ? null : rows.rowOf(Math.min(selection.focus, total - 1));

  const head = look === "list" ? HEAD_HEIGHT : 0;
  // oxlint-disable-next-line react/incompatible-library -- its values are read while drawing and passed to nothing that is memoised
  const virtual = useVirtualizer({
    count: rows.rowCount,
    getScrollElement: () => grid.current,
    estimateSize: (row) => heightOf(rows.at(row), look),
    overscan: look === "list" ? 6 : 2,
    paddingStart: head,
    paddingEnd: 24,
    scrollPaddingStart: head + 8,
    scrollPaddingEnd: 12,
    rangeExtractor: (range) => withRow(range, focusRow),
  });

  const anchor = useRef({ index: 0, within: 0 });
  const drawn = useRef({ rows, look, pages });
  useLayoutEffect(() => {
    const before = drawn.current;
    drawn.current = { rows, look, pages };
    if (before.rows === rows && before.look === look) return;
    virtual.measure();
    const element = grid.current;
    if (!element || element.scrollTop === 0) return;
    const index = anchor.current.index + (before.pages === pages ? 0 : list.shift);
    const within = before.look === look ? anchor.current.within : 0;
    element.scrollTop = topOf(rows, rows.rowOf(Math.min(Math.max(index, 0), Math.max(0, total - 1))), look) + within;
  }, [rows, look, pages, list.shift, total, virtual]);

  const seen = virtual.getVirtualItems();
  useEffect(() => {
    const top = virtual.scrollOffset ?? 0;
    // By the range and not by the elements: the row that holds the keyboard is one of these wherever it lies.
    const view = placesIn(rows, virtual.range);
    inView.current = view;
    const first = seen.find((each) => each.end > top + head && rows.at(each.index)?.kind === "items");
    const row = first && rows.at(first.index);
    if (first && row?.kind === "items") anchor.current = { index: row.from, within: top + head - first.start };
    pages.want(view.from, view.until);
  });

  // The keyboard moved: nothing else scrolls by itself.
  const follow = useEffectEvent(() => {
    if (focusRow !== null) virtual.scrollToIndex(focusRow, { align: "auto" });
  });
  useEffect(() => follow(), [selection.focus]);

  const press = (event: KeyboardEvent) => {
    const screenful = Math.floor(((grid.current?.clientHeight ?? 0) - head) / ROW_HEIGHT[look]);
    const action = keyAction(event, rows, selection.focus, screenful);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    onAction(action);
  };
  const click = (event: MouseEvent) => {
    if (on(event.target, "[data-all]")) return selection.ids.size >= total ? selecting.clear() : selecting.all();
    const index = indexOf(event.target);
    if (index === null) return;
    if (event.shiftKey) selecting.extend(index, event.ctrlKey || event.metaKey);
    else if (event.ctrlKey || event.metaKey || on(event.target, "[data-check]")) selecting.toggle(index);
    else selecting.select(index);
  };
  // A cell that is focused (by a screen reader, by a click) hands the focus on: it may scroll away, the grid does not.
  const focused = (event: FocusEvent) => {
    const index = indexOf(event.target);
    if (index === null) return;
    selecting.focus(index);
    grid.current?.focus({ preventScroll: true });
  };
  const open = (event: MouseEvent) => {
    const index = indexOf(event.target);
    if (index !== null && !on(event.target, "[data-check]")) onAction({ kind: "open", index });
  };

  return (
    <div
      ref={grid}
      role="grid"
      className="evidence-grid"
      data-look={look}
      tabIndex={0}
      aria-label={m.evidence_title()}
      aria-multiselectable="true"
      aria-rowcount={rows.itemRowCount + (look === "list" ? 1 : 0)}
      aria-colcount={look === "list" ? LIST_COLUMNS : columns}
      aria-activedescendant={selection.focus === null ? undefined : `${name}-${selection.focus}`}
      onKeyDown={press}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={click}
      onFocus={focused}
      onDoubleClick={open}
    >
      {look === "list" && <ListHead all={selection.ids.size > 0 && selection.ids.size >= total} some={selection.ids.size > 0} />}
      <div className="evidence-sizer" role="presentation" style={{ height: virtual.getTotalSize() - head }}>
        {groupsOf(seen.map((each) => ({ key: each.index, start: each.start - head, row: rows.at(each.index) }))).map((group) => (
          <div key={group.number} role="rowgroup" aria-labelledby={days ? `${name}-day-${group.number}` : undefined}>
            {group.rows.map(({ key, start, row }) => (
              <div key={key} role="presentation" className="evidence-row" style={{ transform: `translateY(${start}px)` }}>
                {row.kind === "day" ? (
                  <DayHeader day={row.day} id={`${name}-day-${group.number}`} columns={look === "list" ? LIST_COLUMNS : columns} />
                ) : look === "list" ? (
                  <ItemLineRow
                    id={`${name}-${row.from}`}
                    index={row.from}
                    rowNumber={row.from + 2}
                    card={pages.at(row.from)}
                    isSelected={isSelected(pages.at(row.from)?.id, selecting)}
                    isFocused={selection.focus === row.from}
                  />
                ) : (
                  <div role="row" aria-rowindex={rows.itemRowOf(key) + 1} className="evidence-tiles" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
                    {places(row).map((index, column) => (
                      <ItemTile
                        key={index}
                        id={`${name}-${index}`}
                        index={index}
                        column={column}
                        card={pages.at(index)}
                        isSelected={isSelected(pages.at(index)?.id, selecting)}
                        isFocused={selection.focus === index}
                        dayKnown={days !== null && group.day?.until === undefined}
                      />
                    ))}
                  </div>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function isSelected(id: string | undefined, { selection }: Selecting): boolean {
  return id !== undefined && selection.ids.has(id);
}

function heightOf(row: Row | undefined, look: Look): number {
  return row?.kind === "day" ? DAY_HEIGHT : ROW_HEIGHT[look];
}

/** Where a row of items begins, below the head. */
function topOf(rows: Rows, row: number, look: Look): number {
  const items = rows.itemRowOf(row);
  return items * ROW_HEIGHT[look] + (row - items) * DAY_HEIGHT;
}

/** The row that holds the keyboard stays an element, also when it is scrolled out of view. */
function withRow(range: Range, row: number | null): number[] {
  const shown = defaultRangeExtractor(range);
  return row === null || shown.includes(row) ? shown : [...shown, row].sort((one, other) => one - other);
}

function places(row: { from: number; until: number }): number[] {
  return Array.from({ length: row.until - row.from }, (_, at) => row.from + at);
}

function placesIn(rows: Rows, range: { startIndex: number; endIndex: number } | null): InView {
  const view: InView = { from: 0, until: 0 };
  for (let row = range?.startIndex ?? 0; row <= (range?.endIndex ?? -1); row += 1) {
    const items = rows.at(row);
    if (items?.kind !== "items") continue;
    if (view.until === 0) view.from = items.from;
    view.until = items.until;
  }
  return view;
}

interface Placed<R> {
  key: number;
  start: number;
  row: R;
}

/** Rows of one day together: a group for those who hear the list. */
function groupsOf(rows: Placed<Row | undefined>[]): { number: number; day: Day | null; rows: Placed<Row>[] }[] {
  const groups: { number: number; day: Day | null; rows: Placed<Row>[] }[] = [];
  for (const { key, start, row } of rows) {
    if (!row) continue;
    const group = groups.at(-1);
    if (group?.number === row.group) group.rows.push({ key, start, row });
    else groups.push({ number: row.group, day: row.day, rows: [{ key, start, row }] });
  }
  return groups;
}

function indexOf(target: EventTarget): number | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  const index = element?.dataset["index"];
  return index === undefined ? null : Number(index);
}

function on(target: EventTarget, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
