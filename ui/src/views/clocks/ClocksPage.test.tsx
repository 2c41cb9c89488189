import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { asked, openWindow } from "../../../tests/open";
import type { FakeOptions } from "../../bridge/fake";
import { failureText } from "../../text";
import { clockFailure } from "../time/words";

const open = async (options: FakeOptions = {}) => {
  const opened = await openWindow("settings/clocks", { times: true, ...options, settings: { public_clocks: "allowed", ...options.settings } });
  await screen.findByRole("heading", { name: "Time authorities" });
  return opened;
};
const row = (name: string) => screen.getByRole("heading", { level: 3, name }).closest("li") as HTMLElement;
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));

describe("Clocks", () => {
  it.each([[null, "Not asked yet: the question above is open"], ["denied", "Not asked: public clocks may not be asked"]] as const)(
    "lets nobody public be asked or tested before it is allowed (%s)", async (public_clocks, state) => {
      const { fake } = await open({ settings: { public_clocks } });
      expect(within(row("DigiCert")).getByText(state)).toBeDefined();
      for (const name of ["DigiCert", "GlobalSign"]) expect(screen.getByRole("button", { name: `Test ${name}` }).hasAttribute("disabled"), name).toBe(true);
      expect(asked(fake, "time_try"), "nothing went out").toEqual([]);
      await userEvent.click(screen.getByRole("radio", { name: /They may be asked/ }));
      await waitFor(() => expect(within(row("DigiCert")).getByText("Asked")).toBeDefined());
      expect(fake.world.settings.public_clocks, "kept").toBe("allowed");
    },
  );

  it("tells of each who runs it, whether it is asked, what waits since when, and when it was last asked", async () => {
    await open();
    const line = row("DigiCert").textContent;
    for (const said of ["DigiCert, Inc.", "Asked", "2 items wait since ", "Last asked "]) expect(line).toContain(said);
    expect(row("GlobalSign").textContent).toContain("Not chosen");
  });

  it("tells why one gave no time, and when it is asked again", async () => {
    await open({ silent: ["digicert"] });
    const { message } = clockFailure("clock-unreachable", "DigiCert", "connection refused");
    const line = row("DigiCert").textContent;
    for (const said of ["Gave no time the last time", message, "Asked again by itself from ", "3 failures, one after another"]) expect(line).toContain(said);
  });

  it("keeps which ones are chosen, and advises two of different operators", async () => {
    const { fake } = await open();
    fake.world.authorities = [];
    expect(screen.queryByText(/Two authorities of different operators/)).toBeNull();
    await userEvent.click(screen.getByRole("switch", { name: "Ask IdenTrust" }));
    await screen.findByText(/Two authorities of different operators/);
    expect(fake.world.settings.clocks, "by their short names").toEqual(["digicert"]);
    await userEvent.click(screen.getByRole("switch", { name: "Ask Certum" }));
    await waitFor(() => expect(screen.queryByText(/Two authorities of different operators/)).toBeNull());
    expect(fake.world.settings.clocks).toEqual(["digicert", "certum"]);
  });

  it("tests one by a real request, and shows its clock and this computer's side by side", async () => {
    const { fake } = await open();
    await press("Test DigiCert");
    const result = within(row("DigiCert"));
    await result.findByText("DigiCert gave a time");
    expect(asked(fake, "time_try")).toEqual(["digicert"]);
    for (const said of ["Its clock", "This computer’s clock, when the answer was here", "not stated by the authority"]) expect(result.getByText(said)).toBeDefined();
    expect(result.getByText(/nothing of the answer was kept/)).toBeDefined();
  });

  it("says of a tested one whose root is not known that its time does not count, and of a silent one why", async () => {
    await open({ silent: ["digicert"] });
    await press("Test office-clock");
    await within(row("office-clock")).findByText("office-clock gave a time that does not count here");
    await press("Test DigiCert");
    const { message } = clockFailure("clock-unreachable", "DigiCert", "connection refused");
    await waitFor(() => expect(within(row("DigiCert")).getByRole("status").textContent).toContain(message));
  });

  it("unfolds what one compares a root by, to be copied", async () => {
    const { fake } = await open();
    await press("Details of DigiCert");
    const details = within(row("DigiCert"));
    expect(details.getByText("https://www.digicert.com/kb/digicert-root-certificates.htm")).toBeDefined();
    await userEvent.click(within(details.getByRole("group", { name: "Root, SHA-256" })).getByRole("button"));
    expect(asked(fake, "text_copy")[0]).toEqual({ text: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(row("DigiCert").querySelector("a"), "no address is a link").toBeNull();
  });

  it("stamps what waits when asked to, and says what came from whom", async () => {
    await open({ silent: ["identrust"] });
    expect(screen.getByText(/^DigiCert: 2 items since /)).toBeDefined();
    await press("Stamp now");
    const result = within((await screen.findByText("What came")).closest(".note") as HTMLElement);
    expect(result.getByText("DigiCert gave a time for 2 items.")).toBeDefined();
    expect(result.getByText(/IdenTrust.*2 items still wait for it\. Asked again by itself from /)).toBeDefined();
  });

  it("stops stamping when asked to, and claims nothing", async () => {
    const { fake } = await open({ delay: 5 });
    await press("Stamp now");
    await press("Cancel");
    await screen.findByText(/^Stopped\. What had come by then is kept/);
    expect(asked(fake, "job_cancel")).toHaveLength(1);
    expect(screen.queryByText("What came")).toBeNull();
  });

  it("adds an authority of one's own with its root, and removes it only after asking", async () => {
    const { fake } = await open({ times: false, items: 0, settings: { public_clocks: "denied" } });
    await press("Add…");
    const dialog = within(await screen.findByRole("dialog", { name: "Add a time authority" }));
    await userEvent.type(dialog.getByRole("textbox", { name: "Short name" }), "my-clock");
    await userEvent.type(dialog.getByRole("textbox", { name: "Address" }), "http://127.0.0.1:3161/");
    await userEvent.click(dialog.getByRole("button", { name: "Choose a file…" }));
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    await waitFor(() => expect(within(row("my-clock")).getByText("Asked"), "adding is the agreement").toBeDefined());
    expect(asked(fake, "time_authority_add")).toEqual([{ name: "my-clock", url: "http://127.0.0.1:3161/", root: "/home/lin/图片/K2 新截图.png" }]);
    await press("Remove my-clock");
    expect(asked(fake, "time_authority_remove"), "asked first").toEqual([]);
    await userEvent.click(within(await screen.findByRole("alertdialog", { name: "Remove my-clock?" })).getByRole("button", { name: "Remove" }));
    await screen.findByText(/^None\. One that you add/);
  });

  it("says in the dialog why an authority was not added, and keeps what was typed", async () => {
    await open();
    await press("Add…");
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByRole("textbox", { name: "Short name" }), "My Clock");
    await userEvent.type(dialog.getByRole("textbox", { name: "Address" }), "nowhere");
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    const { message } = failureText({ code: "authority-name", whose: "user", values: { id: "My Clock" } });
    expect(await dialog.findByText((said) => said.startsWith(message)), "the reason").toBeDefined();
    expect((dialog.getByRole("textbox", { name: "Address" }) as HTMLInputElement).value).toBe("nowhere");
  });

  it("says what is to be renewed, by when, and that a time once given keeps counting", async () => {
    await open({ items: 10_000 });
    await screen.findByText("214 proofs are to be stamped once more. The first certificate ends on 2027-01-08.");
    expect(screen.getByText(/A time once given keeps counting/)).toBeDefined();
  });

  it("names its list of known authorities at the foot", async () => {
    await open();
    expect(screen.getByText(/^List of known authorities 2026-11-22\.1\./)).toBeDefined();
  });
});
