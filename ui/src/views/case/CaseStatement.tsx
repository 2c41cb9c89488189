// Beside an exhibit: its digests and whether its bytes fit them; and apart from that, on ground of its own, what the
// complainant says of it and of the whole case: told, not checked.
import type { Case, CaseExhibit } from "../../bridge";
import { HashRow, StateGlyph } from "../../components";
import { m, moment, text, visible } from "../../text";
import { isHidden } from "../verify/report";
import type { Found } from "./found";

export function CaseStatement({ shown, exhibit, found }: { shown: Case; exhibit: CaseExhibit; found: Found | null }) {
  const hidden = isHidden(exhibit);
  const rows: [string, string][] = [];
  if (!hidden) {
    if (exhibit.kind !== null) rows.push([m.verify_case_kind(), text(`kind.${exhibit.kind}`)]);
    if (exhibit.stated !== null) rows.push([m.verify_case_origin(), text(`origin.${exhibit.stated}`)]);
    if (exhibit.completeness !== null) rows.push([m.verify_case_completeness(), text(`completeness.${exhibit.completeness}`)]);
    if (exhibit.stated_at !== null) rows.push([m.verify_case_kept_at(), moment(exhibit.stated_at, "full")]);
  }
  return (
    <aside className="case-side" aria-label={m.verify_case_beside()} data-pane tabIndex={-1}>
      <section className="case-digests">
        <h2>{m.verify_case_digests()}</h2>
        {!hidden && <State found={found} />}
        <HashRow label={m.verify_case_fixed_list()} digest={exhibit.seal_sha256} />
        {!hidden && exhibit.parts.map((part) => <HashRow key={part.name} label={visible(part.name)} digest={part.sha256} />)}
      </section>
      <div className="verify-statement" role="group" aria-labelledby="case-statement-title">
        <section>
          <h2 id="case-statement-title">{m.verify_case_statement()}</h2>
          <p>{m.verify_case_statement_body()}</p>
        </section>
        {!hidden && (
          <section>
            <h3>{m.verify_case_of({ exhibit: visible(exhibit.exhibit) })}</h3>
            <p className="case-proves">{exhibit.name === null ? m.verify_case_proves_none() : visible(exhibit.name)}</p>
            <Rows rows={rows} />
          </section>
        )}
        <section>
          <h3>{shown.title === null ? m.verify_case_whole() : visible(shown.title)}</h3>
          {shown.facts.length === 0 && <p>{m.verify_case_facts_none()}</p>}
          <Rows rows={shown.facts.map((fact) => [fact.known ? text(`fact.${fact.name}`) : visible(fact.name), fact.value])} />
        </section>
      </div>
    </aside>
  );
}

function Rows({ rows }: { rows: [string, string][] }) {
  return (
    <dl className="case-rows">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value.split("\n").map(visible).join("\n")}</dd>
        </div>
      ))}
    </dl>
  );
}

function State({ found }: { found: Found | null }) {
  const state = found?.state ?? "not-checked";
  if (state === "differs") {
    return (
      <p className="verify-state bad">
        <StateGlyph shape="differs" size={14} />
        {m.verify_case_exhibit_differs()}
      </p>
    );
  }
  return (
    <p className="verify-state">
      <StateGlyph shape={state === "agrees" ? "agrees" : "absent"} size={14} />
      {state === "agrees" ? m.verify_case_exhibit_agrees() : m.verify_case_exhibit_unchecked()}
    </p>
  );
}
