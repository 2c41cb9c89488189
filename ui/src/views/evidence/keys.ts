// What a key does in the grid, as a value. The same keys in both looks; a list is a grid of one column.
import type { Rows } from "./rows";

export type KeyAction =
  /** The keyboard goes to a place and selects it, or extends the range to it, or only goes there. */
  | { kind: "go"; index: number; how: "select" | "extend" | "focus" }
  | { kind: "toggle"; index: number }
  | { kind: "open"; index: number }
  | { kind: "all" | "clear" | "inspect" | "remove" | "attach" | "copy" };

export interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** What this key does, or nothing. `screenful` is how many rows of items are in view. */
export function keyAction(pressed: Keys, rows: Rows, focus: number | null, screenful: number): KeyAction | null {
  if (pressed.altKey || rows.total === 0) return null;
  const control = pressed.ctrlKey || pressed.metaKey;
  const here = Math.min(focus ?? 0, rows.total - 1);
  const target = focus === null && isArrow(pressed.key) ? 0 : place(pressed.key, rows, here, screenful);
  if (target !== null) {
    const how = pressed.shiftKey ? "extend" : control ? "focus" : "select";
    return { kind: "go", index: Math.min(Math.max(target, 0), rows.total - 1), how };
  }
  switch (pressed.key) {
    case " ":
      if (pressed.shiftKey) return { kind: "go", index: here, how: "extend" };
      return { kind: "toggle", index: here };
    case "Enter":
      return { kind: "open", index: here };
    case "Escape":
      return { kind: "clear" };
    case "Delete":
      return { kind: "remove" };
  }
  if (control) {
    if (pressed.key === "a" || pressed.key === "A") return { kind: "all" };
    if (pressed.key === "c" || pressed.key === "C") return { kind: "copy" };
    return null;
  }
  if (pressed.key === "i" || pressed.key === "I") return { kind: "inspect" };
  if (pressed.key === "d" || pressed.key === "D") return { kind: "attach" };
  return null;
}

function isArrow(key: string): boolean {
  return key.startsWith("Arrow");
}

function place(key: string, rows: Rows, here: number, screenful: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return rows.columns > 1 ? here - 1 : null;
    case "ArrowRight":
      return rows.columns > 1 ? here + 1 : null;
    case "ArrowUp":
      return rows.across(here, -1);
    case "ArrowDown":
      return rows.across(here, 1);
    case "Home":
      return 0;
    case "End":
      return rows.total - 1;
    case "PageUp":
      return leaps(rows, here, -1, screenful);
    case "PageDown":
      return leaps(rows, here, 1, screenful);
    default:
      return null;
  }
}

/** As many rows further as fit the screen, less one that stays in view. */
function leaps(rows: Rows, here: number, step: -1 | 1, screenful: number): number {
  let at = here;
  for (let leap = 0; leap < Math.max(1, screenful - 1); leap += 1) at = rows.across(at, step);
  return at;
}
