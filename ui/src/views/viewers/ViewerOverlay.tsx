// The viewer over the whole window: Escape and the arrow lead back.
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { ViewerFrame, type ViewerFrameProps } from "./ViewerFrame";
import "./viewers.css";

export function ViewerOverlay(props: ViewerFrameProps) {
  return (
    <ModalOverlay className="viewer-scrim" isOpen onOpenChange={(open) => !open && props.onClose()}>
      <Modal className="viewer-modal">
        <AriaDialog className="viewer-overlay" data-pane>
          <ViewerFrame {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
