// A filter: off it shows its label, on "label: value" with a cross. Pressing it opens what one can choose from.
import { useState, type ReactNode } from "react";
import { Button as AriaButton, Dialog as AriaDialog, DialogTrigger, Popover } from "react-aria-components";
import { m } from "../text";
import { Icon } from "./Icon";

export function FilterChip({
  label, value, onClear, children,
}: {
  label: string;
  /** What is chosen, in words; null when the filter is off. */
  value: string | null;
  onClear: () => void;
  /** What the opened pop-over shows; a function gets the way to close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  const [open, setOpen] = useState(false);
  const on = value !== null;
  return (
    <span className="filter-chip" data-on={on || undefined}>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <AriaButton className="chip" data-on={on || undefined} aria-label={on ? m.common_filter_on({ label, value }) : m.common_filter_off({ label })}>
          <span>{on ? m.common_label_value({ label, value }) : label}</span>
          {!on && <Icon name="chevron-down" size={14} />}
        </AriaButton>
        <Popover className="popover" placement="bottom start" offset={4}>
          <AriaDialog className="popover-body" aria-label={label}>
            {typeof children === "function" ? children(() => setOpen(false)) : children}
          </AriaDialog>
        </Popover>
      </DialogTrigger>
      {on && (
        <AriaButton className="chip-clear" aria-label={m.common_filter_clear({ label })} onPress={onClear}>
          <Icon name="x" size={14} />
        </AriaButton>
      )}
    </span>
  );
}
