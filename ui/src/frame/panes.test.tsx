import { fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { useShortcuts } from "./shortcuts";

function Window() {
  useShortcuts();
  return (
    <>
      <nav data-pane><button type="button">side</button></nav>
      <main data-pane tabIndex={-1}>
        <button type="button">screen</button>
        <section data-pane><button type="button">list</button></section>
        <aside data-pane><button type="button">inspector</button></aside>
      </main>
    </>
  );
}

it("F6 goes through all panes and back to the first, also where a screen has panes of its own", () => {
  render(<Window />);
  screen.getByText("side").focus();
  const visited = ["screen", "list", "inspector", "side"].map(() => {
    fireEvent.keyDown(window, { key: "F6" });
    return document.activeElement?.textContent;
  });
  expect(visited).toEqual(["screen", "list", "inspector", "side"]);
  fireEvent.keyDown(window, { key: "F6", shiftKey: true });
  expect(document.activeElement?.textContent, "and backwards").toBe("inspector");
});
