import { beforeEach, describe, expect, it } from "vitest";
import { setBridge, type Bridge, type JobEvent } from "../bridge";
import { createFake, failure } from "../bridge/fake";
import { cancelJob, dismissJob, jobs, startJob } from "./jobs";

/** A bridge whose only job is told by hand. */
function byHand(): { tell: (event: JobEvent) => void; end: () => void; fail: (code: string) => void; cancelled: number[] } {
  const fake = createFake();
  const cancelled: number[] = [];
  let tell: (event: JobEvent) => void = () => undefined;
  let begin: (job: number) => void = () => undefined;
  let end: (value: never) => void = () => undefined;
  let reject: (why: unknown) => void = () => undefined;
  const bridge: Bridge = {
    ...fake,
    call: ((command: string, question: { job: number }) => {
      if (command === "job_cancel") cancelled.push(question.job);
      return Promise.resolve(null);
    }) as Bridge["call"],
    run: ((_command: unknown, _question: unknown, onEvent: (event: JobEvent) => void) => {
      tell = (event) => {
        if (event.kind === "begun") begin(event.job);
        onEvent(event);
      };
      return {
        job: new Promise<number>((resolve) => {
          begin = resolve;
        }),
        answer: new Promise((resolve, why) => {
          end = resolve as never;
          reject = why;
        }),
      };
    }) as Bridge["run"],
  };
  setBridge(bridge);
  return { tell: (event) => tell(event), end: () => end({ items: [], failed: [] } as never), fail: (code) => reject(failure(code)), cancelled };
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));
const only = () => jobs.get()[0];
const start = () => {
  startJob("item_add", { paths: ["/a"] }, "Keeping").answer.catch(() => undefined);
};
const line = (already_kept: boolean) => ({ id: "1", kind: "photo" as const, name: "a", size_bytes: 1, sha256: "", seal_sha256: "", already_kept });

beforeEach(() => jobs.set([]));

describe("a job", () => {
  it("counts what was kept, what was there before, and what failed", async () => {
    const hand = byHand();
    start();
    hand.tell({ kind: "begun", job: 7 });
    hand.tell({ kind: "kept", items: [line(false), line(true)] });
    hand.tell({ kind: "failed", inputs: [{ path: "/b", failure: failure("cannot-read", "disk") }] });
    hand.tell({ kind: "progress", items_done: 3, items_total: 9, bytes_done: 1, bytes_total: 2 });
    expect(only(), "each message is counted").toMatchObject({ job: 7, kept: 1, already: 1, progress: { items_done: 3 } });
    expect(only()?.failed.length, "and each failure is held").toBe(1);
    hand.end();
    await turn();
    expect(only()?.state, "it ended").toBe("done");
  });

  it("is cancelled even when asked to before it has a number", async () => {
    const hand = byHand();
    start();
    cancelJob(only()?.key ?? 0);
    expect(only()?.state, "said at once").toBe("cancelling");
    hand.tell({ kind: "begun", job: 7 });
    await turn();
    expect(hand.cancelled, "sent as soon as it can be").toEqual([7]);
    hand.end();
    await turn();
    expect(only()?.state, "what was done by then is done").toBe("cancelled");
  });

  it("that rejects as cancelled is no failure", async () => {
    const hand = byHand();
    start();
    hand.fail("cancelled");
    await turn();
    expect(only(), "stopped, not failed").toMatchObject({ state: "cancelled", failure: null });
  });

  it("that fails says why, and stays until it is dismissed", async () => {
    const hand = byHand();
    start();
    dismissJob(only()?.key ?? 0);
    expect(jobs.get().length, "a running one cannot be dismissed").toBe(1);
    hand.fail("disk-full");
    await turn();
    expect(only()?.failure?.code, "why").toBe("disk-full");
    dismissJob(only()?.key ?? 0);
    expect(jobs.get(), "gone").toEqual([]);
  });
});
