// A step of a dispute's history as a sentence in the window's language.
import { locale, m } from "../../text";
import type { Step } from "./history";
import { outcomeOf } from "./outcome";
import { factName, outcomeName } from "./words";

/** So many exhibits are named; of more, the number is told. */
const NAMED_AT_MOST = 8;
const QUOTED_AT_MOST = 120;

export function stepSentence(step: Step): string {
  switch (step.told) {
    case "opened":
      return m.disputes_step_opened({ title: quoted(step.title) });
    case "title":
      return m.disputes_step_title({ title: quoted(step.title) });
    case "fact":
      return step.value === null || step.value === ""
        ? m.disputes_step_fact_gone({ fact: factName(step.field) })
        : m.disputes_step_fact({ fact: factName(step.field), value: quoted(step.value) });
    case "attached":
      return m.disputes_step_attached({ exhibits: named(step.exhibits) });
    case "detached":
      return m.disputes_step_detached({ exhibits: named(step.exhibits) });
    case "removed":
      return m.disputes_step_removed({ exhibits: named(step.exhibits) });
    case "proves":
      return step.proves === ""
        ? m.disputes_step_proves_gone({ exhibit: step.exhibit })
        : m.disputes_step_proves({ exhibit: step.exhibit, proves: quoted(step.proves) });
    case "order":
      return m.disputes_step_order({ exhibits: named(step.exhibits) });
    case "closed": {
      const { code, words } = outcomeOf(step.outcome);
      const outcome = outcomeName(code);
      return words === "" ? m.disputes_step_closed({ outcome }) : m.disputes_step_closed_words({ outcome, words: quoted(words) });
    }
    case "bundle":
      return step.done ? m.disputes_step_bundle() : m.disputes_step_bundle_begun();
    case "erased":
      return m.disputes_step_erased();
    case "other":
      return m.disputes_step_other({ kind: step.kind });
  }
}

function named(exhibits: readonly string[]): string {
  const list = new Intl.ListFormat(locale(), { type: "conjunction" });
  if (exhibits.length <= NAMED_AT_MOST) return list.format(exhibits);
  return m.disputes_and_more({ exhibits: exhibits.slice(0, NAMED_AT_MOST).join(", "), count: exhibits.length });
}

/** A user's own words in one line, cut where they are long. */
function quoted(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > QUOTED_AT_MOST ? `${line.slice(0, QUOTED_AT_MOST)}…` : line;
}
