// Bundles of the invented vault: the plan, the first page in the words of holdfast-text, and making one. A place whose
// name holds `exists` is taken; nothing is written anywhere.
import enPapers from "../../../../crates/holdfast-text/src/catalogue/en/papers.json";
import enWords from "../../../../crates/holdfast-text/src/catalogue/en/words.json";
import zhPapers from "../../../../crates/holdfast-text/src/catalogue/zh/papers.json";
import zhWords from "../../../../crates/holdfast-text/src/catalogue/zh/words.json";
import type { BundlePlan, BundlePlanQuestion, BundlePreview, PlanExhibit, PreviewExhibit, SendingWords } from "../types/contract";
import { digest } from "./data";
import { bundlesOf, remember, rememberBundle } from "./dispute-log";
import { dispute, exhibitsOf } from "./disputes";
import { findCard } from "./items";
import { refusedNow } from "./time";
import { failure, pause, type Handlers, type World } from "./world";

export const FINGERPRINT = "SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe";
const FACTS = ["platform", "merchant", "order_number", "amount_paid", "amount_claimed", "bought_on", "promised_on"];

type Say = (key: string, values?: Record<string, string | number>) => string;

function speaker(language: "zh" | "en"): Say {
  const catalogue: Record<string, string> = language === "zh" ? { ...zhPapers, ...zhWords } : { ...enPapers, ...enWords };
  return (key, values = {}) => (catalogue[key] ?? key).replace(/\{([a-z_]+)\}/g, (_place, name: string) => String(values[name] ?? ""));
}

function plan(world: World, question: BundlePlanQuestion): BundlePlan {
  const line = dispute(world, question.dispute);
  const withheld = new Map(question.withhold);
  const all = exhibitsOf(world, line.name);
  const planned = all.filter((one) => one.state !== "detached").map((one): PlanExhibit => {
    const reason = withheld.get(one.exhibit) ?? null;
    const card = one.item_id === null ? null : findCard(world, one.item_id).item;
    const shown = one.state === "removed" ? "removed" : reason === null ? "whole" : "withheld";
    return {
      exhibit: one.exhibit, name: one.name, proves: one.proves, item_id: one.item_id, kind: one.kind,
      size_bytes: shown === "whole" ? (card?.size_bytes ?? 0) : 0, shown, reason,
      completeness: shown === "whole" ? (card?.completeness ?? null) : null,
    };
  });
  const count = (shown: PlanExhibit["shown"]) => planned.filter((one) => one.shown === shown).length;
  const partial = planned.filter((one) => one.completeness === "partial");
  return {
    dispute: line.name,
    dispute_title: line.title,
    file_name: `${line.name}-${question.edition}.zip`,
    size_bytes: planned.reduce((sum, one) => sum + one.size_bytes, 180_000),
    free_bytes: question.to === undefined || question.to === null ? null : 120_000_000_000,
    exhibits: planned,
    shown: count("whole"),
    withheld: count("withheld"),
    removed: count("removed"),
    detached: all.filter((one) => one.state === "detached").length,
    log_size: 57,
    fingerprint: FINGERPRINT,
    problems: [
      ...(count("whole") === 0 ? [{ code: "nothing-to-export", values: {}, blocks: true }] : []),
      ...partial.map((one) => ({ code: "exhibit-partial", values: { id: one.exhibit }, blocks: false })),
    ],
  };
}

