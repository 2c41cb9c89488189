// One of the parts of a verdict: its question, its word, its reason, and at the same size what it does not prove.
import type { ReactNode } from "react";
import { StateGlyph } from "../../components";
import { m } from "../../text";
import { stopped } from "./words";

export function VerdictPart({
  question,
  glyph,
  word,
  bad = false,
  not,
  children,
}: {
  question: string;
  glyph?: "agrees" | "absent" | "broken" | "look";
  word?: string;
  bad?: boolean;
  /** What this part does not prove, as a sentence's end. */
  not: string;
  children: ReactNode;
}) {
  return (
    <section className={bad ? "verify-part bad" : "verify-part"} aria-label={question}>
      <h3 className="verify-part-question">{question}</h3>
      {word !== undefined && (
        <p className="verify-part-word">
          {glyph !== undefined && <StateGlyph shape={glyph} />}
          {word}
        </p>
      )}
      {children}
      <p className="verify-part-not">
        <strong>{m.verify_does_not_prove()}</strong>
        {stopped(not, m.verify_stop())}
      </p>
    </section>
  );
}
