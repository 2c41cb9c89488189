// The check that this screen shows. It outlives the screen: whoever looks at evidence meanwhile finds it running, or
// done, when coming back. One at a time: a new one takes the place of the old, and an old answer is never shown while a
// newer one is being made. Nothing of it is kept when the window closes.
import type { BundleChecked, Failure } from "../../bridge";
import { cancelJob, createStore, dismissJob, startJob } from "../../state";
import { m } from "../../text";
import { closeFileProof } from "./fileProof";
import { lastName } from "./words";

export interface CheckQuestion {
  inputs: string[];
  /** The fingerprint that the checker was told; null when none. */
  signer: string | null;
  /** Files with roots that hold for this check only. */
  trust: string[];
}

export type Check =
  | { phase: "empty" }
  | { phase: "running"; question: CheckQuestion; job: number }
  | { phase: "done"; question: CheckQuestion; answer: BundleChecked; seconds: number }
  | { phase: "failed"; question: CheckQuestion; failure: Failure }
  | { phase: "cancelled"; question: CheckQuestion };

export const check = createStore<Check>({ phase: "empty" });
/** Which of several inputs is looked at, so that the way back from its case leads to its report; null: the worst. */
export const lookedAt = createStore<string | null>(null);

/** Checks these inputs; each path once. Nothing happens without any. */
export function startCheck(inputs: string[], signer: string | null = null, trust: string[] = []): void {
  const question = { inputs: [...new Set(inputs)], signer, trust };
  const [first] = question.inputs;
  if (first === undefined) return;
  stopRunning();
  closeFileProof();
  lookedAt.set((before) => (before !== null && question.inputs.includes(before) ? before : null));
  const begun = performance.now();
  const { key, answer } = startJob("bundle_verify", question, titleOf(question), { listed: false });
  check.set({ phase: "running", question, job: key });
  const settle = (end: Check) => {
    const now = check.get();
    dismissJob(key);
    // A check that was replaced meanwhile has nothing more to say.
    if (now.phase === "running" && now.job === key) check.set(end);
  };
  answer.then(
    (said) => settle({ phase: "done", question, answer: said, seconds: (performance.now() - begun) / 1000 }),
    (failure: Failure) => {
      settle(failure.code === "cancelled" ? { phase: "cancelled", question } : { phase: "failed", question, failure });
    },
  );
}

/** The same inputs once more, with another fingerprint or other roots when they are given. */
export function checkAgain(change: { signer?: string | null; trust?: string[] } = {}): void {
  const now = check.get();
  if (now.phase === "empty") return;
  const { inputs, signer, trust } = { ...now.question, ...change };
  startCheck(inputs, signer, trust);
}

export function cancelCheck(): void {
  const now = check.get();
  if (now.phase === "running") cancelJob(now.job);
}

/** Takes the check off the screen; a running one is cancelled. */
export function closeCheck(): void {
  stopRunning();
  check.set({ phase: "empty" });
}

/** Takes one input out and checks the others again. */
export function leaveOut(input: string): void {
  const now = check.get();
  if (now.phase === "empty") return;
  const rest = now.question.inputs.filter((path) => path !== input);
  if (rest.length === 0) closeCheck();
  else startCheck(rest, now.question.signer, now.question.trust);
}

function stopRunning(): void {
  const now = check.get();
  if (now.phase === "running") cancelJob(now.job);
}

/** What is being checked, in words. */
export function titleOf(question: CheckQuestion): string {
  const [first = ""] = question.inputs;
  const name = lastName(first);
  return question.inputs.length === 1
    ? m.verify_running_one({ name })
    : m.verify_running({ count: question.inputs.length, name });
}
