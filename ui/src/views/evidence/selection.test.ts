import { describe, expect, it } from "vitest";
import { NOTHING, cleared, focused, moved, only, ranged, rangeTo, toggled, whole, without } from "./selection";

describe("selection", () => {
  it("Ctrl adds one and takes it away again, and the range begins there", () => {
    const two = toggled(only("a", 0), "c", 2);
    expect([...two.ids]).toEqual(["a", "c"]);
    expect(two.anchor).toBe(2);
    expect([...toggled(two, "a", 0).ids]).toEqual(["c"]);
  });

  it("Shift selects from where the range began, in either direction, and forgets the rest", () => {
    const start = toggled(only("x", 90), "d", 3);
    expect(rangeTo(start, 1)).toEqual({ from: 1, limit: 3 });
    const range = ranged(start, ["b", "c", "d"], 1, false);
    expect([...range.ids], "what was selected elsewhere is no longer").toEqual(["b", "c", "d"]);
    expect(rangeTo(range, 5), "a second Shift begins at the same place").toEqual({ from: 3, limit: 3 });
  });

  it("Ctrl and Shift together keep what was selected elsewhere", () => {
    const range = ranged(toggled(only("x", 90), "d", 3), ["b", "c", "d"], 1, true);
    expect([...range.ids]).toEqual(["x", "d", "b", "c"]);
  });

  it("a range without a beginning is the item itself", () => {
    expect(rangeTo(NOTHING, 7)).toEqual({ from: 7, limit: 1 });
  });

  it("moving the keyboard with Ctrl keeps what is selected", () => {
    expect(focused(only("a", 0), 9)).toMatchObject({ anchor: 0, focus: 9 });
  });

  it("Esc selects none and leaves the keyboard where it is", () => {
    expect(cleared(only("a", 4))).toEqual({ ids: new Set(), anchor: null, focus: 4 });
  });

  it("selecting all keeps the keyboard where it is", () => {
    expect(whole(only("b", 1), ["a", "b", "c"])).toMatchObject({ focus: 1 });
  });

  it("items that come in above do not move the selection to another item", () => {
    const after = moved(only("a", 4), 3, 100);
    expect(after.focus).toBe(7);
    expect([...after.ids]).toEqual(["a"]);
    expect(moved(only("a", 4), -9, 100).focus, "never before the first").toBe(0);
    expect(moved(only("a", 4), 0, 0).focus, "an empty list has no place").toBeNull();
  });

  it("removed items are no longer selected", () => {
    expect([...without(whole(NOTHING, ["a", "b"]), ["a"]).ids]).toEqual(["b"]);
  });
});
