import { describe, expect, it } from "vitest";
import { Pages } from "./pages";

interface Answer {
  total: number;
  items: number[];
}

const settled = () => new Promise((done) => setTimeout(done, 0));

/** A list of numbers whose answers come when the test says so. */
function slowList(total = 100_000) {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const ask = (from: number, limit: number) =>
    new Promise<Answer>((done) => {
      asked.push(from);
      const items = Array.from({ length: Math.min(limit, total - from) }, (_, at) => from + at);
      waiting.push(() => done({ total, items }));
    });
  const answer = async () => {
    for (const each of waiting.splice(0)) each();
    await settled();
  };
  return { ask, asked, answer };
}

describe("pages of a long list", () => {
  it("asks for the pages in view and no others", async () => {
    const list = slowList();
    const pages = new Pages<number, Answer>(list.ask, 50);
    pages.want(5_000, 5_060);
    expect(list.asked).toEqual([5_000, 5_050]);
    expect(pages.at(5_010), "nothing is shown before it is there").toBeUndefined();
    await list.answer();
    expect(pages.at(5_010)).toBe(5_010);
  });

  it("never asks for what was scrolled past before its turn came", async () => {
    const list = slowList();
    const pages = new Pages<number, Answer>(list.ask, 50);
    for (let at = 0; at < 100_000; at += 1_000) pages.want(at, at + 60);
    await list.answer();
    await list.answer();
    expect(list.asked.length, "the first two, then only what is in view at the end").toBeLessThanOrEqual(4);
    expect(pages.at(99_010)).toBe(99_010);
  });

  it("is whole where it was loaded before anybody sees it", async () => {
    const list = slowList();
    const pages = new Pages<number, Answer>(list.ask, 50);
    const loaded = pages.load(120, 230);
    await list.answer();
    await loaded;
    expect([pages.at(120), pages.at(229)]).toEqual([120, 229]);
    expect(pages.newest?.total).toBe(100_000);
  });

  it("asks for a first page even of a list that may be empty", async () => {
    const pages = new Pages<number, Answer>(async () => ({ total: 0, items: [] }), 50);
    await pages.load(0, 0);
    expect(pages.newest?.total).toBe(0);
  });

  it("says why it failed, asks no more by itself, and goes on when asked again", async () => {
    let broken = true;
    let asked = 0;
    const pages = new Pages<number, Answer>(async () => {
      asked += 1;
      if (broken) throw { code: "vault-busy" };
      return { total: 1, items: [1] };
    }, 50);
    await expect(pages.load(0, 1)).rejects.toEqual({ code: "vault-busy" });
    pages.want(0, 1);
    expect(asked).toBe(1);
    broken = false;
    pages.again();
    await settled();
    expect(pages.failure).toBeNull();
    expect(pages.at(0)).toBe(1);
  });

  it("holds a bounded number of items however far one scrolls", async () => {
    const pages = new Pages<number, Answer>(
      async (from, limit) => ({ total: 100_000, items: Array.from({ length: limit }, (_, at) => from + at) }),
      50,
    );
    for (let at = 0; at < 10_000; at += 50) await pages.load(at, at + 50);
    expect([...pages.all()].length).toBeLessThanOrEqual(50 * 41);
  });
});
