// Keys pressed anywhere inside an element, as the browser sends them: what lies over it (a menu, a dialog) is outside.
import { useEffect, useEffectEvent, type RefObject } from "react";

export function useKeys(element: RefObject<HTMLElement | null>, press: (event: KeyboardEvent) => unknown): void {
  const pressed = useEffectEvent(press);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const heard = (event: KeyboardEvent) => pressed(event);
    watched.addEventListener("keydown", heard);
    return () => watched.removeEventListener("keydown", heard);
  }, [element]);
}
