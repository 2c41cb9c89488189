// The bundles that are being made or were made in this window, one for each dispute. It outlives the screen: whoever
// looks at other things meanwhile finds it running, or done, when coming back.
import { bridge, type BundleMade, type BundlePlan, type BundlePlanQuestion, type Failure } from "../../bridge";
import { cancelJob, createStore, currentRoute, dismissJob, startJob } from "../../state";
import { fileName, m } from "../../text";

/** What is made: the question, the plan that was looked at, and where it goes. */
export interface Order {
  question: BundlePlanQuestion;
  plan: BundlePlan;
  to: string;
}

export type Making =
  | { phase: "running"; order: Order; job: number }
  | { phase: "made"; order: Order; made: BundleMade }
  | { phase: "failed"; order: Order; failure: Failure }
  | { phase: "cancelled"; order: Order };

const makings = createStore<Readonly<Record<string, Making>>>({});

/** The making of this dispute's bundle; nothing when there is none. */
export function useMaking(dispute: string): Making | null {
  return makings.use()[dispute] ?? null;
}

/** Makes the bundle. One at a time for each dispute: while one is being made, nothing new is begun. */
export function make(dispute: string, order: Order): void {
  if (makings.get()[dispute]?.phase === "running") return;
  const { key, answer } = startJob("bundle_create", { ...order.question, to: order.to }, m.export_task(), { listed: false });
  set(dispute, { phase: "running", order, job: key });
  const settle = (end: Making) => {
    dismissJob(key);
    set(dispute, end);
    tellElsewhere(dispute, end);
  };
  answer.then(
    (made) => settle({ phase: "made", order, made }),
    (failure: Failure) =>
      settle(failure.code === "cancelled" ? { phase: "cancelled", order } : { phase: "failed", order, failure }),
  );
}

/** Asks the making to stop; what was half-made is taken away by whoever makes it. */
export function cancelMaking(dispute: string): void {
  const now = makings.get()[dispute];
  if (now?.phase === "running") cancelJob(now.job);
}

/** Takes an ended making off the screen. */
export function forgetMaking(dispute: string): void {
  const now = makings.get()[dispute];
  if (now === undefined || now.phase === "running") return;
  makings.set((all) => Object.fromEntries(Object.entries(all).filter(([name]) => name !== dispute)));
}

/** Whoever looks at something else is told by the system; that it was stopped, they know. */
function tellElsewhere(dispute: string, { phase, order }: Making): void {
  const { screen, rest } = currentRoute();
  const isHere = screen === "disputes" && rest[0] === dispute && rest[1] === "export";
  if (isHere || (phase !== "made" && phase !== "failed")) return;
  const title = phase === "made" ? m.export_made() : m.export_not_made();
  // A system without notices loses nothing: the screen still shows it.
  void bridge().call("notify", { title, body: fileName(order.to) }).catch(() => undefined);
}

function set(dispute: string, making: Making): void {
  makings.set((all) => ({ ...all, [dispute]: making }));
}
