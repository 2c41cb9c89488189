// On or off, at once.
import type { ReactNode } from "react";
import { Switch as AriaSwitch } from "react-aria-components";

export function Switch({
  isSelected, onChange, isDisabled = false, label, children,
}: {
  isSelected: boolean;
  onChange: (on: boolean) => void;
  isDisabled?: boolean;
  /** Its name when no words stand inside. */
  label?: string;
  children?: ReactNode;
}) {
  return (
    <AriaSwitch className="switch" isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} {...(label === undefined ? {} : { "aria-label": label })}>
      <span className="switch-track" aria-hidden="true" />
      {children}
    </AriaSwitch>
  );
}
