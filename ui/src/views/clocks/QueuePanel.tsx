// What waits for a time, for each authority that is asked; asking now instead of by itself; and what came of that.
import type { TimeStatus } from "../../bridge";
import { Button, ErrorNote, Note, Panel, StateGlyph } from "../../components";
import { useJob } from "../../state";
import { m, moment, visible } from "../../text";
import { JobProgress } from "../settings/JobProgress";
import { StampResult } from "./StampResult";

export function QueuePanel({ status, onAsked }: { status: TimeStatus; onAsked: () => void }) {
  const stamp = useJob("time_stamp", { listed: false });
  const asked = status.authorities.filter((one) => one.asked);
  const waiting = asked.filter((one) => one.waiting > 0);
  const stopped = stamp.job?.state === "cancelled" || stamp.failure?.code === "cancelled";
  const titles = new Map(status.authorities.map((one) => [one.name, visible(one.title)]));
  const run = () => void stamp.start(null, m.clocks_stamping()).catch(() => undefined).finally(onAsked);
  return (
    <Panel
      title={m.clocks_queue()}
      actions={<Button size="s" variant="soft" icon="clock" busy={stamp.running} isDisabled={waiting.length === 0 && status.renewal.proofs === 0} onPress={run}>{m.clocks_stamp()}</Button>}
    >
      <div className="setting-block">
        <p className="setting-body">{m.clocks_queue_lead()}</p>
        {waiting.length > 0 ? (
          <ul className="clocks-queue">
            {waiting.map((one) => (
              <li key={one.name}>
                <StateGlyph shape="waiting" size={14} />
                <span>{m.clocks_queue_line({ name: visible(one.title), count: one.waiting, at: moment(one.since ?? "", "short") })}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p>{asked.length === 0 ? m.clocks_queue_nobody() : m.clocks_queue_nothing()}</p>
        )}
      </div>
      <JobProgress job={stamp.job} onCancel={stamp.cancel} />
      {!stamp.running && (
        <div className="clocks-inset">
          {stopped && <Note tone="open" live title={m.clocks_stamp_stopped()} />}
          {stamp.failure !== null && !stopped && <ErrorNote failure={stamp.failure} />}
          {stamp.answer !== null && !stopped && <StampResult stamped={stamp.answer} titles={titles} />}
        </div>
      )}
    </Panel>
  );
}