function preview(world: World, question: BundlePlanQuestion): BundlePreview {
  const say = speaker(question.language);
  const { exhibits, shown, withheld } = plan(world, question);
  if (shown === 0) throw failure("nothing-to-export");
  const line = dispute(world, question.dispute);
  const facts = world.facts.get(line.name) ?? {};
  const row = (name: string) => ({ label: say(`fact.${name}`), value: facts[name] ?? "" });
  const told = ["claim", "demand"].filter((name) => facts[name] !== undefined).map(row);
  const known = FACTS.filter((name) => facts[name] !== undefined).map(row);
  const seal = (one: PlanExhibit) => exhibitsOf(world, line.name).find((had) => had.exhibit === one.exhibit)?.seal_sha256 ?? "";
  const rows = exhibits.filter((one) => one.shown !== "removed").map((one): PreviewExhibit => {
    if (one.shown === "withheld") {
      const hidden = { words: say("paper.index.withheld"), digest: `${seal(one).slice(0, 8)}…${seal(one).slice(-8)}`, reason: say(`withheld.${one.reason ?? ""}`) };
      return { exhibit: one.exhibit, item_id: null, proves: "", kind: "", origin: "", completeness: null, kept_at: "", parts: [], more_parts: null, withheld: hidden };
    }
    const card = findCard(world, one.item_id ?? "").item;
    return {
      exhibit: one.exhibit, item_id: one.item_id, proves: one.proves, kind: say(`kind.${card.kind}`), origin: say(`origin.${card.origin}`),
      completeness: card.completeness === "complete" ? null : say(`completeness.${card.completeness}`),
      kept_at: `${card.added_at.slice(0, 10)} ${card.added_at.slice(11, 16)} +00:00`,
      parts: [{ name: `p001.${card.name.split(".").at(-1) ?? "bin"}`, size: `${Math.ceil(card.size_bytes / 1000)} KB`, not_linked: card.kind === "page" && card.name.endsWith("html") ? say("paper.index.not-linked") : null }],
      more_parts: null, withheld: null,
    };
  });
  const pictured = exhibits.filter((one) => one.shown === "whole" && one.item_id !== null && findCard(world, one.item_id).item.has_thumbnail);
  const column = (heading: string, points: string[]) => ({ heading: say(heading), points: points.map((point) => say(point)) });
  return {
    language: question.language,
    edition: say(`edition.${question.edition}`),
    exported: say("paper.index.exported", { time: "2026-11-13 01:41" }),
    title: line.title,
    about: say("paper.index.about"),
    how: {
      statement: say("paper.index.statement"), evidence_where: say("paper.index.evidence-where"), checker: say("paper.index.checker"),
      checker_where: say("paper.index.checker.where"), command: say("paper.index.command"),
      command_line: "sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt", command_means: say("paper.index.command.means"),
    },
    stated: told.length + known.length === 0 ? null : { tag: say("paper.index.stated-by"), first: told, facts: known },
    figures: pictured.length === 0 ? null : { heading: say("paper.index.figures"), about: say("paper.index.figures.about"), exhibits: pictured.slice(0, 3).map((one) => one.exhibit) },
    exhibits: {
      heading: say("paper.index.exhibits"), count: say("paper.index.exhibits.count", { shown, withheld }), unpack_first: say("paper.index.unpack-first"),
      environment_withheld: question.edition === "submission" ? say("paper.index.environment-withheld") : null,
      columns: ["number", "proves", "what", "time"].map((name) => say(`paper.index.column.${name}`)), rows,
    },
    closing: [
      column("paper.index.check", ["paper.index.check.no-checker", "paper.index.check.commands", "paper.index.check.time"]),
      column("paper.index.not", ["paper.index.not.truth", "paper.index.not.time", "paper.index.not.more"]),
    ],
    digests: {
      heading: say("paper.index.digests"), about: say("paper.index.digests.about"),
      rows: [{ label: "manifest-sha256.txt", sha256: digest("manifest") }, ...exhibits.map((one) => ({ label: one.exhibit, sha256: seal(one) }))],
    },
    made_by: say("paper.index.made-by", { software: "Holdfast 0.1.0" }),
    finding_number: say("paper.index.finding-number", { number: digest("manifest").slice(0, 16) }),
  };
}

function sending(language: "zh" | "en", values: Record<string, string | number>): SendingWords {
  const say = speaker(language);
  const points = ["file", "digest", "fingerprint", "reader", "sees"].map((name) => say(`paper.send.${name}`, values));
  return { points, summary: ["file", "digest", "key", "read", "limits"].map((name) => say(`paper.send.summary.${name}`, values)).join("\n") };
}

export const bundleHandlers: Handlers = {
  bundle_plan: (question, world) => plan(world, question),
  bundle_preview: (question, world) => preview(world, question),
  bundle_create: async (question, world, tell, job) => {
    const { shown, withheld, size_bytes, fingerprint, log_size } = plan(world, question);
    if (shown === 0) throw failure("nothing-to-export");
    if (question.to.includes("exists")) throw failure("target-exists", "user", { path: question.to });
    const line = dispute(world, question.dispute);
    const begun_at = new Date().toISOString();
    const begun = { export_id: digest(`export ${begun_at}`).slice(0, 32), dispute: line.name, edition: question.edition, begun_at, done_at: null, file_name: null, sha256: null, size_bytes: null };
    remember(world, line, exhibitsOf(world, line.name), { kind: "export-begun" });
    rememberBundle(world, begun);
    const steps = 10;
    for (let step = 1; step <= steps; step += 1) {
      if (world.options.delay !== 0) await pause(200);
      if (world.cancelled.has(job)) throw failure("cancelled");
      tell({ kind: "progress", items_done: step, items_total: steps, bytes_done: Math.round((size_bytes * step) / steps), bytes_total: size_bytes });
    }
    const file = question.to.split("/").at(-1) ?? question.to;
    const sha256 = digest("zip");
    rememberBundle(world, { ...begun, done_at: new Date().toISOString(), file_name: file, sha256, size_bytes });
    remember(world, line, exhibitsOf(world, line.name), { kind: "export-done" });
    world.changedNouns("bundle", "dispute");
    const values = { file, digest: sha256, fingerprint, count: log_size, size: `${Math.ceil(size_bytes / 1_000_000)} MB`, shown, withheld };
    return {
      bundle: { path: question.to, size_bytes, export_id: begun.export_id, sha256, tagmanifest_sha256: digest("tag"), manifest_sha256: digest("manifest"), exhibits: shown, withheld },
      fingerprint,
      log_size,
      send: { zh: sending("zh", values), en: sending("en", values) },
      refused: refusedNow(world),
    };
  },
  bundle_list: (named, world) => ({ bundles: bundlesOf(world, dispute(world, named).name) }),
};
