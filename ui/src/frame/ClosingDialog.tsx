// Asks before the window closes while work goes on, and says what stays.
import { useEffect, useState } from "react";
import { bridge } from "../bridge";
import { ConfirmDialog } from "../components";
import { jobWords, m } from "../text";

export function ClosingDialog() {
  const [running, setRunning] = useState<string[] | null>(null);
  useEffect(() => bridge().on("closing", (said) => setRunning(said.jobs.map((job) => jobWords(job.command)))), []);
  if (running === null) return null;
  return (
    <ConfirmDialog
      title={m.shell_closing_title()}
      body={
        <>
          <p>{m.shell_closing_running({ count: running.length })}</p>
          <ul className="closing-jobs">{running.map((words, index) => <li key={`${index} ${words}`}>{words}</li>)}</ul>
          <p>{m.shell_closing_body()}</p>
        </>
      }
      dismiss={m.shell_closing_stay()}
      confirm={m.shell_closing_close()}
      tone="bad"
      onConfirm={() => void bridge().call("window_close", null)}
      onClose={() => setRunning(null)}
    />
  );
}
