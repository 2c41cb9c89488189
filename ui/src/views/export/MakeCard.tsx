// Making the bundle: steps with how far they are, and the way to stop. If it did not work: what happened, that nothing
// half-made is left, and the ways on.
import { Button, ErrorNote, Icon, Note, ProgressBar, StateGlyph, type StateShape } from "../../components";
import { jobs } from "../../state";
import { fileName, m, size } from "../../text";
import { type Making, cancelMaking } from "./making";

interface MakeCardProps {
  name: string;
  making: Exclude<Making, { phase: "made" }>;
  /** Back to the preview. */
  onAgain: () => void;
  /** The same once more, at another place. */
  onElsewhere: () => void;
}

export function MakeCard({ name, making, onAgain, onElsewhere }: MakeCardProps) {
  if (making.phase !== "running") {
    return (
      <section className="export-make-card" aria-labelledby="make-title">
        <h2 id="make-title">{making.phase === "failed" ? m.export_not_made() : m.export_cancelled()}</h2>
        {making.phase === "failed" ? (
          <ErrorNote failure={making.failure} />
        ) : (
          <Note tone="open" live title={m.export_cancelled_about()} />
        )}
        <p className="export-make-place">
          <Icon name="folder-open" size={14} />
          <span className="cut" title={making.order.to}>
            {making.order.to}
          </span>
        </p>
        <div className="export-make-foot">
          <span>{m.export_nothing_left()}</span>
          <Button variant="plain" onPress={onAgain}>
            {m.export_back_to_preview()}
          </Button>
          <Button variant="primary" onPress={onElsewhere}>
            {making.phase === "failed" ? m.export_elsewhere() : m.export_make_again()}
          </Button>
        </div>
      </section>
    );
  }
  return <Running name={name} making={making} />;
}

function Running({ name, making }: { name: string; making: Extract<Making, { phase: "running" }> }) {
  const job = jobs.use().find((one) => one.key === making.job) ?? null;
  const total = making.order.plan.size_bytes;
  const done = Math.min(total, job?.progress?.bytes_done ?? 0);
  const isCancelling = job?.state === "cancelling";
  const written = `${size(done)} / ${size(total)}`;
  const now = done === 0 ? 0 : done < total ? 1 : 2;
  const steps = [m.export_making_log(), m.export_making_write(), m.export_making_note()];
  return (
    <section className="export-make-card" aria-labelledby="make-title">
      <h2 id="make-title">{making.order.question.edition === "full" ? m.export_making_full() : m.export_making_submission()}</h2>
      <ProgressBar label={m.export_making()} hideLabel value={done} max={done === 0 ? null : total} />
      <ol className="export-make-steps">
        {steps.map((step, index) => (
          <li key={step} className={index === now ? "export-make-step export-make-step-now" : index < now ? "export-make-step export-make-step-done" : "export-make-step"} aria-current={index === now ? "step" : undefined}>
            <StateGlyph shape={shapeOf(index, now)} />
            <span className="grow">{step}</span>
            {index === 1 && now >= 1 && <span className="export-make-step-far">{written}</span>}
          </li>
        ))}
      </ol>
      <p className="export-make-place" title={making.order.to}>
        <Icon name="folder-open" size={14} />
        <span className="cut">{fileName(making.order.to)}</span>
      </p>
      <div className="export-make-foot">
        <span>{isCancelling ? m.export_cancelling() : m.export_nothing_half_made()}</span>
        <Button variant="plain" isDisabled={isCancelling} onPress={() => cancelMaking(name)}>
          {m.export_cancel()}
        </Button>
      </div>
    </section>
  );
}

function shapeOf(index: number, now: number): StateShape {
  if (index < now) return "done";
  return index === now ? "waiting" : "open";
}
