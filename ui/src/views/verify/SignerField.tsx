// "The fingerprint you were told": typed from the signed paper, compared by a new check with the key that signed. The
// answer is the check's own: the field itself compares nothing.
import { useState } from "react";
import type { VerifyBundle } from "../../bridge";
import { Button, StateGlyph, TextField } from "../../components";
import { m } from "../../text";
import { check, checkAgain } from "./check";

/** As the checker wants it: `SHA256:` and 43 characters of base64. Spaces from a paper are left out. */
export function fingerprintOf(typed: string): string | null {
  const bare = typed.replace(/\s+/g, "");
  const whole = /^sha256:/i.test(bare) ? `SHA256:${bare.slice(7)}` : `SHA256:${bare}`;
  return /^SHA256:[A-Za-z0-9+/]{43}$/.test(whole) ? whole : null;
}

export function SignerField({ bundle }: { bundle: VerifyBundle }) {
  const now = check.use();
  const told = now.phase === "done" ? now.question.signer : null;
  const [typed, setTyped] = useState(told ?? "");
  const [wrong, setWrong] = useState(false);
  const compare = () => {
    const fingerprint = fingerprintOf(typed);
    setWrong(fingerprint === null);
    if (fingerprint !== null) checkAgain({ signer: fingerprint });
  };
  return (
    <form
      className="verify-signer"
      onSubmit={(event) => {
        event.preventDefault();
        compare();
      }}
    >
      <TextField
        label={m.verify_signer_title()}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setWrong(false);
        }}
        description={m.verify_signer_body()}
        {...(wrong ? { error: m.verify_signer_syntax() } : {})}
      />
      {told !== null && <Answer bundle={bundle} />}
      <div className="verify-signer-actions">
        <Button variant="plain" size="s" onPress={compare} isDisabled={typed.trim() === ""}>
          {m.verify_signer_compare()}
        </Button>
        {told !== null && (
          <Button
            variant="ghost"
            size="s"
            onPress={() => {
              setTyped("");
              checkAgain({ signer: null });
            }}
          >
            {m.verify_signer_clear()}
          </Button>
        )}
      </div>
    </form>
  );
}

function Answer({ bundle }: { bundle: VerifyBundle }) {
  if (bundle.statement.signer?.known === true) {
    return (
      <p className="verify-state" role="status">
        <StateGlyph shape="agrees" />
        {m.verify_signer_fits()}
      </p>
    );
  }
  const differs = bundle.findings.some((finding) => finding.code === "signer-mismatch");
  return (
    <p className={differs ? "verify-state bad" : "verify-state"} role="status">
      <StateGlyph shape={differs ? "differs" : "absent"} />
      {differs ? m.verify_signer_differs() : m.verify_signer_not_signed()}
    </p>
  );
}
