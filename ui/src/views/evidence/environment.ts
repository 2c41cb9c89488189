// How an item was taken, for people: the fields of capture.json and environment.json with the word that says how each was
// learnt. Both are records of the item, read as they lie in it; environment.json may have been withheld or be unreadable.
import { bridge, type CaptureRecord, type JsonValue } from "../../bridge";
import { m, message, moment } from "../../text";

export type Source = "measured" | "declared" | "unavailable";

export interface TakenField {
  name: string;
  label: string;
  value: string;
  source: Source | undefined;
}

/** Fields that say most, before the rest is asked for. */
const FIRST = new Set(["how", "started_at", "url", "original_name", "file_modified_at", "window_title", "browser", "record_not_before"]);

export function isFirst(field: TakenField): boolean {
  return FIRST.has(field.name);
}

/** The fields of capture.json that are not shown elsewhere in the inspector. */
export function capturedFields(capture: CaptureRecord): TakenField[] {
  const fields: TakenField[] = [];
  const add = (name: string, value: JsonValue | undefined, source: Source | undefined) => {
    const text = written(value);
    if (text !== null) fields.push({ name, label: message(`evidence_field_${name}`, name), value: text, source });
  };
  const tool = text(capture.how["tool"]);
  const command = text(capture.how["command"]);
  add("how", message(`evidence_how_${command.replaceAll(/[^a-z]+/g, "_")}`, [tool, command].filter(Boolean).join(" · ")), "measured");
  add("started_at", moment(capture.started_at, "full"), "measured");
  add("took", m.evidence_milliseconds({ count: capture.monotonic_ms }), "measured");
  const { page, record_not_before: notBefore, of, reason } = capture;
  if (isObject(page)) {
    add("url", page["final_url"], "measured");
    if (page["typed_url"] !== page["final_url"]) add("typed_url", page["typed_url"], "measured");
    add("status", page["status"], "measured");
  }
  if (isObject(notBefore)) add("record_not_before", moment(text(notBefore["at"]), "full"), "measured");
  add("of", of, "declared");
  add("reason", reason, "declared");
  return fields;
}

/** The fields of environment.json, in its order. Throws what the vault or the parser threw. */
export async function environmentFields(item: string): Promise<TakenField[]> {
  const part = { of: "vault", item, part: "environment.json" } as const;
  const answer = await bridge().call("text_read", { part, from_line: 0, lines: 200 });
  return fieldsOf(answer.lines.join("\n"));
}

export function fieldsOf(json: string): TakenField[] {
  const record: unknown = JSON.parse(json);
  if (!isObject(record)) return [];
  return Object.entries(record).flatMap(([name, field]): TakenField[] => {
    if (!isObject(field)) return [];
    const source = field["source"];
    const label = message(`evidence_field_${name}`, name);
    if (source === "unavailable") {
      const why = text(field["why"]);
      return [{ name, label, value: message(`evidence_why_${why.replaceAll("-", "_")}`, why), source }];
    }
    const value = name.endsWith("_at") ? moment(text(field["value"]), "full") : written(field["value"]);
    return value === null ? [] : [{ name, label, value, source: source === "measured" ? source : "declared" }];
  });
}

function isObject(value: unknown): value is { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** A value as one line; none for what is empty. */
function written(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value)) return value.map((each) => written(each) ?? "").join(", ");
  if (isObject(value)) return Object.entries(value).map(([key, each]) => `${key} ${written(each) ?? ""}`).join(" · ");
  return String(value);
}
