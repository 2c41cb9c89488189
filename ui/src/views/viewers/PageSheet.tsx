// One page of a document: white, also in the dark, as it was received. Drawn for the screen's density, in few sizes, so
// that zooming does not draw each page anew for every step.
import { useState } from "react";
import { bridge, type Ref } from "../../bridge";
import { Button } from "../../components";
import { m } from "../../text";

const SCALES = [50, 100, 150, 200, 300, 400, 600];

interface PageSheetProps {
  part: Ref;
  number: number;
  width: number;
  height: number;
  top: number;
  left: number;
  /** Screen pixels for a point. */
  scale: number;
}

export function PageSheet({ part, number, width, height, top, left, scale }: PageSheetProps) {
  const [broken, setBroken] = useState(false);
  const wanted = scale * (globalThis.devicePixelRatio || 1) * 100;
  const hundredths = SCALES.find((each) => each >= wanted * 0.98) ?? 600;
  return (
    <figure className="page-sheet" style={{ width, height, left, transform: `translateY(${top}px)` }}>
      {broken ? (
        <div className="page-broken">
          <p>{m.viewers_page_broken({ page: number })}</p>
          <Button size="s" icon="refresh" onPress={() => setBroken(false)}>{m.common_retry()}</Button>
        </div>
      ) : (
        <img src={bridge().page(part, number, hundredths)} alt={m.viewers_page_named({ page: number })} draggable={false} decoding="async" onError={() => setBroken(true)} />
      )}
    </figure>
  );
}
