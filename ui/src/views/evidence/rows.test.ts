import { describe, expect, it } from "vitest";
import { columnsIn, joinDays, layRows } from "./rows";

const days = [
  { day: "2026-11-13", count: 5 },
  { day: "2026-11-12", count: 0 },
  { day: "2026-11-09", count: 3 },
];

describe("rows of items", () => {
  it("puts a header above each day that has items, and none above an empty one", () => {
    const rows = layRows(days, 8, 4);
    expect(rows.rowCount, "two headers, two rows of the first day, one of the other").toBe(5);
    expect(rows.at(0)).toMatchObject({ kind: "day", day: { day: "2026-11-13" } });
    expect(rows.at(1)).toMatchObject({ kind: "items", from: 0, until: 4 });
    expect(rows.at(2)).toMatchObject({ kind: "items", from: 4, until: 5 });
    expect(rows.at(3)).toMatchObject({ kind: "day", day: { day: "2026-11-09" } });
    expect(rows.at(4)).toMatchObject({ kind: "items", from: 5, until: 8 });
    expect(rows.at(5), "there is no row past the last").toBeUndefined();
  });

  it("finds the row of every item of a long list, and back", () => {
    const many = Array.from({ length: 700 }, (_, at) => ({ day: `d${at}`, count: 1 + (at * 37) % 290 }));
    const total = many.reduce((sum, day) => sum + day.count, 0);
    const rows = layRows(many, total, 3);
    for (let index = 0; index < total; index += 97) {
      const row = rows.at(rows.rowOf(index));
      expect(row?.kind === "items" && row.from <= index && index < row.until, `item ${index}`).toBe(true);
    }
  });

  it("counts rows of items without their headers for a screen reader", () => {
    const rows = layRows(days, 8, 4);
    expect(rows.itemRowCount).toBe(3);
    expect([1, 2, 4].map((row) => rows.itemRowOf(row))).toEqual([0, 1, 2]);
  });

  it("goes up and down in the same column across a day's end, and to the last item where the column has none", () => {
    const rows = layRows(days, 8, 4);
    expect(rows.across(3, 1), "the next row has one item only").toBe(4);
    expect(rows.across(4, 1), "the first column of the next day").toBe(5);
    expect(rows.across(6, -1), "the row above is short").toBe(4);
    expect(rows.across(1, -1), "the first row stays").toBe(1);
    expect(rows.across(7, 1), "the last row stays").toBe(7);
  });

  it("lies in one group without a header when the order is not by day", () => {
    const rows = layRows(null, 100_000, 1);
    expect(rows.rowCount).toBe(100_000);
    expect(rows.rowOf(99_999)).toBe(99_999);
  });

  it("days with few items share a header and a row, and a full day keeps its own", () => {
    const few = [{ day: "13", count: 4 }, { day: "09", count: 1 }, { day: "07", count: 2 }, { day: "06", count: 1 }, { day: "01", count: 2 }];
    expect(joinDays(few, 4)).toEqual([
      { day: "13", count: 4 },
      { day: "09", count: 4, until: "06" },
      { day: "01", count: 2 },
    ]);
  });

  it("never stands narrower than a card, and never in no column", () => {
    expect(columnsIn(776, 176, 12)).toBe(4);
    expect(columnsIn(100, 176, 12)).toBe(1);
  });
});
