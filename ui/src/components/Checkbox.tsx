// Chosen or not.
import type { ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components";
import { Icon } from "./Icon";

export function Checkbox({
  isSelected, onChange, isDisabled = false, isIndeterminate = false, label, children,
}: {
  isSelected: boolean;
  onChange: (chosen: boolean) => void;
  isDisabled?: boolean;
  isIndeterminate?: boolean;
  /** Its name when no words stand beside it. */
  label?: string;
  children?: ReactNode;
}) {
  return (
    <AriaCheckbox className="checkbox" isSelected={isSelected} isIndeterminate={isIndeterminate} onChange={onChange} isDisabled={isDisabled} {...(label === undefined ? {} : { "aria-label": label })}>
      <span className="checkbox-box" aria-hidden="true">
        {isIndeterminate ? <Icon name="minus" size={12} /> : isSelected && <Icon name="check" size={12} />}
      </span>
      {children}
    </AriaCheckbox>
  );
}
