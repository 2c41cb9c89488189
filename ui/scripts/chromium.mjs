// A headless Chromium for the scripts here, spoken to over its debugging pipe: no library, no port.
// Where it is: CHROMIUM, or `chromium`, `google-chrome` or `chromium-browser` on the path.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function findChromium() {
  const names = [process.env.CHROMIUM, "chromium", "google-chrome", "chromium-browser"].filter(Boolean);
  return names.find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0) ?? null;
}

/** Starts it; `close` ends the process and takes its profile away. */
export async function openChromium(program) {
  const profile = mkdtempSync(join(tmpdir(), "holdfast-chromium-"));
  const child = spawn(
    program,
    ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--hide-scrollbars", "--lang=en", `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const waiting = new Map();
  const heard = new Set();
  let next = 1;
  let rest = "";
  child.stdio[4].on("data", (bytes) => {
    const messages = (rest + bytes.toString("utf8")).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages.map((text) => JSON.parse(text))) {
      const asked = waiting.get(message.id);
      if (asked !== undefined) {
        waiting.delete(message.id);
        if (message.error !== undefined) asked.reject(new Error(message.error.message));
        else asked.resolve(message.result);
      } else {
        for (const hear of heard) hear(message);
      }
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = next;
      next += 1;
      waiting.set(id, { resolve, reject });
      child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });

  /** A new page of this size, in page pixels; `scale` is how many pixels of the screen each has. */
  async function openPage({ width, height, scale = 1 }) {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const tell = (method, params) => send(method, params, sessionId);
    const problems = [];
    heard.add((message) => {
      if (message.sessionId !== sessionId) return;
      if (message.method === "Runtime.exceptionThrown") problems.push(message.params.exceptionDetails.exception?.description ?? message.params.exceptionDetails.text);
      if (message.method === "Log.entryAdded" && message.params.entry.level === "error") problems.push(message.params.entry.text);
    });
    await tell("Page.enable");
    await tell("Runtime.enable");
    await tell("Log.enable");
    await tell("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: false });
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await tell("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    return {
      problems,
      evaluate,
      go: (url) => tell("Page.navigate", { url }),
      /** Until `expression` is true; false after five seconds. */
      async until(expression) {
        for (let turn = 0; turn < 100; turn += 1) {
          if (await evaluate(expression).catch(() => false)) return true;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return false;
      },
      settle: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      async picture() {
        const { data } = await tell("Page.captureScreenshot", { format: "png" });
        return Buffer.from(data, "base64");
      },
      close: () => send("Target.closeTarget", { targetId }),
    };
  }

  return {
    openPage,
    async close() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
