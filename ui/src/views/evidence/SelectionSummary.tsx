// Several items selected: which, how large, what is known of their times and of what is missing. It sums up, never averages.
import type { ItemCard } from "../../bridge";
import { Button, ExhibitTag, IconButton, Moment, StateBadge } from "../../components";
import { existedBy, m, size } from "../../text";
import { Section } from "./Inspector";
import { ItemThumbnail } from "./ItemThumbnail";

const SHOWN = 30;

interface SelectionSummaryProps {
  count: number;
  /** Those of them that are known; fewer when some were never in view. */
  cards: ItemCard[];
  onAttach: () => void;
  onClose: () => void;
}

export function SelectionSummary({ count, cards, onAttach, onClose }: SelectionSummaryProps) {
  const all = cards.length === count;
  const disputes = new Map<string, { title: string; count: number }>();
  for (const card of cards) {
    for (const { dispute, dispute_title } of card.exhibits) {
      disputes.set(dispute, { title: dispute_title, count: (disputes.get(dispute)?.count ?? 0) + 1 });
    }
  }
  const times = cards.flatMap((card) => (card.not_later_than === null ? [] : [card.not_later_than])).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const latest = times.at(-1);
  const proven = cards.filter((card) => card.time === "proven").length;
  const waiting = cards.filter((card) => card.time === "waiting").length;
  const none = cards.filter((card) => card.time === "none").length;
  const partial = cards.filter((card) => card.completeness !== "complete").length;
  const own = cards.filter((card) => card.origin === "supplied-by-user").length;
  return (
    <>
      <header className="inspector-head">
        <h2 className="inspector-count">{m.evidence_selected({ count })}</h2>
        <span className="inspector-tools">
          {all && <span className="inspector-size">{size(cards.reduce((sum, card) => sum + card.size_bytes, 0))}</span>}
          <IconButton size="s" icon="x" label={m.evidence_inspector_close()} shortcut="I" onPress={onClose} />
        </span>
      </header>
      <div className="inspector-body" tabIndex={0}>
        <ul className="summary-items">
          {cards.slice(0, SHOWN).map((card) => (
            <li key={card.id}>
              <ItemThumbnail card={card} small />
              <span className="evidence-words">
                <span className="evidence-name" title={card.name}>{card.name}</span>
                <span className="evidence-second"><Moment at={card.added_at} form="short" /></span>
              </span>
              {card.exhibits.slice(0, 2).map((each) => <ExhibitTag key={`${each.dispute} ${each.exhibit}`} number={each.exhibit} />)}
            </li>
          ))}
          {count > Math.min(cards.length, SHOWN) && <li className="summary-more">{m.evidence_more({ count: count - Math.min(cards.length, SHOWN) })}</li>}
        </ul>
        {all && (
          <Section title={m.evidence_together()}>
            <ul className="summary-states">
              {proven > 0 && (
                <li>
                  <StateBadge shape="done" tone="ok">{m.evidence_sum_proven({ count: proven })}</StateBadge>
                  {latest !== undefined && <span className="summary-latest" title={existedBy(latest, "full")}>{m.evidence_sum_latest({ at: existedBy(latest, "short") })}</span>}
                </li>
              )}
              {waiting > 0 && <li><StateBadge shape="waiting" tone="open">{m.evidence_sum_waiting({ count: waiting })}</StateBadge></li>}
              {none > 0 && <li><StateBadge shape="absent" tone="open">{m.evidence_sum_none({ count: none })}</StateBadge></li>}
              {partial > 0 && <li><StateBadge shape="half" tone="warn">{m.evidence_sum_partial({ count: partial })}</StateBadge></li>}
              <li><StateBadge shape="stated" tone="open">{m.evidence_sum_origin({ own, others: count - own })}</StateBadge></li>
            </ul>
          </Section>
        )}
        {disputes.size > 0 && (
          <Section title={m.evidence_exhibit_of()}>
            <ul className="inspector-list">
              {[...disputes].map(([name, dispute]) => (
                <li key={name} className="inspector-proof">
                  <span>{dispute.title}</span>
                  <span>{dispute.count === count ? m.evidence_sum_all({ count }) : m.evidence_sum_some({ some: dispute.count, all: count })}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <footer className="inspector-foot">
        <Button variant="primary" icon="scale" onPress={onAttach}>{m.evidence_attach()}</Button>
        <p>{m.evidence_attach_several()}</p>
      </footer>
    </>
  );
}
