// What the user decides about one bundle: the edition, and which exhibits stay hidden for which reason. Codes are
// those of the bundle (docs/format.md); what is not named is shown.
import type { BundlePlanQuestion, Edition, Withhold } from "../../bridge";

export const EDITIONS: readonly Edition[] = ["full", "submission"];
export const REASONS = ["private", "other-person", "business-secret", "irrelevant"] as const;
export type Reason = (typeof REASONS)[number];

export interface Choices {
  edition: Edition;
  /** Reason by exhibit number. */
  withheld: Readonly<Record<string, Reason>>;
}

export const FIRST_CHOICES: Choices = { edition: "full", withheld: {} };

/** The choices with one exhibit shown (`null`) or withheld for this reason. */
export function withhold(choices: Choices, exhibit: string, reason: Reason | null): Choices {
  const withheld = Object.fromEntries(Object.entries(choices.withheld).filter(([other]) => other !== exhibit));
  return { ...choices, withheld: reason === null ? withheld : { ...withheld, [exhibit]: reason } };
}

/** The question for plan, preview and making: only exhibits that are attached now, in the order of their numbers. */
export function questionOf(
  dispute: string,
  choices: Choices,
  attached: readonly string[],
  language: "zh" | "en",
): BundlePlanQuestion {
  const reasons: Withhold[] = attached.flatMap((exhibit) => {
    const reason = choices.withheld[exhibit];
    return reason === undefined ? [] : [[exhibit, reason] satisfies Withhold];
  });
  return { dispute, edition: choices.edition, withhold: reasons.sort(([one], [other]) => one.localeCompare(other)), language };
}
