import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge } from "../../bridge";
import { createFake, failure, type FakeBridge, type FakeOptions } from "../../bridge/fake";
import { toasts } from "../../components/toasts";
import { loadDesk, pointed, search } from "../../state";
import { setLanguage } from "../../text";
import { EVERYTHING, evidenceQuery } from "./query";
import { EvidenceView } from "./EvidenceView";

// Looking for roles in a whole screen is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

// happy-dom lays nothing out: each element is said to be a pane of this size.
const PANE = { clientWidth: 900, clientHeight: 700, offsetWidth: 900, offsetHeight: 700 };
for (const [name, size] of Object.entries(PANE)) Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });

let fake: FakeBridge;

async function begin(options: FakeOptions = {}) {
  fake = createFake({ delay: 0, ...options, settings: { language: "en", ...options.settings } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
  window.matchMedia = vi.fn().mockReturnValue({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined });
  const { container } = render(<EvidenceView />);
  return container;
}

/** By selector: looking for a role goes through every style of every element. */
const grid = () =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>("[role='grid'][aria-label='Evidence']");
    if (!found) throw new Error("no grid yet");
    return found;
  }, { timeout: 20_000 });
const selected = () => [...document.querySelectorAll('[aria-selected="true"]')].map((each) => each.querySelector(".evidence-name")?.textContent);
const cell = async (name: string) => {
  await grid();
  const found = [...document.querySelectorAll<HTMLElement>("[data-index]")].find((each) => each.textContent?.includes(name));
  if (!found) throw new Error(`no cell ${name}`);
  return found;
};
const press = async (key: string, more: Partial<KeyboardEventInit> = {}) => {
  fireEvent.keyDown(await grid(), { key, ...more });
  await act(async () => undefined);
};
const calls = (command: string) => fake.world.calls.filter((call) => call.command === command);

beforeEach(() => {
  toasts.set([]);
  search.set("");
  pointed.set(null);
  evidenceQuery.set(EVERYTHING);
});

describe("the evidence grid", () => {
  it("holds few elements for 100,000 items, and tells screen readers how many rows there are", async () => {
    const container = await begin({ items: 100_000, settings: { evidence_view: "list" } });
    const element = await grid();
    expect(element.getAttribute("aria-rowcount"), "every item and the head").toBe("100001");
    expect(container.querySelectorAll("*").length).toBeLessThan(1500);
    expect(screen.getByText("100,000 items")).toBeTruthy();
    await press("End");
    await waitFor(() => expect(element.getAttribute("aria-activedescendant")).toMatch(/-99999$/));
    expect(container.querySelectorAll("*").length, "and no more at its end").toBeLessThan(1500);
    expect(calls("item_page").length, "what lies between the view and the keyboard is not asked for").toBeLessThan(8);
  }, 90_000);

  it("tells each item whole to those who do not see it", async () => {
    await begin();
    const tile = await cell("K2 活动页：到手价");
    for (const said of ["E02", "Partial", "Web page", "Fixed", "No time proof"]) expect(tile.textContent).toContain(said);
  });

  it("selects one by a click, more by Ctrl and Shift, and none by Escape", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    expect(selected()).toEqual(["平台答复：转交商家.eml"]);
    fireEvent.click(await cell("店铺公示"), { ctrlKey: true });
    expect(selected().length).toBe(2);
    fireEvent.click(await cell("K2 活动页：¥279"), { shiftKey: true });
    expect(selected().length, "from where Ctrl stood up to here").toBe(4);
    expect(await screen.findByRole("toolbar", { name: /selection/ })).toBeTruthy();
    await press("Escape");
    expect(selected()).toEqual([]);
  });

  it("goes and selects by arrows, keeps by Ctrl, extends by Shift, and takes all by Ctrl+A", async () => {
    await begin({ settings: { evidence_view: "list" } });
    await press("ArrowDown");
    await press("ArrowDown");
    expect(selected()).toEqual(["平台答复：转交商家.eml"]);
    await press("ArrowDown", { shiftKey: true });
    expect(selected().length).toBe(2);
    await press("ArrowDown", { ctrlKey: true });
    await press(" ");
    expect(selected().length, "Space adds the one where the keyboard stands").toBe(3);
    await press("a", { ctrlKey: true });
    expect((await screen.findAllByText("14 selected")).length).toBeGreaterThan(0);
  });

  it("shows that an item is wanted before its page is here, at the size it will have", async () => {
    const container = await begin({ items: 100_000, settings: { evidence_view: "list" } });
    const element = await grid();
    fake.world.options.delay = 60_000;
    element.scrollTop = 2_000_000;
    fireEvent.scroll(element);
    await waitFor(() => expect(container.querySelectorAll(".evidence-line[aria-busy='true']").length).toBeGreaterThan(5));
  });

  it("opens the viewer by Enter and comes back to the grid by Escape", async () => {
    await begin();
    await press("ArrowDown");
    await press("Enter");
    const viewer = await screen.findByRole("dialog");
    expect(within(viewer).getByRole("heading").textContent).toBe("K2 活动页：¥279.png");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(async () => expect(document.activeElement).toBe(await grid()));
  });

  it("takes the focus of a cell over, so that it cannot scroll away", async () => {
    await begin();
    const invoice = await cell("电子发票");
    act(() => invoice.focus());
    const element = await grid();
    expect(document.activeElement).toBe(element);
    expect(element.getAttribute("aria-activedescendant")).toMatch(/-2$/);
    await press(" ");
    expect(selected()).toEqual(["电子发票 329.00.pdf"]);
  });

  it("keeps the selection on its items when another one comes in above", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    await act(async () => {
      await fake.run("item_add", { paths: ["/tmp/new.png"] }, () => undefined).answer;
    });
    await screen.findByText("15 items");
    expect(selected()).toEqual(["平台答复：转交商家.eml"]);
    expect((await grid()).getAttribute("aria-activedescendant"), "the keyboard moved with it").toMatch(/-2$/);
  });
});

