import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge } from "../../bridge";
import { createFake, failure, type FakeBridge } from "../../bridge/fake";
import { currentRoute, loadDesk } from "../../state";
import { setLanguage } from "../../text";
import { DisputesView } from "./DisputesView";

// Looking for roles in a whole screen is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let fake: FakeBridge;

async function begin(options: Parameters<typeof createFake>[0] = {}) {
  fake = createFake({ delay: 0, settings: { language: "en" }, ...options });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
  render(<DisputesView />);
}

beforeEach(() => setLanguage("en"));

describe("Disputes", () => {
  it("says what a dispute is for, while there is none", async () => {
    await begin({ items: 0 });
    expect(await screen.findByText("No dispute yet")).toBeTruthy();
    expect(screen.getByText(/what was promised, what happened/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "New dispute" })).toBeTruthy();
  });

  it("lists the open ones newest first, the closed ones below with how they ended", async () => {
    await begin();
    const open = await screen.findByRole("region", { name: "Open" });
    expect(within(open).getAllByRole("button").map((row) => row.querySelector(".dispute-row-title")?.textContent)).toEqual([
      "K2 保价未兑现", "直播间羽绒服材质与承诺不符，含绒量检测报告待补",
    ]);
    const closed = screen.getByRole("region", { name: "Closed" });
    expect(within(closed).getByText("Closed: 商家退还定金"), "plain words are shown as they are").toBeTruthy();
    expect(screen.getByText("2 open, 1 closed")).toBeTruthy();
  });

  it("makes a dispute from a title alone, warns against names, and opens its page", async () => {
    await begin({ items: 0 });
    await userEvent.click(await screen.findByRole("button", { name: "New dispute" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/without names of people/)).toBeTruthy();
    expect(within(dialog).getByRole("button", { name: "Create" }).hasAttribute("disabled"), "not without a title").toBe(true);
    await userEvent.type(within(dialog).getByLabelText("Title"), "K2 price{Enter}");
    await waitFor(() => expect(currentRoute().rest[0]).toMatch(/^k2-price-[0-9a-f]{4}$/));
  });

  it("keeps the typed title when it is refused, with the reason beside it", async () => {
    await begin({ items: 0 });
    fake.world.failures.dispute_create = failure("disk-full", "disk");
    await userEvent.click(await screen.findByRole("button", { name: "New dispute" }));
    const field = await screen.findByLabelText("Title");
    await userEvent.type(field, "K2 price{Enter}");
    expect(await screen.findByText(/The disk is full/)).toBeTruthy();
    expect((field as HTMLInputElement).value).toBe("K2 price");
  });

  it("says why the list cannot be read, and lists again on request", async () => {
    await begin({ failures: { dispute_list: failure("vault-busy", "vault") } });
    expect(await screen.findByText(/Another program is writing/)).toBeTruthy();
    delete fake.world.failures.dispute_list;
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(await screen.findByText("K2 保价未兑现")).toBeTruthy();
  });
});
