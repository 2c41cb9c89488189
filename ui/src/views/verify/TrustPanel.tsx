// The roots of a bundle's check: what was named for it, or the offer to name one.
import type { VerifyBundle } from "../../bridge";
import { check, checkAgain } from "./check";
import { TrustNote } from "./TrustNote";

export function TrustPanel({ bundle }: { bundle: VerifyBundle }) {
  const now = check.use();
  const trust = now.phase === "empty" ? [] : now.question.trust;
  const isUnknown = bundle.findings.some((finding) => finding.code === "unknown-authority");
  return <TrustNote isUnknown={isUnknown} trust={trust} onCheck={(roots) => checkAgain({ trust: roots })} />;
}
