import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge, type DisputeWhole } from "../../bridge";
import { createFake, failure, type FakeBridge } from "../../bridge/fake";
import { DISPUTE } from "../../bridge/fake/data";
import { toasts } from "../../components/toasts";
import { loadDesk } from "../../state";
import { setLanguage } from "../../text";
import { DisputeView } from "./DisputeView";

// Looking for roles in a whole screen is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let fake: FakeBridge;

async function begin(name: string = DISPUTE.name) {
  const { container } = render(<DisputeView name={name} />);
  await screen.findByText("Facts");
  return container;
}

const kept = async (): Promise<DisputeWhole> => (await fake.call("dispute_show", DISPUTE.name)).dispute;
const numbers = (container: HTMLElement) => [...container.querySelectorAll(".dispute-exhibit .tag")].map((tag) => tag.textContent);
const grip = (number: string) => screen.getByRole("button", { name: new RegExp(`^Order ${number},`) });

async function choose(number: string, entry: string) {
  await userEvent.click(screen.getByRole("button", { name: `More for ${number}` }));
  await userEvent.click(await screen.findByRole("menuitem", { name: entry }));
}

beforeEach(async () => {
  toasts.set([]);
  fake = createFake({ delay: 0, settings: { language: "en" } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
});

describe("the facts of a dispute", () => {
  it("are edited where they stand, kept by Enter in the form of the vault, and can be taken back", async () => {
    await begin();
    await userEvent.click(screen.getByRole("button", { name: /^Claimed: 30.00 CNY/ }));
    const field = screen.getByRole("textbox", { name: "Claimed" });
    await userEvent.clear(field);
    await userEvent.type(field, "¥1,299{Enter}");
    expect(await screen.findByText("1299.00 CNY")).toBeTruthy();
    act(() => toasts.get().at(-1)?.undo?.());
    await waitFor(async () => expect((await kept()).facts["amount_claimed"]).toBe("30.00 CNY"));
  });

  it("say beside the field why a value is refused, and keep what was typed", async () => {
    await begin();
    await userEvent.click(screen.getByRole("button", { name: /^Claimed: 30.00 CNY/ }));
    const field = screen.getByRole("textbox", { name: "Claimed" });
    await userEvent.clear(field);
    await userEvent.type(field, "30{Enter}");
    const why = await screen.findByRole("alert");
    expect(why.textContent, "the reason in words, and the field by its shown name").toMatch(/Claimed: has no currency: write it like 299.00 CNY/);
    expect(field.getAttribute("aria-describedby")).toContain(why.id);
    expect((field as HTMLInputElement).value).toBe("30");
    expect((await kept()).facts["amount_claimed"], "nothing was changed").toBe("30.00 CNY");
    await userEvent.keyboard("{Escape}");
    expect(screen.getByText("30.00 CNY"), "Escape puts the old value back").toBeTruthy();
  });

  it("are kept when the field is left, and leaving it unchanged says nothing to the vault", async () => {
    await begin();
    await userEvent.click(screen.getByRole("button", { name: /^Platform: 橙子商城/ }));
    await userEvent.tab({ shift: true });
    fireEvent.blur(screen.queryByRole("textbox", { name: "Platform" }) ?? document.body);
    expect(fake.world.calls.filter((call) => call.command === "dispute_set")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: /^Platform: 橙子商城/ }));
    await userEvent.type(screen.getByRole("textbox", { name: "Platform" }), " 2");
    fireEvent.blur(screen.getByRole("textbox", { name: "Platform" }), { relatedTarget: document.body });
    await waitFor(async () => expect((await kept()).facts["platform"]).toMatch(/2$/));
  });

  it("are told to be the complainant's words, not checked", async () => {
    await begin();
    expect(screen.getByText("Your own words. The bundle shows them as stated, not checked.")).toBeTruthy();
  });
});

