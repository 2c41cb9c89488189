import { afterEach, describe, expect, it } from "vitest";
import { day, dayTitle, existedBy, moment, nearDay, shortDigest, size, zoneName } from "./format";
import { setLanguage } from "./language";
import { m } from "./messages";

afterEach(() => setLanguage("en"));
const now = new Date(2026, 10, 22, 12, 0, 0);
const at = new Date(2026, 10, 6, 20, 14, 31).toISOString();

describe("how values are written", () => {
  it("moments whole with their zone, short under a header that names it", () => {
    expect(moment(at, "full"), "with seconds and zone").toMatch(/^2026-11-06 20:14:31 [+-]\d\d:\d\d$/);
    expect(moment(at, "short", now), "this year").toBe("11-06 20:14");
    expect(moment(at, "short", new Date(2027, 0, 1)), "another year is named").toBe("2026-11-06 20:14");
    expect(moment("never", "full"), "what is no moment stands as it is").toBe("never");
    expect(zoneName(now), "for headers").toMatch(/^UTC([+-]\d+(:\d\d)?)?$/);
  });

  it("the minute by which something existed up, never down", () => {
    const by = (seconds: string) => existedBy(`2026-11-02T06:02:${seconds}Z`, "short", now).slice(-2);
    expect([by("00"), by("00.001"), by("00.0000001"), by("59.9")], "a whole minute stays").toEqual(["02", "03", "03", "03"]);
    expect(existedBy(at, "full"), "whole with its zone").toMatch(/^2026-11-06 20:15 [+-]\d\d:\d\d$/);
    expect(existedBy("never", "full")).toBe("never");
  });

  it("days as people say them in both languages", () => {
    expect(dayTitle("2026-11-13", now)).toBe("Friday, November 13");
    expect(dayTitle("2025-11-13", now), "another year is named").toContain("2025");
    setLanguage("zh");
    expect(dayTitle("2026-11-13", now)).toBe("11月13日星期五");
    expect(nearDay(day(now), now)).toBe("today");
    expect(nearDay("2026-11-21", now)).toBe("yesterday");
    expect(nearDay("2026-11-20", now)).toBeNull();
  });

  it.each([[0, "0 B"], [999, "999 B"], [1000, "1 KB"], [12_412_345, "12.4 MB"], [999_960_000, "1 GB"], [120_000_000_000, "120 GB"]])("%d bytes as %s", (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  it("plurals as the language has them, numbers with their marks", () => {
    expect([0, 1, 2, 10_000].map((count) => m.common_items({ count }))).toEqual(["0 items", "1 item", "2 items", "10,000 items"]);
    setLanguage("zh");
    expect(m.common_items({ count: 1 }), "no plural in Chinese").toBe("1 件");
  });

  it("digests by their ends, other texts whole", () => {
    expect(shortDigest("9f2c41d708be44a1".padEnd(56, "0") + "5a71e3c0")).toBe("9f2c41d7 08be44a1…5a71e3c0");
    expect(shortDigest("SHA256:q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe"), "a fingerprint is compared by eye").toContain("q2Jx7rVb0kTnW8cM5yZ1uHd4LfPgE9aSs6oXiBtRwKe");
  });

  it("values in sentences never become places themselves", () => {
    expect(m.common_label_value({ label: "{value}", value: "x" })).toBe("{value}: x");
  });
});
