// Items of the invented vault: pages, days, one item, keeping, noting, removing, and looking at parts.
import type { ItemCard, ItemDays, ItemFilterWide, ItemLine, ItemPageQuestion, ItemsAdded, PartView, TextRead } from "../types/contract";
import { card, digest } from "./data";
import { proofsOf } from "./proofs";
import { cardAt, failure, pause, type Handlers, type World } from "./world";

function fits(item: ItemCard, filter: ItemFilterWide): boolean {
  const find = (filter.find ?? "").trim().toLowerCase();
  if (find !== "" && !`${item.name} ${item.note}`.toLowerCase().includes(find)) return false;
  if (filter.kinds !== undefined && filter.kinds.length > 0 && !filter.kinds.includes(item.kind)) return false;
  if (filter.origins !== undefined && filter.origins.length > 0 && !filter.origins.includes(item.origin)) return false;
  if (filter.completeness !== undefined && filter.completeness.length > 0 && !filter.completeness.includes(item.completeness)) return false;
  if (filter.time !== undefined && filter.time !== null && filter.time !== item.time) return false;
  if (filter.unattached === true && item.exhibits.length > 0) return false;
  const { dispute } = filter;
  if (dispute !== undefined && dispute !== null && !item.exhibits.some((one) => one.dispute === dispute)) return false;
  if (filter.added_from !== undefined && filter.added_from !== null && item.added_at < filter.added_from) return false;
  return !(filter.added_until !== undefined && filter.added_until !== null && item.added_at >= filter.added_until);
}

const unfiltered = (filter: ItemFilterWide) =>
  Object.values(filter).every((value) => value === null || value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0));

/** All that fit, in order. A large vault without filter and changes is never built whole. */
function all(world: World, question: ItemPageQuestion): { total: number; slice: ItemCard[] } {
  const { filter, sort, from, limit } = question;
  if (unfiltered(filter) && sort === "newest" && world.changed.size === 0) {
    const length = Math.max(0, Math.min(limit, world.count - from));
    return { total: world.count, slice: Array.from({ length }, (_none, index) => cardAt(world, from + index) ?? card(from + index)) };
  }
  const found = listed(world, filter, sort);
  return { total: found.length, slice: found.slice(from, from + limit) };
}

function listed(world: World, filter: ItemFilterWide, sort: ItemPageQuestion["sort"]): ItemCard[] {
  const found: ItemCard[] = [];
  const highest = Math.max(world.count, ...world.changed.keys(), 0);
  for (let index = 0; index <= highest; index += 1) {
    if (index >= world.count && !world.changed.has(index)) continue;
    const item = cardAt(world, index);
    if (item !== null && fits(item, filter)) found.push(item);
  }
  const newest = (a: ItemCard, b: ItemCard) => (a.added_at < b.added_at ? 1 : a.added_at > b.added_at ? -1 : 0);
  const orders = {
    newest,
    oldest: (a: ItemCard, b: ItemCard) => newest(b, a),
    name: (a: ItemCard, b: ItemCard) => a.name.localeCompare(b.name),
    largest: (a: ItemCard, b: ItemCard) => b.size_bytes - a.size_bytes,
    kind: (a: ItemCard, b: ItemCard) => a.kind.localeCompare(b.kind) || newest(a, b),
  };
  return found.sort(orders[sort]);
}

function days(items: ItemCard[], zoneMinutes: number): ItemDays {
  const counted: ItemDays["days"] = [];
  for (const item of items) {
    const day = new Date(Date.parse(item.added_at) + zoneMinutes * 60_000).toISOString().slice(0, 10);
    const last = counted.at(-1);
    if (last !== undefined && last.day === day) last.count += 1;
    else counted.push({ day, count: 1 });
  }
  return { total: items.length, days: counted };
}

export function findCard(world: World, id: string): { index: number; item: ItemCard } {
  for (let index = 0; index < world.count + world.changed.size; index += 1) {
    const item = cardAt(world, index);
    if (item !== null && item.id === id) return { index, item };
  }
  throw failure("item-unknown", "user", { id });
}

