// What scrolls can hold the keyboard: arrows, Page keys, Home and End move it as the system does, without code of ours.
// In the full-window viewer it takes the keyboard when it comes, so that its keys work from the first moment.
import { useEffect, useRef, type HTMLAttributes, type RefObject } from "react";

interface ScrollPaneProps extends HTMLAttributes<HTMLDivElement> {
  ref?: RefObject<HTMLDivElement | null>;
  label: string;
  role?: "region" | "img";
}

export function ScrollPane({ ref, label, role = "region", children, ...others }: ScrollPaneProps) {
  const own = useRef<HTMLDivElement>(null);
  const pane = ref ?? own;
  useEffect(() => {
    const element = pane.current;
    const writing = document.activeElement instanceof HTMLInputElement;
    if (element?.closest(".viewer-overlay") && !writing) element.focus({ preventScroll: true });
  }, [pane]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div ref={pane} tabIndex={0} role={role} aria-label={label} {...others}>
      {children}
    </div>
  );
}
