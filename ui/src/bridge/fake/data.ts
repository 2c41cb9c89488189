// Invented evidence: a promised price that was not kept at a sale. People, shops and numbers do not exist.
import type { Completeness, DisputeLine, Exhibit, ItemCard, Kind } from "../types/contract";

/** 64 hex digits that look like a digest and are always the same for the same seed. */
export function digest(seed: string): string {
  let text = "";
  let state = 2166136261;
  for (let index = 0; text.length < 64; index += 1) {
    for (const letter of `${seed}/${index}`) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
    text += state.toString(16).padStart(8, "0");
  }
  return text.slice(0, 64);
}

export function identifier(seed: string): string {
  const hex = digest(`id ${seed}`);
  return `0199${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14, 26)}`;
}

interface Sketch { name: string; kind: Kind; bytes: number; type: string; at: string; exhibit?: string; completeness?: Completeness; note?: string; proves?: string }

const SKETCHES: Sketch[] = [
  { name: "K2 活动页：¥279.png", kind: "page", bytes: 1_842_113, type: "image/png", at: "2026-11-13T01:06:20Z", exhibit: "E09", note: "双11 之后又降价", proves: "2026-11-13 同款售价 279.00 元" },
  { name: "平台答复：转交商家.eml", kind: "mail", bytes: 18_304, type: "message/rfc822", at: "2026-11-13T00:52:02Z", exhibit: "E08", proves: "平台收到投诉" },
  { name: "电子发票 329.00.pdf", kind: "invoice", bytes: 92_410, type: "application/pdf", at: "2026-11-13T00:40:44Z", exhibit: "E07", proves: "实付 329.00 元" },
  { name: "店铺公示营业执照.jpg", kind: "document", bytes: 402_118, type: "image/jpeg", at: "2026-11-13T00:31:09Z", exhibit: "E10" },
  { name: "客服拒退差价 chat export.txt", kind: "chat", bytes: 6_410, type: "text/plain", at: "2026-11-09T12:40:51Z", exhibit: "E05", proves: "客服拒绝退还差价" },
  { name: "开箱视频.mp4", kind: "video", bytes: 48_220_019, type: "video/mp4", at: "2026-11-07T10:22:33Z", exhibit: "E06" },
  { name: "快递面单与签收.jpg", kind: "photo", bytes: 2_204_771, type: "image/jpeg", at: "2026-11-07T10:19:00Z", exhibit: "E04" },
  { name: "K2 活动页：到手价 ¥299 整页长截图 a very long file name that does not fit on one line.png", kind: "page", bytes: 9_412_774, type: "image/png", at: "2026-11-06T12:14:31Z", exhibit: "E02", completeness: "partial", note: "12 张图片没有加载" },
  { name: "订单 20261101-88213.png", kind: "order", bytes: 731_204, type: "image/png", at: "2026-10-31T16:15:12Z", exhibit: "E03", proves: "2026-11-01 付款 329.00 元" },
  { name: "付款前页面 329.png", kind: "screenshot", bytes: 688_004, type: "image/png", at: "2026-10-31T16:09:40Z" },
  { name: "预售页：到手价 ¥299.png", kind: "screenshot", bytes: 911_730, type: "image/png", at: "2026-10-31T13:40:18Z", exhibit: "E01", proves: "预售承诺到手价 299.00 元" },
  { name: "活动规则全文.html", kind: "page", bytes: 120_400, type: "text/html", at: "2026-10-31T13:36:55Z" },
  { name: "客服通话录音.m4a", kind: "audio", bytes: 3_120_776, type: "audio/mp4", at: "2026-10-30T08:02:11Z" },
  { name: "price-history.csv", kind: "document", bytes: 2_214, type: "text/csv", at: "2026-10-30T07:58:00Z", note: "自己记的" },
];

export const DISPUTE = { id: digest("dispute").slice(0, 32), name: "K2 保价未兑现-7f3a", title: "K2 保价未兑现" };

