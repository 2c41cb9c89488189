import { describe, expect, it } from "vitest";
import { byteRows } from "./bytes";
import { HITS_MOST, findLines, hitsIn, marked, type Hit } from "./find";

const reader = (lines: string[]) => async (from: number, count: number) => ({
  lines: lines.slice(from, from + count),
  total_lines: lines.length,
});

describe("finding in a text", () => {
  it("finds Chinese words and any case of Latin ones", () => {
    expect(hitsIn("申请退差价，差价 30", "差价")).toEqual([
      { from: 3, length: 2 },
      { from: 6, length: 2 },
    ]);
    expect(hitsIn("Price PRICE", "price").length).toBe(2);
    expect(hitsIn("anything", "")).toEqual([]);
  });

  it("marks what was hit and loses no character", () => {
    const pieces = marked("保价 30 天，保价有效", "保价");
    expect(pieces.map((piece) => piece.text).join("")).toBe("保价 30 天，保价有效");
    expect(pieces.filter((piece) => piece.hit).length).toBe(2);
  });

  it("goes through a long text in pieces and says how far it is", async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => (at % 1000 === 7 ? "refund" : "no"));
    const told: number[] = [];
    let found: Hit[] = [];
    await findLines(reader(lines), "refund", new AbortController().signal, (hits, searched) => {
      found = hits;
      told.push(searched);
    });
    expect(found.map((hit) => hit.line)).toEqual([7, 1007, 2007, 3007, 4007, 5007, 6007, 7007, 8007, 9007]);
    expect(told).toEqual([2000, 4000, 6000, 8000, 10_000]);
  });

  it("stops when told to, and at more hits than anybody steps through", async () => {
    const stop = new AbortController();
    let pieces = 0;
    await findLines(reader(Array(10_000).fill("a")), "b", stop.signal, () => {
      pieces += 1;
      stop.abort();
    });
    expect(pieces).toBe(1);
    let hits = 0;
    await findLines(reader(Array(20_000).fill("a")), "a", new AbortController().signal, (found) => {
      hits = found.length;
    });
    expect(hits).toBe(HITS_MOST);
  });
});

describe("first bytes", () => {
  it("stand in rows of sixteen with what can be shown beside them", () => {
    const rows = byteRows("504b0304".repeat(5));
    expect(rows.map((row) => row.numbers.length)).toEqual([16, 4]);
    expect(rows[1]).toMatchObject({ offset: 16, text: "PK.." });
    expect(byteRows("5"), "half a byte is none").toEqual([]);
  });
});
