import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const style = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8").replace(/\/\*[^]*?\*\//g, "");

describe("the surfaces of a check", () => {
  it.each(["verify.css", "print.css", "../case/case.css"])("use no green: %s", (path) => {
    expect(style(path)).not.toMatch(/--ok\b|--ok-|green/i);
  });

  it("put the statement on sunken ground inside a dashed edge, and the evidence on panels", () => {
    const rule = (name: string) => style("verify.css").split(`${name} {`)[1]?.split("}")[0] ?? "";
    expect(rule(".verify-statement")).toContain("dashed");
    expect(rule(".verify-statement")).toContain("--bg-sunken");
    expect(rule(".verify-part")).toContain("--bg-panel");
    expect(rule(".verify-part")).not.toContain("dashed");
  });
});
