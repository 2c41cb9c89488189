// Keeping evidence from anywhere in the window: files by dialog, drop or argument, and the clipboard. Goes into the dispute
// that the capture bar names. Each becomes a job; the task panel shows what was kept and what was not.
import { bridge, type Failure } from "../bridge";
import { toastFailure } from "../components/toasts";
import { m } from "../text";
import { desk } from "./desk";
import { startJob } from "./jobs";

function intoDispute(): string | null {
  return desk.get()?.settings.capture_dispute ?? null;
}

/** Keeps files and folders. `dispute` undefined means: the one that the capture bar names; null means none. */
export function keepFiles(paths: string[], dispute: string | null = intoDispute()): void {
  if (paths.length === 0) return;
  startJob("item_add", { paths, kind: null, dispute }, m.shell_task_keep()).answer.catch(() => undefined);
}

/** Keeps what the clipboard holds: files, else a picture, else text. */
export function keepClipboard(): void {
  const { answer } = startJob("item_paste", { kind: null, dispute: intoDispute() }, m.shell_task_paste());
  answer.catch(() => undefined);
}

/** Asks for files and keeps them. */
export async function keepChosenFiles(): Promise<void> {
  try {
    keepFiles(await bridge().call("dialog_files", null));
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}

/** Asks for a folder and keeps everything below it. */
export async function keepChosenFolder(): Promise<void> {
  try {
    const folder = await bridge().call("dialog_folder", null);
    if (folder !== null) keepFiles([folder]);
  } catch (failure) {
    toastFailure(failure as Failure);
  }
}
