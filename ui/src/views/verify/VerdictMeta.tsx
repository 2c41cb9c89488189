// The line under the head: by what and when it was checked, how much was read, and the machine word with its exit
// status, the same as the command line's. Without network, always; certificates are not asked about.
import type { ReactNode } from "react";
import type { VerifyBundle, VerifyChecker } from "../../bridge";
import { Moment } from "../../components";
import { m, number, size, text } from "../../text";

export function VerdictMeta({
  bundle,
  checker,
  seconds,
}: {
  bundle: VerifyBundle;
  checker: VerifyChecker;
  seconds: number;
}) {
  const read = m.verify_meta_files({ done: number(bundle.recomputed), count: bundle.files });
  return (
    <div className="verify-meta" role="group" aria-label={m.verify_meta()}>
      <Fact name={text("verdict.meta.verifier")}>{checker.program}</Fact>
      <Fact name={text("verdict.meta.pins")}>{checker.pins === "none" ? m.verify_meta_pins_none() : checker.pins}</Fact>
      <Fact name={text("verdict.meta.now")}>
        <Moment at={checker.checked_at} form="full" />
      </Fact>
      <Fact name={m.verify_meta_recomputed()}>
        {[read, size(bundle.size_bytes), `${Math.max(seconds, 0.1).toFixed(1)} s`, m.verify_meta_offline()].join(" · ")}
      </Fact>
      <span>{checker.revocation}</span>
      <code className="verify-machine" title={m.verify_machine_word({ word: bundle.verdict, exit: bundle.exit })}>
        {bundle.verdict} · {bundle.exit}
      </code>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="verify-meta-fact">
      <span className="verify-meta-name">{name}</span> {children}
    </span>
  );
}
