// A question or a form over the window: focus stays inside, Escape closes, focus goes back.
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { m } from "../text";
import { IconButton } from "./IconButton";

export function Dialog({
  title, isOpen, onClose, children, actions, role = "dialog", wide = false,
}: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
  role?: "dialog" | "alertdialog";
  wide?: boolean;
}) {
  return (
    <ModalOverlay className="scrim" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={role === "dialog"}>
      <Modal className={wide ? "dialog-modal wide" : "dialog-modal"}>
        <AriaDialog className="dialog" role={role}>
          <header className="dialog-head">
            <Heading slot="title" level={2}>{title}</Heading>
            <IconButton size="s" icon="x" label={m.common_close()} onPress={onClose} />
          </header>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <footer className="dialog-actions">{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
