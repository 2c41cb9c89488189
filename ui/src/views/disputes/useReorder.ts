// Putting rows into another order: by a pointer on their handle, without HTML5 drag events, and by Alt+Up and Alt+Down
// anywhere in a row. The dragged row follows the pointer, the others give way, the list scrolls at its edges; Escape
// puts everything back. Nothing is said to the vault before the pointer is let go.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PointerEvent as ReactPointerEvent } from "react";
import { type RowPlace, giveWay, positionAt } from "./reorder";

/** A drag that goes on. */
interface Drag {
  from: number;
  to: number;
  /** How far the row was moved, in pixels of the list. */
  by: number;
  height: number;
}

interface Start {
  from: number;
  pointer: number;
  clientY: number;
  scrolled: number;
  rows: readonly RowPlace[];
  scroller: HTMLElement;
}

const EDGE = 56;
const FASTEST = 14;

/** What a list needs to let its rows be dragged. */
export interface Reorder {
  listRef: (list: HTMLElement | null) => void | (() => void);
  /** The position of the row that is dragged now. */
  dragged: number | null;
  /** How far a row stands away from its place, in pixels. */
  shift: (index: number) => number;
  /** For the handle of the row at this position. */
  begin: (index: number, event: ReactPointerEvent<HTMLElement>) => void;
}

/** `onMove` is called once, when the pointer is let go over another place. */
export function useReorder(onMove: (from: number, to: number) => void): Reorder {
  const list = useRef<HTMLElement | null>(null);
  const start = useRef<Start | null>(null);
  const lastY = useRef(0);
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef<Drag | null>(null);
  const move = useRef(onMove);
  const focused = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    move.current = onMove;
    // A row that changes its place in the page loses the focus; it gets it back, so that keys can go on.
    if (document.activeElement === document.body && focused.current?.isConnected) focused.current.focus();
    focused.current = null;
  });

  const follow = useCallback(() => {
    const begun = start.current;
    if (begun === null) return;
    const by = lastY.current - begun.clientY + begun.scroller.scrollTop - begun.scrolled;
    const to = positionAt(begun.rows, begun.from, by);
    const height = begun.rows[begun.from]?.height ?? 0;
    latest.current = { from: begun.from, to, by, height };
    setDrag(latest.current);
  }, []);

  const end = useCallback((keep: boolean) => {
    const last = latest.current;
    start.current = null;
    latest.current = null;
    setDrag(null);
    if (keep && last !== null && last.to !== last.from) move.current(last.from, last.to);
  }, []);

  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return;
    let frame = 0;
    const scroll = () => {
      const begun = start.current;
      if (begun !== null) {
        const edges = begun.scroller.getBoundingClientRect();
        const above = edges.top + EDGE - lastY.current;
        const below = lastY.current - (edges.bottom - EDGE);
        const speed = above > 0 ? -above : below > 0 ? below : 0;
        if (speed !== 0) {
          begun.scroller.scrollTop += Math.max(-FASTEST, Math.min(FASTEST, speed / 4));
          follow();
        }
      }
      frame = requestAnimationFrame(scroll);
    };
    frame = requestAnimationFrame(scroll);
    const moveTo = (event: PointerEvent) => {
      if (event.pointerId !== start.current?.pointer) return;
      lastY.current = event.clientY;
      follow();
    };
    const letGo = (event: PointerEvent) => {
      if (event.pointerId === start.current?.pointer) end(event.type === "pointerup");
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    window.addEventListener("pointermove", moveTo);
    window.addEventListener("pointerup", letGo);
    window.addEventListener("pointercancel", letGo);
    window.addEventListener("keydown", escape, true);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", moveTo);
      window.removeEventListener("pointerup", letGo);
      window.removeEventListener("pointercancel", letGo);
      window.removeEventListener("keydown", escape, true);
    };
  }, [isDragging, follow, end]);

  const begin = useCallback((index: number, event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0 || list.current === null) return;
    event.preventDefault();
    event.currentTarget.focus();
    const top = list.current.getBoundingClientRect().top;
    const rows = [...list.current.children].map((row) => {
      const place = row.getBoundingClientRect();
      return { top: place.top - top, height: place.height };
    });
    const scroller = scrollerOf(list.current);
    lastY.current = event.clientY;
    start.current = {
      from: index,
      pointer: event.pointerId,
      clientY: event.clientY,
      scrolled: scroller.scrollTop,
      rows,
      scroller,
    };
    latest.current = { from: index, to: index, by: 0, height: rows[index]?.height ?? 0 };
    setDrag(latest.current);
  }, []);

  const listRef = useCallback((element: HTMLElement | null) => {
    list.current = element;
    if (element === null) return;
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      const rows = [...element.children];
      const from = rows.findIndex((row) => event.target instanceof Node && row.contains(event.target));
      const to = event.key === "ArrowUp" ? from - 1 : from + 1;
      if (from < 0) return;
      event.preventDefault();
      if (to < 0 || to >= rows.length) return;
      focused.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      move.current(from, to);
    };
    element.addEventListener("keydown", press);
    return () => element.removeEventListener("keydown", press);
  }, []);

  const shift = (index: number) => {
    if (drag === null) return 0;
    return index === drag.from ? drag.by : giveWay(index, drag.from, drag.to, drag.height);
  };

  return { listRef, dragged: drag?.from ?? null, shift, begin };
}

/** The nearest element around this one that scrolls up and down. */
function scrollerOf(element: HTMLElement): HTMLElement {
  let around = element.parentElement;
  while (around !== null) {
    const { overflowY } = getComputedStyle(around);
    if ((overflowY === "auto" || overflowY === "scroll") && around.scrollHeight > around.clientHeight) return around;
    around = around.parentElement;
  }
  return document.documentElement;
}
