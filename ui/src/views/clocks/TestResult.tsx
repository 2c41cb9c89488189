// What a test of one authority brought: its time beside this computer's, how exact it is, whether it would count here;
// or why no time came. The two clocks are shown side by side, never taken from each other.
import type { Failure, TimeTried } from "../../bridge";
import { ErrorNote, KeyValue, Note } from "../../components";
import { m, moment } from "../../text";
import { ByName } from "../time/ByName";
import { ProofFindings } from "../time/ProofFindings";
import { accuracyWords, clockFailure } from "../time/words";

interface TestResultProps {
  title: string;
  tried: TimeTried | null;
  failure: Failure | null;
  /** This computer's clock when the answer was here. */
  answeredAt: string;
}

export function TestResult({ title, tried, failure, answeredAt }: TestResultProps) {
  if (failure !== null) return failure.code === "cancelled" ? null : <ErrorNote failure={failure} />;
  if (tried === null) return null;
  const { checked, code, reason } = tried;
  if (checked === null) {
    const { message, help } = clockFailure(code ?? "clock-not-a-token", title, reason);
    return <Note tone="warn" live title={message}>{help}</Note>;
  }
  const { verdict, at, by, accuracy_ms, findings } = checked;
  const counts = verdict === "proven";
  return (
    <Note tone={counts ? "open" : "warn"} live title={counts ? m.clocks_tested({ name: title }) : m.clocks_tested_uncounted({ name: title })}>
      <div className="clocks-tested">
        <KeyValue
          rows={[
            { key: m.clocks_test_at(), value: at === null ? "" : moment(at, "full") },
            { key: m.clocks_test_device(), value: moment(answeredAt, "full") },
            { key: m.time_row_accuracy(), value: accuracyWords(accuracy_ms) },
            { key: m.time_row_by(), value: <ByName by={by ?? ""} /> },
          ]}
        />
        <ProofFindings findings={findings} label={m.time_findings()} />
        <p className="setting-body">{m.clocks_tested_kept()}</p>
      </div>
    </Note>
  );
}
