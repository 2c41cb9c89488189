import { describe, expect, it } from "vitest";
import { giveWay, moved, positionAt } from "./reorder";

const rows = [0, 80, 160, 240].map((top) => ({ top, height: 80 }));

describe("the order of a list", () => {
  it("loses and doubles nothing, wherever a row is moved", () => {
    const list = ["E01", "E02", "E03", "E04"];
    for (let from = 0; from < list.length; from += 1) {
      for (let to = -2; to < list.length + 2; to += 1) {
        const next = moved(list, from, to);
        expect([...next].sort(), `${from} to ${to}`).toEqual(list);
        expect(next[Math.max(0, Math.min(3, to))], `${from} to ${to}`).toBe(list[from]);
      }
    }
  });

  it("is the same list when nothing would move, so that nothing is said to the vault", () => {
    const list = ["E01", "E02"];
    expect(moved(list, 0, -1)).toBe(list);
    expect(moved(list, 1, 5)).toBe(list);
    expect(moved(list, 7, 0)).toBe(list);
  });

  it("puts a dragged row where its middle has passed the middles of others", () => {
    expect(positionAt(rows, 0, 0)).toBe(0);
    expect(positionAt(rows, 0, 79)).toBe(0);
    expect(positionAt(rows, 0, 81)).toBe(1);
    expect(positionAt(rows, 0, 900)).toBe(3);
    expect(positionAt(rows, 3, -161)).toBe(1);
    expect(positionAt(rows, 3, -900)).toBe(0);
  });

  it("opens the gap where the row will lie: rows between give way, others stay", () => {
    expect([0, 1, 2, 3].map((index) => giveWay(index, 0, 2, 80))).toEqual([0, -80, -80, 0]);
    expect([0, 1, 2, 3].map((index) => giveWay(index, 3, 1, 80))).toEqual([0, 80, 80, 0]);
  });
});
