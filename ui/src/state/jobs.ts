// Long work: each job that this window started, its progress, what failed, and how it ended. A job outlives the screen
// that started it; the task panel shows them all. Nothing here blocks the window.
import { useState } from "react";
import {
  bridge,
  type Answer,
  type CommandName,
  type Failure,
  type InputFailure,
  type ItemLine,
  type JobLine,
  type Progress,
  type Question,
} from "../bridge";
import { createStore } from "./store";

export interface Job {
  /** Of this window, known at once; Rust's number follows with the first message. */
  key: number;
  job: number | null;
  command: CommandName;
  /** What is being done, in words. */
  title: string;
  state: "running" | "cancelling" | "done" | "failed" | "cancelled";
  progress: Progress | null;
  kept: number;
  already: number;
  /** What was kept before, the first few hundred: each leads to the item that is there. */
  earlier: ItemLine[];
  /** What was asked for, so that what failed can be tried again. */
  question: unknown;
  failed: InputFailure[];
  /** Why all of it failed. */
  failure: Failure | null;
  /** Shown small in the side bar's foot. */
  small: boolean;
  /** False for work that its own screen shows, such as a check on the Verify screen. */
  listed: boolean;
  /** Begun by a page before this one: its messages went there. */
  foreign: boolean;
}

export const jobs = createStore<Job[]>([]);
let nextKey = 1;
const EARLIER_MOST = 500;

function change(key: number, difference: (job: Job) => Partial<Job>): void {
  jobs.set((all) => all.map((job) => (job.key === key ? { ...job, ...difference(job) } : job)));
}

/** Starts long work and lists it. The promise ends as the command does. */
export function startJob<C extends CommandName>(
  command: C,
  question: Question<C>,
  title: string,
  options: { listed?: boolean } = {},
): { key: number; answer: Promise<Answer<C>> } {
  const key = nextKey;
  nextKey += 1;
  const begun: Job = {
    key, job: null, command, title, state: "running", progress: null, kept: 0, already: 0, earlier: [], question, failed: [], failure: null,
    small: false, listed: options.listed ?? true, foreign: false,
  };
  jobs.set((all) => [...all, begun]);
  const run = bridge().run(command, question, (event) => {
    if (event.kind === "begun") change(key, () => ({ job: event.job }));
    if (event.kind === "progress") {
      const { items_done, items_total, bytes_done, bytes_total } = event;
      change(key, () => ({ progress: { items_done, items_total, bytes_done, bytes_total } }));
    }
    if (event.kind === "kept") {
      const earlier = event.items.filter((item) => item.already_kept);
      change(key, (job) => ({
        kept: job.kept + event.items.length - earlier.length,
        already: job.already + earlier.length,
        earlier: [...job.earlier, ...earlier].slice(0, EARLIER_MOST),
      }));
    }
    if (event.kind === "failed") change(key, (job) => ({ failed: [...job.failed, ...event.inputs] }));
  });
  run.job.then(
    (job) => {
      if (jobs.get().some((one) => one.key === key && one.state === "cancelling")) void cancelNumber(job);
    },
    () => undefined,
  );
  run.answer.then(
    () => change(key, (job) => ({ state: job.state === "cancelling" ? "cancelled" : "done" })),
    (failure: Failure) => {
      const cancelled = failure.code === "cancelled";
      change(key, () => ({ state: cancelled ? "cancelled" : "failed", failure: cancelled ? null : failure }));
    },
  );
  return { key, answer: run.answer };
}

/** Lists a job that another page began, or brings its progress up to date. */
export function listForeign(line: JobLine, title: string): void {
  const known = jobs.get().find((job) => job.foreign && job.job === line.job);
  if (known !== undefined) {
    change(known.key, () => ({ progress: line.progress }));
    return;
  }
  const listed: Job = {
    key: nextKey, job: line.job, command: line.command as CommandName, title, state: "running", progress: line.progress, kept: 0, already: 0,
    earlier: [], question: null, failed: [], failure: null, small: false, listed: true, foreign: true,
  };
  nextKey += 1;
  jobs.set((all) => [...all, listed]);
}

/** Ends those of other pages that no longer run. */
export function settleForeign(running: Set<number>): void {
  for (const job of jobs.get()) {
    if (job.foreign && isRunning(job) && !running.has(job.job ?? 0)) change(job.key, () => ({ state: job.state === "cancelling" ? "cancelled" : "done" }));
  }
}

function cancelNumber(job: number): Promise<unknown> {
  // A job that has just ended cannot be stopped any more, and its end says how it went.
  return bridge().call("job_cancel", { job }).catch(() => undefined);
}

/** Asks the job to stop; it answers with what is done by then. */
export function cancelJob(key: number): void {
  const job = jobs.get().find((one) => one.key === key);
  if (job === undefined || job.state !== "running") return;
  change(key, () => ({ state: "cancelling" }));
  if (job.job !== null) void cancelNumber(job.job);
}

/** Takes an ended job off the list. */
export function dismissJob(key: number): void {
  jobs.set((all) => all.filter((job) => job.key !== key || job.state === "running" || job.state === "cancelling"));
}

export function shrinkJobs(small: boolean): void {
  jobs.set((all) => all.map((job) => ({ ...job, small })));
}

export function isRunning(job: Job): boolean {
  return job.state === "running" || job.state === "cancelling";
}

/** One job of a screen: start it, see its progress and its end. */
export function useJob<C extends CommandName>(
  command: C,
  options: { listed?: boolean } = {},
): {
  start: (question: Question<C>, title: string) => Promise<Answer<C>>;
  job: Job | null;
  answer: Answer<C> | null;
  failure: Failure | null;
  running: boolean;
  cancel: () => void;
  forget: () => void;
} {
  const [key, setKey] = useState<number | null>(null);
  const [answer, setAnswer] = useState<Answer<C> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = jobs.use().find((one) => one.key === key) ?? null;
  return {
    start(question, title) {
      setAnswer(null);
      setFailure(null);
      const started = startJob(command, question, title, options);
      setKey(started.key);
      started.answer.then(setAnswer, setFailure);
      return started.answer;
    },
    job,
    answer,
    failure,
    running: job !== null && isRunning(job),
    cancel: () => {
      if (key !== null) cancelJob(key);
    },
    forget: () => {
      if (key !== null) dismissJob(key);
      setKey(null);
      setAnswer(null);
      setFailure(null);
    },
  };
}
