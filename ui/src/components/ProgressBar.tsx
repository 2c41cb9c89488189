// How far it is. Tells screen readers each tenth, not each file; without a `max` it only says that work goes on.
import { Label, ProgressBar as AriaProgressBar } from "react-aria-components";

export function ProgressBar({ label, value, max, text, hideLabel = false }: { label: string; value: number; max: number | null; text?: string; hideLabel?: boolean }) {
  const known = max !== null && max > 0;
  const percent = known ? Math.min(100, (value / max) * 100) : 0;
  const told = Math.floor(percent / 10) * 10;
  return (
    <AriaProgressBar
      className="progress"
      value={told}
      isIndeterminate={!known}
      valueLabel={text ?? `${told}%`}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && (
        <span className="progress-words">
          <Label>{label}</Label>
          {text !== undefined && <span>{text}</span>}
        </span>
      )}
      <span className="progress-track">
        <span className="progress-fill" data-unknown={!known || undefined} style={known ? { width: `${percent}%` } : undefined} />
      </span>
    </AriaProgressBar>
  );
}
