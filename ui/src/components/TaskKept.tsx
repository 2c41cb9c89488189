// What a task kept and did not keep, one by one: what failed with what to do and a way to try again, and what was there
// already with the way to it.
import { useState } from "react";
import { isRunning, type Job } from "../state/jobs";
import { keepAgain } from "../state/keep";
import { showItem } from "../state/pointed";
import { failureText, fileName, m } from "../text";
import { Button } from "./Button";

/** A list of more is read by nobody; the counts above stay exact. */
const SHOWN = 200;

export function TaskKept({ job }: { job: Job }) {
  const keeps = job.command === "item_add" || job.command === "item_paste";
  // One thing that failed stands open at once; of many, one asks.
  const [failures, setFailures] = useState<boolean | null>(null);
  const [earlier, setEarlier] = useState(false);
  const open = failures ?? (job.failed.length > 0 && job.failed.length <= 3);
  const again = keeps && !job.foreign && !isRunning(job) && (job.failed.length > 0 || job.failure !== null);
  return (
    <>
      {job.failed.length > 0 && (
        <Button size="s" variant="ghost" icon={open ? "chevron-up" : "chevron-down"} onPress={() => setFailures(!open)}>
          {m.shell_task_not_kept({ count: job.failed.length })}
        </Button>
      )}
      {open && (
        <ul className="task-failed">
          {job.failed.slice(0, SHOWN).map((one) => (
            <li key={one.path}>
              <b title={one.path}>{fileName(one.path)}</b>
              <span>{failureText(one.failure).message} {failureText(one.failure).help}</span>
            </li>
          ))}
        </ul>
      )}
      {again && (
        <Button size="s" icon="refresh" onPress={() => keepAgain(job)}>
          {job.failed.length > 0 ? m.shell_task_retry({ count: job.failed.length }) : m.common_retry()}
        </Button>
      )}
      {keeps && job.earlier.length > 0 && (
        <Button size="s" variant="ghost" icon={earlier ? "chevron-up" : "chevron-down"} onPress={() => setEarlier(!earlier)}>
          {m.shell_task_already({ count: job.already })}
        </Button>
      )}
      {earlier && (
        <ul className="task-failed">
          {job.earlier.slice(0, SHOWN).map((item) => (
            <li key={item.id} className="task-earlier">
              <b title={item.name}>{item.name}</b>
              <Button size="s" variant="ghost" onPress={() => showItem(item.id)} label={m.shell_task_show_named({ name: item.name })}>{m.shell_task_show()}</Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
