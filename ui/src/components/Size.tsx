// A size in words; the exact number of bytes is in the tooltip.
import { m, size } from "../text";

export function Size({ bytes }: { bytes: number }) {
  return <span className="size" title={m.common_bytes({ count: bytes })}>{size(bytes)}</span>;
}
