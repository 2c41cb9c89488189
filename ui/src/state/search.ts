// What is looked for: one text, typed in the search field at the top, used by the evidence screen.
import { createStore } from "./store";

export const search = createStore("");

export function useSearch(): { find: string; setFind: (find: string) => void } {
  return { find: search.use(), setFind: search.set };
}
