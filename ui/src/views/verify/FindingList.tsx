// Every finding: errors, then warnings, then notes, with the choice to look at one level only. Long lists come a
// hundred at a time, so that a bundle with a hundred thousand strangers in it does not stop the window.
import { useState } from "react";
import type { VerifyCounts, VerifyFinding } from "../../bridge";
import { SegmentedControl } from "../../components";
import { m } from "../../text";
import { FindingRow } from "./FindingRow";
import { MoreButton } from "./MoreButton";
import { ReportPanel } from "./ReportPanel";
import { inOrder, type Level } from "./report";
import { levelWord } from "./words";

const STEP = 100;

export function FindingList({
  findings,
  counts: told,
  everything,
}: {
  findings: VerifyFinding[];
  /** How many there are; the checker may have cut the list. */
  counts: VerifyCounts;
  everything: boolean;
}) {
  const [level, setLevel] = useState<Level | "all">("all");
  const [shown, setShown] = useState(STEP);
  const counts: Record<Level, number> = { error: told.errors, warning: told.warnings, note: told.notes };
  const cut = told.errors + told.warnings + told.notes - findings.length;
  const wanted = inOrder(findings).filter((finding) => level === "all" || finding.level === level);
  const limit = everything ? wanted.length : shown;
  const summary = [
    m.verify_findings_errors({ count: counts.error }),
    m.verify_findings_warnings({ count: counts.warning }),
    m.verify_findings_notes({ count: counts.note }),
  ].join(" · ");
  const levels = (["error", "warning", "note"] as const).map((id) => ({ id, label: `${levelWord(id)} ${counts[id]}` }));
  return (
    <ReportPanel title={m.verify_findings_title()} aside={summary}>
      {findings.length > 3 && (
        <div className="verify-findings-filter verify-screen-only">
          <SegmentedControl
            label={m.verify_findings_filter()}
            options={[{ id: "all", label: m.verify_findings_all() }, ...levels.filter((each) => counts[each.id] > 0)]}
            value={level}
            onChange={(next) => {
              setLevel(next as Level | "all");
              setShown(STEP);
            }}
          />
        </div>
      )}
      {wanted.length === 0 ? (
        <p className="verify-none">{m.verify_findings_none()}</p>
      ) : (
        <ul className="verify-findings">
          {wanted.slice(0, limit).map((finding, index) => (
            <FindingRow key={`${finding.code} ${finding.path ?? ""} ${index}`} finding={finding} />
          ))}
        </ul>
      )}
      {cut > 0 && limit >= wanted.length && <p className="verify-none">{m.verify_findings_cut({ count: cut })}</p>}
      <MoreButton count={Math.min(STEP, wanted.length - limit)} onPress={() => setShown(limit + STEP)} />
    </ReportPanel>
  );
}
