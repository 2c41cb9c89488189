// One setting: its name, a sentence, and at the right what changes it.
import type { ReactNode } from "react";

export function SettingRow({ title, body, children }: { title: string; body?: ReactNode; children?: ReactNode }) {
  return (
    <div className="setting-row">
      <div className="setting-words">
        <p className="setting-title">{title}</p>
        {body !== undefined && <div className="setting-body">{body}</div>}
      </div>
      {children !== undefined && <div className="setting-do">{children}</div>}
    </div>
  );
}
