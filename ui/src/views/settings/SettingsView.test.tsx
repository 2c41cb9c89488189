import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { asked, openWindow } from "../../../tests/open";

describe("settings", () => {
  it("check the vault with progress, and tell every finding with its sentence", async () => {
    const { fake } = await openWindow("settings/vaults");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Check now" }));
    await screen.findByText("The vault is whole");
    const { run } = fake;
    fake.run = ((command: string, question: never, onEvent: never) =>
      command === "vault_check"
        ? {
            job: Promise.resolve(9),
            answer: Promise.resolve({
              whole: false,
              counts: { items: 14, objects: 61, entries: 57, size_bytes: 1 },
              findings: [
                { code: "system-litter", level: "note", path: "objects/.DS_Store", detail: "" },
                { code: "object-damaged", level: "error", path: "objects/9f/2c41d7", detail: "digest differs" },
              ],
            }),
          }
        : run(command as never, question, onEvent)) as typeof run;
    await user.click(screen.getByRole("button", { name: "Check now" }));
    await screen.findByText("1 thing does not match");
    const lines = within(screen.getByRole("list", { name: "Findings" })).getAllByRole("listitem");
    expect(lines.map((line) => line.dataset["level"]), "errors first").toEqual(["error", "note"]);
    expect(within(lines[0] as HTMLElement).getByText("object-damaged"), "with its code").toBeDefined();
  });

  it("stop a check when asked", async () => {
    const { fake } = await openWindow("settings/vaults", { delay: 5 });
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Check now" }));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(asked(fake, "job_cancel").length, "told to stop").toBe(1));
    await waitFor(() => expect(screen.queryByRole("progressbar"), "and it stopped").toBeNull());
    expect(screen.queryByText("The vault is whole"), "nothing is claimed").toBeNull();
  });

  it("copy the vault to a folder one chooses", async () => {
    const { fake } = await openWindow("settings/vaults");
    await userEvent.click(await screen.findByRole("button", { name: "Copy to…" }));
    await screen.findByText("Copied, and the copy was checked whole");
    expect(asked(fake, "vault_copy"), "there").toEqual([{ to: "/home/lin/holdfast-copy" }]);
  });

  it("move the vault, and erase the old one only when asked", async () => {
    const { fake } = await openWindow("settings/vaults");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Move to…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Move the vault" }));
    expect(dialog.getByRole("button", { name: "Move" }).hasAttribute("disabled"), "a place first").toBe(true);
    await user.click(dialog.getByRole("button", { name: "Choose a folder…" }));
    await user.click(dialog.getByRole("button", { name: "Move" }));
    await waitFor(() => expect(asked(fake, "vault_move"), "the old one stays").toEqual([{ to: "/home/lin/holdfast-copy", erase_old: false }]));
  });

  it("say why another vault does not open, and what is safe", async () => {
    await openWindow("settings/vaults");
    await userEvent.click(await screen.findByRole("button", { name: "Open holdfast-2025" }));
    await screen.findByText(/There is no vault in/);
  });

  it("warn before the secret key is copied", async () => {
    const { fake } = await openWindow("settings/key");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Copy the key…" }));
    expect(screen.getByText(/Whoever has this file can sign in your name/), "the danger").toBeDefined();
    await user.click(screen.getByRole("button", { name: "Choose a place…" }));
    await screen.findByText("The key is copied");
    expect(asked(fake, "vault_key_copy").length, "once").toBe(1);
  });

  it("show the licence of everything inside", async () => {
    await openWindow("settings/about");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: "Licence text of react" }));
    await screen.findByText(/Permission is hereby granted/);
  });

  it("show the text larger, and keep it", async () => {
    const { fake } = await openWindow("settings/general");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: /Text size/ }));
    await user.click(await screen.findByRole("option", { name: "200%" }));
    await waitFor(() => expect(fake.zoomed, "twice").toBe(2));
    expect(fake.world.settings.text_size, "kept").toBe(200);
  });

  it("take a refused setting back and say why", async () => {
    const { fake } = await openWindow("settings/general");
    fake.world.failures.settings_set = { code: "disk-full", whose: "disk", values: {} };
    await userEvent.click(await screen.findByRole("radio", { name: "Dark" }));
    await screen.findByText("The disk is full.");
    expect(document.documentElement.dataset["theme"], "as before").toBe("light");
  });
});
