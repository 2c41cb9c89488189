// Disputes of the invented vault, their exhibits and facts.
import type { DisputeLine, Exhibit } from "../types/contract";
import { digest } from "./data";
import { bundlesOf, factInForm, historyOf, remember } from "./dispute-log";
import { findCard } from "./items";
import { failure, type Handlers, type World } from "./world";

/** The dispute of this name or id. */
export function dispute(world: World, named: string): DisputeLine {
  const found = world.disputes.find((one) => one.name === named || one.id === named);
  if (found === undefined) throw failure("dispute-unknown", "user", { id: named });
  return found;
}

/** The dispute when it may still change. */
function openDispute(world: World, named: string): DisputeLine {
  const line = dispute(world, named);
  if (line.state === "closed") throw failure("dispute-closed", "user", { id: line.name });
  return line;
}

/** As the real vault answers: attached ones in their order, then the others by number. */
function attachedFirst(exhibits: readonly Exhibit[]): Exhibit[] {
  const others = exhibits.filter((one) => one.state !== "attached").toSorted((one, other) => one.exhibit.localeCompare(other.exhibit));
  return [...exhibits.filter((one) => one.state === "attached"), ...others];
}

export const exhibitsOf = (world: World, named: string): Exhibit[] => world.exhibits.get(dispute(world, named).name) ?? [];

function put(world: World, named: string, exhibits: Exhibit[]): { exhibits: Exhibit[] } {
  const line = dispute(world, named);
  world.exhibits.set(line.name, exhibits);
  const attached = exhibits.filter((one) => one.state === "attached").length;
  world.disputes = world.disputes.map((one) => (one.name === line.name ? { ...one, exhibits: attached } : one));
  world.changedNouns("dispute", "item");
  return { exhibits };
}

export const disputeHandlers: Handlers = {
  dispute_list: (_question, world) => ({ disputes: world.disputes }),
  dispute_create: (title, world) => {
    if (title.trim() === "") throw failure("title-empty");
    const words = title.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "").join("-").slice(0, 40);
    const name = `${words === "" ? "dispute" : words}-${digest(`${title} ${world.disputes.length}`).slice(0, 4)}`;
    const line: DisputeLine = { id: digest(name).slice(0, 32), name, title: title.trim(), state: "open", outcome: null, created_at: new Date().toISOString(), exhibits: 0 };
    world.disputes = [...world.disputes, line];
    world.exhibits.set(name, []);
    world.changedNouns("dispute");
    return { dispute: { id: line.id, name, title: line.title } };
  },
  dispute_show: (named, world) => {
    const { exhibits: _count, ...line } = dispute(world, named);
    const exhibits = exhibitsOf(world, line.name);
    return {
      dispute: {
        ...line,
        facts: world.facts.get(line.name) ?? {},
        exhibits,
        history: historyOf(world, dispute(world, named), exhibits),
        bundles: bundlesOf(world, line.name),
      },
    };
  },
  dispute_set: ({ dispute: named, facts }, world) => {
    const line = openDispute(world, named);
    const next = { ...world.facts.get(line.name) };
    const change: Record<string, string | null> = {};
    for (const [field, typed] of facts) {
      const value = factInForm(field, typed);
      if (value === "") delete next[field];
      else next[field] = value;
      change[field] = value === "" ? null : value;
    }
    remember(world, line, exhibitsOf(world, line.name), { kind: "changed", what: "facts", change });
    world.facts.set(line.name, next);
    world.changedNouns("dispute");
    return { facts: next };
  },
  dispute_title_set: ({ dispute: named, title }, world) => {
    const line = openDispute(world, named);
    if (title.trim() === "") throw failure("title-empty");
    remember(world, line, exhibitsOf(world, line.name), { kind: "changed", what: "title", change: title.trim() });
    world.disputes = world.disputes.map((one) => (one.name === line.name ? { ...one, title: title.trim() } : one));
    world.changedNouns("dispute");
    return { dispute: { id: line.id, name: line.name, title: title.trim() } };
  },
  exhibit_proves_set: ({ dispute: named, exhibit, proves }, world) => {
    const line = openDispute(world, named);
    const before = exhibitsOf(world, named);
    remember(world, line, before, { kind: "changed", what: "exhibits", change: { item: before.find((one) => one.exhibit === exhibit)?.item_id ?? null, proves } });
    return put(world, named, before.map((one) => (one.exhibit === exhibit ? { ...one, proves } : one)));
  },
  dispute_attach: ({ dispute: named, ids, proves }, world) => {
    const line = openDispute(world, named);
    let now = exhibitsOf(world, named);
    for (const id of ids) {
      const had = now.find((one) => one.item_id === id);
      if (had?.state === "attached") continue;
      const { index, item } = findCard(world, id);
      // A number is given once: whoever was detached gets it back, at the end of the order.
      const number = had?.exhibit ?? `E${String(now.length + 1).padStart(2, "0")}`;
      const back: Exhibit = { exhibit: number, state: "attached", item_id: id, seal_sha256: item.seal_sha256, kind: item.kind, name: item.name, proves: proves ?? had?.proves ?? "" };
      now = [...now.filter((one) => one.item_id !== id), back];
      remember(world, line, now, { kind: "attached", exhibit: number });
      world.changed.set(index, { ...item, exhibits: [...item.exhibits.filter((one) => one.exhibit !== number), { dispute: line.name, dispute_title: line.title, exhibit: number }] });
    }
    put(world, named, attachedFirst(now));
    return { exhibits: now.filter((one) => one.item_id !== null && ids.includes(one.item_id)) };
  },
  dispute_detach: ({ dispute: named, ids }, world) => {
    const line = openDispute(world, named);
    const before = exhibitsOf(world, named);
    const taken = before.filter((one) => one.state === "attached" && (ids.includes(one.exhibit) || ids.includes(one.item_id ?? "")));
    for (const one of taken) remember(world, line, before, { kind: "detached", exhibit: one.exhibit });
    const { exhibits } = put(world, named, attachedFirst(before.map((one) => (taken.includes(one) ? { ...one, state: "detached" } : one))));
    return { detached: taken.map((one) => one.exhibit), exhibits: exhibits.filter((one) => one.state === "attached") };
  },
  dispute_order: ({ dispute: named, exhibits: order }, world) => {
    const line = openDispute(world, named);
    const before = exhibitsOf(world, named);
    const first = order.flatMap((number) => before.filter((one) => one.exhibit === number && one.state === "attached"));
    if (first.length !== order.length) throw failure("exhibit-unknown", "user", { id: order.find((number) => !first.some((one) => one.exhibit === number)) ?? "" });
    remember(world, line, before, { kind: "changed", what: "order", change: order });
    return put(world, named, attachedFirst([...first, ...before.filter((one) => !first.includes(one))]));
  },
  dispute_close: ({ dispute: named, outcome }, world) => {
    const open = openDispute(world, named);
    remember(world, open, exhibitsOf(world, open.name), { kind: "changed", what: "closed", change: { outcome: outcome ?? "" } });
    const line: DisputeLine = { ...open, state: "closed", outcome: outcome ?? null };
    world.disputes = world.disputes.map((one) => (one.name === line.name ? line : one));
    world.changedNouns("dispute");
    return { dispute: line };
  },
};
