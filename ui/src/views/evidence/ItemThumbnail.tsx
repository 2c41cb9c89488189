// The small picture of an item with what must not be overlooked laid on it; or its kind's icon where there is none.
import type { ItemCard } from "../../bridge";
import { StateBadge } from "../../components";
import { GlanceOf } from "../viewers";
import { completenessState } from "./words";

export function ItemThumbnail({ card, small = false }: { card: ItemCard; small?: boolean }) {
  const partial = completenessState(card.completeness);
  return (
    <span className="evidence-thumbnail" data-kind={card.kind} data-small={small || undefined}>
      <GlanceOf part={{ of: "vault", item: card.id, part: card.first_part.name }} kind={card.kind} mediaType={card.first_part.media_type} pictured={card.has_thumbnail} small={small} />
      {!small && card.exhibits.length > 0 && (
        <span className="evidence-over top">
          {card.exhibits.slice(0, 2).map(({ dispute, exhibit }) => (
            <span key={`${dispute} ${exhibit}`} className="evidence-number">{exhibit}</span>
          ))}
          {card.exhibits.length > 2 && <span className="evidence-number">+{card.exhibits.length - 2}</span>}
        </span>
      )}
      {!small && card.completeness !== "complete" && (
        <span className="evidence-over bottom">
          <StateBadge shape={partial.shape} tone={partial.tone} pill>{partial.word}</StateBadge>
        </span>
      )}
    </span>
  );
}
