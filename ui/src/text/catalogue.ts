// The sentences that the command line, bundles and the window share: crates/holdfast-text, read as they lie there.
//
// - `error.<code>.message` says what happened, `error.<code>.help` what is safe and what to do.
// - Places are `{name}`. Values come from files and strangers: control characters and characters that turn the reading
//   direction are made visible, never obeyed.
import enErrors from "../../../crates/holdfast-text/src/catalogue/en/errors.json";
import enFindings from "../../../crates/holdfast-text/src/catalogue/en/findings.json";
import enPapers from "../../../crates/holdfast-text/src/catalogue/en/papers.json";
import enVerdict from "../../../crates/holdfast-text/src/catalogue/en/verdict.json";
import enWords from "../../../crates/holdfast-text/src/catalogue/en/words.json";
import zhErrors from "../../../crates/holdfast-text/src/catalogue/zh/errors.json";
import zhFindings from "../../../crates/holdfast-text/src/catalogue/zh/findings.json";
import zhPapers from "../../../crates/holdfast-text/src/catalogue/zh/papers.json";
import zhVerdict from "../../../crates/holdfast-text/src/catalogue/zh/verdict.json";
import zhWords from "../../../crates/holdfast-text/src/catalogue/zh/words.json";
import type { Failure } from "../bridge/types/contract";
import { language, type Language } from "./language";
import { fill, message } from "./messages";

const catalogues: Record<Language, Record<string, string>> = {
  en: { ...enErrors, ...enFindings, ...enPapers, ...enVerdict, ...enWords },
  zh: { ...zhErrors, ...zhFindings, ...zhPapers, ...zhVerdict, ...zhWords },
};

/** Whether holdfast-text has this key. */
export function knows(key: string): boolean {
  return key in catalogues.en;
}

/** The sentence under `key` in the window's language; an unknown key is answered with itself. */
export function text(key: string, values: Record<string, string> = {}): string {
  const sentence = catalogues[language()][key];
  if (sentence === undefined) return key;
  return fill(sentence, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, visible(value)])));
}

/** What happened, and what is safe and helps. */
export function failureText(failure: Failure): { message: string; help: string } {
  const known = knows(`error.${failure.code}.message`);
  const code = known ? failure.code : "internal-error";
  const values = known ? failure.values : { detail: failure.code, ...failure.values };
  // Where the shared help names a command of the command line, the window has its own: messages/<locale>/failures.json.
  const help = message(`failures_${code.replaceAll("-", "_")}`, text(`error.${code}.help`, values));
  return { message: text(`error.${code}.message`, values), help };
}

/** Controls, line breaks, and what turns the reading direction or has no width: the same characters as in holdfast-text. */
const hiding =
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
const looseJoiner =
  // oxlint-disable-next-line no-control-regex -- as above
  /(^|[\u0000-\u007f])[\u200c\u200d]/g;

/** A stranger's text in which nothing hides. A joiner stays where it holds emoji or letters outside ASCII together. */
export function visible(value: string): string {
  return value.replace(looseJoiner, "$1\ufffd").replace(hiding, "\ufffd");
}
