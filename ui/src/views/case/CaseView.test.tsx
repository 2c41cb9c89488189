import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { setBridge } from "../../bridge";
import { createFake, failure, type FakeBridge } from "../../bridge/fake";
import { loadDesk } from "../../state";
import { setLanguage } from "../../text";
import { check, closeCheck, startCheck } from "../verify/check";
import { CaseView } from "./CaseView";

let fake: FakeBridge;

beforeEach(async () => {
  closeCheck();
  fake = createFake({ delay: 0, settings: { language: "en" } });
  setBridge(fake);
  await loadDesk();
  setLanguage("en");
});

const asked = (command: string) => fake.world.calls.filter((call) => call.command === command);

describe("a bundle as a read-only case", () => {
  it("says always that it is from the bundle and nothing is kept, and asks no command that writes", async () => {
    render(<CaseView path="/in/whole.zip" />);
    expect(screen.getByText(/From the bundle\. Nothing is kept/)).toBeTruthy();
    await waitFor(() => expect(screen.getByText(/files agree with each other/)).toBeTruthy());
    const writing = fake.world.calls.filter((call) => /add|set|attach|remove|create|note|order/.test(call.command));
    expect(writing).toEqual([]);
  });

  it("checks the bundle by itself when nobody has, and not again when it was", async () => {
    act(() => startCheck(["/in/whole.zip", "/in/broken.zip"]));
    await waitFor(() => expect(check.get().phase).toBe("done"));
    render(<CaseView path="/in/broken.zip" />);
    await waitFor(() => expect(screen.getByText(/The check: 2 errors/)).toBeTruthy());
    expect(asked("bundle_verify"), "the report that is there counts").toHaveLength(1);
  });

  it("warns above each exhibit that does not match, and in its row", async () => {
    const { container } = render(<CaseView path="/in/broken.zip" />);
    await waitFor(() => expect(container.querySelector(".case-exhibit-second.bad")).not.toBeNull());
    expect(container.querySelector(".case-warning"), "E01 matches").toBeNull();
    await userEvent.click(screen.getByRole("option", { name: /E05/ }));
    expect(container.querySelector(".case-warning")?.textContent).toContain("E05 does not match its fixed list");
    expect(container.querySelector(".case-warning")?.textContent).toContain("data/items/E05/p002.png");
  });

  it("shows of a withheld exhibit no name, no file and no viewer", async () => {
    const { container } = render(<CaseView path="/in/whole.zip" />);
    await userEvent.click(await screen.findByRole("option", { name: /E07/ }));
    expect(screen.getByText("E07 is withheld")).toBeTruthy();
    expect(container.querySelector(".case-viewer, .case-pane select, .case-proves")).toBeNull();
    expect(container.querySelector(".case-withheld")?.textContent).toContain("concerns another person");
  });

  it("keeps what the complainant says on a surface of its own", async () => {
    const { container } = render(<CaseView path="/in/whole.zip" />);
    await waitFor(() => expect(container.querySelector(".verify-statement")).not.toBeNull());
    const statement = container.querySelector(".verify-statement");
    expect(statement?.textContent).toContain("Not checked");
    expect(statement?.textContent).toContain("云禾电器旗舰店");
    expect(statement?.querySelector(".hash-row"), "digests are not told, they are checked").toBeNull();
  });

  it("keeps the bundle file itself only when asked, as one document", async () => {
    render(<CaseView path="/in/whole.zip" />);
    await userEvent.click(await screen.findByRole("button", { name: "Keep the bundle file itself" }));
    await waitFor(() => expect(screen.getByText(/^Kept: /)).toBeTruthy());
    expect(asked("item_add")[0]?.question).toEqual({ paths: ["/in/whole.zip"], kind: "document", dispute: null });
  });

  it("says why a folder cannot be kept as one item", async () => {
    render(<CaseView path="/in/unpacked" />);
    const button = await screen.findByRole("button", { name: "Keep the bundle file itself" });
    expect(button.hasAttribute("disabled")).toBe(true);
    expect(screen.getByText(/this is an unpacked folder/)).toBeTruthy();
  });

  it("says in words why a bundle cannot be opened", async () => {
    fake.world.failures.case_show = failure("cannot-read", "user", { path: "/in/gone.zip", detail: "not there" });
    const { container } = render(<CaseView path="/in/gone.zip" />);
    await waitFor(() => expect(container.querySelector(".case-failure")).not.toBeNull());
  });
});
