// Which screen stands in the frame. Each is caught by itself: a defect of one leaves the others usable.
import type { ComponentType } from "react";
import { ErrorBoundary } from "../components";
import { useRoute } from "../state/route";

type View = ComponentType<Record<string, string>>;
const modules = import.meta.glob<Record<string, View>>("../views/*/*View.tsx", { eager: true });

function view(path: string, name: string): View | undefined {
  return modules[`../views/${path}/${name}.tsx`]?.[name];
}

export function Screens() {
  const { screen, rest } = useRoute();
  const [first, second] = rest;
  const at = [screen, ...rest].join("/");
  const found = ((): { view: View | undefined; props: Record<string, string> } => {
    if (screen === "disputes" && first !== undefined && second === "export") return { view: view("export", "ExportView"), props: { name: first } };
    if (screen === "disputes" && first !== undefined) return { view: view("disputes", "DisputeView"), props: { name: first } };
    if (screen === "disputes") return { view: view("disputes", "DisputesView"), props: {} };
    if (screen === "verify") return { view: view("verify", "VerifyView"), props: {} };
    if (screen === "case") return { view: view("case", "CaseView"), props: { path: first ?? "" } };
    if (screen === "settings") return { view: view("settings", "SettingsView"), props: { page: first ?? "general" } };
    return { view: view("evidence", "EvidenceView"), props: {} };
  })();
  const Shown = found.view;
  return <ErrorBoundary key={at}>{Shown === undefined ? <p>{at}</p> : <Shown {...found.props} />}</ErrorBoundary>;
}
