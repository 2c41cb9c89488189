// The window's messages: complete in both languages, used, translated, in the house's words.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// @ts-expect-error: a plain script without types
import { areas, places, readMessages } from "../scripts/compile-text.mjs";

type Message = string | Record<string, string>;
const root = join(import.meta.dirname, "..");
const names: string[] = areas();
const read = (locale: string, area: string): Record<string, Message> => readMessages(locale, area);
const forms = (message: Message): string[] => (typeof message === "string" ? [message] : Object.values(message));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") ? [readFileSync(path, "utf8")] : [];
  });
}
const source = sources(join(root, "src")).join("\n");

/** Keys put together at run time from a closed set: `message(`evidence_kind_${kind}`, …)`. */
const dynamic = [...source.matchAll(/message\(\s*`([a-z_]+)\$\{/g)].map((found) => found[1] ?? "");

const han = /\p{Script=Han}/u;
/** The same in both languages on purpose: names and numbers without words. */
const sameInBoth = (text: string): boolean => !/[A-Za-z]{2,}/.test(text.replaceAll(/\{[a-z_]+\}/g, "").replaceAll(/Holdfast|SHA-256|JSON|Markdown|DNS|HTML|XML|CSV|TLS|RFC 3161|OpenTimestamps|ZIP|PDF|UTC|EML|URL|BagIt|Ctrl|Alt|Shift|sha256sum|openssl|ssh-keygen|bagit\.py|holdfast-verify/g, ""));

describe.each(names)("messages of %s", (area) => {
  const en = read("en", area);
  const zh = read("zh-CN", area);

  it("has every key in both languages", () => {
    expect(Object.keys(zh).sort(), "a key stands in both files").toEqual(Object.keys(en).sort());
  });

  it("begins every key with its area", () => {
    const prefix = `${area.replaceAll("-", "_")}_`;
    expect(Object.keys(en).filter((key) => !key.startsWith(prefix)), "one area, one file").toEqual([]);
  });

  it("has the same places in both languages", () => {
    const differ = Object.keys(en).filter((key) => {
      const [one, two] = [en[key], zh[key]];
      if (one === undefined || two === undefined) return false;
      const sorted = (message: Message) => (places(message) as string[]).filter((name) => name !== "count" || typeof message === "string").sort().join();
      const plural = typeof one !== "string";
      const inZh = (places(two) as string[]).filter((name) => !plural || name !== "count").sort().join();
      return plural ? sorted(one) !== inZh : sorted(one) !== sorted(two);
    });
    expect(differ, "a value that one language shows, the other shows too").toEqual([]);
  });

  it("has plural forms that cover every number", () => {
    const without = Object.entries(en).filter(([, message]) => typeof message !== "string" && (message["one"] === undefined || message["other"] === undefined));
    expect(without.map(([key]) => key), "English needs one and other").toEqual([]);
  });

  it("is translated", () => {
    const left = Object.entries(zh).filter(([, message]) => forms(message).some((form) => !han.test(form) && !sameInBoth(form)));
    expect(left.map(([key]) => key), "Chinese messages are Chinese").toEqual([]);
    const inEnglish = Object.entries(en).filter(([, message]) => forms(message).some((form) => han.test(form.replaceAll("中文", ""))));
    expect(inEnglish.map(([key]) => key), "English messages hold no Chinese").toEqual([]);
  });

  it("uses every key", () => {
    const unused = Object.keys(en).filter(
      (key) => !new RegExp(`\\bm\\.${key}\\b`).test(source) && !source.includes(`"${key}"`) && !dynamic.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused, "a message that nothing says is taken out").toEqual([]);
  });

  it("keeps to the house's words", () => {
    const never = /\b(verified|trusted|qualified|court-recognised|seal(ed)?|witness|successfully|please)\b|可信|权威|核验通过|具有法律效力|封存|封条|原件|证人|已成功|您|保管链|[!！]/i;
    const said = [...Object.entries(en), ...Object.entries(zh)].filter(([, message]) => forms(message).some((form) => never.test(form)));
    expect(said.map(([key]) => key), "words that claim more than is so").toEqual([]);
  });

  it("puts a space between Han and Latin", () => {
    const tight = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;
    const found = Object.entries(zh).filter(([, message]) => forms(message).some((form) => tight.test(form)));
    expect(found.map(([key]) => key), "half-width words stand free").toEqual([]);
  });
});

describe("help of failures in the window", () => {
  it("never names a command of the command line", () => {
    const catalogue = join(root, "../crates/holdfast-text/src/catalogue");
    for (const [language, locale] of [["en", "en"], ["zh", "zh-CN"]] as const) {
      const errors = JSON.parse(readFileSync(join(catalogue, language, "errors.json"), "utf8")) as Record<string, string>;
      const own = read(locale, "failures");
      const left = Object.entries(errors).filter(([key, sentence]) => {
        const code = /^error\.(.*)\.help$/.exec(key)?.[1];
        return code !== undefined && /`holdfast |--[a-z]/.test(sentence) && own[`failures_${code.replaceAll("-", "_")}`] === undefined;
      });
      expect(left.map(([key]) => key), "the window says its own way out").toEqual([]);
    }
  });
});
