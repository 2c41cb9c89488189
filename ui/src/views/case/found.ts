// What the check says of each exhibit of a case: whether it matches, and what was found on it.
import type { VerifyBundle, VerifyFinding } from "../../bridge";
import type { Check } from "../verify/check";
import { findingsOf, isHurt } from "../verify/report";

export interface Found {
  state: "agrees" | "differs" | "not-checked";
  findings: VerifyFinding[];
}

/** By exhibit; empty while there is no report. */
export function foundOn(bundle: VerifyBundle | null): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const exhibit of bundle?.exhibits ?? []) {
    const findings = bundle === null ? [] : findingsOf(bundle, exhibit.exhibit);
    const unhurt = exhibit.integrity === "agrees" ? "agrees" : "not-checked";
    found.set(exhibit.exhibit, { state: isHurt(exhibit, findings) ? "differs" : unhurt, findings });
  }
  return found;
}

/** How far the check of this bundle is; `none` when it did not come to an end. */
export function stateOf(check: Check, belongs: boolean): "running" | "done" | "none" {
  if (!belongs) return "running";
  if (check.phase === "running" || check.phase === "done") return check.phase;
  return "none";
}
