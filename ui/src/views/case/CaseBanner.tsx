// Above the case, always: that this is the bundle's content and nothing is kept, and what the check of it says.
import type { VerifyBundle } from "../../bridge";
import { Button, Icon, StateGlyph } from "../../components";
import { m } from "../../text";
import { checkAgain } from "../verify/check";

export function CaseBanner({ state, bundle }: { state: "running" | "done" | "none"; bundle: VerifyBundle | null }) {
  const bad = bundle?.verdict === "broken";
  return (
    <div className={bad ? "case-banner bad" : "case-banner"} role="status">
      <Icon name="eye" />
      <strong>{m.verify_case_title()}</strong>
      <span>{m.verify_case_banner()}</span>
      <span className="case-banner-check">
        {state === "running" && m.verify_case_checking()}
        {state === "none" && (
          <>
            <StateGlyph shape="look" size={14} />
            {m.verify_case_check_failed()}
            <Button size="s" icon="refresh" onPress={() => checkAgain()}>
              {m.verify_again()}
            </Button>
          </>
        )}
        {state === "done" && bundle !== null && (
          <>
            {bad && <StateGlyph shape="broken" size={14} />}
            {bundle.verdict === "not-checkable" && <StateGlyph shape="look" size={14} />}
            {sentence(bundle)}
          </>
        )}
      </span>
    </div>
  );
}

function sentence(bundle: VerifyBundle): string {
  if (bundle.verdict === "dated") return m.verify_case_check_dated();
  if (bundle.verdict === "intact") return m.verify_case_check_intact();
  if (bundle.verdict === "broken") return m.verify_case_check_broken({ count: bundle.counts.errors });
  return m.verify_case_check_not_checkable();
}
