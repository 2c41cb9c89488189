// The facts of a dispute as the window shows them: which every dispute may have, in which order, and how each is
// written. The forms themselves are checked by the core, which answers with a reason; here is only what helps to
// write them right at once.

/** The facts every dispute may have; the title stands in the head. */
export const KNOWN_FACTS = [
  "platform",
  "merchant",
  "order_number",
  "amount_paid",
  "amount_claimed",
  "bought_on",
  "promised_on",
] as const;

/** The two that are told in whole sentences. */
export const TOLD_FACTS = ["claim", "demand"] as const;

export type FactForm = "amount" | "day" | "moment" | "line" | "text";

/** The form that follows from a fact's name, as in holdfast-dispute. */
export function formOf(field: string): FactForm {
  if (field.startsWith("amount")) return "amount";
  if (field.endsWith("_on")) return "day";
  if (field.endsWith("_at")) return "moment";
  if (["title", "platform", "merchant", "order_number"].includes(field)) return "line";
  return "text";
}

/** The facts of this dispute that are not among those every dispute may have, by name. */
export function freeFacts(facts: Readonly<Record<string, string>>): string[] {
  const known: readonly string[] = [...KNOWN_FACTS, ...TOLD_FACTS, "title"];
  return Object.keys(facts)
    .filter((field) => !known.includes(field))
    .sort();
}

/** An example of each form, the same in both languages; texts have none. */
export const EXAMPLE: Record<FactForm, string> = {
  amount: "329.00 CNY",
  day: "2026-11-01",
  moment: "2026-11-01 20:14 +08:00",
  line: "",
  text: "",
};

/** A name that a free fact may have, as the core wants it. */
export function isFactName(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,39}$/.test(name);
}
