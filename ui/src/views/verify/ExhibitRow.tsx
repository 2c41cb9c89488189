// One exhibit in the table, and beneath it, when opened, its digest and its findings. What differs is red in its whole
// row; what agrees is plain ink. A row without findings opens too: its digest is there to be copied.
import type { CasePart, VerifyExhibit, VerifyFinding } from "../../bridge";
import { ExhibitTag, HashRow, Icon, KindIcon, StateGlyph, Tag, Thumbnail } from "../../components";
import { m, shortDigest, text, visible } from "../../text";
import { FindingRow } from "./FindingRow";
import { isHidden, isHurt } from "./report";
import { secondsText, withheldReason } from "./words";

export function ExhibitRow({
  path,
  exhibit,
  files,
  findings,
  isOpen,
  onToggle,
}: {
  /** Where the bundle lies. */
  path: string;
  exhibit: VerifyExhibit;
  files: CasePart[];
  findings: VerifyFinding[];
  isOpen: boolean;
  onToggle: () => void;
}) {
  const hidden = isHidden(exhibit);
  const differs = isHurt(exhibit, findings);
  const number = visible(exhibit.exhibit);
  const details = `verify-exhibit-${exhibit.exhibit}`;
  const label = isOpen ? m.verify_exhibit_collapse({ exhibit: number }) : m.verify_exhibit_expand({ exhibit: number });
  return (
    <>
      <tr className={differs ? "verify-exhibit bad" : "verify-exhibit"} onClick={onToggle}>
        <td className="verify-exhibit-picture">
          <button
            type="button"
            className="verify-expand"
            aria-expanded={isOpen}
            aria-controls={details}
            aria-label={label}
            onClick={(event) => {
              event.stopPropagation();
              onToggle();
            }}
          >
            <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={14} />
          </button>
          <Picture path={path} exhibit={exhibit} files={hidden ? [] : files} />
          {hidden ? <Tag>{number}</Tag> : <ExhibitTag number={number} />}
        </td>
        {hidden ? (
          <td colSpan={3} className="verify-exhibit-hidden">
            <Withheld exhibit={exhibit} />
          </td>
        ) : (
          <>
            <td className="verify-exhibit-name">
              <Name exhibit={exhibit} findings={findings} />
            </td>
            <td className="verify-exhibit-list">
              <ListState exhibit={exhibit} differs={differs} />
            </td>
            <td className="verify-exhibit-time">
              <Time exhibit={exhibit} />
            </td>
          </>
        )}
      </tr>
      {isOpen && (
        <tr id={details} className="verify-exhibit-more">
          <td colSpan={4}>
            <HashRow label={m.verify_exhibit_digest()} digest={exhibit.seal_sha256} />
            {findings.length === 0 ? (
              <p className="verify-none">{m.verify_exhibit_no_findings()}</p>
            ) : (
              <ul className="verify-findings">
                {findings.map((finding, index) => (
                  <FindingRow key={`${finding.code} ${index}`} finding={finding} withExhibit={false} />
                ))}
              </ul>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

function Picture({ path, exhibit, files }: { path: string; exhibit: VerifyExhibit; files: CasePart[] }) {
  if (isHidden(exhibit)) return <span className="verify-exhibit-mat none" aria-hidden="true" />;
  const picture = files.find((file) => file.media_type.startsWith("image/"));
  return (
    <span className="verify-exhibit-mat" aria-hidden="true">
      {picture === undefined ? (
        <KindIcon kind={exhibit.kind} size={16} />
      ) : (
        <Thumbnail part={{ of: "case", case: path, exhibit: exhibit.exhibit, part: picture.name }} alt="" kind={exhibit.kind} />
      )}
    </span>
  );
}

function Withheld({ exhibit }: { exhibit: VerifyExhibit }) {
  const digest = shortDigest(exhibit.seal_sha256);
  const { reason } = exhibit;
  const line =
    exhibit.shown === "absent"
      ? m.verify_exhibit_absent_line({ digest })
      : reason === null
        ? m.verify_exhibit_withheld_no_reason({ digest })
        : m.verify_exhibit_withheld_line({ digest, reason: withheldReason(reason) });
  return (
    <span className="verify-withheld">
      <StateGlyph shape="left-out" />
      <span>{line}</span>
    </span>
  );
}

function Name({ exhibit, findings }: { exhibit: VerifyExhibit; findings: VerifyFinding[] }) {
  const second = [
    exhibit.kind === null ? null : text(`kind.${exhibit.kind}`),
    exhibit.shown === "in-part" ? m.verify_exhibit_in_part() : null,
    exhibit.completeness === "partial" ? m.verify_exhibit_partial() : null,
    exhibit.completeness === "failed" ? m.verify_exhibit_failed() : null,
    exhibit.made_from === null ? null : m.verify_exhibit_made_from({ digest: `${exhibit.made_from.slice(0, 8)}…` }),
    findings.length > 0 ? m.verify_exhibit_findings({ count: findings.length }) : null,
  ].filter((part) => part !== null);
  const name = visible(exhibit.name ?? "");
  return (
    <>
      <span className="verify-exhibit-title" title={name}>
        {name === "" ? m.verify_exhibit_unnamed() : name}
      </span>
      <span className="verify-exhibit-second" title={second.join(" · ")}>
        {second.join(" · ")}
      </span>
    </>
  );
}

function ListState({ exhibit, differs }: { exhibit: VerifyExhibit; differs: boolean }) {
  if (differs) {
    return (
      <span className="verify-state bad">
        <StateGlyph shape="differs" />
        {m.verify_exhibit_differs()}
      </span>
    );
  }
  const agrees = exhibit.integrity === "agrees";
  return (
    <span className="verify-state">
      <StateGlyph shape={agrees ? "agrees" : "absent"} />
      {agrees ? m.verify_exhibit_agrees() : m.verify_exhibit_not_checked()}
    </span>
  );
}

function Time({ exhibit }: { exhibit: VerifyExhibit }) {
  if (exhibit.not_later_than === null) {
    return (
      <span className="verify-state">
        <StateGlyph shape="absent" />
        {m.verify_exhibit_no_time()}
      </span>
    );
  }
  const atExport = exhibit.through === "export";
  return (
    <>
      <time className="verify-exhibit-at" dateTime={exhibit.not_later_than}>
        {secondsText(exhibit.not_later_than)}
      </time>
      <span className={atExport ? "verify-exhibit-second warn" : "verify-exhibit-second"}>
        {atExport ? m.verify_exhibit_only_at_export() : exhibit.by}
      </span>
    </>
  );
}
