// Whether the window is wide enough for the inspector to stand beside the list.
import { useSyncExternalStore } from "react";

const QUERY = "(min-width: 1180px)";

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}
