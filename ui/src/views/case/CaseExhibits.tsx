// The exhibits of a case, in the complainant's order; arrows move between them. What does not match is marked in its row.
// What is withheld has its number and the word, and never a name.
import { useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import type { CaseExhibit } from "../../bridge";
import { ExhibitTag, StateGlyph, Tag } from "../../components";
import { m, text, visible } from "../../text";
import { MoreButton } from "../verify/MoreButton";
import { isHidden } from "../verify/report";
import type { Found } from "./found";

const STEP = 300;

export function CaseExhibits({
  exhibits,
  found,
  selected,
  onSelect,
}: {
  exhibits: CaseExhibit[];
  found: Map<string, Found>;
  selected: string;
  onSelect: (exhibit: string) => void;
}) {
  const [limit, setLimit] = useState(STEP);
  return (
    <nav className="case-exhibits" aria-label={m.verify_case_exhibits()} data-pane tabIndex={-1}>
      <h2>
        {m.verify_case_exhibits()} <span>{m.verify_exhibits_names()}</span>
      </h2>
      <ListBox
        aria-label={m.verify_case_exhibits()}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[selected]}
        onSelectionChange={(keys) => {
          const [first] = keys === "all" ? [] : [...keys];
          if (first !== undefined) onSelect(String(first));
        }}
      >
        {exhibits.slice(0, limit).map((exhibit) => (
          <ListBoxItem
            key={exhibit.exhibit}
            id={exhibit.exhibit}
            className="case-exhibit"
            textValue={`${exhibit.exhibit} ${nameOf(exhibit)}`}
          >
            <Row exhibit={exhibit} found={found.get(exhibit.exhibit) ?? null} />
          </ListBoxItem>
        ))}
      </ListBox>
      <MoreButton count={Math.min(STEP, exhibits.length - limit)} onPress={() => setLimit(limit + STEP)} />
    </nav>
  );
}

function nameOf(exhibit: CaseExhibit): string {
  if (isHidden(exhibit)) return exhibit.shown === "withheld" ? text("verdict.exhibit.withheld") : m.verify_case_absent();
  return exhibit.name === null || exhibit.name === "" ? m.verify_exhibit_unnamed() : visible(exhibit.name);
}

function Row({ exhibit, found }: { exhibit: CaseExhibit; found: Found | null }) {
  const hidden = isHidden(exhibit);
  const differs = found?.state === "differs";
  const number = visible(exhibit.exhibit);
  const second = [
    exhibit.kind === null || hidden ? null : text(`kind.${exhibit.kind}`),
    exhibit.completeness === "partial" ? m.verify_exhibit_partial() : null,
    exhibit.completeness === "failed" ? m.verify_exhibit_failed() : null,
  ].filter((part) => part !== null);
  return (
    <>
      {hidden ? <Tag>{number}</Tag> : <ExhibitTag number={number} />}
      <span className="case-exhibit-words">
        <span className={hidden ? "case-exhibit-name hidden" : "case-exhibit-name"}>{nameOf(exhibit)}</span>
        {differs ? (
          <span className="case-exhibit-second bad">
            <StateGlyph shape="differs" size={14} />
            {m.verify_exhibit_differs()}
          </span>
        ) : (
          second.length > 0 && <span className="case-exhibit-second">{second.join(" · ")}</span>
        )}
      </span>
    </>
  );
}
