import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { setBridge, type ItemWhole } from "../../bridge";
import { createFake, failure, type FakeBridge, type FakeOptions } from "../../bridge/fake";
import { card } from "../../bridge/fake/data";
import { UNKNOWN } from "../../bridge/fake/proofs";
import { currentRoute, loadDesk, useAnswer } from "../../state";
import { setLanguage } from "../../text";
import { TimeProofs } from "./TimeProofs";

function Shown({ item }: { item: ItemWhole }) {
  const { answer } = useAnswer("time_status", null, { nouns: ["settings"] });
  return <TimeProofs item={item} status={answer} />;
}

async function begin(index: number, options: FakeOptions = {}): Promise<{ fake: FakeBridge; item: ItemWhole }> {
  const fake = createFake({ delay: 0, times: true, ...options, settings: { language: "en", public_clocks: "allowed", ...options.settings } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
  const { item } = await fake.call("item_show", card(index).id);
  render(<Shown item={item} />);
  return { fake, item };
}

const proofs = () => [...document.querySelectorAll<HTMLElement>(".time-proof")];

describe("time proofs of an item", () => {
  it("stand with whose clock, by when it existed, and this computer's clock beside it, never a difference", async () => {
    await begin(2);
    const [first, second] = proofs();
    expect(first?.textContent).toMatch(/DigiCert.*Existed by2026-11-13 \d\d:42This computer’s clock said2026-11-13 \d\d:41:13Through its own list/);
    expect(second?.textContent).toContain("IdenTrust");
    expect(screen.getByRole("heading").textContent, "the zone is told once, above").toMatch(/UTC/);
  });

  it("say through which batch or renewal they are", async () => {
    await begin(3);
    expect(proofs()[0]?.textContent).toContain("Through batch 12");
  });

  it("name an unknown authority by its whole digest, which copies without gaps, and say that its time does not count", async () => {
    await begin(9);
    const [proof, known] = proofs();
    expect(proof?.querySelector(".by-digest")?.textContent).toBe(UNKNOWN.slice("unknown authority ".length));
    expect(proof?.textContent).toContain("its time does not count here");
    expect(proof?.textContent, "it is not said to have existed by then").not.toContain("Existed by");
    expect(known?.textContent, "of a known one the details say why").toContain("This time does not count here");
    expect(document.querySelector('.time-proof [data-tone="ok"]'), "no tick for what does not count").toBeNull();
  });

  it("say for whom it waits, since when, and why nothing came", async () => {
    await begin(0, { silent: ["identrust"] });
    expect(await screen.findByText(/^Waits for a time by DigiCert since /)).toBeTruthy();
    const silent = screen.getByText(/^Waits for a time by IdenTrust since /).closest("li") as HTMLElement;
    expect(within(silent).getByText(/Asked again from /).textContent).toContain("IdenTrust");
  });

  it.each([[null, /is not answered yet/], ["denied", /as you decided/]] as const)("say why there is none (%s) and lead to Clocks", async (public_clocks, why) => {
    const { fake } = await begin(0, { settings: { public_clocks } });
    fake.world.authorities = [];
    fake.world.changedNouns("settings");
    expect(await screen.findByText(why)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Clocks…" }));
    expect(currentRoute().rest).toEqual(["clocks"]);
  });
});

describe("what one proof shows", () => {
  const open = async (index: number, name: RegExp) => {
    const begun = await begin(index);
    await userEvent.click(screen.getByRole("button", { name }));
    return { ...begun, dialog: within(await screen.findByRole("dialog", { name: "What this proof shows" })) };
  };

  it("is checked from the kept bytes when opened and again when asked", async () => {
    const { fake, item, dialog } = await open(2, /proof by DigiCert/);
    const checks = () => fake.world.calls.filter((call) => call.command === "proof_check").map((call) => call.question);
    expect(await dialog.findByText(/^Checked from the kept bytes at /)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Check again" }));
    await waitFor(() => expect(checks()).toHaveLength(2));
    expect(checks()[1]).toEqual({ item: item.id, token_sha256: item.time_proofs[0]?.token_sha256 });
  });

  it("says who, when, how exact, by which certificates, and what it does not prove", async () => {
    const { dialog } = await open(2, /proof by DigiCert/);
    expect(await dialog.findByText(/^The fixed list of this item, .* existed by 2026-11-13 .* \(DigiCert’s clock\)\.$/)).toBeTruthy();
    expect(dialog.getByText("Whether what the bytes show is true, the proof cannot tell.")).toBeTruthy();
    for (const said of ["not stated by the authority", "2.16.840.1.114412.7.1", "The authority does not say how exact its time is."]) expect(dialog.getByText(said)).toBeTruthy();
    expect(dialog.getByText(/^"CN=DigiCert Trusted Root G4/), "names are quoted").toBeTruthy();
    for (const not of [/^That what the bytes show is true/, /^Who sat at the computer/, /^That nothing else exists/, /not revoked; that was not checked/]) expect(dialog.getByText(not)).toBeTruthy();
    for (const digest of ["Stamped list", "Token"]) expect(dialog.getByRole("group", { name: digest })).toBeTruthy();
  });

  it("says of a time that does not count that it does not, with the finding that says why", async () => {
    const { dialog } = await open(9, /proof by unknown authority/);
    expect(await dialog.findByText(/that time does not count here/)).toBeTruthy();
    const findings = within(dialog.getByRole("list", { name: "Findings" })).getAllByRole("listitem");
    expect(findings.map((one) => one.dataset["level"]), "the heaviest first").toEqual(["warning", "note", "note"]);
  });

  it("says why it could not be checked, and tries again", async () => {
    const { fake } = await begin(2);
    fake.world.failures.proof_check = failure("proof-unknown", "user", { id: "9f2c" });
    await userEvent.click(screen.getByRole("button", { name: /proof by DigiCert/ }));
    expect(await screen.findByText("The vault keeps no proof 9f2c of this item.")).toBeTruthy();
    delete fake.world.failures.proof_check;
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(await screen.findByText(/^Checked from the kept bytes/)).toBeTruthy();
  });
});
