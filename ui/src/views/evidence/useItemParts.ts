// The parts of an item as viewers want them: the first at once, the others when the item was asked for.
import { useMemo } from "react";
import type { ItemCard } from "../../bridge";
import { useAnswer } from "../../state";
import type { ViewerPart } from "../viewers";

export function useItemParts(card: ItemCard): ViewerPart[] {
  const { answer } = useAnswer("item_show", card.id, { enabled: card.part_count > 1 });
  return useMemo(() => {
    const files = answer?.item.files.filter((file) => file.role !== "record") ?? [card.first_part];
    return files.map(({ name, media_type }) => ({ part: { of: "vault", item: card.id, part: name } as const, name, media_type }));
  }, [answer, card]);
}
