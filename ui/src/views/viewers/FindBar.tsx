// A field to find something, how many hits there are, and the way from one to the next.
import { useEffect, useRef } from "react";
import { IconButton, SearchField } from "../../components";
import { m } from "../../text";
import { useKeys } from "./useKeys";

interface FindBarProps {
  find: string;
  onFind: (find: string) => void;
  /** The hit one stands on, from 0. */
  at: number;
  count: number;
  /** In words, when counting alone does not say it: still searching, capped. */
  remark?: string | null;
  onStep: (by: 1 | -1) => void;
}

export function FindBar({ find, onFind, at, count, remark, onStep }: FindBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useKeys(bar, (event) => {
    if (event.target !== input.current) return;
    if (event.key === "Enter" && !event.isComposing) onStep(event.shiftKey ? -1 : 1);
    // The first Escape clears the field, and only the next one leaves the viewer.
    if (event.key === "Escape" && find !== "") {
      event.stopPropagation();
      onFind("");
    }
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  return (
    <div ref={bar} className="find-bar">
      <SearchField label={m.viewers_find()} value={find} onChange={onFind} shortcut="Ctrl F" inputRef={input} />
      <span className="find-count" role="status">
        {find !== "" && (count > 0 ? m.viewers_find_at({ at: at + 1, count }) : (remark ?? m.viewers_find_none()))}
        {find !== "" && count > 0 && remark ? ` · ${remark}` : ""}
      </span>
      <IconButton size="s" icon="chevron-up" label={m.viewers_find_previous()} isDisabled={count === 0} onPress={() => onStep(-1)} />
      <IconButton size="s" icon="chevron-down" label={m.viewers_find_next()} isDisabled={count === 0} onPress={() => onStep(1)} />
    </div>
  );
}
