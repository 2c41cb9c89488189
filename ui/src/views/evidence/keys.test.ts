import { describe, expect, it } from "vitest";
import { keyAction, type Keys } from "./keys";
import { layRows } from "./rows";

const grid = layRows([{ day: "a", count: 10 }, { day: "b", count: 6 }], 16, 4);
const list = layRows(null, 1000, 1);
const press = (key: string, more: Partial<Keys> = {}): Keys => ({
  key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more,
});

describe("keys in the grid", () => {
  it("arrows go and select, with Shift they extend, with Ctrl they only go", () => {
    expect(keyAction(press("ArrowRight"), grid, 2, 3)).toEqual({ kind: "go", index: 3, how: "select" });
    expect(keyAction(press("ArrowDown", { shiftKey: true }), grid, 2, 3)).toEqual({ kind: "go", index: 6, how: "extend" });
    expect(keyAction(press("ArrowLeft", { ctrlKey: true }), grid, 2, 3)).toEqual({ kind: "go", index: 1, how: "focus" });
  });

  it("the first arrow goes to the first item", () => {
    expect(keyAction(press("ArrowDown"), grid, null, 3)).toEqual({ kind: "go", index: 0, how: "select" });
  });

  it("left and right do nothing in a list", () => {
    expect(keyAction(press("ArrowRight"), list, 2, 10)).toBeNull();
  });

  it("Home, End, PageUp and PageDown reach every end", () => {
    expect(keyAction(press("End"), list, 2, 10)).toMatchObject({ index: 999 });
    expect(keyAction(press("Home"), list, 900, 10)).toMatchObject({ index: 0 });
    expect(keyAction(press("PageDown"), list, 100, 10), "one row stays in view").toMatchObject({ index: 109 });
    expect(keyAction(press("PageUp"), list, 3, 10)).toMatchObject({ index: 0 });
    expect(keyAction(press("PageDown"), grid, 9, 3), "into the next day's rows").toMatchObject({ index: 15 });
  });

  it("Space selects one more or one less, Enter opens, I inspects, Delete asks, Ctrl+A takes all", () => {
    expect(keyAction(press(" "), list, 5, 10)).toEqual({ kind: "toggle", index: 5 });
    expect(keyAction(press("Enter"), list, 5, 10)).toEqual({ kind: "open", index: 5 });
    expect(keyAction(press("i"), list, 5, 10)).toEqual({ kind: "inspect" });
    expect(keyAction(press("Delete"), list, 5, 10)).toEqual({ kind: "remove" });
    expect(keyAction(press("a", { ctrlKey: true }), list, 5, 10)).toEqual({ kind: "all" });
    expect(keyAction(press("a"), list, 5, 10), "a letter alone is nothing").toBeNull();
  });

  it("does nothing in an empty list", () => {
    expect(keyAction(press("Enter"), layRows([], 0, 4), null, 3)).toBeNull();
  });
});
