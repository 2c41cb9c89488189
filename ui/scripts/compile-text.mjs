// Writes the typed list of the window's own messages: src/text/generated/messages.ts, from messages/<locale>/<area>.json.
//
// - A message is a text with `{name}` places, or, where a number decides, an object of plural forms
//   (`one`, `other`, …) that chooses by the place `count`.
// - Keys begin with their area: `evidence_…` stands in evidence.json and nowhere else.
// - English decides which keys and places exist; tests/text.test.ts holds the Chinese files to the same.
// - The file is written only when it changes, by rename, so that several runs at once do no harm.
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const LOCALES = ["en", "zh-CN"];

export function areas() {
  return readdirSync(here("../messages/en"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -5))
    .sort();
}

export function readMessages(locale, area) {
  try {
    return JSON.parse(readFileSync(here(`../messages/${locale}/${area}.json`), "utf8"));
  } catch (failure) {
    if (failure.code === "ENOENT") return {};
    throw new Error(`messages/${locale}/${area}.json: ${failure.message}`, { cause: failure });
  }
}

/** The names of a message's places, each once, in order. */
export function places(message) {
  const forms = typeof message === "string" ? [message] : Object.values(message);
  const names = forms.flatMap((form) => [...form.matchAll(/\{([a-z_]+)\}/g)].map((found) => found[1]));
  return [...new Set(typeof message === "string" ? names : ["count", ...names])];
}

export function compileText() {
  const names = areas();
  const identifier = (locale, area) => `${locale}_${area}`.replaceAll("-", "_");
  const lines = ["// Written by scripts/compile-text.mjs from messages/; not to be edited, not kept in git."];
  for (const locale of LOCALES) {
    for (const area of names) {
      lines.push(`import ${identifier(locale, area)} from "../../../messages/${locale}/${area}.json";`);
    }
  }
  lines.push("", "export interface Messages {");
  for (const area of names) {
    for (const [key, message] of Object.entries(readMessages("en", area))) {
      const plural = typeof message !== "string";
      const values = places(message).map((name) => `${name}: ${plural && name === "count" ? "number" : "string | number"}`);
      lines.push(`  ${key}(${values.length === 0 ? "" : `values: { ${values.join("; ")} }`}): string;`);
    }
  }
  lines.push("}", "");
  lines.push("type Catalogue = Record<string, string | Record<string, string>>;");
  lines.push("export const catalogues: Record<\"en\" | \"zh-CN\", Catalogue> = {");
  for (const locale of LOCALES) {
    lines.push(`  "${locale}": { ${names.map((area) => `...${identifier(locale, area)}`).join(", ")} },`);
  }
  lines.push("};", "");
  write(here("../src/text/generated/messages.ts"), lines.join("\n"));
}

function write(path, text) {
  try {
    if (readFileSync(path, "utf8") === text) return;
  } catch {
    mkdirSync(here("../src/text/generated"), { recursive: true });
  }
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) compileText();
