// A value that must be copied whole, shown whole: it wraps rather than being cut.
import { useEffect, useState } from "react";
import { type Failure, bridge } from "../../bridge";
import { IconButton, toastFailure } from "../../components";
import { m } from "../../text";

interface CopyLineProps {
  label: string;
  value: string;
}

export function CopyLine({ label, value }: CopyLineProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [isCopied]);

  function copy() {
    bridge()
      .call("text_copy", { text: value })
      .then(() => setCopied(true), (failure: Failure) => toastFailure(failure));
  }

  return (
    <div className="export-copy-line" role="group" aria-label={label}>
      <span className="export-copy-line-label">{label}</span>
      <code>{value}</code>
      <span className="export-copy-line-said" role="status">
        {isCopied ? m.common_copied() : ""}
      </span>
      <IconButton size="s" icon={isCopied ? "check" : "copy"} label={m.export_copy({ what: label })} onPress={copy} />
    </div>
  );
}
