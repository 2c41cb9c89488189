// One exhibit of the case: its files, each in the viewer for its kind. When it does not match its fixed list, that stands
// first, with what was found. A file whose bytes differ is not handed out at all, and the viewer says so; the files beside
// it that still match can be looked at.
import { useState } from "react";
import type { CaseExhibit } from "../../bridge";
import { ErrorNote, ExhibitTag, IconButton, Note, Select, StateGlyph } from "../../components";
import { m, size, text, visible } from "../../text";
import { FindingRow } from "../verify/FindingRow";
import { isHidden } from "../verify/report";
import { withheldReason } from "../verify/words";
import { PartViewer } from "../viewers";
import type { Found } from "./found";

export function CaseExhibitPane({
  path,
  exhibit,
  found,
  onPrevious,
  onNext,
}: {
  path: string;
  exhibit: CaseExhibit;
  found: Found | null;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const part = exhibit.parts.find((one) => one.name === chosen) ?? exhibit.parts[0];
  const number = visible(exhibit.exhibit);
  return (
    <section className="case-pane" aria-label={m.verify_case_parts({ exhibit: number })} data-pane tabIndex={-1}>
      <header className="case-pane-head">
        <ExhibitTag number={number} />
        <h2>{isHidden(exhibit) ? text("verdict.exhibit.withheld") : visible(exhibit.name ?? "") || m.verify_exhibit_unnamed()}</h2>
        <span className="case-bar-space" />
        {part !== undefined && exhibit.parts.length > 1 && (
          <Select
            label={m.verify_case_parts({ exhibit: number })}
            hideLabel
            value={part.name}
            onChange={setChosen}
            options={exhibit.parts.map((one) => ({
              id: one.name,
              label: visible(one.name),
              detail: `${visible(one.media_type)} · ${size(one.size_bytes)}`,
            }))}
          />
        )}
        <IconButton icon="chevron-up" label={m.verify_case_previous()} isDisabled={onPrevious === null} onPress={() => onPrevious?.()} />
        <IconButton icon="chevron-down" label={m.verify_case_next()} isDisabled={onNext === null} onPress={() => onNext?.()} />
      </header>
      {found?.state === "differs" && (
        <div className="case-warning">
          <Note tone="bad" title={m.verify_case_exhibit_broken({ exhibit: number })}>
            <ul className="case-warning-findings">
              {found.findings.map((finding, index) => (
                <FindingRow key={`${finding.code} ${index}`} finding={finding} withExhibit={false} />
              ))}
            </ul>
          </Note>
        </div>
      )}
      {exhibit.problem !== null && (
        <div className="case-warning">
          <ErrorNote failure={{ code: exhibit.problem, whose: "user", values: { path: exhibit.exhibit } }} />
        </div>
      )}
      {isHidden(exhibit) ? (
        <Withheld exhibit={exhibit} />
      ) : (
        part !== undefined && (
          <div className="case-viewer">
            <PartViewer
              key={part.name}
              part={{ of: "case", case: path, exhibit: exhibit.exhibit, part: part.name }}
              name={visible(part.name)}
            />
          </div>
        )
      )}
    </section>
  );
}

function Withheld({ exhibit }: { exhibit: CaseExhibit }) {
  const number = visible(exhibit.exhibit);
  const withheld = exhibit.shown === "withheld";
  return (
    <div className="case-withheld">
      <StateGlyph shape="left-out" size={24} />
      <h3>{withheld ? m.verify_case_withheld_title({ exhibit: number }) : m.verify_case_absent_title({ exhibit: number })}</h3>
      <p>{withheld ? m.verify_case_withheld_body() : m.verify_case_absent_body()}</p>
      {exhibit.reason !== null && (
        <p>
          {m.verify_case_reason()}: {withheldReason(exhibit.reason)}
        </p>
      )}
    </div>
  );
}
