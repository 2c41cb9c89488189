// A small pill that does one thing when pressed.
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";
import { Icon, type IconName } from "./Icon";

export function Chip({ icon, isOn = false, onPress, children }: { icon?: IconName; isOn?: boolean; onPress?: () => void; children: ReactNode }) {
  return (
    <AriaButton className="chip" data-on={isOn || undefined} aria-pressed={isOn} {...(onPress === undefined ? {} : { onPress })}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      <span>{children}</span>
    </AriaButton>
  );
}
