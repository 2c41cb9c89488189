// One finding: its level as shape and word, what it means, what the checker adds, its code, and its path on its own line.
// Paths and details come from strangers and are shown as text that cannot turn the reading direction. Digests are drawn
// short; whole ones stand in the tooltip and in the copied text.
import type { VerifyFinding } from "../../bridge";
import { StateGlyph } from "../../components";
import { visible } from "../../text";
import { levelWord } from "./words";

const WHOLE_DIGEST = /\b[0-9a-f]{64}\b/g;
const shortened = (digest: string) => `${digest.slice(0, 8)}…${digest.slice(-4)}`;

const SHAPES = { error: "broken", warning: "look", note: "stated" } as const;

export function FindingRow({ finding, withExhibit = true }: { finding: VerifyFinding; withExhibit?: boolean }) {
  return (
    <li className="verify-finding" data-level={finding.level}>
      <span className="verify-finding-glyph">
        <StateGlyph shape={SHAPES[finding.level]} />
        <span className="visually-hidden">{levelWord(finding.level)}</span>
      </span>
      <div className="verify-finding-words">
        <p className="verify-finding-title">
          {withExhibit && finding.exhibit !== null && <span className="verify-number">{visible(finding.exhibit)}</span>}
          {finding.sentence}
        </p>
        {finding.detail !== "" && (
          <p className="verify-finding-detail" title={visible(finding.detail)}>
            {visible(finding.detail).replace(WHOLE_DIGEST, shortened)}
          </p>
        )}
        <p className="verify-finding-code">{finding.code}</p>
        {finding.path !== null && <p className="verify-finding-code">{visible(finding.path)}</p>}
      </div>
    </li>
  );
}
