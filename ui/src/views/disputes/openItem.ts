// Opens an item where it can be looked at: the evidence screen, with this item chosen.
import { go, routeTo } from "../../state";

export function openItem(id: string): void {
  go(routeTo("evidence", id));
}
