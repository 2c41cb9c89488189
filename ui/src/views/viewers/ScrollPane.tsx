// What scrolls can hold the keyboard: arrows, Page keys, Home and End move it as the system does, without code of ours.
import type { HTMLAttributes, Ref } from "react";

interface ScrollPaneProps extends HTMLAttributes<HTMLDivElement> {
  ref?: Ref<HTMLDivElement>;
  label: string;
  role?: "region" | "img";
}

export function ScrollPane({ ref, label, role = "region", children, ...others }: ScrollPaneProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div ref={ref} tabIndex={0} role={role} aria-label={label} {...others}>
      {children}
    </div>
  );
}
