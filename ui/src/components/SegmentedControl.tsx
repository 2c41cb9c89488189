// One of two or three, side by side.
import { Radio, RadioGroup } from "react-aria-components";
import { Icon, type IconName } from "./Icon";

export function SegmentedControl<V extends string>({
  label, options, value, onChange,
}: {
  label: string;
  options: { id: V; label: string; icon?: IconName; iconOnly?: boolean }[];
  value: V;
  onChange: (value: V) => void;
}) {
  return (
    <RadioGroup className="segmented" aria-label={label} orientation="horizontal" value={value} onChange={(next) => onChange(next as V)}>
      {options.map((option) => (
        <Radio key={option.id} value={option.id} className="segment" {...(option.iconOnly === true ? { "aria-label": option.label } : {})}>
          {option.icon !== undefined && <Icon name={option.icon} />}
          {option.iconOnly !== true && <span>{option.label}</span>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
