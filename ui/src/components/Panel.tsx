// A surface with a line and no shadow. With a title it is a section with that name.
import { useId, type ReactNode } from "react";
import { number } from "../text";

export function Panel({
  title, count, actions, children,
}: {
  title?: string;
  count?: number;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const heading = useId();
  if (title === undefined) return <div className="panel">{children}</div>;
  return (
    <section className="panel" aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {count !== undefined && <span className="count">{number(count)}</span>}
        {actions !== undefined && <div className="panel-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
