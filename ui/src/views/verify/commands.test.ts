import readMeSource from "../../../../crates/holdfast-bundle/src/read_me.rs?raw";
import { describe, expect, it } from "vitest";
import { setLanguage } from "../../text";
import { BAGIT, EACH_EXHIBIT, LISTS, LISTS_MAC, NOTHING_ADDED, signatureCommand, stockChecks } from "./commands";

// As a Rust string literal over several lines joins them.
const readMe = readMeSource
  .replace(/\\\n\s*/g, "")
  .replace(/\\"/g, '"');

describe("the commands to check again with stock tools", () => {
  it("are letter by letter those that READ-ME-FIRST prints", () => {
    for (const command of [LISTS, LISTS_MAC, ...NOTHING_ADDED, EACH_EXHIBIT, BAGIT, signatureCommand("{}")]) {
      expect(readMe.includes(`"${command}"`), command).toBe(true);
    }
  });

  it("each say what they do not find, in both languages, and name the fingerprint", () => {
    for (const language of ["zh", "en"] as const) {
      setLanguage(language);
      const checks = stockChecks("SHA256:abc");
      expect(checks).toHaveLength(5);
      for (const check of checks) {
        expect(check.says.startsWith("paper."), check.says).toBe(false);
        expect(check.doesNotFind.startsWith("paper."), check.doesNotFind).toBe(false);
      }
      expect(checks[3]?.says).toContain("SHA256:abc");
    }
    expect(stockChecks(null), "without a signature there is none to check").toHaveLength(4);
  });
});
