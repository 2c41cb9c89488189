// Long work that this page found running: a page before it began it and was loaded again. It is listed like any other,
// with its progress asked once a second, and can be cancelled; how it ended only the vault shows.
import { bridge, type JobLine } from "../bridge";
import { jobWords } from "../text";
import { listForeign, settleForeign } from "./jobs";

/** Small pictures are made in the background all the time; nobody waits for them. */
const SILENT = new Set(["item_read"]);

/** Lists these jobs and follows them until they end. Called once, with what ran when the page opened. */
export async function adoptJobs(found: JobLine[]): Promise<void> {
  let running = found.filter((line) => !SILENT.has(line.command));
  while (running.length > 0) {
    for (const line of running) listForeign(line, jobWords(line.command));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const state = await bridge().call("desk_show", null).catch(() => null);
    if (state === null) continue;
    const before = new Set(running.map((line) => line.job));
    running = state.jobs.filter((line) => before.has(line.job));
    settleForeign(new Set(running.map((line) => line.job)));
  }
}
