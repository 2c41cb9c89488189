// The inner size of an element, kept current; nothing until the browser told it.
import { useLayoutEffect, useState, type RefObject } from "react";
import type { Size } from "./stage";

export function useBox(element: RefObject<HTMLElement | null>): Size {
  const [box, setBox] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = watched;
      setBox((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    // The first frame is drawn with the right size, not the one after.
    measure();
    return () => observer.disconnect();
  }, [element]);
  return box;
}
