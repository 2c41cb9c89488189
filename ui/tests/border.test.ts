// What holds the pages together: one door to the shell, nothing fetched, files that one can read in a sitting.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

function files(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : files(path);
    return [{ path: relative(root, path), text: readFileSync(path, "utf8") }];
  });
}
const all = files(join(root, "src"));
const code = all.filter(({ path }) => /\.tsx?$/.test(path));
const product = code.filter(({ path }) => !path.includes(".test.") && !path.startsWith("src/bridge/fake"));

describe("the types of what crosses", () => {
  it("name exactly the commands that the shell has", () => {
    const list = readFileSync(join(root, "../src-tauri/src/list.rs"), "utf8");
    const inRust = [...list.matchAll(/(?:quick|long) ([a-z_]+)\(/g)].map((found) => found[1]);
    const contract = readFileSync(join(root, "src/bridge/types/contract.ts"), "utf8");
    const body = /export interface ShellCommands \{([^]*?)\n\}/.exec(contract)?.[1] ?? "";
    const here = [...body.matchAll(/^ {2}([a-z_]+):/gm)].map((found) => found[1]);
    expect(here.toSorted(), "a command of the shell stands on both sides").toEqual(inRust.toSorted());
  });
});

describe("the pages", () => {
  it("reach the shell through the bridge only", () => {
    const others = code.filter(({ path, text }) => !path.startsWith("src/bridge/") && /@tauri-apps|__TAURI/.test(text));
    expect(others.map(({ path }) => path), "only src/bridge may know Tauri").toEqual([]);
  });

  it("draw nobody's HTML and run nobody's text", () => {
    const found = product.filter(({ text }) => /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|<iframe|<object|<embed|srcdoc/i.test(text));
    expect(found.map(({ path }) => path), "evidence is pictures and text, never HTML").toEqual([]);
  });

  it("ask nobody outside", () => {
    // The generated types say in comments what an address begins with.
    const own = product.filter(({ path }) => !path.includes("bridge/types/"));
    const found = own.filter(({ text }) => /(?<![.\w] ?)(?<!private )\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|@import url|https?:\/\/(?!www\.w3\.org)/.test(text));
    expect(found.map(({ path }) => path), "everything the window shows comes from the bridge").toEqual([]);
    const styles = all.filter(({ path, text }) => path.endsWith(".css") && /url\(|@font-face/.test(text));
    expect(styles.map(({ path }) => path), "styles fetch nothing").toEqual([]);
  });

  it("keep nothing outside the vault and the settings", () => {
    const found = product.filter(({ text }) => /localStorage|sessionStorage|indexedDB|document\.cookie/.test(text));
    expect(found.map(({ path }) => path), "the webview keeps nothing").toEqual([]);
  });

  it("take colours from the tokens only", () => {
    // Paper is white and its ink is dark in both themes.
    const paper = ["styles/tokens.css", "verify/print.css", "export/export.css", "viewers/viewers.css"];
    const found = all.filter(({ path, text }) => path.endsWith(".css") && !paper.some((one) => path.endsWith(one)) && /#[0-9a-f]{6}\b/i.test(text.replaceAll(/(?:\/\*[\s\S]*?\*\/)/g, "")));
    expect(found.map(({ path }) => path), "a colour has a name and a dark twin").toEqual([]);
  });

  it("are files of one sitting that open with their story", () => {
    const long = code.filter(({ path, text }) => !path.startsWith("src/bridge/types/") && text.split("\n").length > 500);
    expect(long.map(({ path }) => path), "at most 500 lines").toEqual([]);
    const silent = product.filter(({ path, text }) => !path.includes("bridge/types/") && !/^(\/\/|\/\*)/.test(text));
    expect(silent.map(({ path }) => path), "a file says what it is").toEqual([]);
  });
});
