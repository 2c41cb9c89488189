// A button that opens a list of things to do.
import type { ReactNode } from "react";
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { Icon, type IconName } from "./Icon";

export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  shortcut?: string;
  detail?: string;
  tone?: "bad";
  isDisabled?: boolean;
  /** The one that is chosen now, in menus that choose. */
  isCurrent?: boolean;
  /** A line above it. */
  separated?: boolean;
  onAction: () => void;
}

export function Menu({
  label, items, trigger, icon, variant = "plain", size = "m",
}: {
  label: string;
  items: MenuEntry[];
  /** What the button shows instead of label and arrow; the label is still read after it. */
  trigger?: ReactNode;
  icon?: IconName;
  variant?: "plain" | "ghost";
  size?: "s" | "m";
}) {
  const choosing = items.some((item) => item.isCurrent !== undefined);
  const current = items.filter((item) => item.isCurrent === true).map((item) => item.id);
  return (
    <MenuTrigger>
      <AriaButton className={`button ${variant} size-${size} menu-button`}>
        {trigger !== undefined ? (
          <>
            {trigger}
            <span className="visually-hidden">{label}</span>
          </>
        ) : (
          <>
            {icon !== undefined && <Icon name={icon} />}
            <span>{label}</span>
            <Icon name="chevron-down" size={14} />
          </>
        )}
      </AriaButton>
      <Popover className="popover" placement="bottom start" offset={4}>
        <AriaMenu
          className="menu"
          aria-label={label}
          {...(choosing ? { selectionMode: "single" as const, selectedKeys: current } : {})}
          onAction={(key) => items.find((item) => item.id === key)?.onAction()}
        >
          {items.flatMap((item) => [
            ...(item.separated === true ? [<Separator key={`${item.id}-line`} className="menu-line" />] : []),
            <MenuItem key={item.id} id={item.id} className="menu-item" textValue={item.label} isDisabled={item.isDisabled ?? false} data-tone={item.tone}>
              {item.icon !== undefined && <Icon name={item.icon} />}
              <span className="menu-label">
                {item.label}
                {item.detail !== undefined && <small>{item.detail}</small>}
              </span>
              {item.shortcut !== undefined && <kbd>{item.shortcut}</kbd>}
              {item.isCurrent === true && <Icon name="check" size={14} />}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
