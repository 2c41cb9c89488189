// How many exhibits have no time of an authority yet. It stops nothing: the bundle is as good as its exhibits are now,
// and whoever waits for the times gets more.
import { Button, Note } from "../../components";
import { go, useAnswer } from "../../state";
import { m } from "../../text";

export function UntimedExhibits({ dispute, exhibits }: { dispute: string; exhibits: number }) {
  const nouns = { nouns: ["item" as const, "settings" as const] };
  const page = (time: "waiting" | "none") => ({ filter: { dispute, time }, sort: "newest" as const, from: 0, limit: 1 });
  const waiting = useAnswer("item_page", page("waiting"), nouns).answer?.total ?? 0;
  const none = useAnswer("item_page", page("none"), nouns).answer?.total ?? 0;
  const untimed = waiting + none;
  if (untimed === 0) return null;
  return (
    <Note
      tone="open"
      shape={waiting > 0 ? "waiting" : "absent"}
      title={m.export_untimed({ count: untimed, total: exhibits })}
      actions={<Button size="s" icon="clock" onPress={() => go("settings/clocks")}>{m.export_untimed_clocks()}</Button>}
    >
      {waiting > 0 ? m.export_untimed_waiting({ count: waiting }) : m.export_untimed_none()}
    </Note>
  );
}