describe("filters", () => {
  it("narrow to what waits for a time, and tell of each item by when it existed and by whose clock", async () => {
    await begin({ times: true, settings: { public_clocks: "allowed" } });
    const proven = await cell("电子发票");
    expect(proven.querySelector(".evidence-existed")?.getAttribute("title")).toMatch(/^existed by 2026-11-13 \d\d:\d\d [+-]\d\d:\d\d \(DigiCert\)$/);
    expect(proven.textContent, "in its name too").toMatch(/Time proof existed by 2026-11-13/);
    await userEvent.click(screen.getByRole("button", { name: "Filter by Time proof" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Awaiting time" }));
    await waitFor(() => expect(document.querySelectorAll("[data-index]").length).toBe(2));
  });

  it("narrow the list, count what is left, and are taken away one by one", async () => {
    await begin();
    await userEvent.click(await screen.findByRole("button", { name: "Filter by Kind" }));
    await userEvent.click(await screen.findByRole("checkbox", { name: "Chat" }));
    expect(await screen.findByText("1 of 14")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await screen.findByRole("button", { name: "Take away the filter Kind" }));
    expect(await screen.findByText("14 items")).toBeTruthy();
  });

  it("say when nothing fits, and offer the way out", async () => {
    await begin();
    await grid();
    act(() => search.set("no such thing"));
    expect(await screen.findByText("Nothing holds “no such thing”")).toBeTruthy();
    const [, clear] = screen.getAllByRole("button", { name: "Clear filters" });
    await userEvent.click(clear ?? screen.getByRole("button", { name: "Clear filters" }));
    expect(await screen.findByText("14 items")).toBeTruthy();
  });

  it("give way when an item is pointed at that they hide", async () => {
    await begin();
    await cell("快递面单");
    const item = (await fake.call("item_page", { filter: { find: "快递面单" }, sort: "newest", from: 0, limit: 1 })).items[0];
    act(() => search.set("K2"));
    await screen.findByText(/of 14/);
    act(() => pointed.set(item?.id ?? null));
    await waitFor(() => expect(selected()).toEqual(["快递面单与签收.jpg"]));
    expect(search.get()).toBe("");
  });
});

describe("an empty or failing vault", () => {
  it("says how evidence comes in when there is none", async () => {
    await begin({ items: 0 });
    expect(await screen.findByText("Nothing kept yet")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Add files…" })).toBeTruthy();
  });

  it("says what happened and tries again", async () => {
    await begin({ failures: { item_page: failure("vault-busy", "vault") } });
    const note = await screen.findByText("Another program is writing to this vault.");
    expect(note).toBeTruthy();
    fake.world.failures = {};
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(await screen.findByText("14 items")).toBeTruthy();
  });

  it("keeps the list usable when a later asking fails", async () => {
    await begin();
    await cell("平台答复");
    fake.world.failures = { item_days: failure("vault-busy", "vault") };
    act(() => fake.emit("changed", { nouns: ["item"] }));
    await screen.findByText("Another program is writing to this vault.");
    expect(await cell("平台答复")).toBeTruthy();
  });
});

describe("the inspector", () => {
  it("shows digests to copy, why there is no time proof, and what was recorded", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    expect(await screen.findByText(/whether public time authorities may be asked is not answered yet/)).toBeTruthy();
    expect(await screen.findByText(/Attached to .* as E08/)).toBeTruthy();
    await userEvent.click(within(await screen.findByRole("group", { name: "Fixed list" })).getByRole("button"));
    expect(calls("text_copy").at(-1)?.question).toMatchObject({ text: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("says of each recorded field whether it was measured or declared", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    await userEvent.click(await screen.findByRole("button", { name: /^All \d+ fields$/ }));
    expect(screen.getByText("IMG_2041.PNG").closest(".key-value-row")?.textContent).toMatch(/declared/);
    expect(screen.getByText("Linux 6.1 x86_64").closest(".key-value-row")?.textContent).toMatch(/measured/);
    expect(screen.getByText("never asked").closest(".key-value-row")?.textContent).toMatch(/unavailable/);
  });

  it("says what is missing from a partial item", async () => {
    await begin();
    fireEvent.click(await cell("K2 活动页：到手价"));
    expect(await screen.findByText("Partial: 1 thing is missing")).toBeTruthy();
    expect(screen.getByText("Some pictures did not load")).toBeTruthy();
  });

  it("keeps a note once when one leaves it, and takes it back", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    const note = await screen.findByRole("textbox", { name: "Note" });
    await userEvent.type(note, "asked twice");
    await userEvent.tab();
    await screen.findByText("Saved");
    expect(calls("item_note").length, "one line in the log, however many letters").toBe(1);
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(calls("item_note").at(-1)?.question).toMatchObject({ text: "" }));
  });

  it("does not lose a note when another item is selected while it is being written", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    fireEvent.change(await screen.findByRole("textbox", { name: "Note" }), { target: { value: "half a thought" } });
    fireEvent.click(await cell("店铺公示"));
    await waitFor(() => expect(calls("item_note").map((call) => call.question)).toMatchObject([{ text: "half a thought" }]));
  });

  it("sums up several items and never averages them", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    fireEvent.click(await cell("K2 活动页：到手价"), { ctrlKey: true });
    expect(await screen.findByText("2 have no time proof")).toBeTruthy();
    expect(screen.getByText("1 is partial")).toBeTruthy();
    expect(screen.getByText("all 2 are in")).toBeTruthy();
  });
});

describe("acting on what is selected", () => {
  it("attaches to a dispute, tells the numbers, and takes it back", async () => {
    await begin();
    fireEvent.click(await cell("活动规则全文"));
    await press("d");
    await userEvent.click(await screen.findByRole("button", { name: "Attach" }));
    await waitFor(() => expect(toasts.get().at(-1)?.message).toMatch(/^Attached as E\d+$/));
    act(() => toasts.get().at(-1)?.undo?.());
    await waitFor(() => expect(calls("dispute_detach").length).toBe(1));
  });

  it("asks for a reason before it erases, and says that the digest stays", async () => {
    await begin();
    fireEvent.click(await cell("活动规则全文"));
    await press("Delete");
    const dialog = await screen.findByRole("alertdialog");
    expect(dialog.textContent).toMatch(/erased for good.*digest.*stay/);
    const erase = within(dialog).getByRole("button", { name: "Remove 1 item" });
    expect(erase.hasAttribute("disabled"), "no reason, no removal").toBe(true);
    await userEvent.type(within(dialog).getByRole("textbox"), "added by mistake");
    await userEvent.click(erase);
    await waitFor(() => expect(calls("item_remove").at(-1)?.question).toMatchObject({ reason: "added by mistake" }));
    expect(await screen.findByText("13 items")).toBeTruthy();
  });

  it("goes on when one of several cannot be removed, and says which failed", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    fireEvent.click(await cell("店铺公示"), { ctrlKey: true });
    fake.world.failures = { item_remove: failure("vault-busy", "vault") };
    await press("Delete");
    const dialog = await screen.findByRole("alertdialog");
    await userEvent.type(within(dialog).getByRole("textbox"), "twice");
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove 2 items" }));
    await waitFor(() => expect(within(dialog).getAllByText("Another program is writing to this vault.").length).toBe(2));
    expect(within(dialog).getByText("The content of 0 items is erased.")).toBeTruthy();
    fake.world.failures = {};
    await userEvent.click(within(dialog).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(calls("item_remove").length).toBe(4));
  });

  it("copies the digests of everything selected", async () => {
    await begin();
    fireEvent.click(await cell("平台答复"));
    fireEvent.click(await cell("店铺公示"), { ctrlKey: true });
    await press("c", { ctrlKey: true });
    expect(calls("text_copy").at(-1)?.question).toMatchObject({ text: expect.stringMatching(/^[0-9a-f]{64} {2}.*\n[0-9a-f]{64} {2}.*$/) });
  });
});
