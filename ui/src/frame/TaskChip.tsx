// Running tasks, made small: one line in the side bar's foot that opens the panel again.
import { Button as AriaButton } from "react-aria-components";
import { Icon } from "../components";
import { isRunning, jobs, shrinkJobs } from "../state/jobs";
import { m } from "../text";

export function TaskChip() {
  const small = jobs.use().filter((job) => job.listed && job.small);
  const [first] = small;
  if (first === undefined) return null;
  const running = small.some(isRunning);
  return (
    <AriaButton className="task-chip" aria-label={m.shell_tasks_open()} onPress={() => shrinkJobs(false)}>
      <Icon name={running ? "busy" : "list-checks"} size={14} {...(running ? { className: "turning" } : {})} />
      <span>{first.title}</span>
    </AriaButton>
  );
}
