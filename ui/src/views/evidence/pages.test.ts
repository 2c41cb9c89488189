import { describe, expect, it } from "vitest";
import { Pages } from "./pages";

interface Answer {
  total: number;
  items: number[];
}

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
    await Promise.resolve();
    await Promise.resolve();
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

  it("keeps the old items until the new ones are here", async () => {
    const list = slowList();
    const pages = new Pages<number, Answer>(list.ask, 50);
    pages.want(0, 20);
    await list.answer();
    pages.again();
    expect(pages.at(3), "no hole while it is asked again").toBe(3);
    expect(list.asked).toEqual([0, 0]);
  });

  it("throws away the answer to a question that is no longer asked", async () => {
    const old = slowList(10);
    const pages = new Pages<number, Answer>(old.ask, 50);
    pages.want(0, 10);
    pages.change(async () => ({ total: 1, items: [77] }));
    await old.answer();
    expect(pages.at(0)).toBe(77);
    expect(pages.newest?.total).toBe(1);
  });

  it("says why it failed, and goes on when asked again", async () => {
    let broken = true;
    const pages = new Pages<number, Answer>(async () => {
      if (broken) throw { code: "vault-busy" };
      return { total: 1, items: [1] };
    }, 50);
    pages.want(0, 1);
    await Promise.resolve();
    await Promise.resolve();
    expect(pages.failure).toEqual({ code: "vault-busy" });
    broken = false;
    pages.again();
    await Promise.resolve();
    await Promise.resolve();
    expect(pages.failure).toBeNull();
    expect(pages.at(0)).toBe(1);
  });

  it("holds a bounded number of items however far one scrolls", async () => {
    const pages = new Pages<number, Answer>(
      async (from, limit) => ({ total: 100_000, items: Array.from({ length: limit }, (_, at) => from + at) }),
      50,
    );
    for (let at = 0; at < 100_000; at += 50) {
      pages.want(at, at + 50);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect([...pages.all()].length).toBeLessThanOrEqual(50 * 41);
  });
});
