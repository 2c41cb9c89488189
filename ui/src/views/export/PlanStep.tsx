// The plan: which edition, which exhibits are shown, and what comes of it. Everything that would stop the bundle is
// said here, before a byte is written.
import { useState } from "react";
import type { BundlePlan, Exhibit, Failure } from "../../bridge";
import { Button, OptionCards, Panel } from "../../components";
import { m } from "../../text";
import { PlanExhibitRow } from "./PlanExhibitRow";
import { PlanSummary } from "./PlanSummary";
import { type Choices, EDITIONS, withhold } from "./choices";

/** So many rows are drawn at once; more on request. */
const ROWS_AT_ONCE = 100;

interface PlanStepProps {
  /** The dispute's name. */
  dispute: string;
  exhibits: readonly Exhibit[];
  choices: Choices;
  plan: BundlePlan | null;
  failure: Failure | null;
  onRetry: () => void;
  onChoose: (choices: Choices) => void;
  onPreview: () => void;
}

export function PlanStep({ dispute, exhibits, choices, plan, failure, onRetry, onChoose, onPreview }: PlanStepProps) {
  const [rows, setRows] = useState(ROWS_AT_ONCE);
  const byNumber = new Map((plan?.exhibits ?? []).map((exhibit) => [exhibit.exhibit, exhibit]));
  const hidden = exhibits.filter((exhibit) => choices.withheld[exhibit.exhibit] !== undefined).length;
  const isStopped = failure !== null || plan === null || plan.problems.some((problem) => problem.blocks);
  return (
    <div className="export-plan">
      <div className="export-choices">
        <Panel title={m.export_edition()}>
          <div className="export-editions">
            <OptionCards
              label={m.export_edition()}
              hideLabel
              options={EDITIONS.map((edition) => ({
                id: edition,
                title: edition === "full" ? m.export_full() : m.export_submission(),
                body: edition === "full" ? m.export_full_about() : m.export_submission_about(),
              }))}
              value={choices.edition}
              onChange={(edition) => onChoose({ ...choices, edition })}
            />
          </div>
        </Panel>
        <Panel title={m.export_exhibits()} count={exhibits.length}>
          <p className="export-about">{m.export_exhibits_about()}</p>
          <ol className="export-plan-exhibits">
            {exhibits.slice(0, rows).map((exhibit) => (
              <PlanExhibitRow
                key={exhibit.exhibit}
                exhibit={exhibit}
                planned={byNumber.get(exhibit.exhibit)}
                reason={choices.withheld[exhibit.exhibit] ?? null}
                onChange={(reason) => onChoose(withhold(choices, exhibit.exhibit, reason))}
              />
            ))}
          </ol>
          {exhibits.length > rows && (
            <div className="export-more">
              <Button variant="ghost" size="s" onPress={() => setRows(rows + ROWS_AT_ONCE)}>
                {m.export_show_more({ count: Math.min(ROWS_AT_ONCE, exhibits.length - rows), total: exhibits.length })}
              </Button>
            </div>
          )}
        </Panel>
      </div>
      <aside className="export-aside" aria-label={m.export_outcome()}>
        <PlanSummary dispute={dispute} plan={plan} failure={failure} shown={exhibits.length - hidden} hidden={hidden} onRetry={onRetry} />
        <div className="export-go">
          <Button variant="primary" size="l" isDisabled={isStopped} onPress={onPreview}>
            {m.export_to_preview()}
          </Button>
          <p>{m.export_nothing_sent()}</p>
        </div>
      </aside>
    </div>
  );
}
