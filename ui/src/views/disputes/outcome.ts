// How a dispute ended, as the vault keeps it: `settled`, `settled: words`, or plain words. The codes are those of
// holdfast-dispute.

export const OUTCOMES = ["settled", "partly-settled", "refused", "withdrawn", "other", "unstated"] as const;

export type OutcomeCode = (typeof OUTCOMES)[number];

export interface Outcome {
  code: OutcomeCode;
  words: string;
}

/** Reads what the vault keeps; plain words are `other`, nothing is `unstated`. */
export function outcomeOf(text: string | null): Outcome {
  const whole = (text ?? "").trim();
  if (whole === "") return { code: "unstated", words: "" };
  const colon = whole.indexOf(":");
  const first = (colon < 0 ? whole : whole.slice(0, colon)).trim();
  const code = OUTCOMES.find((known) => known === first);
  if (code === undefined) return { code: "other", words: whole };
  return { code, words: colon < 0 ? "" : whole.slice(colon + 1).trim() };
}

/** The form that the vault keeps. */
export function outcomeText({ code, words }: Outcome): string {
  const said = words.trim();
  if (said !== "") return `${code}: ${said}`;
  return code === "unstated" ? "" : code;
}