const line = (item: ItemCard, already: boolean): ItemLine => ({
  id: item.id, kind: item.kind, name: item.name, size_bytes: item.size_bytes, sha256: item.sha256, seal_sha256: item.seal_sha256, already_kept: already,
});

/** Keeps one invented item and answers with its line. */
function keep(world: World, name: string, dispute: string | null): ItemLine {
  const index = world.count;
  const exhibit = dispute === null ? [] : [{ dispute, dispute_title: world.disputes.find((one) => one.name === dispute)?.title ?? dispute, exhibit: `E${String(11 + index).padStart(2, "0")}` }];
  const made: ItemCard = { ...card(index), name, added_at: new Date().toISOString(), exhibits: exhibit, note: "", completeness: "complete" };
  world.changed.set(index, made);
  world.count += 1;
  return line(made, false);
}

async function keepAll(world: World, paths: string[], dispute: string | null, tell: (event: never) => void, job: number): Promise<ItemsAdded> {
  const say = tell as (event: unknown) => void;
  const added: ItemsAdded = { items: [], failed: [] };
  const total = paths.length;
  for (const [index, path] of paths.entries()) {
    if (world.cancelled.has(job)) break;
    if (world.options.delay !== 0) await pause(150);
    const name = path.split("/").at(-1) ?? path;
    if (name.startsWith("unreadable")) {
      const failed = { path, failure: failure("cannot-read", "disk", { path, detail: "permission denied" }) };
      added.failed.push(failed);
      say({ kind: "failed", inputs: [failed] });
    } else {
      const kept = name.startsWith("again") ? line(card(0), true) : keep(world, name, dispute);
      added.items.push(kept);
      say({ kind: "kept", items: [kept] });
    }
    say({ kind: "progress", items_done: index + 1, items_total: total, bytes_done: (index + 1) * 1_000_000, bytes_total: total * 1_000_000 });
  }
  world.changedNouns("item", "dispute");
  return added;
}

function view(item: ItemCard): PartView {
  const { name, media_type, size_bytes } = item.first_part;
  const base = { name, media_type, size_bytes, sha256: item.sha256 };
  if (media_type.startsWith("image/")) {
    return { ...base, view: { kind: "picture", width: 320, height: 240, turn: 0, mirrored: false, tile_side: 512, format: media_type.slice(6) } };
  }
  if (media_type === "application/pdf") return { ...base, view: { kind: "pages", pages: [{ width: 595, height: 420 }, { width: 595, height: 842 }], searchable: true, advice: null } };
  if (media_type.startsWith("text/") || media_type === "message/rfc822") {
    const syntax = media_type === "text/html" ? "html" : media_type === "text/csv" ? "csv" : media_type === "message/rfc822" ? "mail" : "plain";
    return { ...base, view: { kind: "text", encoding: "UTF-8", confident: true, lines: 240, size_bytes, syntax } };
  }
  if (media_type.startsWith("video/") || media_type.startsWith("audio/")) return { ...base, view: { kind: "media", video: media_type.startsWith("video/") } };
  return { ...base, view: { kind: "bytes", why: null, first_bytes: digest(name).repeat(4) } };
}

function textLine(index: number): string {
  const said = ["客服小禾：亲，大促价格波动属于正常，活动已结束，没法退差价哦", "我：截图里写得很清楚，付款后 30 天保价", "客服小禾：亲可以看下规则，以最终解释为准", ""];
  return index % 4 === 3 ? "" : `2026-11-09 20:${String(index % 60).padStart(2, "0")} ${said[index % 4] ?? ""}`;
}

/** environment.json as the core writes it: each field with how it was learnt. */
function environment(): TextRead {
  const record = {
    v: 1,
    salt: digest("environment salt"),
    os: { source: "measured", value: "Linux 6.1 x86_64" },
    host: { source: "measured", value: "host-7f3a" },
    app_version: { source: "measured", value: "0.1.0" },
    original_name: { source: "declared", value: "IMG_2041.PNG" },
    original_folder: { source: "declared", value: "双11 截图" },
    file_modified_at: { source: "declared", value: "2026-10-31T16:09:12Z" },
    file_created_at: { source: "unavailable", why: "not-recorded" },
    clock_difference: { source: "unavailable", why: "never-asked" },
  };
  return { encoding: "UTF-8", from_line: 0, total_lines: 1, lines: [JSON.stringify(record)], cut: false };
}

