import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge, type PartView, type Ref } from "../../bridge";
import { createFake, failure, type FakeBridge } from "../../bridge/fake";
import { toasts } from "../../components/toasts";
import { loadDesk } from "../../state";
import { setLanguage } from "../../text";
import { PartViewer, ViewerOverlay } from ".";

vi.setConfig({ testTimeout: 30_000 });

// happy-dom lays nothing out: each element is said to be a pane of this size.
const PANE = { clientWidth: 1000, clientHeight: 800, offsetWidth: 1000, offsetHeight: 800 };
for (const [name, size] of Object.entries(PANE)) Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });

const PART: Ref = { of: "vault", item: "01990000-0000-7000-8000-000000000009", part: "p001" };
const FACTS = { name: "p001", media_type: "application/octet-stream", size_bytes: 20, sha256: "ab".repeat(32) };

let fake: FakeBridge;
let tiles: string[];

/** A viewer for a part that is this. Lines are what text_read answers, in pieces of at most 300. */
async function look(view: PartView["view"], lines: string[] = []) {
  vi.spyOn(fake, "call").mockImplementation(async (command: string, question: unknown) => {
    fake.world.calls.push({ command: command as never, question });
    const failing = fake.world.failures[command as never] as unknown;
    if (failing !== undefined) throw failing;
    if (command === "part_view") return { ...FACTS, view } as never;
    if (command === "text_read") {
      const asked = question as { from_line: number; lines: number; encoding: string | null };
      const piece = lines.slice(asked.from_line, asked.from_line + Math.min(asked.lines, 300));
      return { encoding: asked.encoding ?? "GB18030", from_line: asked.from_line, total_lines: lines.length, lines: piece, cut: false } as never;
    }
    if (command === "pages_find") return { hits: [{ page: 3, before: "合计 ", hit: "329.00", after: " 元" }], total: 1, searched_pages: 4 } as never;
    if (command === "media_open") return { url: "http://127.0.0.1:1/secret", viewing: "v1" } as never;
    return null as never;
  });
  vi.spyOn(fake, "tile").mockImplementation((_part, level, column, row) => {
    tiles.push(`${level}/${column}/${row}`);
    return `tile:${level}/${column}/${row}`;
  });
  const { container, unmount } = render(<PartViewer part={PART} name="evidence" />);
  await waitFor(() => expect(container.querySelector(".viewer-waiting")).toBeNull());
  return { container, unmount };
}

const found = (container: HTMLElement, selector: string) =>
  waitFor(() => {
    const element = container.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`no ${selector} yet`);
    return element;
  });
const calls = (command: string) => fake.world.calls.filter((call) => call.command === command);

