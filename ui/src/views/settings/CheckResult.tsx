// What a check of the vault went through and everything it found: errors first, each with its sentence and its place.
import type { Finding, VaultChecked } from "../../bridge";
import { Note, StateGlyph, type StateShape } from "../../components";
import { knows, m, number, size, text, visible } from "../../text";

const ORDER = ["error", "warning", "note"];
const SHAPE: Record<Finding["level"], StateShape> = { error: "broken", warning: "look", note: "stated" };

export function CheckResult({ checked }: { checked: VaultChecked }) {
  const { counts } = checked;
  const findings = checked.findings.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level));
  const errors = findings.filter((finding) => finding.level === "error").length;
  return (
    <div className="setting-block">
      <Note tone={checked.whole ? "ok" : "bad"} live title={checked.whole ? m.settings_check_whole() : m.settings_check_damaged({ count: errors })}>
        <p>{m.settings_check_counts({ items: m.common_items({ count: counts.items }), objects: number(counts.objects), entries: number(counts.entries), size: size(counts.size_bytes) })}</p>
        {!checked.whole && <p>{m.settings_check_damaged_help()}</p>}
      </Note>
      {findings.length > 0 && (
        <ul className="findings" aria-label={m.settings_findings()}>
          {findings.slice(0, 500).map((finding, index) => (
            <li key={`${index} ${finding.code} ${finding.path ?? ""}`} data-level={finding.level}>
              <StateGlyph shape={SHAPE[finding.level]} size={14} />
              <div>
                <p>{knows(`finding.${finding.code}`) ? text(`finding.${finding.code}`, { path: finding.path ?? "", detail: finding.detail }) : finding.detail}</p>
                <p className="finding-place">
                  <code>{finding.code}</code>
                  {finding.path !== null && <code>{visible(finding.path)}</code>}
                </p>
                {finding.detail !== "" && knows(`finding.${finding.code}`) && <p className="finding-detail">{visible(finding.detail)}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {findings.length > 500 && <p className="setting-body">{m.settings_findings_more({ count: findings.length - 500 })}</p>}
    </div>
  );
}
