// Disputes of the invented vault, their exhibits and facts, and bundles made of them.
import type { BundlePlan, BundlePlanQuestion, DisputeLine, Exhibit } from "../types/contract";
import { digest } from "./data";
import { bundlesOf, factInForm, historyOf, remember, rememberBundle } from "./dispute-log";
import { findCard } from "./items";
import { failure, pause, type Handlers, type World } from "./world";

function dispute(world: World, named: string): DisputeLine {
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

const exhibitsOf = (world: World, named: string): Exhibit[] => world.exhibits.get(dispute(world, named).name) ?? [];

function put(world: World, named: string, exhibits: Exhibit[]): { exhibits: Exhibit[] } {
  const line = dispute(world, named);
  world.exhibits.set(line.name, exhibits);
  const attached = exhibits.filter((one) => one.state === "attached").length;
  world.disputes = world.disputes.map((one) => (one.name === line.name ? { ...one, exhibits: attached } : one));
  world.changedNouns("dispute", "item");
  return { exhibits };
}

function plan(world: World, question: BundlePlanQuestion): BundlePlan {
  const line = dispute(world, question.dispute);
  const withheld = new Map(question.withhold);
  const attached = exhibitsOf(world, line.name).filter((one) => one.state === "attached");
  if (attached.every((one) => withheld.has(one.exhibit))) throw failure("nothing-to-export");
  return {
    file_name: `${line.name}.zip`,
    size_bytes: 62_418_113,
    free_bytes: 120_000_000_000,
    exhibits: attached.map((one) => ({
      exhibit: one.exhibit,
      name: one.name,
      kind: one.kind,
      size_bytes: one.item_id === null ? 0 : findCard(world, one.item_id).item.size_bytes,
      shown: withheld.has(one.exhibit) ? "withheld" : "whole",
      reason: withheld.get(one.exhibit) ?? null,
      completeness: one.exhibit === "E02" ? "partial" : "complete",
    })),
    log_size: 57,
    fingerprint: "SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe",
    problems: [],
  };
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
  bundle_plan: (question, world) => plan(world, question),
  bundle_preview: (question, world) => {
    const line = dispute(world, question.dispute);
    const facts = world.facts.get(line.name) ?? {};
    return {
      title: line.title,
      claim: facts["claim"] ?? "",
      facts: Object.entries(facts).filter(([name]) => name !== "claim").map(([name, value]) => ({ name, value })),
      exhibits: plan(world, question).exhibits.map((one) => ({
        exhibit: one.exhibit, name: one.name, kind: one.kind, shown: one.shown, proves: exhibitsOf(world, line.name).find((had) => had.exhibit === one.exhibit)?.proves ?? "", times: [], sentence: "",
      })),
      sentences: [question.language === "zh" ? "本页是投诉人的陈述，没有经过核对。" : "This page is the complainant's statement. It has not been checked."],
    };
  },
  bundle_create: async (question, world, tell, job) => {
    const { exhibits, size_bytes, fingerprint, log_size } = plan(world, question);
    if (question.to.includes("exists")) throw failure("target-exists", "user", { path: question.to });
    const line = dispute(world, question.dispute);
    const begun_at = new Date().toISOString();
    const begun = { export_id: digest(`export ${begun_at}`).slice(0, 32), dispute: line.name, edition: question.edition, begun_at, done_at: null, file_name: null, sha256: null, size_bytes: null };
    remember(world, line, exhibitsOf(world, line.name), { kind: "export-begun" });
    rememberBundle(world, begun);
    for (let step = 1; step <= exhibits.length; step += 1) {
      if (world.cancelled.has(job)) throw failure("cancelled");
      if (world.options.delay !== 0) await pause(200);
      tell({ kind: "progress", items_done: step, items_total: exhibits.length, bytes_done: Math.round((size_bytes * step) / exhibits.length), bytes_total: size_bytes });
    }
    const file_name = question.to.split("/").at(-1) ?? question.to;
    rememberBundle(world, { ...begun, done_at: new Date().toISOString(), file_name, sha256: digest("zip"), size_bytes });
    remember(world, line, exhibitsOf(world, line.name), { kind: "export-done" });
    world.changedNouns("bundle", "dispute");
    const shown = exhibits.filter((one) => one.shown === "whole").length;
    return {
      bundle: { path: question.to, size_bytes, export_id: begun.export_id, sha256: digest("zip"), tagmanifest_sha256: digest("tag"), manifest_sha256: digest("manifest"), exhibits: shown, withheld: exhibits.length - shown },
      fingerprint,
      log_size,
    };
  },
  bundle_list: (named, world) => ({ bundles: bundlesOf(world, dispute(world, named).name) }),
};
