// The list behind the grid: days, pages, totals; one value a state, replaced whole.
//
// - The old list stays until the new one is here, so a filter never flashes an empty screen.
// - When something changed, days and the pages in view are asked again beside the list, then take its place at once;
//   `shift` says how far items moved down, so that the screen can stay on what it shows.
// - Changes that come quickly (an import) are answered one refresh after another, never several at once.
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { bridge, type Failure, type ItemCard, type ItemFilterWide, type ItemPage, type ItemSort } from "../../bridge";
import { Pages } from "./pages";
import { byDay } from "./query";
import type { Day } from "./rows";

export const PAGE_SIZE = 60;
const REST_MS = 250;

export type CardPages = Pages<ItemCard, ItemPage>;

export interface ItemList {
  /** Of the question; two lists with one key are two states of the same list. */
  key: string;
  filter: ItemFilterWide;
  sort: ItemSort;
  days: Day[] | null;
  total: number;
  vaultTotal: number;
  pages: CardPages;
  /** How many places items moved since the list before. */
  shift: number;
}

/** What the screen shows now: asked when a list is loaded anew. */
export interface InView {
  from: number;
  until: number;
}

export function useItemList(
  filter: ItemFilterWide,
  sort: ItemSort,
  inView: () => InView,
): { list: ItemList | null; failure: Failure | null; again: () => void } {
  const key = useMemo(() => JSON.stringify([filter, sort]), [filter, sort]);
  const [list, setList] = useState<ItemList | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turn, setTurn] = useState(0);
  const shown = useRef<ItemList | null>(null);
  const view = useEffectEvent(inView);

  useEffect(() => {
    let gone = false;
    let busy = false;
    let due = false;
    const [askedFilter, askedSort] = JSON.parse(key) as [ItemFilterWide, ItemSort];

    const refresh = async () => {
      if (busy) {
        due = true;
        return;
      }
      busy = true;
      due = false;
      try {
        const before = shown.current?.key === key ? shown.current : null;
        const next = await loaded(key, askedFilter, askedSort, before, before ? view() : { from: 0, until: 1 });
        if (gone) return;
        shown.current = next;
        setList(next);
        setFailure(null);
      } catch (thrown) {
        if (!gone) setFailure(thrown as Failure);
      }
      await new Promise((rested) => setTimeout(rested, due ? REST_MS : 0));
      busy = false;
      if (due && !gone) void refresh();
    };

    void refresh();
    const silence = bridge().on("changed", ({ nouns }) => {
      if (nouns.includes("item") || nouns.includes("dispute") || nouns.includes("vault")) void refresh();
    });
    return () => {
      gone = true;
      silence();
    };
  }, [key, turn]);

  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { list, failure, again };
}

/** The list with what is in view, or what the question threw. */
async function loaded(
  key: string,
  filter: ItemFilterWide,
  sort: ItemSort,
  before: ItemList | null,
  view: InView,
): Promise<ItemList> {
  const pages: CardPages = new Pages(
    (from, limit) => bridge().call("item_page", { filter, sort, from, limit }),
    PAGE_SIZE,
  );
  const zone_minutes = -new Date().getTimezoneOffset();
  const days = byDay(sort) ? await bridge().call("item_days", { filter, sort, zone_minutes }) : null;
  // New items come in at the top of a list that begins with the newest; elsewhere places stay as they are.
  const grown = days && before && sort === "newest" ? days.total - before.total : 0;
  await pages.load(view.from + grown, view.until + grown);
  const total = days?.total ?? pages.newest?.total ?? 0;
  return {
    key,
    filter,
    sort,
    days: days?.days ?? null,
    total,
    vaultTotal: pages.newest?.vault_total ?? total,
    pages,
    shift: before ? shiftOf(before, pages, view) ?? grown : 0,
  };
}

/** How far the first item in view moved, when it is in both lists. */
function shiftOf(before: ItemList, pages: CardPages, view: InView): number | null {
  for (let index = view.from; index < view.until; index += 1) {
    const id = before.pages.at(index)?.id;
    if (id === undefined) continue;
    for (const [place, card] of pages.all()) if (card.id === id) return place - index;
  }
  return null;
}
