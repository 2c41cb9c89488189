// Keeping evidence from anywhere in the window: files by dialog, drop or argument, and the clipboard. Goes into the dispute
// that the capture bar names. Each becomes a job; the task panel shows what was kept and what was not. The first thing
// kept makes the vault and ends the first screen.
import { bridge, type Failure, type Question } from "../bridge";
import { toastFailure } from "../components/toasts";
import { m } from "../text";
import { desk, setSettings } from "./desk";
import { dismissJob, startJob, type Job } from "./jobs";
import { ensureVault } from "./vaults";

function intoDispute(): string | null {
  return desk.get()?.settings.capture_dispute ?? null;
}

async function begun(): Promise<void> {
  await ensureVault();
  if (desk.get()?.first_start === true) await setSettings({ first_start_done: true });
}

/** Keeps files and folders. `dispute` undefined means: the one that the capture bar names; null means none. */
export async function keepFiles(paths: string[], dispute: string | null = intoDispute()): Promise<void> {
  if (paths.length === 0) return;
  try {
    await begun();
    // How it ends, the task panel tells.
    startJob("item_add", { paths, kind: null, dispute }, m.shell_task_keep()).answer.catch(() => undefined);
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}

/** Tries again what a job did not keep: the inputs that failed, or everything when all of it failed. */
export function keepAgain(job: Job): void {
  dismissJob(job.key);
  if (job.command === "item_paste") {
    void keepClipboard();
    return;
  }
  const asked = job.question as Question<"item_add">;
  void keepFiles(job.failed.length > 0 ? job.failed.map((one) => one.path) : asked.paths, asked.dispute ?? null);
}

/** Keeps what the clipboard holds: files, else a picture, else text. */
export async function keepClipboard(): Promise<void> {
  try {
    await begun();
    startJob("item_paste", { kind: null, dispute: intoDispute() }, m.shell_task_paste()).answer.catch(() => undefined);
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}

/** Asks for files and keeps them. */
export async function keepChosenFiles(): Promise<void> {
  try {
    await keepFiles(await bridge().call("dialog_files", null));
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}

/** Asks for a folder and keeps everything below it. */
export async function keepChosenFolder(): Promise<void> {
  try {
    const folder = await bridge().call("dialog_folder", null);
    if (folder !== null) await keepFiles([folder]);
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}
