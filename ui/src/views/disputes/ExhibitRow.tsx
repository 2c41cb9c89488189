// One exhibit: its number, its picture, what it is, and what it is to prove, edited where it stands.
import type { PointerEvent as ReactPointerEvent } from "react";
import type { DisputeWhole, Exhibit, ItemCard } from "../../bridge";
import { ExhibitTag, Icon, KindIcon, Menu, Moment, Size, StateBadge, Thumbnail } from "../../components";
import { m } from "../../text";
import { InPlaceText } from "./InPlaceText";
import { detach, prove } from "./exhibits";
import { kindName } from "./words";

interface ExhibitRowProps {
  dispute: DisputeWhole;
  exhibit: Exhibit;
  /** What the vault's list says of the item; comes a moment later. */
  card: ItemCard | undefined;
  index: number;
  total: number;
  /** How far it stands away from its place while a row is dragged. */
  shift: number;
  isDragged: boolean;
  onGrip: (index: number, event: ReactPointerEvent<HTMLElement>) => void;
  onMove: (from: number, to: number) => void;
  onOpen: (number: string) => void;
}

export function ExhibitRow(props: ExhibitRowProps) {
  const { dispute, exhibit, card, index, total, shift, isDragged, onGrip, onMove, onOpen } = props;
  const isOpen = dispute.state === "open";
  const open = () => onOpen(exhibit.exhibit);

  return (
    <li
      className={isDragged ? "dispute-exhibit dispute-exhibit-dragged" : "dispute-exhibit"}
      style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
    >
      {isOpen ? (
        <button
          type="button"
          className="dispute-exhibit-grip"
          aria-label={m.disputes_grip({ exhibit: exhibit.exhibit, place: index + 1, total })}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          title={m.disputes_grip_tip()}
          onPointerDown={(event) => onGrip(index, event)}
        >
          <Icon name="grip" size={16} />
        </button>
      ) : (
        <span className="dispute-exhibit-grip-none" />
      )}
      <button type="button" className="dispute-exhibit-picture" aria-label={m.disputes_open_item({ exhibit: exhibit.exhibit })} onClick={open}>
        {card?.has_thumbnail && exhibit.item_id !== null ? (
          <Thumbnail part={{ of: "vault", item: exhibit.item_id, part: card.first_part.name }} alt="" kind={exhibit.kind} />
        ) : (
          <KindIcon kind={exhibit.kind} size={20} />
        )}
      </button>
      <div className="dispute-exhibit-what">
        <div className="dispute-exhibit-name">
          <ExhibitTag number={exhibit.exhibit} />
          <button type="button" className="dispute-link-quiet cut" title={exhibit.name} onClick={open}>
            {exhibit.name}
          </button>
          {card?.completeness === "partial" && (
            <StateBadge shape="half" tone="warn">
              {m.disputes_partial()}
            </StateBadge>
          )}
          {card?.completeness === "failed" && (
            <StateBadge shape="broken" tone="bad">
              {m.disputes_failed()}
            </StateBadge>
          )}
        </div>
        <div className="dispute-exhibit-proves">
          <InPlaceText
            label={m.disputes_proves({ exhibit: exhibit.exhibit })}
            value={exhibit.proves}
            invitation={m.disputes_proves_invite()}
            isReadOnly={!isOpen}
            onKeep={(proves) => prove(dispute.id, exhibit, proves)}
          />
        </div>
      </div>
      <div className="dispute-exhibit-meta">
        <span>{exhibit.kind === null ? "" : kindName(exhibit.kind)}</span>
        {card !== undefined && (
          <span>
            <Moment at={card.added_at} form="short" /> · <Size bytes={card.size_bytes} />
          </span>
        )}
      </div>
      <Menu
        label={m.disputes_exhibit_menu({ exhibit: exhibit.exhibit })}
        variant="ghost"
        trigger={<Icon name="more" />}
        items={[
          { id: "open", label: m.disputes_open_it(), onAction: open },
          ...(isOpen
            ? [
                { id: "up", label: m.disputes_move_up(), isDisabled: index === 0, onAction: () => onMove(index, index - 1) },
                { id: "down", label: m.disputes_move_down(), isDisabled: index === total - 1, onAction: () => onMove(index, index + 1) },
                { id: "first", label: m.disputes_move_first(), isDisabled: index === 0, onAction: () => onMove(index, 0) },
                { id: "last", label: m.disputes_move_last(), isDisabled: index === total - 1, onAction: () => onMove(index, total - 1) },
                { id: "detach", label: m.disputes_detach(), separated: true, onAction: () => void detach(dispute, exhibit) },
              ]
            : []),
        ]}
      />
    </li>
  );
}
