// Which door this window uses: the shell's when there is one, else an invented vault in memory (tests, a plain browser).
import type { Bridge } from "./bridge";
import { tauriBridge } from "./tauri";

export type { Answer, Bridge, Question, Run } from "./bridge";
export type * from "./types/contract";

let current: Bridge | null = null;

/** The door. It is set once before anything is drawn. */
export function bridge(): Bridge {
  if (current === null) throw new Error("the bridge is not set");
  return current;
}

export function setBridge(next: Bridge): void {
  current = next;
}

/** Whether the page runs inside the Tauri shell. */
export function insideShell(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

/** The real one inside the shell; the invented one elsewhere, loaded only there. */
export async function openBridge(): Promise<void> {
  if (insideShell()) {
    setBridge(tauriBridge());
    return;
  }
  const { fakeFromAddress } = await import("./fake");
  setBridge(fakeFromAddress(window.location.search));
}
