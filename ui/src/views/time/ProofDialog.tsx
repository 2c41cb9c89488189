// One kept proof of an item, checked again from its bytes when this opens and whenever one asks.
import { useEffect, useState } from "react";
import { bridge, type Failure, type ProofChecked, type TimeProof } from "../../bridge";
import { Button, Dialog, ErrorNote } from "../../components";
import { m, moment } from "../../text";
import { ProofReport } from "./ProofReport";
import { throughWords } from "./words";

interface Held {
  checked: ProofChecked | null;
  failure: Failure | null;
  at: string | null;
  running: boolean;
}

/** Asks for a check at once, and again on `again`; what was found before stays meanwhile. */
function useProofCheck(item: string, token_sha256: string): Held & { again: () => void } {
  const [held, setHeld] = useState<Held>({ checked: null, failure: null, at: null, running: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    bridge().call("proof_check", { item, token_sha256 }).then(
      (checked) => !gone && setHeld({ checked, failure: null, at: new Date().toISOString(), running: false }),
      (failure: Failure) => !gone && setHeld({ checked: null, failure, at: null, running: false }),
    );
    return () => {
      gone = true;
    };
  }, [item, token_sha256, turn]);
  const again = () => {
    setHeld((before) => ({ ...before, running: true }));
    setTurn((before) => before + 1);
  };
  return { ...held, again };
}

export function ProofDialog({ item, proof, onClose }: { item: string; proof: TimeProof; onClose: () => void }) {
  const { checked, failure, at, running, again } = useProofCheck(item, proof.token_sha256);
  return (
    <Dialog
      wide
      isOpen
      title={m.time_proof_title()}
      onClose={onClose}
      actions={
        <>
          <p className="proof-checked" role="status">{running ? m.time_checking() : at !== null ? m.time_checked_at({ at: moment(at, "full") }) : ""}</p>
          <Button icon="refresh" busy={running} onPress={again}>{m.time_check_again()}</Button>
          <Button variant="primary" onPress={onClose}>{m.common_close()}</Button>
        </>
      }
    >
      {failure !== null && <ErrorNote failure={failure} onRetry={again} />}
      {checked !== null && (
        <ProofReport
          checked={checked}
          of="item"
          keptAt={proof.kept_at}
          through={throughWords(proof)}
          digests={[{ label: m.time_digest_list(), digest: proof.list_sha256 }, { label: m.time_digest_token(), digest: proof.token_sha256 }]}
        />
      )}
    </Dialog>
  );
}
