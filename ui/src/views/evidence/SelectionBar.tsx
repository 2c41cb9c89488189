// What can be done with everything selected; stands where the filters stood. The destructive one is last.
import { useRef } from "react";
import { Button, IconButton } from "../../components";
import { m } from "../../text";
import { useKeys } from "../viewers/useKeys";

interface SelectionBarProps {
  count: number;
  onAttach: () => void;
  onExport: () => void;
  onCopy: () => void;
  onRemove: () => void;
  onClear: () => void;
}

export function SelectionBar({ count, onAttach, onExport, onCopy, onRemove, onClear }: SelectionBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  useKeys(bar, (event) => event.key === "Escape" && onClear());
  return (
    <div ref={bar} className="evidence-selection" role="toolbar" aria-label={m.evidence_selection()}>
      <b role="status">{m.evidence_selected({ count })}</b>
      <span className="evidence-selection-actions">
        <Button variant="ghost" size="s" icon="scale" onPress={onAttach}>{m.evidence_bar_attach()}</Button>
        <Button variant="ghost" size="s" icon="download" onPress={onExport}>{m.evidence_export()}</Button>
        <Button variant="ghost" size="s" icon="copy" onPress={onCopy}>{m.evidence_copy_digests()}</Button>
        <span className="evidence-danger">
          <Button variant="ghost" size="s" icon="trash" onPress={onRemove}>{m.evidence_bar_remove()}</Button>
        </span>
      </span>
      <IconButton size="s" icon="x" label={m.evidence_selection_clear()} shortcut="Esc" onPress={onClear} />
    </div>
  );
}
