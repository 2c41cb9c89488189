// The only door between the window's pages and the rest of Holdfast. Pages and components know this interface; whether
// a real shell or an invented one stands behind it, they cannot tell.
import type { CommandName, Commands, EventName, Events, JobEvent, Ref } from "./types/contract";

export type Question<C extends CommandName> = Commands[C]["question"];
export type Answer<C extends CommandName> = Commands[C]["answer"];

export interface Run<C extends CommandName> {
  /** The job's number; known once it has begun. */
  job: Promise<number>;
  /** Rejects with a `Failure`. */
  answer: Promise<Answer<C>>;
}

export interface Bridge {
  /** Asks and waits. Rejects with a `Failure`, never with anything else. */
  call<C extends CommandName>(command: C, question: Question<C>): Promise<Answer<C>>;
  /** Starts long work; `onEvent` hears of its progress. Cancel with the command `job_cancel`. */
  run<C extends CommandName>(command: C, question: Question<C>, onEvent: (event: JobEvent) => void): Run<C>;
  /** Hears of an event until the returned function is called. */
  on<E extends EventName>(event: E, handler: (said: Events[E]) => void): () => void;
  /** Addresses of pictures that the shell's own protocol answers. */
  thumbnail(part: Ref): string;
  tile(part: Ref, level: number, column: number, row: number): string;
  page(part: Ref, number: number, scale: number): string;
  /** Makes everything larger by this factor, as page zoom does. */
  zoom(factor: number): void;
}
