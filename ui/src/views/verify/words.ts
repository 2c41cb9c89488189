// Words that several parts of the screen share.
import type { VerifyFinding } from "../../bridge";
import { knows, m, moment, text, visible } from "../../text";

const NAMES_SHOWN = 6;

export function levelWord(level: VerifyFinding["level"]): string {
  if (level === "error") return m.verify_level_error();
  return level === "warning" ? m.verify_level_warning() : m.verify_level_note();
}

/** A few names, then how many more. */
export function several(names: string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map(visible).join(m.verify_joined());
  const more = names.length - NAMES_SHOWN;
  return more > 0 ? m.verify_head_and_more({ what: shown, count: more }) : shown;
}

/** The last name of a path: a name only, covered by no list. */
export function lastName(path: string): string {
  const names = path.split(/[/\\]/).filter((name) => name !== "");
  return names.at(-1) ?? path;
}

/** `2026-11-06 20:14:31`, under a header that names the zone. */
export function secondsText(at: string): string {
  return moment(at, "full").split(" ").slice(0, 2).join(" ");
}

/** The phrase with a stop, as a sentence's end. */
export function stopped(phrase: string, ending: string): string {
  return /[.。]$/.test(phrase) ? phrase : `${phrase}${ending}`;
}

/** A reason for withholding in words; one that this version does not know stands as it is. */
export function withheldReason(reason: string): string {
  return knows(`withheld.${reason}`) ? text(`withheld.${reason}`) : visible(reason);
}
