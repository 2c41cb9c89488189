// Where the window is: `evidence`, `disputes`, `disputes/<name>`, `disputes/<name>/export`, `verify`, `case/<path>`,
// `settings/<page>`. Kept in the address, so that back and forward work; parts are percent-encoded there.
import { createStore } from "./store";

export type Screen = "evidence" | "disputes" | "verify" | "case" | "settings";
export interface Route {
  screen: Screen;
  /** What follows the screen, decoded: a dispute's name, a settings page, a case's path. */
  rest: string[];
}

const SCREENS: Screen[] = ["evidence", "disputes", "verify", "case", "settings"];

export function parseRoute(address: string): Route {
  const [first = "", ...rest] = address.replace(/^#?\/?/, "").split("/").map(decode);
  const screen = SCREENS.find((one) => one === first) ?? "evidence";
  return { screen, rest: rest.filter((part) => part !== "") };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `routeTo("case", "/tmp/a.zip")`: a route whose parts may hold any character. */
export function routeTo(screen: Screen, ...rest: string[]): string {
  return [screen, ...rest.map(encodeURIComponent)].join("/");
}

const here = createStore<Route>(parseRoute(typeof window === "undefined" ? "" : window.location.hash));
if (typeof window !== "undefined") {
  window.addEventListener("hashchange", () => here.set(parseRoute(window.location.hash)));
}

/** Goes there. */
export function go(route: string): void {
  window.location.hash = `/${route}`;
  here.set(parseRoute(route));
}

export function currentRoute(): Route {
  return here.get();
}

export function useRoute(): Route {
  return here.use();
}
