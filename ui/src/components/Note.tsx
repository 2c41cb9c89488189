// What happened, what is safe, what to do: in a tinted frame. `live` ones are told to screen readers when they appear.
import type { ReactNode } from "react";
import { StateGlyph, type StateShape } from "./StateGlyph";
import type { Tone } from "./StateBadge";

const SHAPE: Record<Tone, StateShape> = { ok: "done", warn: "look", bad: "broken", open: "stated", info: "stated" };

export function Note({
  tone, title, children, actions, live = false, shape,
}: {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
  shape?: StateShape;
}) {
  return (
    <div className="note" data-tone={tone} role={live ? "status" : "group"} {...(live || title === undefined ? {} : { "aria-label": title })}>
      <StateGlyph shape={shape ?? SHAPE[tone]} />
      <div className="note-body">
        {title !== undefined && <p className="note-title">{title}</p>}
        {children !== undefined && <div className="note-text">{children}</div>}
        {actions !== undefined && <div className="note-actions">{actions}</div>}
      </div>
    </div>
  );
}
