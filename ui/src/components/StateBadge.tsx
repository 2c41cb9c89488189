// A state: shape, word and colour together.
import type { ReactNode } from "react";
import { StateGlyph, type StateShape } from "./StateGlyph";

export type Tone = "ok" | "warn" | "bad" | "open" | "info";

export function StateBadge({
  shape, tone, pill = false, children,
}: {
  shape: StateShape;
  tone: Tone;
  pill?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={pill ? "state-badge pill" : "state-badge"} data-tone={tone}>
      <StateGlyph shape={shape} size={14} />
      <span>{children}</span>
    </span>
  );
}
