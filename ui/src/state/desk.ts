// What the whole window knows: the desk's state (which vault, settings, version) and the ways to change it. Loaded before the first
// paint and asked again on `changed`; language, theme and text size follow the settings at once.
import { bridge, type DeskState, type Failure, type Settings } from "../bridge";
import { setLanguage } from "../text/language";
import { adoptJobs } from "./adopted";
import { createStore } from "./store";

export const desk = createStore<DeskState | null>(null);
/** Why the desk could not be asked at all. */
export const deskFailure = createStore<Failure | null>(null);

/** Asks the desk; the old state stays when that fails. */
export async function loadDesk(): Promise<void> {
  try {
    take(await bridge().call("desk_show", null));
    deskFailure.set(null);
  } catch (failure) {
    deskFailure.set(failure as Failure);
  }
}

/** Takes over a state that a command answered with. */
export function take(state: DeskState): void {
  apply(state.settings, state.system_language);
  desk.set(state);
}

/** The state; only below the frame, which waits for it. */
export function useDesk(): DeskState {
  const state = desk.use();
  if (state === null) throw new Error("the desk is used before it was loaded");
  return state;
}

/** Settings, and the way to change some of them. The window follows at once; a refused change is taken back. */
export function useSettings(): { settings: Settings; set: (change: Partial<Settings>) => Promise<void> } {
  return { settings: useDesk().settings, set: setSettings };
}

export async function setSettings(change: Partial<Settings>): Promise<void> {
  const before = desk.get();
  if (before === null) return;
  const put = (settings: Settings) => {
    const now = desk.get();
    if (now === null) return;
    apply(settings, now.system_language);
    desk.set({ ...now, settings, first_start: now.first_start && !settings.first_start_done });
  };
  put({ ...before.settings, ...change });
  try {
    put(await bridge().call("settings_set", change));
  } catch (failure) {
    put(before.settings);
    throw failure;
  }
}

const dark = typeof window !== "undefined" && "matchMedia" in window ? window.matchMedia("(prefers-color-scheme: dark)") : null;
let zoomed = 100;

function apply(settings: Settings, system: "zh" | "en"): void {
  setLanguage(settings.language === "system" ? system : settings.language);
  const isDark = settings.theme === "dark" || (settings.theme === "system" && dark?.matches === true);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  // Page zoom, not a larger font: tokens are pixels, and everything grows with its text, as in a browser.
  if (settings.text_size !== zoomed) {
    zoomed = settings.text_size;
    bridge().zoom(settings.text_size / 100);
  }
}

/** Follows changes of others and of the system. Called once. */
export function followDesk(): void {
  void adoptJobs(desk.get()?.jobs ?? []);
  bridge().on("changed", () => void loadDesk());
  dark?.addEventListener("change", () => {
    const state = desk.get();
    if (state !== null) apply(state.settings, state.system_language);
  });
}
