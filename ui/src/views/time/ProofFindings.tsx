// What a reader of a proof should know, finding by finding: shape and word of its level, its sentence, its code.
import type { ProofFinding } from "../../bridge";
import { StateGlyph } from "../../components";
import { knows, text } from "../../text";
import { levelWord } from "../verify/words";

const SHAPES = { error: "broken", warning: "look", note: "stated" } as const;
const ORDER = ["error", "warning", "note"];

export function ProofFindings({ findings, label }: { findings: ProofFinding[]; label: string }) {
  return (
    <ul className="proof-findings" aria-label={label}>
      {findings.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level)).map(({ code, level, values }, index) => (
        <li key={`${code} ${index}`} data-level={level}>
          <StateGlyph shape={SHAPES[level]} size={14} />
          <div>
            <p>
              <span className="visually-hidden">{levelWord(level)} </span>
              {knows(`finding.${code}`) ? text(`finding.${code}`, values) : code}
            </p>
            <p className="proof-code">{[code, values["reason"]].filter(Boolean).join(" · ")}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
