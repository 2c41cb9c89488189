import { expect, it } from "vitest";
import { withVisibleNames } from "./names";

it("a name that turns the reading direction is made visible, wherever it stands in an answer", () => {
  const answer = { total: 1, items: [{ id: "a", name: "invoice\u202Egnp.exe", first_part: { name: "p001.exe" } }] };
  expect(withVisibleNames("item_page", answer).items[0]?.name).toBe("invoice\uFFFDgnp.exe");
  expect(withVisibleNames("item_page", answer).items[0]?.first_part.name).toBe("p001.exe");
});

it("what has no width is made visible too, and joined emoji stay whole", () => {
  const name = (text: string) => withVisibleNames("part_view", { name: text }).name;
  expect(name("in\u200Bvoice\u2066.pdf\uFEFF")).toBe("in\uFFFDvoice\uFFFD.pdf\uFFFD");
  expect(name("pay\u200Dpal")).toBe("pay\uFFFDpal");
  expect(name("👩\u200D💻.png")).toBe("👩\u200D💻.png");
});

it("answers that are sent back, such as paths, stay as they are", () => {
  expect(withVisibleNames("dialog_files", ["/home/a\u202E.png"])).toEqual(["/home/a\u202E.png"]);
});
