// A check that goes on: what is read, how far it is, and the way to stop it. No half result is shown: what was not read
// to the end says nothing.
import { Button, ProgressBar } from "../../components";
import { jobs } from "../../state";
import { m, size } from "../../text";
import { cancelCheck, titleOf, type CheckQuestion } from "./check";

export function RunningCheck({ question, job }: { question: CheckQuestion; job: number }) {
  const running = jobs.use().find((one) => one.key === job);
  const progress = running?.progress ?? null;
  const total = progress?.bytes_total ?? 0;
  const words =
    progress === null || total === 0
      ? m.verify_running_start()
      : m.verify_running_bytes({ done: size(progress.bytes_done), total: size(total) });
  return (
    <section className="verify-running" aria-label={titleOf(question)}>
      <h2>{titleOf(question)}</h2>
      <p>{m.verify_running_body()}</p>
      <ProgressBar label={m.verify_progress()} value={progress?.bytes_done ?? 0} max={total === 0 ? null : total} text={words} />
      <div>
        <Button onPress={cancelCheck} busy={running?.state === "cancelling"}>
          {m.verify_cancel()}
        </Button>
      </div>
    </section>
  );
}
