// Items by their place in a list of any length: pages are asked for when they come into view, and dropped when far.
//
// - What is wanted now is asked first; what was wanted a moment ago and is out of view again is never asked.
// - One value is one state of the list. When something changes, a new one is loaded beside it and takes its place
//   whole, so that no item is ever shown at another's place.

export interface Page<Item> {
  total: number;
  items: Item[];
}

export type AskPage<Item, Answer extends Page<Item>> = (from: number, limit: number) => Promise<Answer>;

const AT_ONCE = 2;
const KEPT_PAGES = 40;

export class Pages<Item, Answer extends Page<Item>> {
  /** The newest answer, whichever page it was: for totals. */
  newest: Answer | null = null;
  /** Why the last question failed; null until one does, and after `again`. */
  failure: unknown = null;
  /** Grows with each change, for React. */
  version = 0;

  private readonly held = new Map<number, readonly Item[]>();
  private readonly underway = new Map<number, Promise<void>>();
  private readonly listeners = new Set<() => void>();
  private wanted: number[] = [];

  constructor(
    private readonly ask: AskPage<Item, Answer>,
    readonly size: number,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The item at this place, when its page is here. */
  at(index: number): Item | undefined {
    return this.held.get(Math.floor(index / this.size))?.[index % this.size];
  }

  /** All items that are here with their places, in no order that matters. */
  *all(): Iterable<[number, Item]> {
    for (const [page, items] of this.held) {
      for (const [at, item] of items.entries()) yield [page * this.size + at, item];
    }
  }

  /** These places are in view (`until` not included). */
  want(from: number, until: number): void {
    this.wanted = this.pagesOf(from, until);
    this.go();
  }

  /** These places are here when it resolves; it throws what the question threw. The first page is always asked. */
  async load(from: number, until: number): Promise<void> {
    this.wanted = this.pagesOf(from, until);
    await Promise.all(this.wanted.map((page) => this.underway.get(page) ?? this.fetch(page)));
    if (this.failure !== null) throw this.failure;
  }

  /** After a failure: what is in view is asked again. */
  again(): void {
    this.failure = null;
    this.tell();
    this.go();
  }

  private pagesOf(from: number, until: number): number[] {
    const pages: number[] = [];
    for (let page = Math.max(0, Math.floor(from / this.size)); page * this.size < until; page += 1) pages.push(page);
    return pages.length > 0 ? pages : [0];
  }

  private go(): void {
    if (this.failure !== null) return;
    for (const page of this.wanted) {
      if (this.underway.size >= AT_ONCE) return;
      if (!this.underway.has(page) && !this.held.has(page)) void this.fetch(page);
    }
  }

  private fetch(page: number): Promise<void> {
    const asked = this.ask(page * this.size, this.size).then(
      (answer) => {
        this.held.set(page, answer.items);
        this.newest = answer;
        this.drop();
      },
      (failure: unknown) => {
        this.failure = failure ?? "unknown";
      },
    );
    const done = asked.then(() => {
      this.underway.delete(page);
      this.tell();
      this.go();
    });
    this.underway.set(page, done);
    return done;
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