export function card(index: number): ItemCard {
  const sketch = SKETCHES[index % SKETCHES.length] as Sketch;
  const round = Math.floor(index / SKETCHES.length);
  const dot = sketch.name.lastIndexOf(".");
  const name = round === 0 ? sketch.name : `${sketch.name.slice(0, dot)} ${round + 1}${sketch.name.slice(dot)}`;
  const at = new Date(Date.parse(sketch.at) - round * 86_400_000).toISOString();
  return {
    id: identifier(`${index}`),
    kind: sketch.kind,
    origin: index % 5 === 4 ? "captured-by-holdfast" : "supplied-by-user",
    name,
    size_bytes: sketch.bytes,
    sha256: digest(`part ${index}`),
    seal_sha256: digest(`seal ${index}`),
    added_at: at,
    completeness: sketch.completeness ?? "complete",
    note: sketch.note ?? "",
    part_count: 1,
    exhibits: round === 0 && sketch.exhibit !== undefined ? [{ dispute: DISPUTE.name, dispute_title: DISPUTE.title, exhibit: sketch.exhibit }] : [],
    time: "none",
    not_later_than: null,
    time_by: null,
    first_part: { name, media_type: sketch.type, size_bytes: sketch.bytes },
    has_thumbnail: sketch.type.startsWith("image/") || sketch.type === "application/pdf",
  };
}

export const SKETCH_COUNT = SKETCHES.length;

export function exhibits(): Exhibit[] {
  return SKETCHES.map((sketch, index) => ({ sketch, made: card(index) }))
    .filter(({ sketch }) => sketch.exhibit !== undefined)
    .map(({ sketch, made }): Exhibit => ({
      exhibit: sketch.exhibit ?? "",
      state: "attached",
      item_id: made.id,
      seal_sha256: made.seal_sha256,
      kind: made.kind,
      name: made.name,
      proves: sketch.proves ?? "",
    }))
    .sort((a, b) => a.exhibit.localeCompare(b.exhibit));
}

export function disputes(): DisputeLine[] {
  const line = (name: string, title: string, state: "open" | "closed", count: number, at: string): DisputeLine => ({
    id: name === DISPUTE.name ? DISPUTE.id : digest(name).slice(0, 32), name, title, state, outcome: state === "closed" ? "商家退还定金" : null, created_at: at, exhibits: count,
  });
  return [
    line("预售定金不退-c0d1", "预售定金不退", "closed", 4, "2026-09-20T03:00:00Z"),
    line("直播间羽绒服-19be", "直播间羽绒服材质与承诺不符，含绒量检测报告待补", "open", 6, "2026-10-12T09:30:00Z"),
    line(DISPUTE.name, DISPUTE.title, "open", 10, "2026-11-01T00:20:00Z"),
  ];
}

/** A picture drawn for a card: a price tag on paper, without any request. */
export function drawn(index: number): string {
  const hues = [14, 210, 150, 40, 265, 340];
  const hue = hues[index % hues.length] ?? 14;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240" viewBox="0 0 320 240"><rect width="320" height="240" fill="#fff"/><rect width="320" height="34" fill="hsl(${hue} 80% 48%)"/><rect x="96" y="9" width="170" height="16" rx="8" fill="#fff"/><rect x="18" y="52" width="112" height="140" rx="6" fill="#f4efe6"/><rect x="44" y="74" width="60" height="92" rx="26" fill="#3a3f47"/><rect x="62" y="118" width="24" height="34" rx="6" fill="#e8c9a0"/><rect x="148" y="56" width="140" height="12" rx="3" fill="#2b2b2b"/><rect x="148" y="76" width="100" height="8" rx="3" fill="#bbb"/><text x="148" y="126" font-family="sans-serif" font-size="32" font-weight="700" fill="hsl(${hue} 80% 42%)">¥${279 + (index % 4) * 10}</text><rect x="148" y="142" width="120" height="8" rx="3" fill="#ccc"/><rect x="148" y="158" width="90" height="8" rx="3" fill="#ccc"/><rect x="148" y="178" width="64" height="22" rx="11" fill="hsl(${hue} 85% 55%)"/><rect x="220" y="178" width="64" height="22" rx="11" fill="hsl(${hue} 85% 42%)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
