// The history of a dispute as steps that can be told in a sentence: what belongs together is one step (exhibits
// attached in the same minute, an export begun and done), and nothing is left out.

import type { Exhibit, HistoryLine } from "../../bridge";

/** One step, newest value included; `at` is this computer's clock, UTC. */
export type Step = { n: number; at: string } & (
  | { told: "opened"; title: string }
  | { told: "title"; title: string }
  | { told: "fact"; field: string; value: string | null }
  | { told: "attached" | "detached" | "removed"; exhibits: string[] }
  | { told: "proves"; exhibit: string; proves: string }
  | { told: "order"; exhibits: string[] }
  | { told: "closed"; outcome: string }
  | { told: "bundle"; done: boolean }
  | { told: "erased" }
  | { told: "other"; kind: string }
);

/** The steps, newest first. */
export function steps(lines: readonly HistoryLine[], exhibits: readonly Exhibit[]): Step[] {
  const told: Step[] = [];
  for (const line of lines) {
    for (const step of stepsOf(line, exhibits, told.length === 0)) {
      const last = told.at(-1);
      const joined = last === undefined ? null : join(last, step);
      if (joined === null) told.push(step);
      else told[told.length - 1] = joined;
    }
  }
  return told.toReversed();
}

function stepsOf(line: HistoryLine, exhibits: readonly Exhibit[], isFirst: boolean): Step[] {
  const { n, at } = line;
  switch (line.kind) {
    case "attached":
    case "detached":
    case "removed":
      return [{ n, at, told: line.kind, exhibits: line.exhibit === null ? [] : [line.exhibit] }];
    case "export-begun":
    case "export-done":
      return [{ n, at, told: "bundle", done: line.kind === "export-done" }];
    case "changed":
      return changed(line, exhibits, isFirst);
    default:
      return [{ n, at, told: "other", kind: line.kind }];
  }
}

function changed(line: HistoryLine, exhibits: readonly Exhibit[], isFirst: boolean): Step[] {
  const { n, at } = line;
  const value: unknown = line.change;
  switch (line.what) {
    case "title":
      return [{ n, at, told: isFirst ? "opened" : "title", title: String(value ?? "") }];
    case "facts":
      return Object.entries(isRecord(value) ? value : {}).map(([field, fact]) => ({
        n,
        at,
        told: "fact",
        field,
        value: typeof fact === "string" ? fact : null,
      }));
    case "exhibits": {
      const said = isRecord(value) ? value : {};
      const item = exhibits.find((exhibit) => exhibit.item_id !== null && exhibit.item_id === said["item"]);
      const exhibit = line.exhibit ?? item?.exhibit ?? "";
      return [{ n, at, told: "proves", exhibit, proves: String(said["proves"] ?? "") }];
    }
    case "order":
      return [{ n, at, told: "order", exhibits: Array.isArray(value) ? value.map(String) : [] }];
    case "closed":
      return [{ n, at, told: "closed", outcome: String((isRecord(value) ? value["outcome"] : "") ?? "") }];
    case null:
      return [{ n, at, told: "erased" }];
    default:
      return [{ n, at, told: "other", kind: line.kind }];
  }
}

/** Two steps as one, when they are one to whoever reads them; otherwise nothing. */
function join(last: Step, step: Step): Step | null {
  if (last.told === "bundle" && step.told === "bundle" && !last.done && step.done) return step;
  const sameMinute = last.at.slice(0, 16) === step.at.slice(0, 16);
  if (!sameMinute || last.told !== step.told) return null;
  if (
    (last.told === "attached" || last.told === "detached" || last.told === "removed") &&
    (step.told === "attached" || step.told === "detached" || step.told === "removed")
  ) {
    return { ...step, exhibits: [...last.exhibits, ...step.exhibits] };
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
