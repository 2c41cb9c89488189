// Names of files are strangers' words: one that turns the reading direction could look like another. They are made
// visible where they come in, so that no screen can forget it; nothing sends them back, items are named by id.
import { visible } from "../text/catalogue";

const naming = new Set<string>([
  "item_page",
  "item_show",
  "item_add",
  "item_paste",
  "dispute_show",
  "bundle_plan",
  "bundle_preview",
  "part_view",
]);

/** The answer of a command with every `name` in it made visible; other commands' answers as they are. */
export function withVisibleNames<T>(command: string, answer: T): T {
  return naming.has(command) ? (made(answer) as T) : answer;
}

function made(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(made);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === "name" && typeof inner === "string" ? visible(inner) : made(inner)]),
  );
}
