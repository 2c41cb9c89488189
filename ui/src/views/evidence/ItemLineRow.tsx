// One item in the list: two lines under the columns of the head.
import { memo } from "react";
import type { ItemCard } from "../../bridge";
import { ExhibitTag, Icon, KindIcon, Moment, Size } from "../../components";
import { m } from "../../text";
import { ItemThumbnail } from "./ItemThumbnail";
import { TimeBadge } from "./TimeBadge";
import { completenessState, kindWord, originWord } from "./words";

interface ItemLineRowProps {
  id: string;
  index: number;
  rowNumber: number;
  card: ItemCard | undefined;
  isSelected: boolean;
  isFocused: boolean;
}

export const ItemLineRow = memo(function ItemLineRow({ id, index, rowNumber, card, isSelected, isFocused }: ItemLineRowProps) {
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      className="evidence-line"
      aria-rowindex={rowNumber}
      aria-selected={isSelected}
      aria-busy={card === undefined}
      aria-label={card ? undefined : m.evidence_loading()}
      data-index={index}
      data-focused={isFocused || undefined}
      data-empty={card === undefined || undefined}
    >
      <span role="gridcell" className="evidence-check" data-check="">
        <span className="evidence-box" data-on={isSelected || undefined}>{isSelected && <Icon name="check" size={12} />}</span>
      </span>
      {card ? (
        <>
          <span role="gridcell"><ItemThumbnail card={card} small /></span>
          <span role="gridcell" className="evidence-words">
            <span className="evidence-name" title={card.name}>{card.name}</span>
            <SecondLine card={card} />
          </span>
          <span role="gridcell" className="evidence-kind">
            <KindIcon kind={card.kind} size={14} />
            <span>{kindWord(card.kind)}</span>
          </span>
          <span role="gridcell">
            {card.exhibits[0] ? <ExhibitTag number={card.exhibits[0].exhibit} /> : <span className="evidence-dash">—</span>}
            {card.exhibits.length > 1 && <span className="evidence-more">+{card.exhibits.length - 1}</span>}
          </span>
          <span role="gridcell" className="evidence-when"><Moment at={card.added_at} form="short" /></span>
          <span role="gridcell"><TimeBadge card={card} moment /></span>
          <span role="gridcell" className="evidence-size"><Size bytes={card.size_bytes} /></span>
        </>
      ) : (
        <span role="gridcell" className="evidence-waiting" aria-label={m.evidence_loading()} />
      )}
    </div>
  );
});

/** What is missing before all else, then the note, then where it is said to come from. */
function SecondLine({ card }: { card: ItemCard }) {
  if (card.completeness !== "complete") {
    const { word } = completenessState(card.completeness);
    return <span className="evidence-second" data-tone={card.completeness === "partial" ? "warn" : "bad"}>{word}</span>;
  }
  const said = card.note || originWord(card.origin);
  return <span className="evidence-second" title={said}>{said}</span>;
}
