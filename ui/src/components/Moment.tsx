// A moment by this computer's clock and zone; the whole of it is in the tooltip.
import { moment } from "../text";

export function Moment({ at, form }: { at: string; form: "full" | "short" | "time" }) {
  return <time dateTime={at} title={moment(at, "full")}>{moment(at, form)}</time>;
}
