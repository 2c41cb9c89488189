// What a time proof shows of one file that was dropped together with it. The same report as of a kept proof, on the same
// neutral ground as a bundle's: no tick, no green.
import { ErrorNote, IconButton } from "../../components";
import { m, visible } from "../../text";
import { ProofReport } from "../time/ProofReport";
import { startFileProof, type FileProof } from "./fileProof";
import { TrustNote } from "./TrustNote";
import { lastName } from "./words";

export function FileProofReport({ asked, onClose }: { asked: FileProof; onClose: () => void }) {
  const { file, proof, trust, checked, failure } = asked;
  const again = (roots: string[]) => startFileProof(file, proof, roots);
  const isUnknown = checked?.findings.some((finding) => finding.code === "unknown-authority") ?? false;
  return (
    <section className="verify-file panel" aria-labelledby="verify-file-title">
      <header className="verify-file-head">
        <div>
          <h2 id="verify-file-title">{m.verify_file_title()}</h2>
          <p>{m.verify_file_names({ file: visible(lastName(file)), proof: visible(lastName(proof)) })}</p>
        </div>
        <IconButton size="s" icon="x" label={m.verify_file_close()} onPress={onClose} />
      </header>
      <div role="status" className={checked === null && failure === null ? "verify-none" : "visually-hidden"}>
        {checked === null && failure === null ? m.verify_file_running() : ""}
      </div>
      {failure !== null && <ErrorNote failure={failure} onRetry={() => again(trust)} />}
      {checked !== null && (
        <>
          <ProofReport checked={checked} of="file" />
          <TrustNote isUnknown={isUnknown} trust={trust} onCheck={again} />
        </>
      )}
    </section>
  );
}
