// One of several, in a list that opens.
import { Button as AriaButton, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from "react-aria-components";
import { Icon } from "./Icon";

export function Select<V extends string>({
  label, options, value, onChange, description, hideLabel = false,
}: {
  label: string;
  options: { id: V; label: string; detail?: string }[];
  value: V;
  onChange: (value: V) => void;
  description?: string;
  hideLabel?: boolean;
}) {
  return (
    <AriaSelect className="field" selectedKey={value} onSelectionChange={(key) => onChange(key as V)} {...(hideLabel ? { "aria-label": label } : {})}>
      {!hideLabel && <Label>{label}</Label>}
      <AriaButton className="input select-button">
        <SelectValue className="select-value" />
        <Icon name="chevron-down" size={14} />
      </AriaButton>
      {description !== undefined && <Text slot="description" className="field-description">{description}</Text>}
      <Popover className="popover" offset={4}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} className="menu-item" textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <span className="menu-label">
                    {option.label}
                    {option.detail !== undefined && <small>{option.detail}</small>}
                  </span>
                  {isSelected && <Icon name="check" size={14} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
