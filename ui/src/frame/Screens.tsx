// Which screen stands in the frame. Each is loaded by itself and caught by itself: the first paint waits for one screen
// only, and a defect of one leaves the others usable. Those not yet seen are fetched once the window is idle.
import { lazy, Suspense, useEffect, type ComponentType } from "react";
import { ErrorBoundary } from "../components";
import { useDesk } from "../state/desk";
import { useRoute, type Route } from "../state/route";

type View = ComponentType<Record<string, string>>;
const files = import.meta.glob<Record<string, View>>("../views/*/*View.tsx");

function view(folder: string, name: string): View {
  return lazy(async () => {
    const load = files[`../views/${folder}/${name}.tsx`];
    const found = (await load?.())?.[name];
    if (found === undefined) throw new Error(`${name} is missing`);
    return { default: found };
  });
}

/** Begins to load the screen that the first paint will probably show, while the desk is still being asked. */
export function prefetchScreen(route: Route): void {
  const folder = route.screen === "disputes" && route.rest[1] === "export" ? "export" : route.screen;
  for (const [path, load] of Object.entries(files)) {
    if (path.startsWith(`../views/${folder}/`)) load().catch(() => undefined);
  }
}

const FIRST_START: View = lazy(async () => ({ default: (await import("../views/first-start/FirstStart")).FirstStart }));
const EVIDENCE = view("evidence", "EvidenceView");
const DISPUTES = view("disputes", "DisputesView");
const DISPUTE = view("disputes", "DisputeView");
const EXPORT = view("export", "ExportView");
const VERIFY = view("verify", "VerifyView");
const CASE = view("case", "CaseView");
const SETTINGS = view("settings", "SettingsView");

function shown({ screen, rest: [first, second] }: Route, firstStart: boolean): { Shown: View; props: Record<string, string> } {
  if (firstStart && screen === "evidence") return { Shown: FIRST_START, props: {} };
  if (screen === "disputes" && first !== undefined) return { Shown: second === "export" ? EXPORT : DISPUTE, props: { name: first } };
  if (screen === "disputes") return { Shown: DISPUTES, props: {} };
  if (screen === "verify") return { Shown: VERIFY, props: {} };
  if (screen === "case") return { Shown: CASE, props: { path: first ?? "" } };
  if (screen === "settings") return { Shown: SETTINGS, props: { page: first ?? "general" } };
  return { Shown: EVIDENCE, props: {} };
}

export function Screens() {
  const route = useRoute();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of Object.values(files)) load().catch(() => undefined);
    }, 1500);
    return () => clearTimeout(timer);
  }, []);
  const { first_start } = useDesk();
  const { Shown, props } = shown(route, first_start);
  return (
    <ErrorBoundary key={[route.screen, ...route.rest].join("/")}>
      <Suspense fallback={null}>
        <Shown {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
