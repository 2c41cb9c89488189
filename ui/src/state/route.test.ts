import { describe, expect, it } from "vitest";
import { parseRoute, routeTo } from "./route";

describe("a route", () => {
  it.each([["disputes", "K2 保价/50%-7f3a", "export"], ["case", "/tmp/a b/#1.zip"], ["case", String.raw`C:\包\一.zip`], ["settings", "vaults"], ["evidence"]] as const)("survives the address: %s", (screen, ...rest) => {
    expect(parseRoute(`#/${routeTo(screen, ...rest)}`), "parts may hold any character").toEqual({ screen, rest });
  });

  it("that is not known is the evidence", () => {
    expect(parseRoute("#/nowhere/1").screen, "never an empty window").toBe("evidence");
    expect(parseRoute("#/disputes/%E0%A4%A").rest, "a broken escape stands as it is").toEqual(["%E0%A4%A"]);
  });
});
