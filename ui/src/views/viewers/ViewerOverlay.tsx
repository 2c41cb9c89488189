// The full-window viewer: whose part it is, its parts when there are several, the way to the next item, and out by Escape.
import { useRef, useState, type KeyboardEvent } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { Kind, Ref } from "../../bridge";
import { ExhibitTag, IconButton, KindIcon, Select } from "../../components";
import { m } from "../../text";
import { OpenCopy } from "./OpenCopy";
import { PartViewer } from "./PartViewer";
import "./viewers.css";

export interface ViewerPart {
  part: Ref;
  name: string;
  media_type: string;
}

interface ViewerOverlayProps {
  title: string;
  kind?: Kind | null;
  exhibit?: string | undefined;
  parts: ViewerPart[];
  /** The name of the part to begin with; the first one otherwise. */
  first?: string | undefined;
  /** Which of how many items this is. */
  place?: { at: string | number; total: string | number } | undefined;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  onClose: () => void;
}

export function ViewerOverlay({ title, kind, exhibit, parts, first, place, onPrevious, onNext, onClose }: ViewerOverlayProps) {
  const [name, setName] = useState(first ?? parts[0]?.name);
  const shown = parts.find((each) => each.name === name) ?? parts[0];
  const frame = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowUp") onPrevious?.();
    else if (event.key === "ArrowDown") onNext?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ModalOverlay className="viewer-scrim" isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className="viewer-modal">
        <AriaDialog className="viewer-overlay" data-pane>
          <div ref={frame} className="viewer-frame" onKeyDown={press}>
            <header className="viewer-head">
              <IconButton icon="arrow-left" label={m.viewers_back()} shortcut="Esc" onPress={onClose} />
              {exhibit !== undefined ? <ExhibitTag number={exhibit} /> : kind !== undefined && <KindIcon kind={kind} />}
              <Heading slot="title" level={2} className="viewer-title">{title}</Heading>
              {parts.length > 1 && shown && (
                <Select
                  label={m.viewers_part()}
                  hideLabel
                  value={shown.name}
                  onChange={setName}
                  options={parts.map((each) => ({ id: each.name, label: each.name, detail: each.media_type }))}
                />
              )}
              <span className="viewer-head-tools">
                {place && <span className="viewer-place">{m.viewers_place({ at: place.at, total: place.total })}</span>}
                {(onPrevious || onNext) && (
                  <>
                    <IconButton size="s" icon="chevron-up" label={m.viewers_previous()} shortcut="Alt ↑" isDisabled={!onPrevious} {...(onPrevious ? { onPress: onPrevious } : {})} />
                    <IconButton size="s" icon="chevron-down" label={m.viewers_next()} shortcut="Alt ↓" isDisabled={!onNext} {...(onNext ? { onPress: onNext } : {})} />
                  </>
                )}
                {shown && <OpenCopy part={shown.part} />}
              </span>
            </header>
            {shown && <PartViewer key={JSON.stringify(shown.part)} part={shown.part} name={parts.length > 1 ? shown.name : title} />}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
