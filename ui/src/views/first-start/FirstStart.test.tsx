import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { asked, openWindow } from "../../../tests/open";
import { currentRoute } from "../../state/route";

const open = () => openWindow("evidence", { items: 0, firstStart: true });

describe("the first screen", () => {
  it("explains three steps and what Holdfast does not do", async () => {
    await open();
    await screen.findByRole("heading", { level: 1, name: "Keep it while it is still there" });
    expect(screen.getAllByText(/^Step \d$/).length, "three steps").toBe(3);
    expect(screen.getByText(/does not say whether what you keep is true/), "no judgement").toBeDefined();
    expect(screen.getByText(/promises nothing about a court/), "no legal promise").toBeDefined();
  });

  it("asks about clocks once, keeps the answer, and lets it be changed", async () => {
    const { fake } = await open();
    await userEvent.click(await screen.findByRole("button", { name: "Not for now" }));
    await waitFor(() => expect(fake.world.settings.public_clocks, "the answer").toBe("denied"));
    expect(screen.queryByRole("button", { name: "Not for now" }), "not asked twice").toBeNull();
    await userEvent.click(screen.getByRole("radio", { name: "They may be asked" }));
    await waitFor(() => expect(fake.world.settings.public_clocks, "changed").toBe("allowed"));
  });

  it("opens the sample in a vault of its own", async () => {
    const { fake } = await open();
    await userEvent.click(await screen.findByRole("button", { name: /Look at a sample dispute/ }));
    await waitFor(() => expect(fake.world.vault.sample, "its own vault").toBe(true));
    expect(currentRoute().screen, "at its dispute").toBe("disputes");
  });

  it("makes the vault with the first thing kept, and does not come back", async () => {
    const { fake } = await open();
    fake.world.vault.state = "absent";
    fake.emit("changed", { nouns: ["vault"] });
    await waitFor(() => expect(asked(fake, "desk_show").length, "seen").toBeGreaterThan(1));
    await userEvent.click(await screen.findByRole("button", { name: "Choose files…" }));
    await waitFor(() => expect(asked(fake, "item_add").length, "kept").toBe(1));
    expect(asked(fake, "vault_create").length, "in a vault").toBe(1);
    expect(fake.world.settings.first_start_done, "gone through").toBe(true);
  });

  it("says why the sample cannot be opened", async () => {
    const { fake } = await open();
    fake.world.failures.sample_open = { code: "disk-full", whose: "disk", values: {} };
    await userEvent.click(await screen.findByRole("button", { name: /Look at a sample dispute/ }));
    await screen.findByText("The disk is full.");
  });

  it("puts the vault where one chooses", async () => {
    const { fake } = await open();
    fake.world.failures.vault_choose = { code: "not-a-vault", whose: "user", values: { path: "/home/lin/holdfast-copy" } };
    await userEvent.click(await screen.findByRole("button", { name: "Choose another place…" }));
    await waitFor(() => expect(asked(fake, "vault_create"), "an empty folder becomes one").toEqual([{ path: "/home/lin/holdfast-copy" }]));
  });
});
