// What is to be stamped once more before a certificate ends, and why that is done.
import type { RenewalLine } from "../../bridge";
import { Panel } from "../../components";
import { day, m } from "../../text";
import { inARow } from "../time/words";

export function RenewalPanel({ renewal }: { renewal: RenewalLine }) {
  const { proofs, ends_at } = renewal;
  return (
    <Panel title={m.clocks_renewal()}>
      <div className="setting-block">
        <p>
          {inARow([
            proofs === 0 ? m.clocks_renewal_none() : m.clocks_renewal_due({ count: proofs }),
            ends_at === null ? null : m.clocks_renewal_ends({ day: day(new Date(ends_at)) }),
          ])}
        </p>
        <p className="setting-body">{m.clocks_renewal_why()}</p>
      </div>
    </Panel>
  );
}
