// Authorities that were asked for a time of the new bundle and gave none, with why. The bundle is complete all the same:
// a time of the whole comes on top of those that its exhibits have.
import type { ClockRefused } from "../../bridge";
import { Note } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";
import { clockFailure } from "../time/words";

export function RefusedClocks({ refused }: { refused: ClockRefused[] }) {
  const { answer: status } = useAnswer("time_status", null);
  if (refused.length === 0) return null;
  const titleOf = (name: string) => status?.authorities.find((one) => one.name === name)?.title ?? name;
  return (
    <Note tone="open" title={m.export_no_clock({ count: refused.length })}>
      <ul className="export-refused">
        {refused.map(({ name, code, reason }) => <li key={name}>{clockFailure(code, titleOf(name), reason).message}</li>)}
      </ul>
      <p>{m.export_no_clock_about()}</p>
    </Note>
  );
}
