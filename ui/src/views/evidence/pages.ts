// Items by their place in a list of any length: pages are asked for when they come into view, and dropped when far.
//
// - What is wanted now is asked first; what was wanted a moment ago and is out of view again is never asked.
// - A page that has to be asked again (something changed) keeps its old items until the new ones are here.
// - Answers to a question that is no longer asked (another filter) are thrown away.

export interface Page<Item> {
  total: number;
  items: Item[];
}

export type AskPage<Item, Answer extends Page<Item>> = (from: number, limit: number) => Promise<Answer>;

const AT_ONCE = 2;
const KEPT_PAGES = 40;

interface Held<Item> {
  items: readonly Item[];
  stale: boolean;
}

export class Pages<Item, Answer extends Page<Item>> {
  /** The newest answer, whichever page it was: for totals. */
  newest: Answer | null = null;
  /** Why the last question failed; null once one succeeds again. */
  failure: unknown = null;
  /** Grows with each change, for React. */
  version = 0;

  private readonly held = new Map<number, Held<Item>>();
  private readonly underway = new Set<number>();
  private readonly listeners = new Set<() => void>();
  private wanted: number[] = [];
  private round = 0;

  constructor(
    private ask: AskPage<Item, Answer>,
    readonly size: number,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The item at this place, when its page is here. */
  at(index: number): Item | undefined {
    return this.held.get(Math.floor(index / this.size))?.items[index % this.size];
  }

  /** All items that are here, in no order that matters. */
  *all(): Iterable<Item> {
    for (const page of this.held.values()) yield* page.items;
  }

  /** These places are in view (`until` not included). */
  want(from: number, until: number): void {
    const pages: number[] = [];
    for (let page = Math.floor(from / this.size); page * this.size < until; page += 1) pages.push(page);
    this.wanted = pages.length > 0 ? pages : [0];
    this.go();
  }

  /** Another list: nothing of the old one stays. */
  change(ask: AskPage<Item, Answer>): void {
    this.ask = ask;
    this.held.clear();
    this.newest = null;
    this.failure = null;
    this.wanted = [0];
    this.anew();
  }

  /** Something changed: what is in view is asked again, the rest when it comes into view. */
  again(): void {
    for (const page of this.held.values()) page.stale = true;
    this.failure = null;
    if (this.wanted.length === 0) this.wanted = [0];
    this.anew();
  }

  private anew(): void {
    this.round += 1;
    this.underway.clear();
    this.tell();
    this.go();
  }

  private go(): void {
    if (this.failure !== null) return;
    for (const page of this.wanted) {
      if (this.underway.size >= AT_ONCE) return;
      const held = this.held.get(page);
      if (this.underway.has(page) || (held && !held.stale)) continue;
      this.underway.add(page);
      void this.fetch(page, this.round);
    }
  }

  private async fetch(page: number, round: number): Promise<void> {
    try {
      const answer = await this.ask(page * this.size, this.size);
      if (round !== this.round) return;
      this.held.delete(page);
      this.held.set(page, { items: answer.items, stale: false });
      this.newest = answer;
      this.failure = null;
      this.drop();
    } catch (failure) {
      if (round !== this.round) return;
      this.failure = failure ?? "unknown";
    }
    this.underway.delete(page);
    this.tell();
    this.go();
  }

  /** Pages that came longest ago and are not in view go first. */
  private drop(): void {
    for (const page of this.held.keys()) {
      if (this.held.size <= KEPT_PAGES) return;
      if (!this.wanted.includes(page)) this.held.delete(page);
    }
  }

  private tell(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}
