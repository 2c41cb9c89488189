// What asking brought, authority by authority: how many items have a time now, or why none came and when it is asked again.
import type { AuthorityStamped, TimeStamped } from "../../bridge";
import { Note } from "../../components";
import { m, moment } from "../../text";
import { clockFailure, inARow } from "../time/words";

export function StampResult({ stamped, titles }: { stamped: TimeStamped; titles: Map<string, string> }) {
  if (stamped.another_has_the_turn) return <Note tone="open" live title={m.clocks_stamp_turn()} />;
  const failed = stamped.authorities.some((one) => one.code !== null);
  return (
    <Note tone={failed ? "warn" : "open"} live title={m.clocks_stamp_result()}>
      <ul className="clocks-stamped">
        {stamped.authorities.map((one) => <li key={one.name}>{inARow(sentences(one, titles.get(one.name) ?? one.name))}</li>)}
      </ul>
    </Note>
  );
}

function sentences(one: AuthorityStamped, name: string): string[] {
  const { items, renewals, requests, code, reason, waiting, next_at } = one;
  const said: string[] = [];
  if (items > 0 || renewals > 0) {
    const more = renewals > 0 ? m.clocks_stamp_and({ first: m.clocks_stamp_items({ name, count: items }), second: m.clocks_stamp_renewals({ count: renewals }) }) : m.clocks_stamp_items({ name, count: items });
    said.push(more);
  }
  if (code !== null) said.push(clockFailure(code, name, reason).message);
  else if (requests === 0 && items === 0) said.push(m.clocks_stamp_nothing({ name }));
  if (waiting > 0) said.push(m.clocks_stamp_still({ count: waiting }));
  if (next_at !== null) said.push(m.clocks_again_at({ at: moment(next_at, "short") }));
  return said;
}
