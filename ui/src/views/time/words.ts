// Words about time proofs that several screens share: whose clock, how exact, why no time came.
import type { TimeProof } from "../../bridge";
import { failureText, knows, locale, m, number, visible } from "../../text";

const UNKNOWN = /^unknown authority(?: sha256:([0-9a-f]{64}))?$/;

/** The digest of an authority that is on no list; null for one that has a name, "" where even the digest is not known. */
export function unknownDigest(by: string): string | null {
  const found = UNKNOWN.exec(by);
  return found === null ? null : (found[1] ?? "");
}

/** Whose clock, for a sentence: a name, or the beginning of the digest of one that is unknown. */
export function byShort(by: string): string {
  const digest = unknownDigest(by);
  if (digest === null) return visible(by);
  return digest === "" ? m.time_unknown_authority() : m.time_unknown_short({ digest: digest.slice(0, 8) });
}

export function accuracyWords(milliseconds: number | null): string {
  return milliseconds === null ? m.time_accuracy_not_stated() : m.time_accuracy({ value: number(milliseconds / 1000) });
}

export function throughWords({ list, list_number }: Pick<TimeProof, "list" | "list_number">): string {
  if (list === "item") return m.time_through_item();
  const values = { number: list_number ?? "" };
  return list === "batch" ? m.time_through_batch(values) : m.time_through_renewal(values);
}

/** Sentences one after another, each with its stop; Chinese ones stand without a space between them. */
export function inARow(sentences: (string | null)[]): string {
  const [stop, space] = locale() === "en" ? [".", " "] : ["。", ""];
  return sentences.flatMap((one) => (one === null ? [] : [/[.。]$/.test(one) ? one : `${one}${stop}`])).join(space);
}

export interface Sentences {
  message: string;
  help: string;
}

/** Why this authority gave no time. A reason without a sentence of its own is told by its code. */
export function clockFailure(code: string, title: string, reason: string | null): Sentences {
  const id = visible(title);
  if (!knows(`error.${code}.message`)) return { message: m.time_failed({ id, code }), help: m.time_failed_help() };
  return failureText({ code, whose: "network", values: { id, detail: reason ?? code } });
}
