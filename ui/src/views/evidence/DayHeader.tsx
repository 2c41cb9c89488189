// The head of a day: the date, how near it is, and the zone once.
import { dayTitle, m, nearDay, zoneName } from "../../text";
import { dayRangeTitle } from "./words";
import type { Day } from "./rows";

export function DayHeader({ day, id, columns }: { day: Day; id: string; columns: number }) {
  const near = nearDay(day.day);
  const zone = zoneName(new Date(`${day.day}T12:00:00`));
  const word = near === "today" ? m.common_today() : near === "yesterday" ? m.common_yesterday() : null;
  return (
    <div role="row" className="evidence-day">
      <span role="rowheader" aria-colspan={columns} id={id}>
        <b>{day.until === undefined ? dayTitle(day.day) : dayRangeTitle(day.until, day.day)}</b>
        <span>{word === null ? zone : m.evidence_day_zone({ day: word, zone })}</span>
        <span className="evidence-day-count">{m.common_items({ count: day.count })}</span>
      </span>
    </div>
  );
}
