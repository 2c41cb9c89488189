// Integrity, time and disclosure, side by side: three questions that are never mixed. The fourth, origin, is only stated
// and therefore stands in the complainant's own pane.
import type { VerifyBundle } from "../../bridge";
import { m, number, text } from "../../text";
import { differing, headOf, latestExhibit } from "./report";
import { VerdictPart } from "./VerdictPart";
import { several } from "./words";

export function VerdictParts({ bundle }: { bundle: VerifyBundle }) {
  return (
    <div className="verify-parts">
      <IntegrityPart bundle={bundle} />
      <TimePart bundle={bundle} />
      <DisclosurePart bundle={bundle} />
    </div>
  );
}

function IntegrityPart({ bundle }: { bundle: VerifyBundle }) {
  const question = text("verdict.part.integrity");
  const { state, sentence, does_not_prove } = bundle.integrity;
  if (state === "broken") {
    const names = differing(bundle);
    return (
      <VerdictPart
        question={question}
        glyph="broken"
        bad
        word={m.verify_integrity_broken({ count: bundle.counts.errors })}
        not={does_not_prove}
      >
        <p>{names.length > 0 ? m.verify_integrity_broken_body({ what: several(names) }) : sentence}</p>
        <p>{m.verify_integrity_recomputed({ done: number(bundle.recomputed), count: bundle.files })}</p>
      </VerdictPart>
    );
  }
  if (state === "not-checked") {
    return (
      <VerdictPart question={question} glyph="look" word={m.verify_integrity_not_checked()} not={does_not_prove}>
        <p>{sentence}</p>
      </VerdictPart>
    );
  }
  const word = headOf(bundle) === "foreign" ? m.verify_integrity_foreign() : m.verify_integrity_intact();
  return (
    <VerdictPart question={question} glyph="agrees" word={word} not={does_not_prove}>
      <p>{sentence}</p>
    </VerdictPart>
  );
}

function TimePart({ bundle }: { bundle: VerifyBundle }) {
  const question = text("verdict.part.time");
  const { dated, shown, sentence, does_not_prove } = bundle.time;
  if (bundle.integrity.state === "not-checked") {
    return (
      <VerdictPart question={question} glyph="look" word={m.verify_integrity_not_checked()} not={does_not_prove}>
        <p>{m.verify_time_not_checked()}</p>
      </VerdictPart>
    );
  }
  if (dated === 0) {
    return (
      <VerdictPart question={question} glyph="absent" word={m.verify_time_none()} not={does_not_prove}>
        <p>{bundle.holdfast ? m.verify_time_none_body() : sentence}</p>
      </VerdictPart>
    );
  }
  const whole = dated === shown;
  const word = whole
    ? m.verify_time_all({ count: dated, exhibit: latestExhibit(bundle) })
    : m.verify_time_some({ dated, count: shown });
  return (
    <VerdictPart question={question} word={word} not={does_not_prove}>
      <p>{whole ? m.verify_time_all_body() : m.verify_time_some_body()}</p>
    </VerdictPart>
  );
}

function DisclosurePart({ bundle }: { bundle: VerifyBundle }) {
  const { disclosure } = bundle;
  if (disclosure === null || bundle.verdict === "not-checkable") {
    return (
      <VerdictPart question={text("verdict.part.disclosure")} not={text("verdict.does-not-prove.disclosure")}>
        <p>{m.verify_disclosure_none()}</p>
      </VerdictPart>
    );
  }
  const counts: [number, string][] = [
    [disclosure.whole, m.verify_disclosure_whole()],
    [disclosure.in_part, m.verify_disclosure_in_part()],
    [disclosure.withheld, m.verify_disclosure_withheld()],
    [disclosure.removed, m.verify_disclosure_removed()],
  ];
  return (
    <VerdictPart question={m.verify_disclosure_named({ count: disclosure.named })} not={disclosure.does_not_prove}>
      <dl className="verify-counts">
        {counts.map(([count, word]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </VerdictPart>
  );
}
