// A button with a word. A disabled one says why beside it; one screen has one primary button.
import { useId, type ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";
import { Icon, type IconName } from "./Icon";

export interface ButtonProps {
  variant?: "plain" | "primary" | "soft" | "ghost" | "danger";
  size?: "s" | "m" | "l";
  icon?: IconName;
  onPress?: () => void;
  isDisabled?: boolean;
  /** Why it is disabled; shown beside it. */
  reason?: string;
  /** Working: a turning ring takes the icon's place and it cannot be pressed again. */
  busy?: boolean;
  autoFocus?: boolean;
  label?: string;
  children: ReactNode;
}

export function Button({
  variant = "plain", size = "m", icon, onPress, isDisabled = false, reason, busy = false, autoFocus, label, children,
}: ButtonProps) {
  const why = useId();
  const off = isDisabled || busy;
  const button = (
    <AriaButton
      className={`button ${variant} size-${size}`}
      isDisabled={off}
      {...(onPress === undefined ? {} : { onPress })}
      {...(autoFocus === true ? { autoFocus } : {})}
      {...(label === undefined ? {} : { "aria-label": label })}
      {...(isDisabled && reason !== undefined ? { "aria-describedby": why } : {})}
    >
      {busy ? <Icon name="busy" className="turning" /> : icon !== undefined && <Icon name={icon} size={size === "s" ? 14 : 16} />}
      <span>{children}</span>
    </AriaButton>
  );
  if (!isDisabled || reason === undefined) return button;
  return (
    <span className="button-with-reason">
      {button}
      <span id={why} className="reason">{reason}</span>
    </span>
  );
}
