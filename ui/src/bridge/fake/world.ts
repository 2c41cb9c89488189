// What the invented vault holds while it lives. Handlers of commands change it; tests may look at it and change it too.
import type { CommandName, Commands, DeskState, DisputeLine, EventName, Events, Exhibit, Failure, ItemCard, JobEvent, Noun, Settings } from "../types/contract";
import { DISPUTE, card, disputes, exhibits, SKETCH_COUNT } from "./data";
import { timed } from "./proofs";

export interface FakeOptions {
  /** How many items the vault holds; 0, 14 and 100,000 are the usual ones. */
  items?: number;
  firstStart?: boolean;
  settings?: Partial<Settings>;
  /** Commands that fail, with what they fail with. */
  failures?: Partial<Record<CommandName, Failure>>;
  /** How long an answer takes, in milliseconds; 0 answers at once. */
  delay?: number;
  sample?: boolean;
  /** Whether items have time proofs; without it nobody was ever asked. */
  times?: boolean;
  /** Authorities that do not answer, by short name. */
  silent?: string[];
  /** Jobs that a page before this one began. */
  jobs?: DeskState["jobs"];
}

export interface OwnAuthority {
  name: string;
  url: string;
  rooted: boolean;
}

export interface World {
  options: FakeOptions;
  count: number;
  /** Items changed, added or removed, by index; null is removed. */
  changed: Map<number, ItemCard | null>;
  disputes: DisputeLine[];
  exhibits: Map<string, Exhibit[]>;
  facts: Map<string, Record<string, string>>;
  settings: Settings;
  vault: DeskState["vault"];
  vaults: string[];
  failures: Partial<Record<CommandName, Failure>>;
  /** Authorities that the user added. */
  authorities: OwnAuthority[];
  /** Whether everything that waited has been stamped since. */
  stamped: boolean;
  /** Every call so far, for tests. */
  calls: { command: CommandName; question: unknown }[];
  /** Jobs that run without this page. */
  jobs: DeskState["jobs"];
  cancelled: Set<number>;
  emit<E extends EventName>(event: E, said: Events[E]): void;
  changedNouns(...nouns: Noun[]): void;
}

export type Handler<C extends CommandName> = (
  question: Commands[C]["question"],
  world: World,
  tell: (event: JobEvent) => void,
  job: number,
) => Commands[C]["answer"] | Promise<Commands[C]["answer"]>;
export type Handlers = { [C in CommandName]?: Handler<C> };

export const USUAL_VAULT = "/home/lin/.local/share/holdfast/vault";

export function failure(code: string, whose: Failure["whose"] = "user", values: Record<string, string> = {}): Failure {
  return { code, whose, values };
}

export function createWorld(options: FakeOptions, emit: World["emit"]): World {
  const count = options.items ?? SKETCH_COUNT;
  const filled = count > 0;
  return {
    options,
    count,
    changed: new Map(),
    disputes: filled ? disputes() : [],
    exhibits: new Map(filled ? [[DISPUTE.name, exhibits()]] : []),
    facts: new Map([[DISPUTE.name, {
      amount_claimed: "30.00 CNY", amount_paid: "329.00 CNY", bought_on: "2026-11-01", merchant: "云禾电器旗舰店", platform: "橙子商城",
      order_number: "20261101-88213", promised_on: "2026-10-31", claim: "预售页承诺到手价 299 元，付款时为 329 元；客服以活动已结束为由拒绝退还差价。", demand: "退还差价 30 元，并按承诺保价。",
    }]]),
    settings: {
      language: "system", theme: "system", text_size: 100, public_clocks: null, clocks: null, open_at_login: false, evidence_view: "grid",
      capture_dispute: null, first_start_done: options.firstStart !== true, vaults: [USUAL_VAULT], ...options.settings,
    },
    vault: {
      path: USUAL_VAULT, state: "open", failure: null, name: "vault", id: "01990000-0000-7000-8000-000000000001",
      sample: options.sample === true, checked: filled ? { at: "2026-11-22T01:12:00Z", result: "whole" } : null, items: count, disputes: filled ? 3 : 0,
    },
    vaults: [USUAL_VAULT, "/media/lin/BACKUP/holdfast-2025"],
    failures: { ...options.failures },
    authorities: options.times === true && options.settings?.public_clocks === "allowed" ? [{ name: "office-clock", url: "http://time.office.example/tsr", rooted: false }] : [],
    stamped: false,
    calls: [],
    jobs: options.jobs ?? [],
    cancelled: new Set(),
    emit,
    changedNouns: (...nouns) => emit("changed", { nouns }),
  };
}

/** The card at this index, with its changes and what is known of its time; null when removed. */
export function cardAt(world: World, index: number): ItemCard | null {
  const changed = world.changed.get(index);
  const found = changed === undefined ? card(index) : changed;
  return found === null ? null : timed(world, found, index);
}

export function deskState(world: World): DeskState {
  return {
    version: "0.1.0",
    system_language: typeof navigator !== "undefined" && navigator.language.startsWith("zh") ? "zh" : "en",
    settings: world.settings,
    settings_failure: null,
    vault: { ...world.vault, items: world.count, disputes: world.disputes.length },
    jobs: world.jobs,
    first_start: !world.settings.first_start_done,
  };
}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
