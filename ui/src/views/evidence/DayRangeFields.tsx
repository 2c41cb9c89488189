// Two days, either of which may be open. The system's own date field: it knows calendars, keys and languages.
import { useId } from "react";
import { Button } from "../../components";
import { day, m } from "../../text";
import type { DayRange } from "./query";

export function DayRangeFields({ days, onChange }: { days: DayRange; onChange: (days: DayRange) => void }) {
  const back = (count: number) => {
    const from = new Date();
    from.setDate(from.getDate() - count + 1);
    onChange({ from: day(from), until: null });
  };
  return (
    <div className="evidence-days">
      <DayField label={m.evidence_day_first()} value={days.from} onChange={(from) => onChange({ ...days, from })} />
      <DayField label={m.evidence_day_last()} value={days.until} onChange={(until) => onChange({ ...days, until })} />
      <div className="evidence-days-quick">
        <Button size="s" onPress={() => back(1)}>{m.common_today()}</Button>
        <Button size="s" onPress={() => back(7)}>{m.evidence_days_week()}</Button>
        <Button size="s" onPress={() => back(30)}>{m.evidence_days_month()}</Button>
      </div>
    </div>
  );
}

function DayField({ label, value, onChange }: { label: string; value: string | null; onChange: (value: string | null) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type="date" value={value ?? ""} onChange={(event) => onChange(event.target.value || null)} />
    </div>
  );
}
