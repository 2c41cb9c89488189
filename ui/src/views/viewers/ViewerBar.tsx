// The tools of a viewer: what can be done on the left, what the file is on the right.
import type { ReactNode } from "react";
import { m } from "../../text";

export function ViewerBar({ facts, children }: { facts?: string; children?: ReactNode }) {
  return (
    <div className="viewer-bar" role="toolbar" aria-label={m.viewers_tools()}>
      {children}
      {facts !== undefined && <span className="viewer-facts">{facts}</span>}
    </div>
  );
}