export const itemHandlers: Handlers = {
  item_page: (question, world) => {
    const { total, slice } = all(world, question);
    return { total, vault_total: world.count, items: slice };
  },
  item_days: (question, world) => days(listed(world, question.filter, question.sort), question.zone_minutes),
  item_ids: (question, world) => ({ ids: all(world, question).slice.map((item) => item.id) }),
  item_show: (id, world) => {
    const { index, item } = findCard(world, id);
    return {
      item: {
        ...line(item, true),
        added_at: item.added_at,
        note: item.note,
        files: [
          { name: item.first_part.name, role: "main", media_type: item.first_part.media_type, size_bytes: item.size_bytes, sha256: item.sha256 },
          { name: "capture.json", role: "record", media_type: "application/json", size_bytes: 812, sha256: digest(`capture ${item.id}`) },
          { name: "environment.json", role: "record", media_type: "application/json", size_bytes: 420, sha256: digest(`environment ${item.id}`) },
          { name: "item.sha256", role: "record", media_type: "text/plain", size_bytes: 236, sha256: item.seal_sha256 },
        ],
        capture: {
          v: "1", id: item.id, kind: item.kind, origin: item.origin, how: { tool: "holdfast", version: "0.1.0", method: "file" },
          started_at: item.added_at, ended_at: item.added_at, monotonic_ms: 41,
          parts: [{ name: item.first_part.name, role: "main", media_type: item.first_part.media_type, size_bytes: item.size_bytes }],
          completeness: item.completeness === "partial" ? { state: "partial", reasons: ["images-failed"] } : item.completeness,
        },
        exhibits: item.exhibits.map(({ dispute, exhibit }) => ({ dispute, exhibit })),
        entries: [41, 44],
        leaves: [],
        time_proofs: proofsOf(world, item, index),
        time: item.time,
        history: [
          { n: 41, kind: "item", at: item.added_at, dispute: null, exhibit: null, what: null, text: null },
          ...item.exhibits.map(({ dispute, exhibit }) => ({ n: 44, kind: "attached", at: item.added_at, dispute, exhibit, what: null, text: null })),
          ...(item.note === "" ? [] : [{ n: 45, kind: "changed", at: item.added_at, dispute: null, exhibit: null, what: "note", text: item.note }]),
        ],
      },
    };
  },
  item_add: (question, world, tell, job) => keepAll(world, question.paths, question.dispute ?? null, tell, job),
  item_paste: (question, world, tell, job) => keepAll(world, ["/clipboard/剪贴板 2026-11-22 23.40.12.png"], question.dispute ?? null, tell, job),
  item_note: ({ id, text }, world) => {
    const { index, item } = findCard(world, id);
    world.changed.set(index, { ...item, note: text });
    world.changedNouns("item");
    return { id, note: text };
  },
  item_remove: ({ id }, world) => {
    const { index, item } = findCard(world, id);
    world.changed.set(index, null);
    world.changedNouns("item", "dispute");
    return { id, seal_sha256: item.seal_sha256, objects_erased: 4, still_used: [], bundles: [] };
  },
  item_export: ({ id, to }) => ({ id, path: to, files: [] }),
  part_view: ({ part }, world) => {
    if (part.of === "vault") return view(findCard(world, part.item).item);
    return view({ ...card(0), first_part: { name: part.part, media_type: "image/png", size_bytes: 20_400 } });
  },
  text_read: ({ part, from_line, lines, encoding }) => part.part === "environment.json" ? environment() : ({
    encoding: encoding ?? "UTF-8",
    from_line,
    total_lines: 240,
    lines: Array.from({ length: Math.max(0, Math.min(lines, 240 - from_line)) }, (_none, index) => textLine(from_line + index)),
    cut: false,
  }),
  pages_find: ({ find }) => ({
    hits: find === "" ? [] : [{ page: 1, before: "价税合计 ", hit: find, after: "，开票日期 2026-11-13" }],
    total: find === "" ? 0 : 1,
    searched_pages: 2,
  }),
};
