// The words that the window shares with the command line and the bundle: names of facts and kinds, and how a failure
// is told. They come from holdfast-text; only the outcomes are the window's own.

import type { Failure } from "../../bridge";
import { failureText, knows, m, text } from "../../text";
import type { Outcome, OutcomeCode } from "./outcome";

/** A fact's shown name; a free fact is called what the user called it. */
export function factName(field: string): string {
  return knows(`fact.${field}`) ? text(`fact.${field}`) : field;
}

/** A kind of item, beginning with a capital letter where the language has them. */
export function kindName(kind: string): string {
  const name = text(`kind.${kind}`);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** What happened and what helps, in one line; a field is called by its shown name. */
export function failureLine(failure: Failure): string {
  const { message, help } = fieldFailureText(failure);
  return `${message} ${help}`;
}

/** What happened, and what is safe and helps; a field is called by its shown name. */
export function fieldFailureText(failure: Failure): { message: string; help: string } {
  const field = failure.values.id;
  const reason = failure.values.reason;
  const values = { ...failure.values };
  if (field !== undefined && failure.code.startsWith("fact-")) values.id = factName(field);
  if (reason !== undefined && knows(`reason.${reason}`)) values.detail = text(`reason.${reason}`);
  return failureText({ ...failure, values });
}

/** How a dispute ended, where there is room for little: plain words stand for themselves. */
export function outcomeShort({ code, words }: Outcome): string {
  return code === "other" && words !== "" ? words : outcomeName(code);
}

/** How a dispute ended, in a few words. */
export function outcomeName(code: OutcomeCode): string {
  switch (code) {
    case "settled":
      return m.disputes_outcome_settled();
    case "partly-settled":
      return m.disputes_outcome_partly_settled();
    case "refused":
      return m.disputes_outcome_refused();
    case "withdrawn":
      return m.disputes_outcome_withdrawn();
    case "other":
      return m.disputes_outcome_other();
    case "unstated":
      return m.disputes_outcome_unstated();
  }
}
