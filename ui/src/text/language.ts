// Which language the window speaks, and how it changes while it runs.
//
// The setting is "system", "zh" or "en"; the locale is what comes of it. Components read it through `useLanguage`, so
// that a change redraws them; the frame is keyed by locale, so that every sentence on the screen changes at once.
import { useSyncExternalStore } from "react";

export type Locale = "en" | "zh-CN";
/** As holdfast-text and the commands name it. */
export type Language = "en" | "zh";

let current: Locale = "en";
const listeners = new Set<() => void>();

export function locale(): Locale {
  return current;
}

export function language(): Language {
  return current === "en" ? "en" : "zh";
}

/** Switches everything at once, without a reload; says so to screen readers through `lang`. */
export function setLanguage(next: Language): void {
  const chosen: Locale = next === "zh" ? "zh-CN" : "en";
  if (typeof document !== "undefined") document.documentElement.lang = chosen;
  if (chosen === current) return;
  current = chosen;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The locale, redrawing when it changes. */
export function useLanguage(): { locale: Locale; language: Language } {
  const now = useSyncExternalStore(subscribe, locale);
  return { locale: now, language: now === "en" ? "en" : "zh" };
}
