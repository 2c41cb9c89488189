// A button that shows only an icon; its label is its name and its tooltip.
import { Button as AriaButton } from "react-aria-components";
import { Icon, type IconName } from "./Icon";
import { Tooltip } from "./Tooltip";

export function IconButton({
  icon, label, shortcut, onPress, size = "m", isDisabled = false, isPressed,
}: {
  icon: IconName;
  label: string;
  shortcut?: string;
  onPress?: () => void;
  size?: "s" | "m";
  isDisabled?: boolean;
  /** For one that switches something on and off. */
  isPressed?: boolean;
}) {
  return (
    <Tooltip text={label} {...(shortcut === undefined ? {} : { shortcut })}>
      <AriaButton
        className={`button ghost icon-only size-${size}`}
        aria-label={label}
        isDisabled={isDisabled}
        {...(isPressed === undefined ? {} : { "aria-pressed": isPressed })}
        {...(onPress === undefined ? {} : { onPress })}
      >
        <Icon name={icon} />
      </AriaButton>
    </Tooltip>
  );
}
