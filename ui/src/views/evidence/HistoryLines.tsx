// What Holdfast recorded being done with the item, oldest first: the log's entries in words.
import type { ItemHistoryLine, ItemWhole } from "../../bridge";
import { Moment } from "../../components";
import { m, message } from "../../text";

export function HistoryLines({ lines, exhibits }: { lines: ItemHistoryLine[]; exhibits: ItemWhole["exhibits"] }) {
  return (
    <ol className="inspector-history">
      {lines.map((line, at) => (
        <li key={`${line.at} ${line.kind} ${at}`}>
          <Moment at={line.at} form="short" />
          <span>{words(line, exhibits)}</span>
        </li>
      ))}
    </ol>
  );
}

function words(line: ItemHistoryLine, exhibits: ItemWhole["exhibits"]): string {
  const { dispute } = line;
  if (line.kind === "attached" && dispute !== null) {
    const exhibit = exhibits.find((each) => each.dispute === dispute)?.exhibit;
    return exhibit === undefined ? m.evidence_history_attached({ dispute }) : m.evidence_history_attached_as({ dispute, exhibit });
  }
  if (line.kind === "detached" && dispute !== null) return m.evidence_history_detached({ dispute });
  return message(`evidence_history_${line.kind.replaceAll("-", "_")}`, line.kind);
}
