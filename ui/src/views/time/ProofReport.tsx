// What one proof shows, whole: the dated sentence with its other half at the same size, who, when, how exact, what it
// does not prove, findings, certificates, digests. No tick and no green: a date is not an approval.
import type { ReactNode } from "react";
import type { ProofChecked } from "../../bridge";
import { HashRow, KeyValue, StateGlyph, type KeyValueRow } from "../../components";
import { existedBy, m, moment, visible } from "../../text";
import { ByName } from "./ByName";
import { ProofChain } from "./ProofChain";
import { ProofFindings } from "./ProofFindings";
import { accuracyWords, byShort } from "./words";
import "./time.css";

interface ProofReportProps {
  checked: ProofChecked;
  /** Of what it is: an item's fixed list, or any file. */
  of: "item" | "file";
  /** What this computer's clock said when it was kept. */
  keptAt?: string;
  through?: string;
  digests?: { label: string; digest: string }[];
}

export function ProofReport({ checked, of, keptAt, through, digests = [] }: ProofReportProps) {
  const bad = checked.verdict === "invalid";
  return (
    <div className="proof-report">
      <section className={bad ? "proof-head bad" : "proof-head"}>
        {bad && <StateGlyph shape="broken" size={20} />}
        <div>
          <p>{sentence(checked, of)}</p>
          {checked.verdict === "proven" && <p>{m.time_shows_not_truth()}</p>}
        </div>
      </section>
      <div className="proof-facts"><KeyValue rows={rows(checked, keptAt, through)} /></div>
      <DoesNotProve />
      {checked.findings.length > 0 && <Part title={m.time_findings()}><ProofFindings findings={checked.findings} label={m.time_findings()} /></Part>}
      {!bad && <Part title={m.time_chain()}><ProofChain chain={checked.chain} /></Part>}
      {digests.length > 0 && (
        <Part title={m.time_digests()}>
          {digests.map((one) => <HashRow key={one.label} {...one} />)}
        </Part>
      )}
      <p className="proof-why">{m.time_pins({ version: checked.pins })}</p>
    </div>
  );
}

function sentence({ verdict, at, not_later_than, by }: ProofChecked, of: "item" | "file"): string {
  if (verdict === "invalid") return m.time_invalid();
  if (verdict === "not-checkable") return m.time_not_checkable();
  if (verdict === "not-proven") return m.time_not_proven({ at: at === null ? "?" : moment(at, "full") });
  const values = { at: existedBy(not_later_than ?? at ?? "", "full"), by: byShort(by ?? "") };
  return of === "item" ? m.time_shows_item(values) : m.time_shows_file(values);
}

function rows(checked: ProofChecked, keptAt: string | undefined, through: string | undefined): KeyValueRow[] {
  const { by, claimed, at, accuracy_ms, policy, serial } = checked;
  const all: (KeyValueRow | null)[] = [
    by === null ? null : { key: m.time_row_by(), value: <ByName by={by} /> },
    claimed === null ? null : { key: m.time_row_claims(), value: visible(claimed), source: "declared" },
    at === null ? null : { key: m.time_row_at(), value: moment(at, "full") },
    keptAt === undefined ? null : { key: m.time_row_device(), value: moment(keptAt, "full") },
    at === null ? null : { key: m.time_row_accuracy(), value: accuracyWords(accuracy_ms) },
    through === undefined ? null : { key: m.time_row_through(), value: through },
    policy === null ? null : { key: m.time_row_policy(), value: <code>{visible(policy)}</code> },
    serial === null ? null : { key: m.time_row_serial(), value: <code className="proof-serial">{visible(serial)}</code> },
  ];
  return all.filter((row) => row !== null);
}

function DoesNotProve() {
  const points = [m.time_not_true(), m.time_not_event(), m.time_not_who(), m.time_not_else(), m.time_not_revoked()];
  return (
    <Part title={m.time_not_title()}>
      <ul className="proof-not">
        {points.map((point) => <li key={point}>{point}</li>)}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="proof-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
