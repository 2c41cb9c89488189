// An exhibit over the whole window, with the way to the next one in the order of the dispute. The evidence lies there
// as received; nothing can be changed here.
import type { Exhibit } from "../../bridge";
import { useAnswer } from "../../state";
import { ViewerOverlay } from "../viewers";

interface ExhibitViewerProps {
  /** The exhibits that can be looked at, in order. */
  exhibits: readonly Exhibit[];
  /** Whose turn it is. */
  number: string;
  onGo: (number: string) => void;
  onClose: () => void;
}

export function ExhibitViewer({ exhibits, number, onGo, onClose }: ExhibitViewerProps) {
  const at = exhibits.findIndex((exhibit) => exhibit.exhibit === number);
  const exhibit = exhibits[at];
  const id = exhibit?.item_id ?? "";
  const { answer } = useAnswer("item_show", id, { enabled: id !== "" });
  if (exhibit === undefined) return null;
  const parts = (answer?.item.files ?? [])
    .filter((file) => file.role !== "record")
    .map((file) => ({ part: { of: "vault" as const, item: id, part: file.name }, name: file.name, media_type: file.media_type }));
  const step = (to: number) => {
    const next = exhibits[to];
    return next === undefined ? undefined : () => onGo(next.exhibit);
  };
  return (
    <ViewerOverlay
      key={answer === null ? "" : id}
      title={exhibit.name}
      kind={exhibit.kind}
      exhibit={exhibit.exhibit}
      parts={parts}
      place={{ at: String(at + 1), total: String(exhibits.length) }}
      onPrevious={step(at - 1)}
      onNext={step(at + 1)}
      onClose={onClose}
    />
  );
}
