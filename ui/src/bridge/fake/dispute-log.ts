// What the invented vault remembers of its disputes beside their newest state: history, bundles, and the forms of facts.
// The rules are those of the real vault, in short: a number is given once, a closed dispute changes no more, a fact has
// the form that its name says.
import type { BundleLine, DisputeLine, Exhibit, HistoryLine, JsonValue } from "../types/contract";
import { failure, type World } from "./world";

interface Kept {
  history: Map<string, HistoryLine[]>;
  bundles: Map<string, BundleLine[]>;
  next: number;
}

const kept = new WeakMap<World, Kept>();

function keptOf(world: World): Kept {
  const known = kept.get(world);
  if (known !== undefined) return known;
  const fresh: Kept = { history: new Map(), bundles: new Map(), next: 100 };
  kept.set(world, fresh);
  return fresh;
}

/** The history, oldest first. A dispute that was there from the beginning has the one that its exhibits tell. */
export function historyOf(world: World, line: DisputeLine, exhibits: readonly Exhibit[]): HistoryLine[] {
  const { history } = keptOf(world);
  const known = history.get(line.name);
  if (known !== undefined) return known;
  const changed = (n: number, at: string, what: string, change: JsonValue): HistoryLine => ({ n, at, kind: "changed", exhibit: null, what, change });
  const attached = exhibits.map((one, index): HistoryLine => ({ n: 41 + index, at: line.created_at, kind: "attached", exhibit: one.exhibit, what: null, change: null }));
  const first = [
    changed(40, line.created_at, "title", line.title),
    ...attached,
    ...(exhibits.length === 0 ? [] : [changed(60, "2026-11-12T10:00:00Z", "facts", { amount_claimed: "30.00 CNY", amount_paid: "329.00 CNY" })]),
    ...(exhibits[0] === undefined ? [] : [changed(61, "2026-11-12T10:04:00Z", "exhibits", { item: exhibits[0].item_id, proves: exhibits[0].proves })]),
    ...(line.state === "closed" ? [changed(70, "2026-11-13T02:00:00Z", "closed", { outcome: line.outcome ?? "" })] : []),
  ];
  history.set(line.name, first);
  return first;
}

/** Writes one line of history, at this computer's clock. */
export function remember(world: World, line: DisputeLine, exhibits: readonly Exhibit[], said: Pick<HistoryLine, "kind"> & Partial<HistoryLine>): void {
  const before = historyOf(world, line, exhibits);
  const held = keptOf(world);
  held.next += 1;
  held.history.set(line.name, [...before, { n: held.next, at: new Date().toISOString(), exhibit: null, what: null, change: null, ...said }]);
}

export function bundlesOf(world: World, name: string): BundleLine[] {
  return keptOf(world).bundles.get(name) ?? [];
}

/** Remembers a bundle; one with the same export id takes the place of the old line. */
export function rememberBundle(world: World, bundle: BundleLine): void {
  const { bundles } = keptOf(world);
  const others = bundlesOf(world, bundle.dispute).filter((one) => one.export_id !== bundle.export_id);
  bundles.set(bundle.dispute, [...others, bundle]);
}

/** The value in its form, as the real vault would keep it; refused with the reason otherwise. */
export function factInForm(field: string, value: string): string {
  const text = value.trim();
  if (text === "") return "";
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(field)) throw failure("fact-name", "user", { id: field });
  if (field.startsWith("amount")) {
    const amount = /^(?:¥|￥)?\s*([\d,]+(?:\.\d+)?)\s*([A-Z]{3}|元)?$/.exec(text);
    if (amount === null) throw failure("fact-amount", "user", { id: field, detail: "is no amount", reason: "not-an-amount" });
    const [, number = "", currency = ""] = amount;
    if (currency === "" && !/^[¥￥]/.test(text)) throw failure("fact-amount", "user", { id: field, detail: "has no currency", reason: "currency-missing" });
    return `${Number(number.replaceAll(",", "")).toFixed(2)} ${currency === "" || currency === "元" ? "CNY" : currency}`;
  }
  if (field.endsWith("_on")) {
    const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
    if (day === null) throw failure("fact-date", "user", { id: field, detail: "is no day", reason: "not-a-day" });
    return [day[1], day[2]?.padStart(2, "0"), day[3]?.padStart(2, "0")].join("-");
  }
  return text;
}
