// What was recorded being done to the dispute, newest first, each step one sentence.
import { useState } from "react";
import type { DisputeWhole } from "../../bridge";
import { Button, Moment, Panel } from "../../components";
import { m } from "../../text";
import { steps } from "./history";
import { stepSentence } from "./stepSentence";

const STEPS_AT_FIRST = 6;
const STEPS_AT_MOST = 500;

interface HistoryPanelProps {
  dispute: DisputeWhole;
}

export function HistoryPanel({ dispute }: HistoryPanelProps) {
  const [isWhole, setWhole] = useState(false);
  const all = steps(dispute.history, dispute.exhibits);
  const shown = all.slice(0, isWhole ? STEPS_AT_MOST : STEPS_AT_FIRST);
  return (
    <Panel title={m.disputes_history()} count={all.length}>
      <ol className="dispute-history">
        {shown.map((step, index) => (
          <li key={`${step.n} ${index}`}>
            <Moment at={step.at} form="short" />
            <span>{stepSentence(step)}</span>
          </li>
        ))}
      </ol>
      <div className="dispute-history-foot">
        <span>{m.disputes_history_clock()}</span>
        {all.length > STEPS_AT_FIRST && (
          <Button variant="ghost" size="s" onPress={() => setWhole(!isWhole)}>
            {isWhole ? m.disputes_history_less() : m.disputes_history_all({ count: all.length })}
          </Button>
        )}
      </div>
      {isWhole && all.length > STEPS_AT_MOST && <p className="dispute-history-cut">{m.disputes_history_cut({ count: STEPS_AT_MOST })}</p>}
    </Panel>
  );
}
