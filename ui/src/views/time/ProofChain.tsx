// The certificates of a proof, from the signer to the root: what each says of itself, how long it holds, its digest to
// be compared with what the authority publishes.
import type { CertificateLine } from "../../bridge";
import { HashRow } from "../../components";
import { day, m, visible } from "../../text";

const dayOf = (at: string): string => day(new Date(at));

export function ProofChain({ chain }: { chain: CertificateLine[] }) {
  if (chain.length === 0) return <p className="proof-why">{m.time_chain_none()}</p>;
  return (
    <>
      <p className="proof-why">{m.time_chain_names()}</p>
      <ol className="proof-chain">
        {chain.map((certificate) => (
          <li key={certificate.sha256}>
            <p className="proof-subject">{visible(certificate.subject)}</p>
            {certificate.issuer !== certificate.subject && <p className="proof-why">{m.time_chain_issuer({ issuer: visible(certificate.issuer) })}</p>}
            <p className="proof-why">{m.time_chain_valid({ from: dayOf(certificate.not_before), until: dayOf(certificate.not_after) })}</p>
            <HashRow label="SHA-256" digest={certificate.sha256} />
          </li>
        ))}
      </ol>
    </>
  );
}
