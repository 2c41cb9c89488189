import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge } from "../../bridge";
import { createFake, failure, type FakeBridge } from "../../bridge/fake";
import { DISPUTE } from "../../bridge/fake/data";
import { currentRoute, go, jobs, loadDesk, routeTo } from "../../state";
import { setLanguage } from "../../text";
import { closeCheck } from "../verify/check";
import { ExportView } from "./ExportView";
import { forgetMaking } from "./making";

// Looking for roles in a whole screen is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let fake: FakeBridge;

async function begin(options: Parameters<typeof createFake>[0] = {}) {
  fake = createFake({ delay: 0, settings: { language: "en" }, ...options });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
  const { container } = render(<ExportView name={DISPUTE.name} />);
  await screen.findByText("What comes of it");
  return container;
}

const step = () => document.querySelector('[aria-current="step"]')?.textContent;
const asked = (command: string) => fake.world.calls.filter((call) => call.command === command);

async function withhold(number: string, reason: RegExp) {
  await userEvent.click(screen.getByRole("button", { name: new RegExp(`Show or withhold ${number}`) }));
  await userEvent.click(await screen.findByRole("option", { name: reason }));
}

async function preview() {
  await waitFor(() => expect(screen.getByRole("button", { name: "Preview" }).hasAttribute("disabled")).toBe(false));
  await userEvent.click(screen.getByRole("button", { name: "Preview" }));
  return screen.findByRole("figure", { name: /page that opens first/ });
}

const make = () => userEvent.click(screen.getByRole("button", { name: "Make the bundle…" }));

beforeEach(() => {
  closeCheck();
  forgetMaking(DISPUTE.name);
  go(routeTo("disputes", DISPUTE.name, "export"));
});

describe("times of an export", () => {
  it("are said before it goes out: how many exhibits have none yet, and that this stops nothing", async () => {
    await begin({ times: true, settings: { language: "en", public_clocks: "allowed" } });
    expect(await screen.findByText("2 of 10 exhibits have no time of an authority yet")).toBeTruthy();
    expect(await screen.findByText(/2 of them wait for one/)).toBeTruthy();
    await waitFor(() => expect(screen.getByRole("button", { name: "Preview" }).hasAttribute("disabled")).toBe(false));
    await userEvent.click(screen.getByRole("button", { name: "Clocks…" }));
    expect(currentRoute(), "the way there").toEqual({ screen: "settings", rest: ["clocks"] });
  });

  it("that an authority did not give are named with why, and the bundle is whole all the same", async () => {
    await begin({ times: true, silent: ["identrust"], settings: { language: "en", public_clocks: "allowed" } });
    await preview();
    await make();
    expect(await screen.findByText("The bundle is made")).toBeTruthy();
    const note = screen.getByRole("group", { name: "One time authority gave no time for this bundle" });
    await waitFor(() => expect(note.textContent).toContain("IdenTrust"));
    expect(note.textContent).toContain("complete all the same");
    expect(note.dataset["tone"], "nothing went wrong with the bundle").toBe("open");
  });
});

describe("the plan of an export", () => {
  it("tells what each edition is, what comes of it, and what else the reader can see", async () => {
    await begin();
    expect(screen.getByText(/without what this computer recorded of itself/)).toBeTruthy();
    expect(await screen.findByText("10 shown, 0 withheld")).toBeTruthy();
    expect(screen.getByText(/SHA256:q2Jx7/), "the whole fingerprint").toBeTruthy();
    expect(screen.getByText(/recognised as coming from the same person/)).toBeTruthy();
    expect(screen.getByText(/vault of its own/), "and the way out").toBeTruthy();
    expect(screen.getByText("E02 is only partly kept."), "what is partial is said before it goes out").toBeTruthy();
    expect(step()).toMatch(/Plan/);
  });

  it("sends edition and reasons as the core names them, and leaves withheld ones out of the page", async () => {
    await begin();
    await userEvent.click(screen.getByRole("radio", { name: /Submission edition/ }));
    await withhold("E05", /another person/);
    expect(await screen.findByText("9 shown, 1 withheld")).toBeTruthy();
    const page = await preview();
    expect(asked("bundle_preview").at(-1)?.question).toMatchObject({ edition: "submission", withhold: [["E05", "other-person"]], language: "en" });
    expect(within(page).getByText(/concerns another person/)).toBeTruthy();
    expect(page.textContent, "neither its name nor what it was to prove").not.toMatch(/客服拒绝退还差价|客服拒退差价/);
  });

  it("cannot go on with nothing to show, and says why", async () => {
    await begin();
    const others = ["E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10"];
    await act(async () => void (await fake.call("dispute_detach", { dispute: DISPUTE.name, ids: others })));
    await waitFor(() => expect(screen.queryByText("E10")).toBeNull());
    for (const number of ["E01", "E02"]) await withhold(number, /private/);
    expect(await screen.findByText("There is nothing to show in this bundle.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Preview" }).hasAttribute("disabled")).toBe(true);
  });

  it("of a dispute without exhibits leads back to them", async () => {
    fake = createFake({ delay: 0 });
    setBridge(fake);
    const { dispute } = await fake.call("dispute_create", "Empty");
    render(<ExportView name={dispute.name} />);
    expect(await screen.findByText("Nothing to export yet")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "To the exhibits" }));
    expect(currentRoute().rest).toEqual([dispute.name]);
  });
});

