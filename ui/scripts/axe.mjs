// `npm run axe`: looks at the built pages in a headless Chromium, with the invented vault, on every route.
//
// - axe-core measures roles, names, contrast and order (WCAG 2.2 A and AA) in both themes and both languages.
// - At 200 % text, as at 900 × 640, nothing may stick out of the window at the side.
// - The pages are served under the window's own content policy: what it refuses is reported.
// - `--pictures DIR` saves a picture of each; `--only TEXT` takes only the views whose name contains the text.
// Exit 0: nothing found; 1: found, listed; 2: there is no Chromium, or no build.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { preview } from "vite";
import { findChromium, openChromium } from "./chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DISPUTE = encodeURIComponent("K2 保价未兑现-7f3a");

const ROUTES = [
  { name: "first-start", query: "fake=empty&first", route: "evidence" },
  { name: "evidence", query: "fake=full", route: "evidence" },
  { name: "evidence-list", query: "fake=full&view=list", route: "evidence" },
  { name: "evidence-empty", query: "fake=empty", route: "evidence" },
  { name: "evidence-failing", query: "fake=failing", route: "evidence" },
  { name: "disputes", query: "fake=full", route: "disputes" },
  { name: "disputes-empty", query: "fake=empty", route: "disputes" },
  { name: "disputes-failing", query: "fake=failing", route: "disputes" },
  { name: "dispute", query: "fake=full", route: `disputes/${DISPUTE}` },
  { name: "export", query: "fake=full", route: `disputes/${DISPUTE}/export` },
  { name: "verify", query: "fake=full", route: "verify" },
  { name: "case", query: "fake=full", route: `case/${encodeURIComponent("/home/lin/K2.zip")}` },
  { name: "settings-general", query: "fake=full", route: "settings/general" },
  { name: "settings-vaults", query: "fake=full", route: "settings/vaults" },
  { name: "settings-vaults-failing", query: "fake=failing", route: "settings/vaults" },
  { name: "settings-key", query: "fake=full", route: "settings/key" },
  { name: "settings-clocks", query: "fake=full", route: "settings/clocks" },
  { name: "settings-clocks-open", query: "fake=full&clocks=open", route: "settings/clocks" },
  { name: "settings-clocks-denied", query: "fake=empty&clocks=denied", route: "settings/clocks" },
  { name: "settings-clocks-failing", query: "fake=failing", route: "settings/clocks" },
  { name: "settings-about", query: "fake=full", route: "settings/about" },
  { name: "sample", query: "fake=full&sample", route: "evidence" },
];
// Each theme and each language once; pictures are taken of the other two pairs as well.
const LOOKS = [
  { lang: "zh", theme: "light" },
  { lang: "en", theme: "dark" },
  { lang: "en", theme: "light" },
  { lang: "zh", theme: "dark" },
];
// Page pixels: the usual window, the smallest, and each at 200 %.
const SIZES = [
  { name: "1440x900", width: 1440, height: 900, scale: 1 },
  { name: "900x640", width: 900, height: 640, scale: 1 },
  { name: "1440x900-at-200", width: 720, height: 450, scale: 2 },
  { name: "900x640-at-200", width: 450, height: 320, scale: 2 },
];

// The window's policy, as one header.
const { csp } = JSON.parse(readFileSync(join(root, "../src-tauri/tauri.conf.json"), "utf8")).app.security;
const policy = Object.entries(csp).map(([name, value]) => `${name} ${value}`).join("; ");

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
};
const pictures = option("--pictures");
const only = option("--only");

// What reaches out of the window at the side and cannot be scrolled to, or makes the whole window scroll.
const STICKING_OUT = `(() => {
  const wide = document.documentElement.clientWidth;
  const clipped = (element) => {
    for (let up = element.parentElement; up !== null; up = up.parentElement) {
      const { overflowX } = getComputedStyle(up);
      if (overflowX !== "visible") return true;
    }
    return false;
  };
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > wide + 1 && getComputedStyle(element).visibility !== "hidden" && !clipped(element);
  });
  const screen = document.querySelector("main.screen");
  const sideways = screen !== null && screen.scrollWidth > screen.clientWidth + 1 ? ["main.screen scrolls sideways: " + screen.scrollWidth + " > " + screen.clientWidth] : [];
  return [...sideways, ...out.slice(0, 3).map((element) => element.tagName + "." + element.className)];
})()`;

const AXE = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
  .then(({ violations }) => violations
    // The name of a tile holds all its words, in the order in which one says them and not in that of the eye.
    .map((violation) => ({ ...violation, nodes: violation.nodes.filter((node) => violation.id !== "label-content-name-mismatch" || !node.html.includes('role="gridcell"')) }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + " ⟶ " + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? "")) , count: nodes.length })))`;

async function look(chromium, address, route, look, size) {
  const page = await chromium.openPage(size);
  const name = `${route.name}-${look.lang}-${look.theme}-${size.name}`;
  const found = [];
  try {
    await page.go(`${address}?${route.query}&lang=${look.lang}&theme=${look.theme}&still#/${route.route}`);
    if (!(await page.until("document.querySelector('main.screen')?.textContent.length > 20 || document.querySelector('.screen-failure') !== null"))) found.push("nothing was drawn");
    await page.settle(250);
    if (pictures !== null) writeFileSync(join(pictures, `${name}.png`), await page.picture());
    for (const element of await page.evaluate(STICKING_OUT)) found.push(`sticks out: ${element}`);
    if (size === SIZES[0]) {
      await page.evaluate(axe);
      for (const { id, impact, help, nodes, count } of await page.evaluate(AXE)) {
        found.push(`${impact} ${id} (${count}): ${help}\n      ${nodes.join("\n      ")}`);
      }
    }
    for (const problem of new Set(page.problems)) found.push(`error: ${problem}`);
  } finally {
    await page.close();
  }
  return { name, found };
}

async function main() {
  const program = findChromium();
  if (program === null || !existsSync(join(root, "dist/index.html"))) {
    console.error(program === null ? "There is no Chromium on this computer." : "There is no build: npm run build");
    return 2;
  }
  if (pictures !== null) mkdirSync(pictures, { recursive: true });
  const server = await preview({ root, preview: { port: 0, host: "127.0.0.1", headers: { "Content-Security-Policy": policy } }, logLevel: "error" });
  const [address] = server.resolvedUrls?.local ?? [];
  const chromium = await openChromium(program);
  const views = ROUTES.filter(({ name }) => only === null || name.includes(only)).flatMap((route) =>
    LOOKS.slice(0, pictures === null ? 2 : 4).flatMap((one, index) =>
      // The other sizes once in each language are enough: the theme does not move anything.
      (index > 1 ? SIZES.slice(0, 1) : SIZES).map((size) => ({ route, one, size })),
    ),
  );
  const waiting = [...views];
  let wrong = 0;
  const work = async () => {
    for (let view = waiting.shift(); view !== undefined; view = waiting.shift()) {
      const { name, found } = await look(chromium, address, view.route, view.one, view.size);
      if (found.length === 0) continue;
      wrong += 1;
      console.log(`${name}\n  ${found.join("\n  ")}`);
    }
  };
  try {
    await Promise.all([work(), work(), work()]);
  } finally {
    await chromium.close();
    await server.close();
  }
  console.log(`${views.length} views looked at, ${wrong} with something to mend.`);
  return wrong === 0 ? 0 : 1;
}

process.exitCode = await main();
