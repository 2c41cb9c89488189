import { afterEach, describe, expect, it } from "vitest";
import type { Exhibit, HistoryLine } from "../../bridge";
import { setLanguage } from "../../text";
import { steps } from "./history";
import { outcomeOf, outcomeText, OUTCOMES } from "./outcome";
import { stepSentence } from "./stepSentence";

const line = (n: number, said: Partial<HistoryLine>): HistoryLine => ({
  n, at: `2026-11-12T10:${String(n).padStart(2, "0")}:00Z`, kind: "changed", exhibit: null, what: null, change: null, ...said,
});
const exhibit: Exhibit = { exhibit: "E02", state: "attached", item_id: "item-2", seal_sha256: "", kind: "page", name: "page.png", proves: "" };
const told = (...lines: HistoryLine[]) => steps(lines, [exhibit]).map(stepSentence);

afterEach(() => setLanguage("en"));

describe("the history of a dispute", () => {
  it("tells every kind of step in a sentence, newest first, in both languages", () => {
    const lines = [
      line(1, { what: "title", change: "Price promise" }),
      line(2, { what: "title", change: "Price promise not kept" }),
      line(3, { what: "facts", change: { amount_paid: "329.00 CNY", platform: null } }),
      line(4, { kind: "attached", exhibit: "E02" }),
      line(5, { what: "exhibits", change: { item: "item-2", proves: "the promised price" } }),
      line(6, { what: "order", change: ["E02", "E01"] }),
      line(7, { kind: "detached", exhibit: "E01" }),
      line(8, { kind: "removed", exhibit: "E01" }),
      line(9, { kind: "export-begun" }),
      line(10, { what: "closed", change: { outcome: "settled: refunded" } }),
    ];
    expect(told(...lines)).toEqual([
      "Closed: demand met, “refunded”",
      "A bundle was begun",
      "E01 removed from the vault",
      "E01 taken out",
      "New order: E02 and E01",
      "E02 is to prove: the promised price",
      "E02 attached",
      "Platform taken away",
      "Paid: 329.00 CNY",
      "Title changed to “Price promise not kept”",
      "Opened as “Price promise”",
    ]);
    setLanguage("zh");
    for (const sentence of told(...lines)) expect(sentence, "no English is left").toMatch(/[\u4e00-\u9fff]/);
  });

  it("joins what belongs together: exhibits of one minute, an export begun and done", () => {
    const at = "2026-11-12T10:00:00Z";
    expect(told(
      line(1, { what: "title", change: "T" }),
      line(2, { kind: "attached", exhibit: "E01", at }), line(3, { kind: "attached", exhibit: "E02", at }), line(4, { kind: "attached", exhibit: "E03", at }),
      line(5, { kind: "export-begun" }), line(6, { kind: "export-done" }),
    )).toEqual(["A bundle was made", "E01, E02, and E03 attached", "Opened as “T”"]);
  });

  it("names a step whose text was erased, and one of a kind it does not know", () => {
    expect(told(line(1, { what: "title", change: "T" }), line(2, {}), line(3, { kind: "time-proof" }))).toEqual([
      "Recorded: time-proof", "A change whose text was erased", "Opened as “T”",
    ]);
  });

  it("does not list a hundred numbers in one sentence", () => {
    const many = Array.from({ length: 100 }, (_, index) => `E${String(index + 1).padStart(2, "0")}`);
    expect(told(line(1, { what: "title", change: "T" }), line(2, { what: "order", change: many }))[0]).toBe(
      "New order: E01, E02, E03, E04, E05, E06, E07, E08 … (100)",
    );
  });
});

describe("an outcome", () => {
  it("is read as it was written, whatever its words", () => {
    for (const code of OUTCOMES) {
      for (const words of ["", "half of it: 15.00", "没有回复"]) {
        if (code === "unstated" && words === "") continue;
        expect(outcomeOf(outcomeText({ code, words }))).toEqual({ code, words });
      }
    }
    expect(outcomeText({ code: "unstated", words: " " })).toBe("");
    expect(outcomeOf(null)).toEqual({ code: "unstated", words: "" });
    expect(outcomeOf("商家退还定金"), "plain words are other").toEqual({ code: "other", words: "商家退还定金" });
  });
});
