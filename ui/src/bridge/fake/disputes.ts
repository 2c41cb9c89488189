// Disputes of the invented vault, their exhibits and facts, and bundles made of them.
import type { BundlePlan, BundlePlanQuestion, DisputeLine, Exhibit } from "../types/contract";
import { digest } from "./data";
import { findCard } from "./items";
import { failure, pause, type Handlers, type World } from "./world";

function dispute(world: World, named: string): DisputeLine {
  const found = world.disputes.find((one) => one.name === named || one.id === named);
  if (found === undefined) throw failure("dispute-unknown", "user", { id: named });
  return found;
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
    problems: line.state === "closed" ? [{ code: "dispute-closed", values: { id: line.name } }] : [],
  };
}

export const disputeHandlers: Handlers = {
  dispute_list: (_question, world) => ({ disputes: world.disputes }),
  dispute_create: (title, world) => {
    if (title.trim() === "") throw failure("title-empty");
    const name = `${title.trim()}-${digest(title).slice(0, 4)}`;
    world.disputes = [...world.disputes, { id: digest(name).slice(0, 32), name, title: title.trim(), state: "open", outcome: null, created_at: new Date().toISOString(), exhibits: 0 }];
    world.changedNouns("dispute");
    return { dispute: { id: digest(name).slice(0, 32), name, title: title.trim() } };
  },
  dispute_show: (named, world) => {
    const { exhibits: _count, ...line } = dispute(world, named);
    return {
      dispute: {
        ...line,
        facts: world.facts.get(line.name) ?? {},
        exhibits: exhibitsOf(world, line.name),
        history: [
          { n: 40, at: line.created_at, kind: "opened", exhibit: null, what: null, change: null },
          { n: 44, at: line.created_at, kind: "attached", exhibit: "E01", what: null, change: null },
          { n: 52, at: "2026-11-12T10:00:00Z", kind: "changed", exhibit: null, what: "facts", change: { amount_claimed: "30.00 CNY" } },
        ],
        bundles: [],
      },
    };
  },
  dispute_set: ({ dispute: named, facts }, world) => {
    const line = dispute(world, named);
    const next = { ...world.facts.get(line.name) };
    for (const [field, value] of facts) {
      if (value === "") delete next[field];
      else next[field] = value;
    }
    world.facts.set(line.name, next);
    world.changedNouns("dispute");
    return { facts: next };
  },
  dispute_title_set: ({ dispute: named, title }, world) => {
    const line = dispute(world, named);
    world.disputes = world.disputes.map((one) => (one.name === line.name ? { ...one, title } : one));
    world.changedNouns("dispute");
    return { dispute: { id: line.id, name: line.name, title } };
  },
  exhibit_proves_set: ({ dispute: named, exhibit, proves }, world) =>
    put(world, named, exhibitsOf(world, named).map((one) => (one.exhibit === exhibit ? { ...one, proves } : one))),
  dispute_attach: ({ dispute: named, ids, proves }, world) => {
    const before = exhibitsOf(world, named);
    const added = ids.filter((id) => !before.some((one) => one.item_id === id && one.state === "attached")).map((id, index): Exhibit => {
      const { item } = findCard(world, id);
      return { exhibit: `E${String(before.length + index + 1).padStart(2, "0")}`, state: "attached", item_id: id, seal_sha256: item.seal_sha256, kind: item.kind, name: item.name, proves: proves ?? "" };
    });
    const line = dispute(world, named);
    for (const one of added) {
      const { index, item } = findCard(world, one.item_id ?? "");
      world.changed.set(index, { ...item, exhibits: [...item.exhibits, { dispute: line.name, dispute_title: line.title, exhibit: one.exhibit }] });
    }
    put(world, named, [...before, ...added]);
    return { exhibits: added };
  },
  dispute_detach: ({ dispute: named, ids }, world) => {
    const { exhibits } = put(world, named, exhibitsOf(world, named).map((one) => (ids.includes(one.exhibit) || ids.includes(one.item_id ?? "") ? { ...one, state: "detached" } : one)));
    return { detached: ids, exhibits: exhibits.filter((one) => one.state === "attached") };
  },
  dispute_order: ({ dispute: named, exhibits: order }, world) => {
    const before = exhibitsOf(world, named);
    const first = order.flatMap((number) => before.filter((one) => one.exhibit === number));
    return put(world, named, [...first, ...before.filter((one) => !order.includes(one.exhibit))]);
  },
  dispute_close: ({ dispute: named, outcome }, world) => {
    const line: DisputeLine = { ...dispute(world, named), state: "closed", outcome: outcome ?? null };
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
    for (let step = 1; step <= exhibits.length; step += 1) {
      if (world.cancelled.has(job)) throw failure("cancelled");
      if (world.options.delay !== 0) await pause(200);
      tell({ kind: "progress", items_done: step, items_total: exhibits.length, bytes_done: Math.round((size_bytes * step) / exhibits.length), bytes_total: size_bytes });
    }
    world.changedNouns("bundle", "dispute");
    const shown = exhibits.filter((one) => one.shown === "whole").length;
    return {
      bundle: { path: question.to, size_bytes, export_id: digest("export").slice(0, 32), sha256: digest("zip"), tagmanifest_sha256: digest("tag"), manifest_sha256: digest("manifest"), exhibits: shown, withheld: exhibits.length - shown },
      fingerprint,
      log_size,
    };
  },
  bundle_list: () => ({ bundles: [] }),
};