describe("the exhibits of a dispute", () => {
  it("are ordered by Alt+Up and Alt+Down, told to screen readers, and the focus stays", async () => {
    const container = await begin();
    grip("E03").focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(numbers(container).slice(0, 3)).toEqual(["E01", "E03", "E02"]);
    expect(screen.getByText("E03 is now number 2 of 10")).toBeTruthy();
    await waitFor(async () => expect((await kept()).exhibits[1]?.exhibit).toBe("E03"));
    expect(document.activeElement).toBe(grip("E03"));
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await waitFor(async () => expect((await kept()).exhibits[2]?.exhibit).toBe("E03"));
    expect(document.activeElement).toBe(grip("E03"));
  });

  it("are ordered by a pointer without HTML5 drag events, in one step, and not at all after Escape", async () => {
    const container = await begin();
    [...container.querySelectorAll<HTMLElement>(".dispute-exhibit")].forEach((row, index) => {
      row.getBoundingClientRect = () => new DOMRect(0, index * 80, 600, 80);
    });
    const drag = (by: number, end: () => void) => {
      fireEvent.pointerDown(grip("E01"), { button: 0, pointerId: 1, clientY: 40 });
      fireEvent.pointerMove(window, { pointerId: 1, clientY: 40 + by });
      end();
    };
    drag(170, () => fireEvent.keyDown(window, { key: "Escape" }));
    expect(fake.world.calls.filter((call) => call.command === "dispute_order")).toHaveLength(0);
    drag(170, () => fireEvent.pointerUp(window, { pointerId: 1 }));
    await waitFor(() => expect(numbers(container).slice(0, 3)).toEqual(["E02", "E03", "E01"]));
    expect(fake.world.calls.filter((call) => call.command === "dispute_order")).toHaveLength(1);
    expect(container.querySelector("[draggable=true]"), "nothing relies on HTML5 dragging").toBeNull();
  });

  it("go back to the old order when the vault refuses the new one", async () => {
    const container = await begin();
    fake.world.failures.dispute_order = failure("vault-busy", "vault");
    await choose("E03", "Move to the top");
    await waitFor(() => expect(toasts.get()).toHaveLength(1));
    expect(numbers(container).slice(0, 3)).toEqual(["E01", "E02", "E03"]);
  });

  it("say what they are to prove, edited where it stands", async () => {
    await begin();
    await userEvent.click(screen.getByRole("button", { name: "What E02 is to prove: What is it to prove?" }));
    await userEvent.type(screen.getByRole("textbox", { name: "What E02 is to prove" }), "the promised price{Enter}");
    expect(await screen.findByText("the promised price")).toBeTruthy();
    act(() => toasts.get().at(-1)?.undo?.());
    await waitFor(async () => expect((await kept()).exhibits[1]?.proves, "and it can be taken back").toBe(""));
  });

  it("are taken out with a way back to the same number and the same place", async () => {
    const container = await begin();
    await choose("E02", "Take out of this dispute");
    await waitFor(() => expect(numbers(container)).not.toContain("E02"));
    expect(within(screen.getByRole("region", { name: "No longer in this dispute" })).getByText("E02"), "its number stays named").toBeTruthy();
    expect(toasts.get().at(-1)?.message).toBe("E02 taken out; the item stays in the vault");
    act(() => toasts.get().at(-1)?.undo?.());
    await waitFor(() => expect(numbers(container).slice(0, 3)).toEqual(["E01", "E02", "E03"]));
  });

  it("are chosen from the vault; what is one already cannot be chosen again", async () => {
    const container = await begin();
    await userEvent.click(screen.getByRole("button", { name: "From evidence…" }));
    const dialog = await screen.findByRole("dialog");
    const there = await within(dialog).findByRole("option", { name: /K2 活动页：¥279/ });
    expect(there.getAttribute("aria-disabled")).toBe("true");
    expect(there.textContent, "its number is shown").toContain("E09");
    await userEvent.click(within(dialog).getByRole("option", { name: /付款前页面/ }));
    await userEvent.type(within(dialog).getByRole("searchbox"), "price-history");
    await waitFor(() => expect(within(dialog).getAllByRole("option")).toHaveLength(1));
    expect(within(dialog).getByRole("button", { name: "Attach 1" }), "what was chosen before stays chosen").toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Attach 1" }));
    await waitFor(() => expect(numbers(container)).toContain("E11"));
  });

  it("come from files too: kept and attached in one step", async () => {
    await begin();
    await userEvent.click(screen.getByRole("button", { name: "Add files…" }));
    await waitFor(() => expect(fake.world.calls.some((call) => call.command === "item_add" && JSON.stringify(call.question).includes(DISPUTE.name))).toBe(true));
  });
});

describe("a dispute", () => {
  it("is renamed in place, and refuses to be without a title", async () => {
    await begin();
    await userEvent.click(screen.getByRole("button", { name: /^Title: K2 保价未兑现/ }));
    await userEvent.clear(screen.getByRole("textbox", { name: "Title" }));
    await userEvent.keyboard("{Enter}");
    expect((await screen.findByRole("alert")).textContent).toMatch(/A dispute keeps a title/);
    await userEvent.type(screen.getByRole("textbox", { name: "Title" }), "Price promise{Enter}");
    expect(await screen.findByText("Title changed to “Price promise”"), "and the history tells it").toBeTruthy();
  });

  it("says what closing means, and changes no more once it is closed", async () => {
    const container = await begin();
    await userEvent.click(screen.getByRole("button", { name: "Close dispute…" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/there is no way back/)).toBeTruthy();
    await userEvent.type(within(dialog).getByLabelText("In your own words"), "refunded");
    await userEvent.click(within(dialog).getByRole("button", { name: "Close for good" }));
    expect(await screen.findByText("This dispute is closed")).toBeTruthy();
    expect(container.querySelector(".dispute-inplace, .dispute-exhibit-grip"), "nothing offers to change it").toBeNull();
    expect(screen.getByRole("button", { name: "Export…" }).hasAttribute("disabled"), "it can still be exported").toBe(false);
  });

  it("that is not in this vault says so and leads back", async () => {
    render(<DisputeView name="k9-0000" />);
    expect(await screen.findByText("This dispute is not here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "All disputes" })).toBeTruthy();
  });

  it("without exhibits cannot be exported, and says why", async () => {
    const { dispute } = await fake.call("dispute_create", "New one");
    await begin(dispute.name);
    expect(screen.getByRole("button", { name: "Export…" }).hasAttribute("disabled")).toBe(true);
    expect(screen.getByText("Attach an exhibit first.")).toBeTruthy();
    expect(screen.getByText("No exhibits yet")).toBeTruthy();
  });
});
