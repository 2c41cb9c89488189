import { act, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { setBridge } from "../bridge";
import { createFake, type FakeBridge } from "../bridge/fake";
import { DISPUTE } from "../bridge/fake/data";
import { go, loadDesk, routeTo } from "../state";
import { setLanguage } from "../text";
import { DropFrame } from "./DropFrame";

let fake: FakeBridge;

async function drop(route: string): Promise<unknown> {
  act(() => go(route));
  render(<DropFrame />);
  await waitFor(() => expect(fake.world.calls.some((call) => call.command === "dispute_list")).toBe(true));
  await act(async () => fake.emit("dropped", { kind: "over", paths_count: 2, position: { x: 1, y: 1 } }));
  await act(async () => fake.emit("dropped", { kind: "drop", paths: ["/home/lin/a.png", "/home/lin/b.png"] }));
  await waitFor(() => expect(fake.world.calls.some((call) => call.command === "item_add")).toBe(true));
  return fake.world.calls.find((call) => call.command === "item_add")?.question;
}

beforeEach(async () => {
  fake = createFake({ delay: 0, settings: { language: "en" } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
});

describe("files dropped on the window", () => {
  it("become exhibits of the dispute that is on the screen", async () => {
    expect(await drop(routeTo("disputes", DISPUTE.name))).toMatchObject({ dispute: DISPUTE.name });
  });

  it("are kept without a dispute on any other screen, when the capture bar names none", async () => {
    expect(await drop("evidence")).toMatchObject({ dispute: null });
  });

  it("do not go into a closed dispute, though it is on the screen", async () => {
    expect(await drop(routeTo("disputes", "预售定金不退-c0d1"))).toMatchObject({ dispute: null });
  });

  it("are announced with their number and where they will go", async () => {
    act(() => go(routeTo("disputes", DISPUTE.name)));
    render(<DropFrame />);
    await waitFor(() => expect(fake.world.calls.some((call) => call.command === "dispute_list")).toBe(true));
    await act(async () => fake.emit("dropped", { kind: "over", paths_count: 2, position: { x: 1, y: 1 } }));
    expect(screen.getByText(/2 things · Becomes an exhibit of K2 保价未兑现/)).toBeTruthy();
  });
});
