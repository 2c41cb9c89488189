// How to check again without Holdfast: each command to copy, what it says, and what it does not find.
import { useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, Dialog, IconButton, toastFailure } from "../../components";
import { m, text } from "../../text";
import { stockChecks } from "./commands";

export function StockTools({
  fingerprint,
  isOpen,
  onClose,
}: {
  fingerprint: string | null;
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog
      title={m.verify_tools_title()}
      isOpen={isOpen}
      onClose={onClose}
      wide
      actions={<Button onPress={onClose}>{m.verify_tools_done()}</Button>}
    >
      <p className="verify-tools-begin">{m.verify_tools_begin()}</p>
      <ol className="verify-tools">
        {stockChecks(fingerprint).map((check) => (
          <li key={check.says}>
            <p className="verify-tools-says">{check.says}</p>
            {check.commands.map((command) => (
              <Command key={command} command={command} />
            ))}
            {check.onMac !== undefined && (
              <>
                <p className="verify-tools-not">{text("paper.read-me.lists.mac")}</p>
                <Command command={check.onMac} />
              </>
            )}
            <p className="verify-tools-not">
              <strong>{text("paper.does-not-find")}</strong> {check.doesNotFind}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Command({ command }: { command: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    bridge()
      .call("text_copy", { text: command })
      .then(() => setCopied(true), (failure: Failure) => toastFailure(failure));
  };
  return (
    <div className="verify-command">
      <code>{command}</code>
      <span role="status" className="verify-command-copied">
        {copied ? m.verify_copied() : ""}
      </span>
      <IconButton size="s" icon="copy" label={m.verify_tools_copy()} onPress={copy} />
    </div>
  );
}
