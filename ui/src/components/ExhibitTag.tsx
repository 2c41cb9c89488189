// An exhibit's number.
import { m } from "../text";

export function ExhibitTag({ number }: { number: string }) {
  return <span className="tag exhibit" title={m.common_exhibit({ number })}>{number}</span>;
}
