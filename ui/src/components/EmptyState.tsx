// Nothing here yet: what would stand here, and how it gets here.
import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon";

export function EmptyState({ glyph, title, body, actions }: { glyph: IconName; title: string; body?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty-state">
      <span className="empty-glyph"><Icon name={glyph} size={24} /></span>
      <h2>{title}</h2>
      {body !== undefined && <div className="empty-body">{body}</div>}
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
    </div>
  );
}
