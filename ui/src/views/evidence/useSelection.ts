// Selecting by place: a place may lie where no page was ever loaded, so ids are asked for; the newest wish wins.
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { bridge, type ItemCard } from "../../bridge";
import { NOTHING, cleared, focused, moved, only, ranged, rangeTo, toggled, whole, without, type Selection } from "./selection";
import type { ItemList } from "./useItemList";

/** Ids are fetched in pieces of this many. */
const PIECE = 20_000;
/** Cards of what is selected, for summing up: past this many only counts are told. */
const REMEMBERED = 2_000;

export interface Selecting {
  selection: Selection;
  /** What is known of the selected items; fewer than selected when some were never in view. */
  cards: ItemCard[];
  select: (index: number) => void;
  toggle: (index: number) => void;
  extend: (index: number, keep: boolean) => void;
  focus: (index: number) => void;
  all: () => void;
  clear: () => void;
  drop: (ids: string[]) => void;
  /** Goes to one item by its id, wherever it is in the list; false when the list does not hold it. */
  reveal: (id: string) => Promise<boolean>;
}

export function useSelection(list: ItemList | null): Selecting {
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const wish = useRef(0);
  // What is selected may come into view, and be known, only later.
  const version = useSyncExternalStore(list?.pages.subscribe ?? never, () => list?.pages.version ?? 0);
  const [seen] = useState(() => new Map<string, ItemCard>());
  const last = useRef<ItemList | null>(null);

  useEffect(() => {
    const before = last.current;
    last.current = list;
    if (!list || !before || before === list) return;
    if (before.key !== list.key) {
      // Another question: places mean nothing any more; a selection nobody can see must not be acted on.
      setSelection(NOTHING);
      return;
    }
    setSelection((now) => moved(now, list.shift, list.total));
  }, [list]);

  const ids = useCallback(
    async (from: number, limit: number): Promise<string[]> => {
      if (!list) return [];
      const { filter, sort } = list;
      const found: string[] = [];
      while (found.length < limit) {
        const piece = Math.min(PIECE, limit - found.length);
        const answer = await bridge().call("item_ids", { filter, sort, from: from + found.length, limit: piece });
        found.push(...answer.ids);
        if (answer.ids.length < piece) break;
      }
      return found;
    },
    [list],
  );

  /** Fetches ids, then changes the selection, unless another wish came in the meantime. */
  const wished = useCallback(
    (from: number, limit: number, change: (now: Selection, found: string[]) => Selection) => {
      wish.current += 1;
      const mine = wish.current;
      // What is known already takes effect at once, without a turn of waiting.
      const held = list && heldIds(list, from, limit);
      if (held) {
        setSelection((now) => change(now, held));
        return;
      }
      ids(from, limit).then(
        (found) => {
          if (mine === wish.current) setSelection((now) => change(now, found));
        },
        // The list itself shows why the vault cannot be asked; the selection stays as it was.
        () => undefined,
      );
    },
    [ids, list],
  );

  const select = useCallback(
    (index: number) => {
      setSelection((now) => focused(now, index));
      wished(index, 1, (now, [id]) => (id === undefined ? now : only(id, index)));
    },
    [wished],
  );
  const toggle = useCallback(
    (index: number) => wished(index, 1, (now, [id]) => (id === undefined ? now : toggled(now, id, index))),
    [wished],
  );
  const extend = useCallback(
    (index: number, keep: boolean) => {
      setSelection((now) => focused(now, index));
      const { from, limit } = rangeTo(selection, index);
      wished(from, limit, (now, found) => ranged(now, found, index, keep));
    },
    [selection, wished],
  );
  const focus = useCallback((index: number) => setSelection((now) => focused(now, index)), []);
  const all = useCallback(() => {
    if (list) wished(0, list.total, (now, found) => whole(now, found));
  }, [list, wished]);
  const clear = useCallback(() => {
    wish.current += 1;
    setSelection(cleared);
  }, []);
  const drop = useCallback((gone: string[]) => setSelection((now) => without(now, gone)), []);
  const reveal = useCallback(
    async (id: string) => {
      if (!list) return false;
      wish.current += 1;
      const mine = wish.current;
      const index = (await ids(0, list.total)).indexOf(id);
      if (mine === wish.current && index >= 0) setSelection(only(id, index));
      return index >= 0;
    },
    [ids, list],
  );

  // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps -- pages change inside; the version says so
  const cards = useMemo(() => cardsOf(selection.ids, list, seen), [selection.ids, list, seen, version]);
  return { selection, cards, select, toggle, extend, focus, all, clear, drop, reveal };
}

function never(): () => void {
  return () => undefined;
}

/** The ids of a range when all of it is here. */
function heldIds(list: ItemList, from: number, limit: number): string[] | null {
  const held: string[] = [];
  for (let index = from; index < from + limit; index += 1) {
    const card = list.pages.at(index);
    if (!card) return null;
    held.push(card.id);
  }
  return held;
}

function cardsOf(ids: ReadonlySet<string>, list: ItemList | null, seen: Map<string, ItemCard>): ItemCard[] {
  if (ids.size === 0 || ids.size > REMEMBERED) {
    seen.clear();
    return [];
  }
  for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);
  if (list) for (const [, card] of list.pages.all()) if (ids.has(card.id)) seen.set(card.id, card);
  return [...ids].flatMap((id) => seen.get(id) ?? []);
}
