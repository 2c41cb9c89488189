import { describe, expect, it } from "vitest";
import { checked } from "../../bridge/fake/verify";
import { differing, findingsOf, headOf, inOrder, isHidden, isHurt, latestExhibit, worstFirst } from "./report";

const one = (name: string) => {
  const [bundle] = checked([`/in/${name}.zip`]).en.bundles;
  if (bundle === undefined) throw new Error("no report");
  return bundle;
};

describe("the report as the screen orders it", () => {
  it("puts the worst first and keeps the order given among equals", () => {
    const bundles = checked(["/in/dated.zip", "/in/note.txt", "/in/a.zip", "/in/broken.zip", "/in/b.zip"]).en.bundles;
    expect(worstFirst(bundles).map((bundle) => bundle.file_name), "2 beats 3 beats 1 beats 0").toEqual([
      "broken.zip", "note.txt", "a.zip", "b.zip", "dated.zip",
    ]);
  });

  it("orders findings by errors, warnings, notes and drops none", () => {
    const { findings } = one("broken");
    const ordered = inOrder([...findings].reverse());
    expect(ordered.map((finding) => finding.level)).toEqual(["error", "error", "warning", "note", "note"]);
    expect(ordered, "every finding is there").toHaveLength(findings.length);
  });

  it("marks an exhibit when its bytes differ and when an error lies in its folder", () => {
    const bundle = one("broken");
    const hurt = bundle.exhibits.filter((exhibit) => isHurt(exhibit, findingsOf(bundle, exhibit.exhibit)));
    expect(hurt.map((exhibit) => exhibit.exhibit)).toEqual(["E05"]);
    const stranger = { ...bundle.exhibits[0], integrity: "agrees" } as (typeof bundle.exhibits)[number];
    expect(isHurt(stranger, findingsOf(bundle, "E05")), "a stranger in the folder counts too").toBe(true);
  });

  it("names what does not match: exhibits first, the statement's pages by path", () => {
    expect(differing(one("broken"))).toEqual(["E05", "index.html"]);
    expect(differing(one("whole"))).toEqual([]);
  });

  it("never shows what is withheld or not here", () => {
    expect(isHidden({ shown: "withheld" })).toBe(true);
    expect(isHidden({ shown: "absent" })).toBe(true);
    expect(isHidden({ shown: "in-part" }), "what is shown in part is shown").toBe(false);
  });

  it("knows five heads, and calls a foreign bag broken when it is", () => {
    expect(["dated", "whole", "library-bag", "broken", "note"].map((name) => headOf(one(name)))).toEqual([
      "dated", "undated", "foreign", "broken", "not-checkable",
    ]);
    expect(headOf({ ...one("library-bag"), verdict: "broken" })).toBe("broken");
  });

  it("takes the bundle's date from the latest exhibit", () => {
    expect(latestExhibit(one("dated"))).toBe("E09");
  });
});
