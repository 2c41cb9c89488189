// Every exhibit that the bundle speaks of: whether its bytes fit its own fixed list, and by when they existed. A row
// opens to what was found on it. Names and kinds come from the bundle and are the complainant's words; what is withheld
// has a digest and a reason and never a name. Pictures come from the read-only case, when it opens.
import { useMemo, useState } from "react";
import type { Case, VerifyBundle, VerifyFinding } from "../../bridge";
import { m, zoneName } from "../../text";
import { ExhibitRow } from "./ExhibitRow";
import { MoreButton } from "./MoreButton";
import { ReportPanel } from "./ReportPanel";
import { inOrder } from "./report";

const STEP = 200;

export function ExhibitTable({
  bundle,
  told,
  everything,
}: {
  bundle: VerifyBundle;
  /** The exhibits' files, for their pictures; null while they are read, or when they cannot be. */
  told: Case | null;
  everything: boolean;
}) {
  const [shown, setShown] = useState(STEP);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => byExhibit(bundle.findings), [bundle.findings]);
  const files = useMemo(() => new Map(told?.exhibits.map((each) => [each.exhibit, each.parts])), [told]);
  const limit = everything ? bundle.exhibits.length : shown;
  const toggle = (number: string) => {
    const next = new Set(open);
    if (!next.delete(number)) next.add(number);
    setOpen(next);
  };
  if (bundle.exhibits.length === 0) {
    return (
      <ReportPanel title={m.verify_exhibits_title()} aside="">
        <p className="verify-none">{m.verify_exhibits_none()}</p>
      </ReportPanel>
    );
  }
  const at = bundle.exhibits.find((exhibit) => exhibit.not_later_than !== null)?.not_later_than ?? null;
  const zone = at === null ? zoneName() : zoneName(new Date(at));
  return (
    <ReportPanel title={m.verify_exhibits_title()} aside={m.verify_exhibits_names()}>
      <table className="verify-exhibits">
        <thead>
          <tr>
            <th scope="col" className="verify-exhibit-picture">
              <span className="visually-hidden">{m.verify_exhibits_number()}</span>
            </th>
            <th scope="col">
              <span className="visually-hidden">{m.verify_exhibits_name()}</span>
            </th>
            <th scope="col" className="verify-exhibit-list">
              {m.verify_exhibits_list()}
            </th>
            <th scope="col" className="verify-exhibit-time">
              {m.verify_exhibits_time({ zone })}
            </th>
          </tr>
        </thead>
        <tbody>
          {bundle.exhibits.slice(0, limit).map((exhibit) => (
            <ExhibitRow
              key={exhibit.exhibit}
              path={bundle.input}
              exhibit={exhibit}
              files={files.get(exhibit.exhibit) ?? []}
              findings={found.get(exhibit.exhibit) ?? []}
              isOpen={open.has(exhibit.exhibit)}
              onToggle={() => toggle(exhibit.exhibit)}
            />
          ))}
        </tbody>
      </table>
      <MoreButton count={Math.min(STEP, bundle.exhibits.length - limit)} onPress={() => setShown(limit + STEP)} />
    </ReportPanel>
  );
}

function byExhibit(findings: VerifyFinding[]): Map<string, VerifyFinding[]> {
  const groups = new Map<string, VerifyFinding[]>();
  for (const finding of inOrder(findings)) {
    if (finding.exhibit === null) continue;
    const group = groups.get(finding.exhibit);
    if (group === undefined) groups.set(finding.exhibit, [finding]);
    else group.push(finding);
  }
  return groups;
}
