// The report of one bundle: head, then the evidence that was checked on panels, and the complainant's statement beside it
// on ground of its own. The pictures of exhibits are asked apart: the report stands without them.
import { useState, type ReactNode } from "react";
import type { VerifyBundle, VerifyChecker } from "../../bridge";
import { Button } from "../../components";
import { useAnswer } from "../../state";
import { m, visible } from "../../text";
import { ExhibitTable } from "./ExhibitTable";
import { FindingList } from "./FindingList";
import { headOf } from "./report";
import { StatementPane } from "./StatementPane";
import { StockTools } from "./StockTools";
import { TrustPanel } from "./TrustPanel";
import { VerdictHead } from "./VerdictHead";
import { VerdictMeta } from "./VerdictMeta";
import { VerdictParts } from "./VerdictParts";

/** Above so many exhibits their folders are not opened for small pictures. */
const PICTURED = 500;

export function BundleReport({
  bundle,
  checker,
  seconds,
  everything,
  onOpenCase,
  actions,
}: {
  bundle: VerifyBundle;
  checker: VerifyChecker;
  seconds: number;
  /** All rows at once, for paper. */
  everything: boolean;
  onOpenCase: () => void;
  actions: ReactNode;
}) {
  const [toolsOpen, setToolsOpen] = useState(false);
  const opens = bundle.exhibits.length > 0;
  const told = useAnswer("case_show", { path: bundle.input }, { enabled: opens && bundle.exhibits.length <= PICTURED });
  const checked = bundle.integrity.state !== "not-checked";
  const split = !checked
    ? m.verify_evidence_not_checked()
    : bundle.holdfast
      ? m.verify_evidence_checked()
      : m.verify_files_checked();
  return (
    <article className="verify-report">
      <p className="verify-paper-only">{m.verify_paper_file({ name: visible(bundle.file_name) })}</p>
      <VerdictHead
        head={headOf(bundle)}
        says={bundle.head}
        actions={actions}
        meta={<VerdictMeta bundle={bundle} checker={checker} seconds={seconds} />}
      />
      <TrustPanel bundle={bundle} />
      <div className="verify-columns">
        <div className="verify-evidence">
          <div className="verify-split">
            <h2>{split}</h2>
            {checked && <span>{bundle.holdfast ? m.verify_evidence_how() : m.verify_foreign_how()}</span>}
            {opens && (
              <span className="verify-split-actions verify-screen-only">
                <Button size="s" icon="eye" onPress={onOpenCase}>
                  {m.verify_open_case()}
                </Button>
                <Button size="s" icon="list" onPress={() => setToolsOpen(true)}>
                  {m.verify_tools_open()}
                </Button>
              </span>
            )}
          </div>
          <VerdictParts bundle={bundle} />
          <div className={opens ? "verify-lists" : "verify-lists one"}>
            {opens && <ExhibitTable bundle={bundle} told={told.answer} everything={everything} />}
            <FindingList findings={bundle.findings} counts={bundle.counts} everything={everything} />
          </div>
        </div>
        {checked && <StatementPane bundle={bundle} />}
      </div>
      <StockTools fingerprint={bundle.statement.signer?.fingerprint ?? null} isOpen={toolsOpen} onClose={() => setToolsOpen(false)} />
    </article>
  );
}
