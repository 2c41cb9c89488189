// The bundle is made: where it is, what to send in the words of the core with each value to copy beside its sentence,
// and what the recipient does to check it.
import { useState } from "react";
import { type Failure, bridge } from "../../bridge";
import { Button, Panel, Size, StateGlyph, toastFailure } from "../../components";
import { go } from "../../state";
import { fileName, m, text, useLanguage } from "../../text";
import { startCheck } from "../verify/check";
import { CopyLine } from "./CopyLine";
import type { Making } from "./making";
import { RefusedClocks } from "./RefusedClocks";
import { SendPoint } from "./SendPoint";
import { capital } from "./words";

interface ResultStepProps {
  making: Extract<Making, { phase: "made" }>;
  /** Another one. */
  onAgain: () => void;
  /** Back to the dispute. */
  onDone: () => void;
}

export function ResultStep({ making, onAgain, onDone }: ResultStepProps) {
  const { language } = useLanguage();
  const [isCopied, setCopied] = useState(false);
  const { bundle, fingerprint, send, refused } = making.made;
  const values = [
    { label: m.export_digest(), value: bundle.sha256 },
    { label: m.export_fingerprint(), value: fingerprint },
  ];

  function copySummary() {
    bridge()
      .call("text_copy", { text: send[language].summary })
      .then(() => setCopied(true), (failure: Failure) => toastFailure(failure));
  }

  function showPlace() {
    bridge()
      .call("place_show", { path: bundle.path })
      .catch((failure: Failure) => toastFailure(failure));
  }

  function checkNow() {
    startCheck([bundle.path]);
    go("verify");
  }

  return (
    <div className="export-result">
      <section className="export-result-head" aria-labelledby="export-result-title">
        <StateGlyph shape="done" size={20} />
        <div className="export-result-words">
          <div role="status">
            <h2 id="export-result-title">{m.export_made()}</h2>
          </div>
          <p className="export-result-file">{fileName(bundle.path)}</p>
          <p className="export-result-meta">
            {capital(text(`edition.${making.order.question.edition}`))} · {m.export_counts_value({ shown: bundle.exhibits, hidden: bundle.withheld })}{" "}
            · <Size bytes={bundle.size_bytes} />
          </p>
          <p className="export-result-place">{bundle.path}</p>
        </div>
        <div className="export-result-actions">
          <Button variant="primary" icon="folder-open" onPress={showPlace}>
            {m.common_show_folder()}
          </Button>
          <Button variant="plain" icon={isCopied ? "check" : "copy"} onPress={copySummary}>
            {isCopied ? m.common_copied() : m.export_copy_summary()}
          </Button>
        </div>
      </section>
      <RefusedClocks refused={refused} />
      <div className="export-result-columns">
        <Panel title={m.export_send()}>
          <ol className="export-result-send">
            {send[language].points.map((point) => (
              <SendPoint key={point} point={point} values={values} />
            ))}
          </ol>
        </Panel>
        <Panel title={m.export_recipient()}>
          <ul className="export-result-send">
            <li>{m.export_recipient_check()}</li>
            <li>{m.export_recipient_not()}</li>
          </ul>
          <div className="export-inset">
            <CopyLine label={m.export_command()} value={command(fileName(bundle.path))} />
            <div>
              <Button variant="soft" onPress={checkNow}>
                {m.export_check_now()}
              </Button>
            </div>
            <p className="export-about">{m.export_kept_here()}</p>
          </div>
        </Panel>
      </div>
      <div className="export-result-foot">
        <Button variant="ghost" onPress={onAgain}>
          {m.export_another()}
        </Button>
        <Button variant="plain" onPress={onDone}>
          {m.export_done()}
        </Button>
      </div>
    </div>
  );
}

/** The line that the recipient types; a name with anything but plain characters stands in quotes. */
function command(name: string): string {
  return /^[\w.-]+$/.test(name) ? `holdfast-verify ${name}` : `holdfast-verify "${name}"`;
}
