import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setBridge } from "../bridge";
import { createFake, failure, type FakeBridge } from "../bridge/fake";
import { asked } from "../../tests/open";
import { setLanguage } from "../text";
import {
  Button, Checkbox, ConfirmDialog, ErrorBoundary, ErrorNote, FilterChip, HashRow, IconButton, Moment, OptionCards, ProgressBar, SearchField,
  SegmentedControl, Size, Stepper, Switch, Tabs, TextField, Thumbnail, ToastRegion, toast,
} from ".";

let fake: FakeBridge;
beforeEach(() => {
  fake = createFake();
  setBridge(fake);
  setLanguage("en");
});
const user = userEvent.setup();
const nothing = () => undefined;

describe("a button", () => {
  it("that is disabled says why", () => {
    render(<Button isDisabled reason="Choose a place first">Move</Button>);
    const button = screen.getByRole("button", { name: "Move" });
    const why = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    expect(why?.textContent, "to the eye and to the ear").toBe("Choose a place first");
  });

  it("that works cannot be pressed again", async () => {
    const pressed = vi.fn();
    render(<Button busy onPress={pressed}>Check</Button>);
    await user.click(screen.getByRole("button"));
    expect(pressed, "once is enough").not.toHaveBeenCalled();
  });

  it("with only an icon has a name", () => {
    render(<IconButton icon="x" label="Close" />);
    expect(screen.getByRole("button", { name: "Close" })).toBeDefined();
  });
});

describe("a digest", () => {
  const digest = "9f2c41d708be44a15a71e3c09f2c41d708be44a15a71e3c09f2c41d75a71e3c0";

  it("shows its ends and copies the whole, and says so", async () => {
    render(<HashRow label="Fixed list" digest={digest} />);
    expect(screen.getByText("9f2c41d7 08be44a1…5a71e3c0"), "16 and 8 digits").toBeDefined();
    await user.click(screen.getByRole("button"));
    expect(asked(fake, "text_copy"), "all 64").toEqual([{ text: digest }]);
    await screen.findByText("Copied");
  });

  it("that cannot be copied says why", async () => {
    fake.world.failures.text_copy = failure("clipboard-refused");
    render(<><HashRow label="Fixed list" digest={digest} /><ToastRegion /></>);
    await user.click(screen.getByRole("button", { name: /Copy/ }));
    await screen.findByText("The clipboard did not take the text.");
    expect(screen.queryByText("Copied"), "nothing is claimed").toBeNull();
  });
});

describe("a failure", () => {
  it("says what happened, what is safe and what to do, and lets one retry", async () => {
    const retry = vi.fn();
    render(<ErrorNote failure={failure("disk-full", "disk")} onRetry={retry} />);
    expect(screen.getByRole("status").textContent, "all three").toMatch(/The disk is full\..*is safe.*Free some space/);
    await user.click(screen.getByRole("button", { name: "Retry" }));
    expect(retry).toHaveBeenCalled();
  });

  it("without a sentence of its own is our fault, never a bare code", () => {
    render(<ErrorNote failure={failure("never-heard-of", "us")} />);
    expect(screen.getByText("Holdfast has met a fault of its own: never-heard-of")).toBeDefined();
  });

  it("shows a stranger's file name without obeying it", () => {
    render(<ErrorNote failure={failure("cannot-read", "disk", { path: "a\u202Egnp.exe\n{detail}", detail: "no" })} />);
    expect(screen.getByText("a\uFFFDgnp.exe\uFFFD{detail} cannot be read: no"), "visible, and not filled again").toBeDefined();
  });

  it("of one screen is caught, says what is safe, and can be drawn again", async () => {
    const quiet = vi.spyOn(console, "error").mockImplementation(nothing);
    let broken = true;
    const Screen = () => {
      if (broken) throw new Error("no such field");
      return <p>drawn</p>;
    };
    render(<ErrorBoundary><Screen /></ErrorBoundary>);
    expect(screen.getByText(/What was kept is safe/), "what is safe").toBeDefined();
    broken = false;
    await user.click(screen.getByRole("button", { name: "Draw this screen again" }));
    expect(screen.getByText("drawn")).toBeDefined();
    quiet.mockRestore();
  });
});

describe("a dialog", () => {
  function Asking({ onConfirm }: { onConfirm: () => void }) {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>open</button>
        {open && <ConfirmDialog title="Remove?" body="It is erased." confirm="Remove" tone="bad" onConfirm={onConfirm} onClose={() => setOpen(false)} />}
      </>
    );
  }

  it("takes the focus inside, never on what cannot be undone, and Escape leaves", async () => {
    const confirmed = vi.fn();
    render(<Asking onConfirm={confirmed} />);
    await user.click(screen.getByText("open"));
    const dialog = await screen.findByRole("alertdialog", { name: "Remove?" });
    await waitFor(() => expect(dialog.contains(document.activeElement), "inside").toBe(true));
    expect(document.activeElement?.textContent, "Enter must not remove").not.toBe("Remove");
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));
    expect(confirmed).toHaveBeenCalled();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });
});

