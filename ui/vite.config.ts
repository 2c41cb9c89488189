// How the window's pages are built: one page, one script, everything from this folder and from the sentences of
// crates/holdfast-text. Nothing is fetched. The catalogue's types are written before the first file is read and again
// whenever a message file changes.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
// @ts-expect-error: a plain script without types, so that `npm run text` needs no compiler.
import { compileText } from "./scripts/compile-text.mjs";

const messages = fileURLToPath(new URL("./messages", import.meta.url));

function text(): Plugin {
  return {
    name: "holdfast-text",
    buildStart: () => compileText(),
    configureServer(server) {
      server.watcher.add(messages);
      server.watcher.on("change", (path) => {
        if (!path.startsWith(messages)) return;
        try {
          compileText();
        } catch (failure) {
          // A file that is being written is whole with the next change.
          server.config.logger.warn(String(failure));
        }
      });
    },
  };
}

export default defineConfig({
  plugins: [text(), react()],
  clearScreen: false,
  server: { port: 5173, fs: { allow: [".."] }, hmr: { overlay: false } },
  build: { target: "safari16", chunkSizeWarningLimit: 1500, assetsInlineLimit: 0 },
  test: {
    environment: "happy-dom",
    setupFiles: ["./tests/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    css: false,
    pool: "threads",
    // Machines that build at the same time are slow; a test that hangs is still found.
    testTimeout: 30_000,
  },
});
