// The frame of the inspector: a column beside the list, or a sheet over it that Escape takes away.
import { useRef, type ReactNode } from "react";
import { m } from "../../text";
import { useKeys } from "../viewers/useKeys";

export function InspectorPane({ onEscape, children }: { onEscape: () => void; children: ReactNode }) {
  const pane = useRef<HTMLElement>(null);
  useKeys(pane, (event) => event.key === "Escape" && onEscape());
  return (
    <aside ref={pane} className="inspector" aria-label={m.evidence_inspector()} data-pane tabIndex={-1}>
      {children}
    </aside>
  );
}