describe("a choice", () => {
  it("of filters announces its value and is taken away with its cross", async () => {
    const cleared = vi.fn();
    render(<FilterChip label="Kind" value="Chat" onClear={cleared}>inside</FilterChip>);
    expect(screen.getByRole("button", { name: "Filter Kind, Chat" }), "filter, value").toBeDefined();
    await user.click(screen.getByRole("button", { name: "Take away the filter Kind" }));
    expect(cleared).toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Filter Kind, Chat" }));
    await screen.findByText("inside");
  });

  it("by cards says why one cannot be chosen", () => {
    render(
      <OptionCards label="Edition" value="a" onChange={nothing} options={[{ id: "a", title: "Full" }, { id: "b", title: "Short", isDisabled: true, reason: "Nothing is withheld" }]} />,
    );
    expect(screen.getByRole("radio", { name: /Full/ })).toHaveProperty("checked", true);
    expect(screen.getByText("Nothing is withheld")).toBeDefined();
  });

  it("by segments moves with the arrows", async () => {
    const changed = vi.fn();
    render(<SegmentedControl label="View" value="grid" onChange={changed} options={[{ id: "grid", label: "Grid" }, { id: "list", label: "List" }]} />);
    await user.tab();
    await user.keyboard("{ArrowRight}");
    expect(changed).toHaveBeenCalledWith("list");
  });

  it("by switch and box has a name and a state", async () => {
    const changed = vi.fn();
    render(<><Switch label="Open at login" isSelected onChange={changed} /><Checkbox isSelected={false} onChange={changed}>Erase</Checkbox></>);
    expect(screen.getByRole("switch", { name: "Open at login" })).toHaveProperty("checked", true);
    await user.click(screen.getByRole("checkbox", { name: "Erase" }));
    expect(changed).toHaveBeenCalledWith(true);
  });

  it("by tabs shows the chosen panel", async () => {
    const chosen = vi.fn();
    render(<Tabs tabs={[{ id: "a", label: "One" }, { id: "b", label: "Two", count: 3 }]} selected="a" onSelect={chosen}>panel</Tabs>);
    await user.click(screen.getByRole("tab", { name: /Two/ }));
    expect(chosen).toHaveBeenCalledWith("b");
    expect(screen.getByRole("tabpanel").textContent).toBe("panel");
  });
});

describe("a field", () => {
  it("names what is wrong with it", () => {
    render(<TextField label="Amount" value="32.9.00" onChange={nothing} error="Write it as 329.00" />);
    const field = screen.getByRole("textbox", { name: "Amount" });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Write it as 329.00")).toBeDefined();
  });

  it("for searching is cleared by Escape, then left", async () => {
    function Search() {
      const [text, setText] = useState("K2");
      return <SearchField label="Search" value={text} onChange={setText} />;
    }
    render(<Search />);
    const field = screen.getByRole("searchbox");
    act(() => field.focus());
    await user.keyboard("{Escape}");
    expect(field, "cleared").toHaveProperty("value", "");
    await user.keyboard("{Escape}");
    expect(document.activeElement, "left").not.toBe(field);
  });
});

describe("progress", () => {
  it("tells each tenth, not each file", () => {
    const { rerender } = render(<ProgressBar hideLabel label="Copying" value={41} max={100} />);
    expect(screen.getByRole("progressbar", { name: "Copying" }).getAttribute("aria-valuenow")).toBe("40");
    rerender(<ProgressBar hideLabel label="Copying" value={49} max={100} />);
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow"), "no new tenth").toBe("40");
    rerender(<ProgressBar hideLabel label="Copying" value={0} max={null} />);
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow"), "unknown is said as unknown").toBeNull();
  });

  it("by steps marks the current one", () => {
    render(<Stepper steps={["Plan", "Preview", "Make"]} current={1} />);
    expect(screen.getByText("Preview").closest("li")?.getAttribute("aria-current")).toBe("step");
  });
});

describe("values", () => {
  it("are whole in their tooltips", () => {
    render(<><Size bytes={12_412_345} /><Moment at="2026-11-06T12:14:31Z" form="short" /></>);
    expect(screen.getByText("12.4 MB").title).toBe("12,412,345 bytes");
    expect(document.querySelector("time")?.title).toMatch(/^2026-11-06 \d\d:14:31 [+-]\d\d:\d\d$/);
  });

  it("without a picture show their kind", () => {
    render(<Thumbnail part={{ of: "vault", item: "x", part: "a.png" }} alt="A chat" kind="chat" />);
    act(() => void screen.getByAltText("A chat").dispatchEvent(new Event("error")));
    expect(screen.getByRole("img", { name: "A chat" }).tagName).toBe("SPAN");
  });

  it("that were changed can be taken back", async () => {
    const undo = vi.fn();
    render(<ToastRegion />);
    act(() => toast({ message: "Detached E02", undo }));
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(undo).toHaveBeenCalled();
    expect(screen.queryByText("Detached E02"), "and is gone").toBeNull();
  });
});
