// Head and body of the full-window viewer: whose part it is, its parts when there are several, the way to the next item.
import { useRef, useState } from "react";
import { Heading } from "react-aria-components";
import type { Kind, Ref } from "../../bridge";
import { ExhibitTag, IconButton, KindIcon, Select } from "../../components";
import { m } from "../../text";
import { OpenCopy } from "./OpenCopy";
import { PartViewer } from "./PartViewer";
import { useKeys } from "./useKeys";

export interface ViewerPart {
  part: Ref;
  name: string;
  media_type: string;
}

export interface ViewerFrameProps {
  title: string;
  kind?: Kind | null;
  exhibit?: string | undefined;
  parts: ViewerPart[];
  /** The name of the part to begin with; the first one otherwise. */
  first?: string | undefined;
  /** Which of how many items this is. */
  place?: { at: string; total: string } | undefined;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
  onClose: () => void;
}

export function ViewerFrame({ title, kind, exhibit, parts, first, place, onPrevious, onNext, onClose }: ViewerFrameProps) {
  const [name, setName] = useState(first ?? parts[0]?.name);
  const shown = parts.find((each) => each.name === name) ?? parts[0];
  const frame = useRef<HTMLDivElement>(null);
  useKeys(frame, (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowUp") onPrevious?.();
    else if (event.key === "ArrowDown") onNext?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return (
    <div ref={frame} className="viewer-frame">
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
          {place && <span className="viewer-place">{m.viewers_place(place)}</span>}
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
  );
}
