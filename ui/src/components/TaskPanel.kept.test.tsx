import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { setBridge } from "../bridge";
import { createFake, failure, type FakeBridge } from "../bridge/fake";
import { currentRoute, go, jobs, keepFiles, loadDesk, pointed } from "../state";
import { setLanguage } from "../text";
import { TaskPanel } from "./TaskPanel";

let fake: FakeBridge;
const added = () => fake.world.calls.filter((call) => call.command === "item_add").map((call) => call.question);

beforeEach(async () => {
  jobs.set([]);
  pointed.set(null);
  fake = createFake({ delay: 0, settings: { language: "en" } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
  go("disputes");
});

describe("what a task kept and did not keep", () => {
  it("says of a file that failed what happened and what to do, and tries that one again and no other", async () => {
    render(<TaskPanel />);
    await keepFiles(["/home/lin/a.png", "/home/lin/unreadable.png"], null);
    expect(await screen.findByText("unreadable.png")).toBeTruthy();
    expect(screen.getByText(/Check that the file is there and that you may read it/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Retry the 1 that failed" }));
    await waitFor(() => expect(added().at(-1)).toMatchObject({ paths: ["/home/lin/unreadable.png"] }));
  });

  it("tries everything again, into the same dispute, when all of it failed", async () => {
    fake.world.failures = { item_add: failure("disk-full", "disk") };
    render(<TaskPanel />);
    await keepFiles(["/home/lin/a.png"], "K2-7f3a");
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    fake.world.failures = {};
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(added().length).toBe(2));
    expect(added()[1]).toMatchObject({ paths: ["/home/lin/a.png"], dispute: "K2-7f3a" });
  });

  it("leads from a file that was kept before to the item that is there", async () => {
    render(<TaskPanel />);
    await keepFiles(["/home/lin/again.png"], null);
    await userEvent.click(await screen.findByRole("button", { name: "1 already kept" }));
    await userEvent.click(screen.getByRole("button", { name: /^Show / }));
    expect(currentRoute().screen).toBe("evidence");
    expect(pointed.get()).toMatch(/^[0-9a-f-]{36}$/);
  });
});
