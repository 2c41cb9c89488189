// Several inputs at once: the worst first, each a line to its own report, and what contradicts between them.
import type { VerifyBundle, VerifyReport } from "../../bridge";
import { StateGlyph } from "../../components";
import { m, visible } from "../../text";
import { FindingRow } from "./FindingRow";
import { ReportPanel } from "./ReportPanel";
import { headOf, inOrder, worstFirst, type Head } from "./report";

const WORDS: Record<Head, () => string> = {
  dated: m.verify_word_dated,
  undated: m.verify_word_intact,
  foreign: m.verify_word_foreign,
  broken: m.verify_word_broken,
  "not-checkable": m.verify_word_not_checkable,
};
const SHAPES = { dated: "agrees", undated: "agrees", foreign: "agrees", broken: "broken", "not-checkable": "look" } as const;

export function SeveralBundles({
  report,
  selected,
  onSelect,
}: {
  report: VerifyReport;
  selected: VerifyBundle;
  onSelect: (bundle: VerifyBundle) => void;
}) {
  const { bundles, findings: between } = report;
  return (
    <ReportPanel title={m.verify_several_title({ count: bundles.length })} aside={m.verify_several_worst()}>
      <ul className="verify-several" aria-label={m.verify_several_list()}>
        {worstFirst(bundles).map((bundle, index) => {
          const head = headOf(bundle);
          return (
            <li key={`${bundle.input} ${index}`}>
              <button
                type="button"
                aria-current={bundle === selected}
                className={`verify-one ${head === "broken" ? "bad" : ""}`}
                onClick={() => onSelect(bundle)}
              >
                <StateGlyph shape={SHAPES[head]} />
                <span className="verify-one-word">{WORDS[head]()}</span>
                <span className="verify-one-name" title={visible(bundle.input)}>
                  {visible(bundle.file_name)}
                </span>
                <span className="verify-one-line">{[bundle.head.before, bundle.head.date, bundle.head.after].join("")}</span>
                <code>
                  {bundle.verdict} · {bundle.exit}
                </code>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="verify-between">
        <h3>{m.verify_several_cross()}</h3>
        {between.length === 0 ? (
          <p>{m.verify_several_cross_none()}</p>
        ) : (
          <ul className="verify-findings">
            {inOrder(between).map((finding, index) => (
              <FindingRow key={`${finding.code} ${index}`} finding={finding} withExhibit={false} />
            ))}
          </ul>
        )}
      </div>
    </ReportPanel>
  );
}
