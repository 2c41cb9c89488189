// The head of a check: the dated sentence, or what stands in its place, at the size that the eye meets first. Its second
// half, what the check cannot tell, has the size of the first. The line breaks around the date, never inside it. Red only
// when something does not match; never green, never a tick. Takes the focus when the check that just ended left none.
import { useEffect, useRef, type ReactNode } from "react";
import type { VerifyHead } from "../../bridge";
import { StateGlyph } from "../../components";
import type { Head } from "./report";

export function VerdictHead({
  head,
  says,
  actions,
  meta,
}: {
  head: Head;
  says: VerifyHead;
  actions: ReactNode;
  meta: ReactNode;
}) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that began or could cancel the check is gone; whoever works by keyboard goes on from the result.
    if (document.activeElement === null || document.activeElement === document.body) section.current?.focus();
  }, []);
  const glyph = head === "broken" ? "broken" : head === "not-checkable" ? "look" : null;
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={head === "broken" ? "verify-head bad" : "verify-head"}
      aria-labelledby="verify-head-sentence"
    >
      <div className="verify-head-row">
        {glyph !== null && (
          <span className={`verify-head-glyph ${head}`} aria-hidden="true">
            <StateGlyph shape={glyph} size={24} />
          </span>
        )}
        <div className="verify-head-words">
          {says.date === null ? (
            <h2 id="verify-head-sentence" className="verify-head-plain">
              {says.before}
            </h2>
          ) : (
            <h2 id="verify-head-sentence" className="verify-head-dated">
              {says.before}
              <strong>{says.date}</strong>
              {says.after}
            </h2>
          )}
          {says.matching !== null && <p className="verify-head-line">{says.matching}</p>}
          {says.not_matching !== null && <p className="verify-head-line">{says.not_matching}</p>}
          <p className="verify-head-second">{says.second}</p>
        </div>
        <div className="verify-head-actions verify-screen-only">{actions}</div>
      </div>
      {meta}
    </section>
  );
}
