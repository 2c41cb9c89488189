// How far a job of this page is, and the way to stop it.
import { Button, ProgressBar } from "../../components";
import { isRunning, type Job } from "../../state";
import { m, number, size } from "../../text";

export function JobProgress({ job, onCancel }: { job: Job | null; onCancel: () => void }) {
  if (job === null || !isRunning(job)) return null;
  const { progress } = job;
  const bytes = progress !== null && progress.bytes_total > 0;
  const text =
    progress === null ? m.shell_task_begins()
    : bytes ? m.shell_task_progress({ done: size(progress.bytes_done), total: size(progress.bytes_total) })
    : m.shell_task_progress({ done: number(progress.items_done), total: number(progress.items_total) });
  return (
    <div className="setting-block job-progress">
      <ProgressBar
        label={job.title}
        value={bytes ? progress.bytes_done : (progress?.items_done ?? 0)}
        max={bytes ? progress.bytes_total : (progress?.items_total ?? null)}
        text={text}
      />
      <Button size="s" isDisabled={job.state === "cancelling"} onPress={onCancel}>{job.state === "cancelling" ? m.shell_task_cancelling() : m.common_cancel()}</Button>
    </div>
  );
}
