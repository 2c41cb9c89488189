// One exhibit of the plan: shown whole, or withheld for a reason of which the bundle gets the code.
import type { Exhibit, PlanExhibit } from "../../bridge";
import { ExhibitTag, Select, Size, StateBadge } from "../../components";
import { m, text } from "../../text";
import { REASONS, type Reason } from "./choices";

interface PlanExhibitRowProps {
  exhibit: Exhibit;
  /** What the plan says of it; comes a moment later. */
  planned: PlanExhibit | undefined;
  reason: Reason | null;
  onChange: (reason: Reason | null) => void;
}

export function PlanExhibitRow({ exhibit, planned, reason, onChange }: PlanExhibitRowProps) {
  return (
    <li className={reason === null ? "export-plan-exhibit" : "export-plan-exhibit export-plan-exhibit-withheld"}>
      <ExhibitTag number={exhibit.exhibit} />
      <div className="export-plan-exhibit-what">
        <span className="cut" title={exhibit.name}>
          {exhibit.name}
        </span>
        <span className="export-plan-exhibit-meta">
          {exhibit.kind !== null && text(`kind.${exhibit.kind}`)}
          {planned !== undefined && reason === null && (
            <>
              {" · "}
              <Size bytes={planned.size_bytes} />
            </>
          )}
          {reason !== null && ` · ${m.export_withheld_is()}`}
        </span>
      </div>
      {planned?.completeness === "partial" && (
        <StateBadge shape="half" tone="warn">
          {m.export_partial()}
        </StateBadge>
      )}
      {planned?.completeness === "failed" && (
        <StateBadge shape="broken" tone="bad">
          {m.export_failed()}
        </StateBadge>
      )}
      <div className="export-plan-exhibit-choice">
        <Select
          label={m.export_show_or_withhold({ exhibit: exhibit.exhibit })}
          hideLabel
          options={[
            { id: "shown" as const, label: m.export_shown() },
            ...REASONS.map((code) => ({ id: code, label: m.export_withheld({ reason: text(`withheld.${code}`) }) })),
          ]}
          value={reason ?? "shown"}
          onChange={(chosen) => onChange(chosen === "shown" ? null : chosen)}
        />
      </div>
    </li>
  );
}
