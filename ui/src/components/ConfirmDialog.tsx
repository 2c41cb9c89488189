// Asks once before something that cannot be taken back. The button says what it does; Cancel has the focus.
import type { ReactNode } from "react";
import { m } from "../text";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

export function ConfirmDialog({
  title, body, confirm, tone = "plain", onConfirm, onClose, isOpen = true, busy = false, dismiss,
}: {
  title: string;
  body: ReactNode;
  confirm: string;
  tone?: "plain" | "bad";
  onConfirm: () => void;
  onClose: () => void;
  isOpen?: boolean;
  busy?: boolean;
  /** What the other button says instead of Cancel. */
  dismiss?: string;
}) {
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose} autoFocus>{dismiss ?? m.common_cancel()}</Button>
          <Button variant={tone === "bad" ? "danger" : "primary"} onPress={onConfirm} busy={busy}>{confirm}</Button>
        </>
      }
    >
      {body}
    </Dialog>
  );
}
