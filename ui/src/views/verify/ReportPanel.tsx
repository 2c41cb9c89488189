// A panel of the report: a title, and beside it a line in words where other panels have a number.
import { useId, type ReactNode } from "react";

export function ReportPanel({ title, aside, children }: { title: string; aside: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className="panel verify-panel" aria-labelledby={heading}>
      <header className="verify-panel-head">
        <h2 id={heading}>{title}</h2>
        <span>{aside}</span>
      </header>
      {children}
    </section>
  );
}
