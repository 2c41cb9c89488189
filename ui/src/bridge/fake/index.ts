// An invented vault behind the bridge's interface, in memory: for tests and for a plain browser, where
// `?fake=empty|full|failing|many&lang=zh|en&theme=dark&first&clocks=open|denied&check=/in/broken.zip` chooses what is
// shown. Nothing of it is in the shell's window: it is loaded only where no shell is.
import type { Bridge } from "../bridge";
import type { CommandName, EventName, Events, JobEvent, Ref, Settings } from "../types/contract";
import { drawn } from "./data";
import { bundleHandlers } from "./bundles";
import { deskHandlers } from "./desk";
import { disputeHandlers } from "./disputes";
import { itemHandlers } from "./items";
import { timeHandlers } from "./time";
import { verifyHandlers } from "./verify";
import { createWorld, failure, pause, type FakeOptions, type Handler, type World } from "./world";

export { failure, type FakeOptions, type World } from "./world";

export interface FakeBridge extends Bridge {
  world: World;
  /** Sends an event as the shell would. */
  emit: World["emit"];
  zoomed: number;
}

const handlers = { ...itemHandlers, ...disputeHandlers, ...bundleHandlers, ...deskHandlers, ...verifyHandlers, ...timeHandlers };

/** Answers come as the shell's would: later, as values of their own, failures as plain objects. */
export function createFake(options: FakeOptions = {}): FakeBridge {
  const listeners = new Map<EventName, Set<(said: never) => void>>();
  const emit = <E extends EventName>(event: E, said: Events[E]) => {
    for (const listener of listeners.get(event) ?? []) (listener as (said: Events[E]) => void)(said);
  };
  const world = createWorld(options, emit);
  let nextJob = 1;

  async function answer<C extends CommandName>(command: C, question: unknown, tell: (event: JobEvent) => void, job: number): Promise<never> {
    world.calls.push({ command, question });
    if (options.delay !== undefined && options.delay > 0) await pause(options.delay);
    else await Promise.resolve();
    const failing = world.failures[command];
    if (failing !== undefined) throw failing;
    const handler = handlers[command] as Handler<C> | undefined;
    if (handler === undefined) throw failure("internal-error", "us", { detail: `no invented answer for ${command}` });
    return structuredClone(await handler(question as never, world, tell, job)) as never;
  }

  const fake: FakeBridge = {
    world,
    emit,
    zoomed: 1,
    call: (command, question) => answer(command, question, () => undefined, 0),
    run(command, question, onEvent) {
      const job = nextJob;
      nextJob += 1;
      const begun = Promise.resolve().then(() => {
        onEvent({ kind: "begun", job });
        return job;
      });
      return { job: begun, answer: begun.then(() => answer(command, question, onEvent, job)) };
    },
    on(event, handler) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(handler as (said: never) => void);
      return () => set.delete(handler as (said: never) => void);
    },
    thumbnail: (part) => picture(part),
    tile: (part) => picture(part),
    page: (part) => picture(part),
    zoom: (factor) => {
      fake.zoomed = factor;
    },
  };
  return fake;
}

function picture(part: Ref): string {
  const seed = part.of === "vault" ? part.item : part.exhibit;
  return drawn([...seed].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0));
}

/** The invented vault that the address asks for. */
export function fakeFromAddress(query: string): FakeBridge {
  const asked = new URLSearchParams(query);
  const kind = asked.get("fake") ?? "full";
  const settings: Partial<Settings> = {};
  const lang = asked.get("lang");
  if (lang === "zh" || lang === "en") settings.language = lang;
  const theme = asked.get("theme");
  if (theme === "dark" || theme === "light") settings.theme = theme;
  const clocks = asked.get("clocks");
  settings.public_clocks = clocks === "open" || asked.has("first") ? null : clocks === "denied" ? "denied" : "allowed";
  if (asked.get("view") === "list") settings.evidence_view = "list";
  const damaged = failure("vault-damaged", "vault", { path: "/home/lin/.local/share/holdfast/vault", detail: "file is not a database" });
  const full = failure("disk-full", "disk");
  const fake = createFake({
    items: kind === "empty" ? 0 : kind === "many" ? 100_000 : 14,
    firstStart: asked.has("first"),
    sample: asked.has("sample"),
    times: true,
    silent: kind === "failing" ? ["digicert", "identrust", "office-clock"] : kind === "many" ? ["identrust"] : [],
    settings,
    ...(kind === "failing"
      ? { failures: { item_page: damaged, item_days: damaged, dispute_list: damaged, dispute_show: damaged, item_add: full, bundle_create: full, vault_check: damaged, vault_info: damaged, vault_copy: full } }
      : {}),
  });
  // As if files had been opened with Holdfast to be checked.
  const check = asked.getAll("check");
  if (check.length > 0) setTimeout(() => fake.emit("opened", { route: "verify", paths: check }), 300);
  return fake;
}
