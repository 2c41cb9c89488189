// One item that another screen, or a task, points at: the evidence screen goes to it and selects it.
import { go } from "./route";
import { createStore } from "./store";

export const pointed = createStore<string | null>(null);

/** Goes to the evidence screen and to this item in it. */
export function showItem(id: string): void {
  pointed.set(id);
  go("evidence");
}
