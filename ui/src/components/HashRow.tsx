// A digest: its first 16 and last 8 digits to the eye, all of it to the clipboard. Says "copied" for two seconds.
import { useEffect, useState } from "react";
import { bridge, type Failure } from "../bridge";
import { m, shortDigest } from "../text";
import { IconButton } from "./IconButton";
import { toastFailure } from "./toasts";

export function HashRow({ label, digest }: { label: string; digest: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    bridge().call("text_copy", { text: digest }).then(() => setCopied(true), (failure: Failure) => toastFailure(failure));
  };
  return (
    <div className="hash-row" role="group" aria-label={label}>
      <span className="hash-label">{label}</span>
      <code title={digest}>{shortDigest(digest)}</code>
      <span className="hash-copied" role="status">{copied ? m.common_copied() : ""}</span>
      <IconButton size="s" icon="copy" label={m.common_copy_whole()} onPress={copy} />
    </div>
  );
}
