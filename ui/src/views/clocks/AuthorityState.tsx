// Whether an authority is asked and how that goes, in words: state, what waits, when it was last asked, why it gave
// nothing and when it is asked again.
import type { AuthorityLine, PublicClocks } from "../../bridge";
import { StateBadge, type StateShape, type Tone } from "../../components";
import { m, moment } from "../../text";
import { clockFailure, inARow } from "../time/words";

export function AuthorityState({ authority, publicClocks }: { authority: AuthorityLine; publicClocks: PublicClocks | null }) {
  const { code, reason, title, waiting, since, last_at, next_at, failures, has_root, preset, asked } = authority;
  const { shape, tone, word } = stateOf(authority, publicClocks);
  const failed = code === null || !asked ? null : clockFailure(code, title, reason);
  const going = [
    waiting > 0 && since !== null ? m.clocks_waits({ count: waiting, at: moment(since, "short") }) : null,
    last_at !== null ? m.clocks_last_asked({ at: moment(last_at, "short") }) : null,
    failed !== null && failures > 1 ? m.clocks_failed_in_a_row({ count: failures }) : null,
  ].filter((line) => line !== null);
  return (
    <div className="clocks-state">
      <StateBadge shape={shape} tone={tone}>{word}</StateBadge>
      {going.length > 0 && <p className="clocks-going">{going.map((line) => <span key={line}>{line}</span>)}</p>}
      {failed !== null && <p>{inARow([failed.message, next_at === null ? null : m.clocks_again_at({ at: moment(next_at, "short") })])}</p>}
      {!preset && <p>{has_root ? m.clocks_own_note() : m.clocks_no_root()}</p>}
    </div>
  );
}

function stateOf({ asked, chosen, code, last_at }: AuthorityLine, publicClocks: PublicClocks | null): { shape: StateShape; tone: Tone; word: string } {
  if (asked && code !== null) return { shape: "look", tone: "warn", word: m.clocks_no_answer() };
  if (asked) return last_at === null ? { shape: "open", tone: "open", word: m.clocks_asked() } : { shape: "done", tone: "ok", word: m.clocks_asked() };
  if (!chosen) return { shape: "open", tone: "open", word: m.clocks_not_chosen() };
  if (publicClocks === null) return { shape: "open", tone: "open", word: m.clocks_not_asked_open() };
  return { shape: "left-out", tone: "open", word: m.clocks_not_asked_denied() };
}