describe("the preview of an export", () => {
  it("is the page as a statement: no verdict, no tick, nothing to click, in the words of the core", async () => {
    await begin();
    const page = await preview();
    expect(within(page).getByText("This page is the complainant's statement. It has not been checked.")).toBeTruthy();
    expect(within(page).getByText("The complainant's words, not checked")).toBeTruthy();
    expect(within(page).getByText("What this bundle does not prove")).toBeTruthy();
    expect(page.querySelector('a, button, [data-shape="done"], .lucide-check')).toBeNull();
    expect(page.textContent, "a file's own name stays out of the page").not.toMatch(/订单 20261101-88213\.png/);
  });

  it("keeps the choices on the way back to the plan", async () => {
    await begin();
    await withhold("E05", /private/);
    await preview();
    await userEvent.click(screen.getByRole("button", { name: "Back to the plan" }));
    expect(await screen.findByText("9 shown, 1 withheld")).toBeTruthy();
  });
});

describe("making a bundle", () => {
  it("asks for the place, shows steps, and ends with place, digest, fingerprint and what to send", async () => {
    await begin();
    await preview();
    await make();
    expect(await screen.findByText("The bundle is made")).toBeTruthy();
    expect(asked("dialog_save")[0]?.question).toEqual({ file_name: `${DISPUTE.name}-full.zip` });
    const { bundle } = (await fake.call("bundle_list", DISPUTE.name)).bundles.map((made) => ({ bundle: made }))[0] ?? {};
    expect(screen.getByText(bundle?.sha256 ?? "?"), "the digest, whole").toBeTruthy();
    expect(screen.getByText(/Write the fingerprint of the key on a paper/)).toBeTruthy();
    expect(screen.getByText(/holdfast-verify ".*-full\.zip"|holdfast-verify \S+-full\.zip/), "the line for the recipient").toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Copy summary and digest" }));
    expect(JSON.stringify(asked("text_copy").at(-1)?.question), "what is copied holds the digest").toContain(bundle?.sha256);
    await userEvent.click(screen.getByRole("button", { name: "Show in folder" }));
    expect(asked("place_show").at(-1)?.question).toEqual({ path: `/home/lin/${DISPUTE.name}-full.zip` });
  });

  it("can be checked at once, on the Verify screen", async () => {
    await begin();
    await preview();
    await make();
    await userEvent.click(await screen.findByRole("button", { name: "Check it now" }));
    expect(currentRoute().screen).toBe("verify");
    expect(asked("bundle_verify")).toHaveLength(1);
  });

  it("begins nothing when no place was chosen", async () => {
    await begin();
    await preview();
    const call = fake.call.bind(fake);
    fake.call = ((command: never, question: never) => (command === "dialog_save" ? Promise.resolve(null) : call(command, question))) as typeof fake.call;
    await make();
    expect(asked("bundle_create")).toHaveLength(0);
    expect(screen.getByRole("button", { name: "Make the bundle…" })).toBeTruthy();
  });

  it("can be stopped; it says that no file was made, and goes on from there", async () => {
    await begin({ delay: 1 });
    await preview();
    await make();
    await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
    expect(await screen.findByText("Stopped", {}, { timeout: 5000 })).toBeTruthy();
    expect(screen.getByText(/No file was made/)).toBeTruthy();
    expect((await fake.call("bundle_list", DISPUTE.name)).bundles[0]?.done_at).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Back to the preview" }));
    expect(await screen.findByRole("button", { name: "Make the bundle…" })).toBeTruthy();
  });

  it("goes on while one looks at other things, and is found again", async () => {
    fake = createFake({ delay: 1, settings: { language: "en" } });
    setBridge(fake);
    await loadDesk();
    setLanguage("en");
    const { unmount } = render(<ExportView name={DISPUTE.name} />);
    await screen.findByText("What comes of it");
    await preview();
    await make();
    await screen.findByText("Making the full edition");
    unmount();
    act(() => go("evidence"));
    expect(jobs.get().some((job) => job.command === "bundle_create")).toBe(true);
    await waitFor(() => expect(asked("notify"), "and whoever is elsewhere is told").toHaveLength(1), { timeout: 8000 });
    render(<ExportView name={DISPUTE.name} />);
    expect(await screen.findByText("The bundle is made")).toBeTruthy();
  });

  it.each([
    ["disk-full", /The disk is full/],
    ["target-exists", /is there already/],
    ["not-enough-space", /There is not enough room/],
  ])("tells of %s what happened, that nothing half-made is left, and offers another place", async (code, sentence) => {
    await begin({ failures: { bundle_create: failure(code, "disk", { path: "/media/usb/k2.zip", needed: "62 MB", free: "10 MB" }) } });
    await preview();
    await make();
    expect(await screen.findByText("The bundle was not made")).toBeTruthy();
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(screen.getByText("Nothing half-made is left. What is kept is safe.")).toBeTruthy();
    delete fake.world.failures.bundle_create;
    await userEvent.click(screen.getByRole("button", { name: "Choose another place…" }));
    expect(await screen.findByText("The bundle is made")).toBeTruthy();
    expect(asked("dialog_save")).toHaveLength(2);
  });

  it("speaks the language of the window, also in what is sent", async () => {
    await begin();
    await preview();
    await make();
    await screen.findByText("The bundle is made");
    act(() => setLanguage("zh"));
    expect(await screen.findByText("证据包已生成")).toBeTruthy();
    expect(screen.getByText(/把密钥指纹写在你签名的纸上/)).toBeTruthy();
  });
});
