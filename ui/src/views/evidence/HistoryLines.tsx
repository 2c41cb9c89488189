// What Holdfast recorded being done with the item, oldest first: the log's entries in words.
import type { ItemHistoryLine } from "../../bridge";
import { Moment } from "../../components";
import { m, message } from "../../text";

export function HistoryLines({ lines }: { lines: ItemHistoryLine[] }) {
  return (
    <ol className="inspector-history">
      {lines.map((line) => (
        <li key={line.n}>
          <Moment at={line.at} form="short" />
          <span>{words(line)}</span>
        </li>
      ))}
    </ol>
  );
}

function words({ kind, dispute, exhibit, what }: ItemHistoryLine): string {
  if (kind === "attached" && dispute !== null) {
    return exhibit === null ? m.evidence_history_attached({ dispute }) : m.evidence_history_attached_as({ dispute, exhibit });
  }
  if (kind === "detached" && dispute !== null) return m.evidence_history_detached({ dispute });
  if (kind === "changed" && what === "note") return m.evidence_history_note();
  if (kind === "changed" && what === "exhibits" && dispute !== null) return m.evidence_history_proves({ dispute });
  return message(`evidence_history_${kind.replaceAll("-", "_")}`, kind);
}
