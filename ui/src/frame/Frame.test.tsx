import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { asked, openWindow } from "../../tests/open";
import { currentRoute } from "../state/route";
import { search } from "../state/search";

const press = (key: string, held: object = {}) => act(() => void fireEvent.keyDown(document.body, { key, ...held }));

describe("the frame", () => {
  it("goes to each screen by Alt and its number", async () => {
    await openWindow("settings/about");
    for (const [index, screenName] of ["evidence", "disputes", "verify", "settings"].entries()) {
      press(String(index + 1), { altKey: true });
      expect(currentRoute().screen, `Alt+${index + 1}`).toBe(screenName);
    }
  });

  it("marks the screen one is on, and an open dispute in its own list only", async () => {
    await openWindow("disputes/K2 保价未兑现-7f3a");
    const nav = within(screen.getByRole("navigation", { name: "Main" }));
    const dispute = await nav.findByRole("link", { name: /K2 保价未兑现/ });
    expect(dispute.getAttribute("aria-current"), "the dispute").toBe("page");
    expect(nav.getByRole("link", { name: /^Disputes/ }).getAttribute("aria-current"), "not the page itself").toBe("true");
  });

  it("puts the cursor into the search with Ctrl K, and shows the evidence while one types", async () => {
    await openWindow("settings/general");
    press("k", { ctrlKey: true });
    const field = screen.getByRole("searchbox");
    expect(document.activeElement, "ready to type").toBe(field);
    await userEvent.type(field, "K2");
    expect(search.get(), "what is looked for").toBe("K2");
    expect(currentRoute().screen, "where it is found").toBe("evidence");
  });

  it("keeps the clipboard with Ctrl V, but not while one writes", async () => {
    const { fake } = await openWindow("settings/general");
    act(() => void fireEvent.keyDown(screen.getByRole("searchbox"), { key: "v", ctrlKey: true }));
    expect(asked(fake, "item_paste"), "a field keeps its own paste").toEqual([]);
    press("v", { ctrlKey: true });
    await waitFor(() => expect(asked(fake, "item_paste"), "once").toEqual([{ kind: null, dispute: null }]));
  });

  it("remembers into which dispute new evidence goes", async () => {
    const { fake } = await openWindow("settings/general");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("button", { name: /Into which dispute/ }));
    await user.click(await screen.findByRole("menuitemradio", { name: "K2 保价未兑现" }));
    await waitFor(() => expect(fake.world.settings.capture_dispute, "kept in the settings").toBe("K2 保价未兑现-7f3a"));
    await user.click(screen.getByRole("button", { name: "Add files" }));
    await waitFor(() => expect(asked(fake, "item_add")[0], "and used").toMatchObject({ dispute: "K2 保价未兑现-7f3a" }));
  });

  it("says of each file that was not kept why, and what was there before", async () => {
    await openWindow("settings/general");
    await userEvent.click(screen.getByRole("button", { name: "Add files" }));
    const tasks = within(await screen.findByRole("region", { name: "Tasks" }));
    await tasks.findByText(/1 kept · 1 already kept · 1 not kept/);
    expect(tasks.getByText("unreadable.png"), "by name").toBeDefined();
    expect(tasks.getByText(/permission denied/), "with the reason").toBeDefined();
  });

  it("shrinks the tasks to a chip and back", async () => {
    await openWindow("settings/general");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Add files" }));
    await screen.findByRole("region", { name: "Tasks" });
    await user.click(screen.getByRole("button", { name: "Make small" }));
    expect(screen.queryByRole("region", { name: "Tasks" }), "out of the way").toBeNull();
    await user.click(screen.getByRole("button", { name: "Show tasks" }));
    expect(screen.getByRole("region", { name: "Tasks" }), "and back").toBeDefined();
  });

  it("asks before closing while work goes on, and says what stays", async () => {
    const { fake } = await openWindow("settings/general");
    act(() => fake.emit("closing", { jobs: [{ job: 1, command: "item_add", progress: { items_done: 1, items_total: 2, bytes_done: 0, bytes_total: 0 } }] }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText("Keeping files"), "what goes on").toBeDefined();
    expect(dialog.getByText(/stays kept/), "what is safe").toBeDefined();
    await userEvent.click(dialog.getByRole("button", { name: "Keep it running" }));
    expect(asked(fake, "window_close"), "stays open").toEqual([]);
    act(() => fake.emit("closing", { jobs: [{ job: 1, command: "item_add", progress: { items_done: 1, items_total: 2, bytes_done: 0, bytes_total: 0 } }] }));
    await userEvent.click(await screen.findByRole("button", { name: "Stop and close" }));
    expect(asked(fake, "window_close").length, "closes").toBe(1);
  });

  it("says what another process changed without being asked", async () => {
    const { fake } = await openWindow("settings/general");
    fake.world.count = 15;
    act(() => fake.emit("changed", { nouns: ["item"] }));
    const nav = within(screen.getByRole("navigation", { name: "Main" }));
    await nav.findByText("15");
  });

  it("lists work that a page before this one began, and can stop it", async () => {
    const { fake } = await openWindow("settings/general", {
      jobs: [{ job: 4, command: "vault_check", progress: { items_done: 1, items_total: 9, bytes_done: 1, bytes_total: 9 } }],
    });
    const tasks = within(await screen.findByRole("region", { name: "Tasks" }));
    expect(tasks.getByText("Checking the vault"), "by its words").toBeDefined();
    await userEvent.click(tasks.getByRole("button", { name: "Cancel" }));
    expect(asked(fake, "job_cancel"), "told to stop").toEqual([{ job: 4 }]);
    fake.world.jobs = [];
    await tasks.findByText("Stopped", undefined, { timeout: 3000 });
  });

  it("throws the sample away with one click", async () => {
    const { fake } = await openWindow("settings/general", { sample: true });
    await userEvent.click(screen.getByRole("button", { name: "Throw the sample away" }));
    await waitFor(() => expect(fake.world.vault.sample, "back in one's own vault").toBe(false));
    expect(screen.queryByRole("button", { name: "Throw the sample away" }), "and the bar is gone").toBeNull();
  });

  it("changes every sentence when the language changes", async () => {
    await openWindow("settings/general");
    const user = userEvent.setup();
    await screen.findByRole("heading", { name: "General" });
    await user.click(screen.getByRole("button", { name: /Language/ }));
    await user.click(await screen.findByRole("option", { name: "中文" }));
    await screen.findByRole("heading", { name: "通用" });
    expect(document.body.textContent?.includes("Evidence"), "nothing of the other language stays").toBe(false);
  });
});
