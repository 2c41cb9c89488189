// Keys that work on every screen: Alt+1…4 for the screens, Ctrl+K for the search, Ctrl+V to keep the clipboard where no
// field is being written in, F6 to go from pane to pane.
import { useEffect } from "react";
import { go, keepClipboard } from "../state";
import { SCREENS } from "./NavList";

export const searchInput: { current: HTMLInputElement | null } = { current: null };

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog]") !== null;
}

function nextPane(backwards: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  // The innermost one: a screen is a pane and may have panes of its own.
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(at + (backwards ? -1 : 1) + panes.length) % panes.length];
  const inside = next?.querySelector<HTMLElement>("a[href], button:not([disabled]), input, [tabindex='0']");
  (inside ?? next)?.focus();
}

export function useShortcuts(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      if (event.altKey && !command && /^[1-4]$/.test(event.key)) {
        const screen = SCREENS[Number(event.key) - 1];
        if (screen !== undefined) go(screen.screen);
      } else if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        searchInput.current?.focus();
        searchInput.current?.select();
      } else if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "v" && !writing(event.target)) {
        void keepClipboard();
      } else if (event.key === "F6") {
        nextPane(event.shiftKey);
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
