import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge } from "../../bridge";
import { createFake, failure, type FakeBridge } from "../../bridge/fake";
import { SIGNER } from "../../bridge/fake/verify";
import { loadDesk } from "../../state";
import { setLanguage } from "../../text";
import { check, closeCheck } from "./check";
import { VerifyView } from "./VerifyView";

let fake: FakeBridge;

async function open(...inputs: string[]): Promise<HTMLElement> {
  const { container } = render(<VerifyView />);
  if (inputs.length > 0) {
    act(() => fake.emit("dropped", { kind: "drop", paths: inputs }));
    await waitFor(() => expect(container.querySelector(".verify-report"), "the report stands").not.toBeNull());
  }
  return container;
}

async function write(field: HTMLElement, text: string): Promise<void> {
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

beforeEach(async () => {
  closeCheck();
  fake = createFake({ delay: 0, settings: { language: "en" } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
});

describe("Verify", () => {
  it("says what it does, what it cannot tell, and that it needs no vault, before anything is dropped", async () => {
    await open();
    expect(screen.getByText("Check a bundle")).toBeTruthy();
    expect(screen.getByText("What it cannot tell")).toBeTruthy();
    expect(screen.getByText(/Needs no vault/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Choose ZIP/ }));
    await waitFor(() => expect(fake.world.calls.some((call) => call.command === "bundle_verify")).toBe(true));
  });

  it("shows the dated sentence with its date apart and its second half beside it", async () => {
    const container = await open("/in/dated.zip");
    const head = container.querySelector(".verify-head-dated");
    expect(head?.textContent).toBe("These exact bytes existed by 13 Nov 2026 09:41 +08:00 (Authority A's clock).");
    expect(head?.querySelector("strong")?.textContent, "the date alone is the largest").toBe("13 Nov 2026 09:41");
    expect(container.querySelector(".verify-head-second")?.textContent).toBe("Whether what they show is true, this check cannot tell.");
    expect(screen.getByText("dated · 0"), "the machine word and its exit status").toBeTruthy();
  });

  it.each(["dated", "whole", "broken", "note", "library-bag"])("has no green, no tick, no shape that means done: %s", async (name) => {
    const container = await open(`/in/${name}.zip`);
    const forbidden = '[data-shape="done"], [data-tone="ok"], .lucide-check, .lucide-list-checks, .lucide-shield-check, .ok';
    expect(container.querySelectorAll(forbidden)).toHaveLength(0);
  });

  it("says of a broken bundle first what still matches, then what does not, and still what it cannot tell", async () => {
    const container = await open("/in/broken.zip");
    const lines = [...container.querySelectorAll(".verify-head-words > *")].map((line) => line.textContent ?? "");
    expect(lines[0]).toContain("2 errors");
    expect(lines[1]).toMatch(/^Still matching: 8 of 9/);
    expect(lines[2]).toMatch(/^Not matching: E05; index\.html/);
    expect(lines[3]).toContain("this check cannot tell");
  });

  it("ends each part with what it does not prove", async () => {
    const container = await open("/in/whole.zip");
    const parts = container.querySelectorAll(".verify-part, .verify-statement section:has(.verify-origins)");
    expect(parts, "integrity, time, disclosure, origin").toHaveLength(4);
    for (const part of parts) expect(part.textContent, part.textContent ?? "").toContain("Does not prove: ");
  });

  it("never lets evidence and statement share a surface", async () => {
    const container = await open("/in/broken.zip");
    const statement = container.querySelector(".verify-statement");
    const evidence = container.querySelector(".verify-evidence");
    expect(statement?.textContent).toContain("not checked");
    expect(statement?.textContent).toContain("index.html");
    expect(statement?.querySelector(".verify-panel, .verify-part, .panel"), "no panel of evidence inside").toBeNull();
    expect(evidence?.querySelector(".verify-statement, .verify-origins, .verify-pages"), "nothing stated inside").toBeNull();
    expect(statement?.querySelectorAll("a, iframe, object, embed"), "no page of the bundle is a link").toHaveLength(0);
  });

  it("orders findings by errors, warnings, notes, and shows one level on request", async () => {
    const container = await open("/in/broken.zip");
    const levels = () =>
      [...container.querySelectorAll(".verify-lists > section:last-child [data-level]")].map((row) => row.getAttribute("data-level"));
    expect(levels()).toEqual(["error", "error", "warning", "note", "note"]);
    await userEvent.click(screen.getByRole("radio", { name: "Warning 1" }));
    expect(levels()).toEqual(["warning"]);
  });

  it("opens an exhibit's row to the findings on it", async () => {
    await open("/in/broken.zip");
    const button = screen.getByRole("button", { name: "Show what was found on E05" });
    expect(button.getAttribute("aria-expanded")).toBe("false");
    await userEvent.click(button);
    const details = document.getElementById(button.getAttribute("aria-controls") ?? "");
    expect(details?.textContent).toContain("data/items/E05/p002.png");
    expect(within(details as HTMLElement).queryByText("digest-mismatch"), "not those of others").toBeNull();
  });

  it("shows of a withheld exhibit its digest and reason, and no name, picture or size", async () => {
    const container = await open("/in/whole.zip");
    const row = [...container.querySelectorAll("tr.verify-exhibit")].find((each) => each.textContent?.includes("E07"));
    expect(row?.textContent).toMatch(/withheld · [0-9a-f]{8} [0-9a-f]{8}…[0-9a-f]{8} · reason: concerns another person \(stated\)/);
    expect(row?.querySelector("img, .verify-exhibit-title"), "no name, no picture").toBeNull();
  });

  it("lists several inputs with the worst first, says what is wrong between them, and opens each report", async () => {
    const container = await open("/in/dated-forked.zip", "/in/note.txt", "/in/broken.zip");
    const rows = [...container.querySelectorAll(".verify-one-name")].map((row) => row.textContent);
    expect(rows).toEqual(["broken.zip", "note.txt", "dated-forked.zip"]);
    expect(container.querySelector(".verify-between")?.textContent).toContain("One log tells two different stories.");
    expect(container.querySelector(".verify-report .verify-machine")?.textContent, "the worst is open").toBe("broken · 2");
    await userEvent.click(screen.getByText("dated-forked.zip"));
    expect(container.querySelector(".verify-report .verify-machine")?.textContent).toBe("dated · 0");
    cleanup();
    const again = await open();
    expect(again.querySelector(".verify-report .verify-machine")?.textContent, "the way back leads to it").toBe("dated · 0");
  });

  it("speaks zh and en from the same report, without a second check", async () => {
    const container = await open("/in/broken.zip");
    const english = container.querySelector(".verify-head-plain")?.textContent;
    act(() => setLanguage("zh"));
    expect(container.querySelector(".verify-head-plain")?.textContent).toBe("这个包对不上：2 处不一致。");
    expect(english).toBe("This bundle does not agree with itself: 2 errors.");
    expect(fake.world.calls.filter((call) => call.command === "bundle_verify"), "one check").toHaveLength(1);
  });

  it("compares the fingerprint that was told by a new check, and says whether it fits", async () => {
    const container = await open("/in/whole.zip");
    const field = screen.getByLabelText("The fingerprint you were told");
    await write(field, "not one");
    await userEvent.click(screen.getByRole("button", { name: "Compare" }));
    expect(screen.getByText(/begins with SHA256:/), "a slip is said, nothing is checked").toBeTruthy();
    await write(field, ` ${SIGNER.slice(0, 20)} ${SIGNER.slice(20)}`);
    await userEvent.click(screen.getByRole("button", { name: "Compare" }));
    await waitFor(() => expect(screen.getByText("It fits: the same key signed this bundle.")).toBeTruthy());
    const other = screen.getByLabelText("The fingerprint you were told");
    await write(other, `SHA256:${"A".repeat(43)}`);
    await userEvent.click(screen.getByRole("button", { name: "Compare" }));
    await waitFor(() => expect(screen.getByText("It differs: another key signed this bundle.")).toBeTruthy());
    expect(container.querySelector(".verify-machine")?.textContent, "another signer is an error").toBe("broken · 2");
  });

  it("can be cancelled, and then concludes nothing", async () => {
    fake.world.options.delay = 20;
    const { container } = render(<VerifyView />);
    act(() => fake.emit("dropped", { kind: "drop", paths: ["/in/broken.zip"] }));
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.getByText("The check was cancelled")).toBeTruthy());
    expect(container.querySelector(".verify-report")).toBeNull();
    expect(screen.getByRole("button", { name: "Check again" })).toBeTruthy();
  });

  it("says in words why a check could not run", async () => {
    fake.world.failures.bundle_verify = failure("cannot-read", "user", { path: "/in/gone.zip", detail: "not there" });
    render(<VerifyView />);
    act(() => fake.emit("dropped", { kind: "drop", paths: ["/in/gone.zip"] }));
    await waitFor(() => expect(screen.getByRole("button", { name: /again|retry/i })).toBeTruthy());
    expect(check.get().phase).toBe("failed");
  });

  it("calls a foreign bag no Holdfast bundle and claims nothing of exhibits, origin or disclosure", async () => {
    const container = await open("/in/library-bag");
    expect(container.querySelector(".verify-head")?.textContent).toContain("This was not made by Holdfast");
    expect(container.querySelector(".verify-exhibits, .verify-counts, .verify-origins, .verify-signer")).toBeNull();
    expect(container.querySelector(".verify-statement")?.textContent).toContain("not checked");
  });

  it("copies the report as text, with what is not proven and the machine word", async () => {
    await open("/in/broken.zip");
    await userEvent.click(screen.getByRole("button", { name: "Copy as text" }));
    const copied = fake.world.calls.find((call) => call.command === "text_copy")?.question as { text: string };
    expect(copied.text).toContain("This bundle does not agree with itself: 2 errors.");
    expect(copied.text).toContain("Does not prove");
    expect(copied.text).toContain("Machine word broken, exit status 2");
    expect(copied.text).toContain("unsealed-part · E05 · data/items/E05/p002.png");
    expect(copied.text.indexOf("unsealed-part"), "errors before notes").toBeLessThan(copied.text.indexOf("derived-link"));
  });

  it("is told to screen readers as one sentence, and takes the focus that the ended check left behind", async () => {
    const container = await open("/in/broken.zip");
    const spoken = container.querySelector('[role="status"].visually-hidden')?.textContent;
    expect(spoken).toMatch(/^This bundle does not agree with itself: 2 errors\. Still matching: .* Not matching: .* cannot tell\.$/);
    expect(document.activeElement).toBe(container.querySelector(".verify-head"));
  });

  it("prints with every row", async () => {
    const print = vi.fn();
    vi.stubGlobal("print", print);
    await open("/in/whole.zip");
    await userEvent.click(screen.getByRole("button", { name: "Print" }));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    vi.unstubAllGlobals();
  });

  it("lets one name a root for one check, says so on the report, and forgets it", async () => {
    await open("/in/unknown.zip");
    await userEvent.click(screen.getByRole("button", { name: "Name a root for this check…" }));
    expect(await screen.findByText("By a root that you named for this check")).toBeTruthy();
    const asked = () => fake.world.calls.filter((call) => call.command === "bundle_verify").map((call) => (call.question as { trust: string[] }).trust.length);
    expect(asked(), "once without, once with").toEqual([0, 3]);
    expect(screen.getByText(/holds for this check only/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Check without it" }));
    await screen.findByRole("button", { name: "Name a root for this check…" });
    expect(asked().at(-1), "and without again").toBe(0);
  });

  it("takes a file dropped with its time proof for a question about that file, without green or tick", async () => {
    const { container } = render(<VerifyView />);
    act(() => fake.emit("dropped", { kind: "drop", paths: ["/in/invoice.pdf.tsr", "/in/invoice.pdf"] }));
    expect(await screen.findByText(/^This file existed by 2026-11-02 \d\d:03 .* \(DigiCert’s clock\), byte for byte\.$/), "up to the minute").toBeTruthy();
    expect(fake.world.calls.at(-1)?.question).toEqual({ file: "/in/invoice.pdf", proof: "/in/invoice.pdf.tsr", trust: [] });
    expect(screen.getByText("Whether what the bytes show is true, the proof cannot tell.")).toBeTruthy();
    expect(container.querySelectorAll('[data-shape="done"], [data-tone="ok"]')).toHaveLength(0);
    await userEvent.click(screen.getByRole("button", { name: "Close this check" }));
    expect(screen.getByText("Check a bundle"), "back to the beginning").toBeTruthy();
  });

  it("says of another file's proof that it shows nothing, and of an unknown authority's that its time does not count", async () => {
    render(<VerifyView />);
    act(() => fake.emit("dropped", { kind: "drop", paths: ["/in/other.pdf", "/in/invoice.tsr"] }));
    expect(await screen.findByText("This proof does not hold. It shows nothing about when.")).toBeTruthy();
    act(() => fake.emit("dropped", { kind: "drop", paths: ["/in/unknown.pdf", "/in/invoice.tsr"] }));
    expect(await screen.findByText(/that time does not count here/)).toBeTruthy();
    expect(screen.getByText(/^"CN=Office clock/, { selector: "dd" }), "its own name, quoted").toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Name a root for this check…" }));
    expect(await screen.findByText(/^This file existed by .*unknown authority sha256:/)).toBeTruthy();
    expect(screen.getByText(/holds for this check only/)).toBeTruthy();
  });
});
