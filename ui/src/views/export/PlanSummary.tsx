// What comes of the plan: how much, how large, whether there is room, what stands in the way, and what the reader of
// the bundle can also see.
import type { BundlePlan, Failure, PlanProblem } from "../../bridge";
import { ErrorNote, KeyValue, Note, Panel, Size } from "../../components";
import { failureText, m, number } from "../../text";
import { CopyLine } from "./CopyLine";
import { UntimedExhibits } from "./UntimedExhibits";

interface PlanSummaryProps {
  /** The dispute's name. */
  dispute: string;
  plan: BundlePlan | null;
  failure: Failure | null;
  shown: number;
  hidden: number;
  onRetry: () => void;
}

export function PlanSummary({ dispute, plan, failure, shown, hidden, onRetry }: PlanSummaryProps) {
  return (
    <>
      <Panel title={m.export_outcome()}>
        <div className="export-inset">
          <KeyValue
            rows={[
              { key: m.export_counts(), value: m.export_counts_value({ shown, hidden }) },
              { key: m.export_size(), value: plan === null ? "…" : <Size bytes={plan.size_bytes} /> },
              {
                key: m.export_room(),
                value: plan === null ? "…" : plan.free_bytes === null ? m.export_room_unknown() : <Size bytes={plan.free_bytes} />,
              },
              { key: m.export_file(), value: <span className="export-file">{plan?.file_name ?? "…"}</span> },
            ]}
          />
          {failure !== null && <ErrorNote failure={failure} onRetry={onRetry} />}
          {plan?.problems.map((problem) => (
            <ProblemNote key={`${problem.code} ${JSON.stringify(problem.values)}`} problem={problem} />
          ))}
          <UntimedExhibits dispute={dispute} exhibits={shown + hidden} />
        </div>
      </Panel>
      <Panel title={m.export_also_seen()}>
        <div className="export-inset">
          <p className="export-about">{m.export_also_seen_about()}</p>
          {plan !== null && (
            <>
              <KeyValue
                rows={[
                  { key: m.export_log_size(), value: number(plan.log_size) },
                  ...(plan.removed > 0 ? [{ key: m.export_removed(), value: number(plan.removed) }] : []),
                  ...(plan.detached > 0 ? [{ key: m.export_detached(), value: number(plan.detached) }] : []),
                ]}
              />
              <CopyLine label={m.export_fingerprint()} value={plan.fingerprint} />
            </>
          )}
          <p className="export-way-out">{m.export_way_out()}</p>
        </div>
      </Panel>
    </>
  );
}

function ProblemNote({ problem }: { problem: PlanProblem }) {
  const { code, values, blocks } = problem;
  const { message, help } = failureText({ code, whose: "user", values });
  return (
    <Note tone={blocks ? "bad" : "warn"} shape={blocks ? "broken" : "half"} title={message} live={blocks}>
      {help}
    </Note>
  );
}
