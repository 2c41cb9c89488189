// An item over the whole window, with the way to the one before and the one after.
import type { ItemCard } from "../../bridge";
import { number } from "../../text";
import { ViewerOverlay } from "../viewers";
import type { ItemList } from "./useItemList";
import { useItemParts } from "./useItemParts";

interface ItemViewerProps {
  list: ItemList;
  card: ItemCard;
  index: number;
  part: string | undefined;
  onGo: (index: number) => void;
  onClose: () => void;
}

export function ItemViewer({ list, card, index, part, onGo, onClose }: ItemViewerProps) {
  const parts = useItemParts(card);
  const to = (next: number) => (list.pages.at(next) ? () => onGo(next) : undefined);
  return (
    <ViewerOverlay
      title={card.name}
      kind={card.kind}
      exhibit={card.exhibits[0]?.exhibit}
      parts={parts}
      first={part ?? card.first_part.name}
      place={{ at: number(index + 1), total: number(list.total) }}
      onPrevious={to(index - 1)}
      onNext={to(index + 1)}
      onClose={onClose}
    />
  );
}