beforeEach(async () => {
  vi.restoreAllMocks();
  tiles = [];
  toasts.set([]);
  fake = createFake({ delay: 0, settings: { language: "en" } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
});

describe("a picture", () => {
  const tall = { kind: "picture", width: 1280, height: 60_000, turn: 0, mirrored: false, tile_side: 512, format: "png" } as const;

  it("60,000 pixels tall is drawn by the tiles in view alone", async () => {
    const { container } = await look(tall);
    await waitFor(() => expect(container.querySelectorAll("img").length).toBeGreaterThan(3));
    expect(container.querySelectorAll("img").length).toBeLessThan(30);
    const stage = screen.getByRole("img", { name: /^Picture evidence/ });
    stage.scrollTop = 30_000;
    fireEvent.scroll(stage);
    await waitFor(() => expect(tiles.some((tile) => Number(tile.split("/")[2]) > 70)).toBe(true));
    expect(container.querySelectorAll("img").length, "what went out of view is gone").toBeLessThan(30);
  });

  it("zooms by keys and buttons, and says how large it is", async () => {
    await look({ ...tall, width: 4000, height: 3000 });
    const stage = screen.getByRole("img", { name: /^Picture evidence/ });
    expect(screen.getByText("24%")).toBeTruthy();
    fireEvent.keyDown(stage, { key: "1" });
    expect(screen.getByText("100%")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Zoom out" }));
    expect(screen.getByText("80%")).toBeTruthy();
    fireEvent.keyDown(stage, { key: "0" });
    expect(screen.getByText("24%")).toBeTruthy();
  });

  it("is turned for viewing only, and says so", async () => {
    const { container } = await look({ ...tall, width: 400, height: 300 });
    await userEvent.click(screen.getByRole("button", { name: "Turn for viewing" }));
    expect(screen.getByText("turned for viewing only")).toBeTruthy();
    expect(container.querySelector<HTMLElement>(".picture img")?.style.transform).toContain("rotate(90deg)");
  });

  it("says which part could not be drawn, and asks again", async () => {
    const { container } = await look({ ...tall, width: 400, height: 300 });
    const tile = await found(container, ".picture img");
    fireEvent.error(tile);
    expect(await screen.findByText("Some of the picture could not be drawn")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(screen.queryByText("Some of the picture could not be drawn")).toBeNull();
  });
});

describe("a text", () => {
  const text = { kind: "text", encoding: "GB18030", confident: false, lines: 100_000, size_bytes: 9, syntax: "plain" } as const;
  const many = Array.from({ length: 100_000 }, (_none, at) => (at % 40_000 === 7 ? "没法退差价哦" : `line ${at}`));

  it("of 100,000 lines has few elements, and goes to a hit far below", async () => {
    const { container } = await look(text, many);
    expect(await screen.findByText("line 3")).toBeTruthy();
    expect(container.querySelectorAll(".text-line").length).toBeLessThan(120);
    await userEvent.type(screen.getByRole("searchbox", { name: "Find" }), "差价");
    expect(await screen.findByText(/^1 \/ 3/)).toBeTruthy();
    await userEvent.keyboard("{Enter}");
    expect(await screen.findByText(/^2 \/ 3/)).toBeTruthy();
    await userEvent.keyboard("{Shift>}{Enter}{/Shift}{Shift>}{Enter}{/Shift}");
    expect(await screen.findByText(/^3 \/ 3/), "backwards past the first is the last").toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByText(/\/ 3/), "the first Escape clears").toBeNull();
  });

  it("shows the encoding that was found, as a guess where it is one, and reads again in the one that is chosen", async () => {
    await look(text, ["一", "二"]);
    await userEvent.click(await screen.findByRole("button", { name: /GB18030/ }));
    expect(await screen.findByRole("option", { name: /GB18030/ })).toBeTruthy();
    expect(screen.getByText("encoding guessed")).toBeTruthy();
    await userEvent.click(screen.getByRole("option", { name: /^Big5/ }));
    await waitFor(() => expect(calls("text_read").at(-1)?.question).toMatchObject({ encoding: "Big5" }));
  });

  it("is never made part of the page: markup stands as it was written, turning characters are made visible", async () => {
    const hostile = ["<img src=x onerror=alert(1)><script>document.title='x'</script>", "safe\u202Egnp.exe"];
    const { container } = await look({ ...text, lines: 2, syntax: "html" }, hostile);
    expect(await screen.findByText(/<script>/)).toBeTruthy();
    expect(container.querySelectorAll("script, img, iframe, object, embed").length).toBe(0);
    expect(container.textContent).not.toContain("\u202E");
  });
});

describe("a document in pages", () => {
  const pages = { kind: "pages", pages: Array.from({ length: 400 }, () => ({ width: 595, height: 842 })), searchable: true, advice: null } as const;

  it("draws the pages in view alone, and leads from a hit to its page", async () => {
    const { container } = await look({ ...pages, pages: [...pages.pages] });
    await waitFor(() => expect(container.querySelectorAll(".page-sheet").length).toBeGreaterThan(0));
    expect(container.querySelectorAll(".page-sheet").length).toBeLessThan(8);
    await userEvent.type(screen.getByRole("searchbox", { name: "Find" }), "329");
    expect(await screen.findByRole("button", { name: /合计 329.00 元/ })).toBeTruthy();
    expect(screen.getByText(/4 of 400 pages searched/), "what was not searched is said").toBeTruthy();
  });

  it("says when text stays blank for want of a font, and what helps", async () => {
    await look({ ...pages, pages: [...pages.pages], advice: "document-font-missing" });
    expect(screen.getByText(/needs a font that this system does not have.*Noto Sans CJK/)).toBeTruthy();
  });

  it("without text says that there is nothing to search", async () => {
    await look({ ...pages, pages: [...pages.pages], searchable: false, advice: null });
    expect(screen.getByText("No text to search")).toBeTruthy();
    expect(screen.queryByRole("searchbox")).toBeNull();
  });
});

describe("video and sound", () => {
  it("play from an address that is closed with the viewer", async () => {
    const { container, unmount } = await look({ kind: "media", video: true });
    await waitFor(() => expect(container.querySelector("video")?.getAttribute("src")).toBe("http://127.0.0.1:1/secret"));
    unmount();
    await waitFor(() => expect(calls("media_close").map((call) => call.question)).toEqual([{ viewing: "v1" }]));
  });

  it("that the system cannot play open as a copy elsewhere, and it is said", async () => {
    const { container } = await look({ kind: "media", video: true });
    const player = await found(container, "video");
    fireEvent.error(player);
    expect(await screen.findByText("This video cannot be played here")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Open a copy…" }));
    await userEvent.click(screen.getAllByRole("button", { name: "Open a copy…" }).at(-1) as HTMLElement);
    await waitFor(() => expect(calls("part_open").length).toBe(1));
  });
});

describe("anything else", () => {
  it("is shown as facts and first bytes, with the reason where a view was tried in vain", async () => {
    await look({ kind: "bytes", why: "picture-unreadable", first_bytes: "89504e470d0a1a0a" });
    expect(screen.getByText("It could not be opened as what it says it is")).toBeTruthy();
    expect(screen.getByText("The picture cannot be decoded"), "no empty place where the detail would stand").toBeTruthy();
    expect(screen.getByText("picture-unreadable")).toBeTruthy();
    expect(screen.getByText("89 50 4e 47 0d 0a 1a 0a")).toBeTruthy();
    expect(screen.getByText(".PNG....")).toBeTruthy();
  });

  it("that fails says what happened and tries again", async () => {
    fake.world.failures = { part_view: failure("reader-timeout", "us") };
    await look({ kind: "media", video: false });
    expect(await screen.findByText("The reader took longer than it may.")).toBeTruthy();
    fake.world.failures = {};
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(calls("media_open").length).toBe(1));
  });
});

describe("the full-window viewer", () => {
  it("has the keyboard from the first moment", async () => {
    await look({ kind: "picture", width: 400, height: 300, turn: 0, mirrored: false, tile_side: 512, format: "png" });
    cleanup();
    render(<ViewerOverlay title="One" parts={[{ part: PART, name: "a.png", media_type: "image/png" }]} onClose={() => undefined} />);
    const stage = await screen.findByRole("img", { name: /^Picture One/ });
    await waitFor(() => expect(document.activeElement).toBe(stage));
    await userEvent.keyboard("r");
    expect(screen.getByText("turned for viewing only")).toBeTruthy();
  });

  it("changes between parts, goes to the next item by Alt and arrow, and leaves by Escape", async () => {
    const onClose = vi.fn();
    const onNext = vi.fn();
    const parts = ["a.png", "b.eml"].map((name) => ({ part: { ...PART, part: name }, name, media_type: "image/png" }));
    fake.world.failures = { part_view: failure("reader-timeout", "us") };
    render(<ViewerOverlay title="Two parts" parts={parts} onNext={onNext} onClose={onClose} />);
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(screen.getByRole("button", { name: /a\.png/ }));
    await userEvent.click(await screen.findByRole("option", { name: /b\.eml/ }));
    await waitFor(() => expect(calls("part_view").at(-1)?.question).toMatchObject({ part: { part: "b.eml" } }));
    fireEvent.keyDown(dialog.querySelector(".viewer-head") as Element, { key: "ArrowDown", altKey: true });
    expect(onNext).toHaveBeenCalledOnce();
    await act(async () => fireEvent.keyDown(dialog, { key: "Escape" }));
    expect(onClose).toHaveBeenCalled();
  });
});
