// One of a few, each with a sentence. Arrows move; a disabled one says why.
import { Radio, RadioGroup } from "react-aria-components";

export function OptionCards<V extends string>({
  label, options, value, onChange, hideLabel = false,
}: {
  label: string;
  options: { id: V; title: string; body?: string; isDisabled?: boolean; reason?: string }[];
  value: V | null;
  onChange: (value: V) => void;
  hideLabel?: boolean;
}) {
  return (
    <RadioGroup className="option-cards" aria-label={label} value={value} onChange={(next) => onChange(next as V)}>
      {!hideLabel && <span className="field-label" aria-hidden="true">{label}</span>}
      {options.map((option) => (
        <Radio key={option.id} value={option.id} className="option-card" isDisabled={option.isDisabled ?? false}>
          <span className="radio-dot" aria-hidden="true" />
          <span className="option-words">
            <span className="option-title">{option.title}</span>
            {option.body !== undefined && <span className="option-body">{option.body}</span>}
            {option.isDisabled === true && option.reason !== undefined && <span className="option-reason">{option.reason}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
