// What is known of an item's time: shape and word, and, for one that is proven, by when it existed and by whose clock,
// in the tooltip and for those who do not see it. A list has room for the moment itself.
import type { ItemCard } from "../../bridge";
import { StateBadge } from "../../components";
import { existedBy, m } from "../../text";
import { byShort } from "../time/words";
import { timeState } from "./words";

/** `existed by 2026-11-02 14:03 +08:00 (DigiCert)`; none unless proven. */
export function existedWords({ not_later_than, time_by }: Pick<ItemCard, "not_later_than" | "time_by">): string | undefined {
  if (not_later_than === null) return undefined;
  return m.time_existed_by_whom({ at: existedBy(not_later_than, "full"), by: byShort(time_by ?? "") });
}

export function TimeBadge({ card, moment = false }: { card: ItemCard; moment?: boolean }) {
  const { shape, tone, word } = timeState(card.time);
  const existed = existedWords(card);
  const badge = (
    <StateBadge shape={shape} tone={tone}>
      {moment && card.not_later_than !== null ? existedBy(card.not_later_than, "short") : word}
      {existed !== undefined && <span className="visually-hidden"> {existed}</span>}
    </StateBadge>
  );
  return existed === undefined ? badge : <span className="evidence-existed" title={existed}>{badge}</span>;
}
