// One item in the grid: picture, name, kind and time, states. A place whose item is not here yet keeps its size.
import { memo } from "react";
import type { ItemCard } from "../../bridge";
import { KindIcon, Moment, StateBadge } from "../../components";
import { m } from "../../text";
import { ItemThumbnail } from "./ItemThumbnail";
import { TimeBadge } from "./TimeBadge";
import { kindWord } from "./words";

interface ItemTileProps {
  id: string;
  index: number;
  column: number;
  card: ItemCard | undefined;
  isSelected: boolean;
  isFocused: boolean;
  /** Without a day above it, the day is told with the time. */
  dayKnown: boolean;
}

export const ItemTile = memo(function ItemTile({ id, index, column, card, isSelected, isFocused, dayKnown }: ItemTileProps) {
  return (
    <div
      id={id}
      role="gridcell"
      tabIndex={-1}
      className="evidence-tile"
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-busy={card === undefined}
      aria-label={card ? undefined : m.evidence_loading()}
      data-index={index}
      data-focused={isFocused || undefined}
      data-empty={card === undefined || undefined}
    >
      {card ? (
        <>
          <ItemThumbnail card={card} />
          <div className="evidence-name" title={card.name}>{card.name}</div>
          <div className="evidence-meta">
            <KindIcon kind={card.kind} size={14} />
            <span>{kindWord(card.kind)}</span>
            <span aria-hidden="true">·</span>
            <Moment at={card.added_at} form={dayKnown ? "time" : "short"} />
          </div>
          <div className="evidence-states">
            <StateBadge shape="fixed" tone="open">{m.evidence_fixed()}</StateBadge>
            <TimeBadge card={card} />
          </div>
        </>
      ) : (
        <span className="evidence-waiting" aria-hidden="true" />
      )}
    </div>
  );
});
