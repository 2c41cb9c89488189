// The proofs of an item's time: by whose clock it existed by then, and beside it what this computer's clock said; then
// whom it still waits for, or why nobody was asked. The two clocks stand side by side and are never taken from each other.
import { useState } from "react";
import type { AuthorityLine, ItemWhole, TimeProof, TimeStatus } from "../../bridge";
import { Button, StateBadge, StateGlyph } from "../../components";
import { go } from "../../state";
import { existedBy, m, moment, visible, zoneName } from "../../text";
import { ByName } from "../time/ByName";
import { ProofDialog } from "../time/ProofDialog";
import { byShort, clockFailure, inARow, throughWords, unknownDigest } from "../time/words";
import { Section } from "./Inspector";

interface TimeProofsProps {
  item: ItemWhole;
  /** Who is asked and how that goes; none while that is not known. */
  status: TimeStatus | null;
}

export function TimeProofs({ item, status }: TimeProofsProps) {
  const [shown, setShown] = useState<TimeProof | null>(null);
  const proofs = item.time_proofs;
  const waitsFor = (status?.authorities ?? []).filter((one) => one.asked && !proofs.some((proof) => proof.authority === one.name));
  // One zone for all is told once, above them.
  const zones = new Set(proofs.flatMap((proof) => [proof.not_later_than, proof.kept_at]).map((at) => zoneName(new Date(at))));
  const zone = zones.size === 1 ? [...zones].join("") : null;
  return (
    <Section title={m.evidence_time_proofs()} aside={proofs.length > 0 ? ["RFC 3161", zone].filter(Boolean).join(" · ") : undefined}>
      {proofs.length > 0 && (
        <ul className="time-proofs">
          {proofs.map((proof) => <ProofLine key={proof.token_sha256} proof={proof} zoneTold={zone !== null} onDetails={() => setShown(proof)} />)}
        </ul>
      )}
      {waitsFor.length > 0 && (
        <ul className="time-proofs">
          {waitsFor.map((one) => <WaitingLine key={one.name} authority={one} since={item.added_at} />)}
        </ul>
      )}
      {item.time === "none" && status !== null && waitsFor.length === 0 && (
        <div className="time-none">
          <p className="inspector-why">{inARow([whyNone(status, proofs.length > 0), m.time_none_clock()])}</p>
          <Button size="s" icon="clock" onPress={() => go("settings/clocks")}>{m.time_to_clocks()}</Button>
        </div>
      )}
      {shown !== null && <ProofDialog item={item.id} proof={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function ProofLine({ proof, zoneTold, onDetails }: { proof: TimeProof; zoneTold: boolean; onDetails: () => void }) {
  const { by, at, not_later_than, kept_at, verified } = proof;
  const shown = (whole: string) => <dd title={whole}>{zoneTold ? whole.split(" ").slice(0, 2).join(" ") : whole}</dd>;
  return (
    <li className="time-proof">
      <div className="time-proof-head">
        <StateBadge shape={verified ? "done" : "stated"} tone={verified ? "ok" : "open"}><ByName by={by} /></StateBadge>
        <Button size="s" variant="ghost" label={m.time_details_of({ by: byShort(by) })} onPress={onDetails}>{m.time_details()}</Button>
      </div>
      <dl className="time-clocks">
        <div>
          <dt>{verified ? m.time_existed_by() : m.time_proof_says()}</dt>
          {shown(verified ? existedBy(not_later_than, "full") : moment(at, "full"))}
        </div>
        <div>
          <dt>{m.time_device_said()}</dt>
          {shown(moment(kept_at, "full"))}
        </div>
      </dl>
      <p className="inspector-why">{throughWords(proof)}</p>
      {!verified && <p className="inspector-why">{unknownDigest(by) === null ? m.time_uncounted() : m.time_uncounted_root()}</p>}
    </li>
  );
}

function WaitingLine({ authority, since }: { authority: AuthorityLine; since: string }) {
  const { code, reason, title, next_at } = authority;
  const failed = code === null ? null : clockFailure(code, title, reason);
  return (
    <li className="time-waits">
      <StateGlyph shape="waiting" size={14} />
      <div>
        <p>{m.time_waits_for({ name: visible(title), at: moment(since, "short") })}</p>
        <p className="inspector-why">
          {inARow([failed === null ? m.time_waits_why() : failed.message, next_at === null ? null : m.time_again_at({ at: moment(next_at, "short") })])}
        </p>
      </div>
    </li>
  );
}

function whyNone({ public_clocks, authorities }: TimeStatus, some: boolean): string {
  if (authorities.some((one) => one.asked) || some) return m.time_none_yet();
  if (public_clocks === null) return m.time_none_open();
  return public_clocks === "denied" ? m.time_none_denied() : m.time_none_unchosen();
}
