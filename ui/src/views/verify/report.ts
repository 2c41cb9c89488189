// What a check said, in the order in which the screen says it. The sentences are the checker's own; here is only how its
// values are ordered, counted and grouped: what is worse stands first, and no finding is dropped.
import type { VerifyBundle, VerifyExhibit, VerifyFinding } from "../../bridge";

export type Level = VerifyFinding["level"];

/** Which head stands over a report: `foreign` is a bag that Holdfast did not make and that fits its own list. */
export type Head = "dated" | "undated" | "foreign" | "broken" | "not-checkable";

const VERDICTS = ["broken", "not-checkable", "intact", "dated"];
const LEVELS: Level[] = ["error", "warning", "note"];

/** Broken, then not checkable, then undated, then dated; the order given among equals. */
export function worstFirst(bundles: VerifyBundle[]): VerifyBundle[] {
  const weight = (bundle: VerifyBundle) => VERDICTS.indexOf(bundle.verdict);
  return [...bundles].sort((a, b) => weight(a) - weight(b));
}

/** Errors, then warnings, then notes; the checker's order within each. */
export function inOrder(findings: VerifyFinding[]): VerifyFinding[] {
  return [...findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

export function findingsOf(bundle: VerifyBundle, exhibit: string): VerifyFinding[] {
  return inOrder(bundle.findings.filter((finding) => finding.exhibit === exhibit));
}

/** Whether something about this exhibit contradicts: its bytes, or anything that was found in its folder. */
export function isHurt(exhibit: VerifyExhibit, findings: VerifyFinding[]): boolean {
  return exhibit.integrity === "differs" || findings.some((finding) => finding.level === "error");
}

/** Named by its digest and a reason alone, or not here at all: nothing of it can be shown, not even a name. */
export function isHidden(exhibit: { shown: string }): boolean {
  return exhibit.shown === "withheld" || exhibit.shown === "absent";
}

export function headOf(bundle: VerifyBundle): Head {
  if (bundle.verdict === "broken") return "broken";
  if (bundle.verdict === "dated") return "dated";
  if (bundle.verdict !== "intact") return "not-checkable";
  return bundle.holdfast ? "undated" : "foreign";
}

/** The exhibit with the latest proven time, which is the bundle's. */
export function latestExhibit(bundle: VerifyBundle): string {
  const dated = bundle.exhibits.filter((exhibit) => exhibit.not_later_than !== null);
  const at = (exhibit: VerifyExhibit) => Date.parse(exhibit.not_later_than ?? "");
  return [...dated].sort((a, b) => at(b) - at(a))[0]?.exhibit ?? "";
}

/** What does not match, for one line: exhibits, then paths outside of them, each once. */
export function differing(bundle: VerifyBundle): string[] {
  const errors = bundle.findings.filter((finding) => finding.level === "error");
  const exhibits = errors.map((finding) => finding.exhibit).filter((exhibit) => exhibit !== null);
  const elsewhere = errors.filter((finding) => finding.exhibit === null).map((finding) => finding.path ?? finding.code);
  return [...new Set([...exhibits.sort(), ...elsewhere])];
}
