// Long work that goes on: what, how far, what was not kept and why, with cancel. Nothing waits for it. It can be made
// small, and is then a chip in the side bar's foot (`TaskChip`).
import { cancelJob, dismissJob, isRunning, jobs, shrinkJobs, type Job } from "../state/jobs";
import { failureText, m, number, size } from "../text";
import { Button } from "./Button";
import { IconButton } from "./IconButton";
import { ProgressBar } from "./ProgressBar";
import { StateBadge } from "./StateBadge";
import { TaskKept } from "./TaskKept";

export function TaskPanel() {
  const listed = jobs.use().filter((job) => job.listed && !job.small);
  if (listed.length === 0) return null;
  return (
    <section className="task-panel" aria-label={m.shell_tasks()}>
      <header className="task-head">
        <h2>{m.shell_tasks()}</h2>
        <IconButton size="s" icon="minimize" label={m.shell_tasks_shrink()} onPress={() => shrinkJobs(true)} />
      </header>
      <ul>{listed.map((job) => <TaskRow key={job.key} job={job} />)}</ul>
    </section>
  );
}

function TaskRow({ job }: { job: Job }) {
  const running = isRunning(job);
  return (
    <li className="task-row">
      <div className="task-line">
        <span className="task-title">{job.title}</span>
        {running ? (
          <Button size="s" variant="ghost" isDisabled={job.state === "cancelling"} onPress={() => cancelJob(job.key)}>
            {job.state === "cancelling" ? m.shell_task_cancelling() : m.common_cancel()}
          </Button>
        ) : (
          <IconButton size="s" icon="x" label={m.common_close()} onPress={() => dismissJob(job.key)} />
        )}
      </div>
      {running && (
        <ProgressBar hideLabel label={job.title} value={progressValue(job)} max={progressMax(job)} text={progressText(job)} />
      )}
      {/* While it runs, the bar tells each tenth; the end is told as it comes. */}
      {running && <p className="task-counts" aria-hidden="true">{progressText(job)}</p>}
      <p className="task-counts" role="status">{running ? null : <TaskEnd job={job} />}</p>
      {job.failure !== null && (
        <p className="task-failure">{failureText(job.failure).message} {failureText(job.failure).help}</p>
      )}
      <TaskKept job={job} />
    </li>
  );
}

function TaskEnd({ job }: { job: Job }) {
  const words = [
    ...(job.kept > 0 ? [m.shell_task_kept({ count: job.kept })] : []),
    ...(job.already > 0 ? [m.shell_task_already({ count: job.already })] : []),
  ].join(" · ");
  if (job.state === "cancelled") return <StateBadge shape="left-out" tone="open">{job.foreign ? m.shell_task_stopped() : m.shell_task_cancelled({ count: job.kept })}</StateBadge>;
  if (job.state === "failed" || job.failed.length > 0) {
    return <StateBadge shape="broken" tone="bad">{[words, job.failed.length > 0 ? m.shell_task_not_kept({ count: job.failed.length }) : m.shell_task_failed()].filter(Boolean).join(" · ")}</StateBadge>;
  }
  return <StateBadge shape="done" tone="ok">{words === "" ? m.shell_task_done() : words}</StateBadge>;
}

function progressMax(job: Job): number | null {
  const { progress } = job;
  if (progress === null) return null;
  return progress.bytes_total > 0 ? progress.bytes_total : progress.items_total > 0 ? progress.items_total : null;
}

function progressValue(job: Job): number {
  const { progress } = job;
  if (progress === null) return 0;
  return progress.bytes_total > 0 ? progress.bytes_done : progress.items_done;
}

function progressText(job: Job): string {
  const { progress } = job;
  if (progress === null || progress.items_total === 0) return m.shell_task_begins();
  const items = m.shell_task_progress({ done: number(progress.items_done), total: number(progress.items_total) });
  if (progress.bytes_total === 0) return items;
  return `${items} · ${m.shell_task_progress({ done: size(progress.bytes_done), total: size(progress.bytes_total) })}`;
}
