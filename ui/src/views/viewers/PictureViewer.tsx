// A picture of any size: only the tiles in view are asked for, at the level that the zoom needs.
//
// - It scrolls as everything else does: wheel, keys, scroll bars, dragging. Ctrl and the wheel zoom to the pointer.
// - A coarser level lies beneath, so that nothing is blank while finer tiles come.
// - Turning is for viewing alone. The picture is never tinted; around it is the mat.
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type PointerEvent } from "react";
import { bridge, type PartView, type Ref } from "../../bridge";
import { Button, IconButton, Note } from "../../components";
import { m, number } from "../../text";
import { PictureTiles } from "./PictureTiles";
import { bounded, fitFirst, fitWhole, fitWidth, scrollAfterZoom, turned, turnedOn, turnSum, zoomStep, type Turn } from "./stage";
import { ScrollPane } from "./ScrollPane";
import { useBox } from "./useBox";
import { useKeys } from "./useKeys";
import { ViewerBar } from "./ViewerBar";

export type PictureView = Extract<PartView["view"], { kind: "picture" }>;
type Fit = "first" | "whole" | "width" | number;

const EDGE = 16;
const WHEEL = 0.0016;

interface PictureViewerProps {
  part: Ref;
  name: string;
  view: PictureView;
}

export function PictureViewer({ part, name, view }: PictureViewerProps) {
  const viewer = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const box = useBox(stage);
  const [fit, setFit] = useState<Fit>("first");
  const [viewed, setViewed] = useState<Turn>(0);
  const [scroll, setScroll] = useState({ left: 0, top: 0 });
  const [broken, setBroken] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const pointed = useRef<{ x: number; y: number; zoom: number; before: { x: number; y: number } } | null>(null);

  const pose = { turn: turnSum(view.turn, viewed), mirrored: view.mirrored };
  const stored = { width: view.width, height: view.height };
  const seen = turned(stored, pose.turn);
  const room = { width: Math.max(1, box.width - 2 * EDGE), height: Math.max(1, box.height - 2 * EDGE) };
  const zoom = typeof fit === "number" ? fit : fit === "whole" ? fitWhole(seen, room) : fit === "width" ? fitWidth(seen, room) : fitFirst(seen, room);
  const drawn = { width: Math.round(seen.width * zoom), height: Math.round(seen.height * zoom) };
  const margin = {
    x: Math.max(EDGE, Math.floor((box.width - drawn.width) / 2)),
    y: Math.max(EDGE, Math.floor((box.height - drawn.height) / 2)),
  };
  const ready = box.width > 0;

  const zoomTo = (next: number, at?: { x: number; y: number }) => {
    pointed.current = { ...(at ?? { x: box.width / 2, y: box.height / 2 }), zoom, before: margin };
    setFit(bounded(next));
  };

  // After the new size is laid out, what was under the pointer is brought back under it.
  const settle = useEffectEvent(() => {
    const element = stage.current;
    const at = pointed.current;
    pointed.current = null;
    if (!element || !at) return;
    element.scrollLeft = scrollAfterZoom(element.scrollLeft, at.x, { before: at.before.x, after: margin.x }, zoom / at.zoom);
    element.scrollTop = scrollAfterZoom(element.scrollTop, at.y, { before: at.before.y, after: margin.y }, zoom / at.zoom);
  });
  useLayoutEffect(() => settle(), [zoom]);

  const wheel = useEffectEvent((event: WheelEvent, element: HTMLElement) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const frame = element.getBoundingClientRect();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    zoomTo(zoom * Math.exp(-event.deltaY * lines * WHEEL), { x: event.clientX - frame.left, y: event.clientY - frame.top });
  });
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    // React listens to wheels passively; a zoom must be able to keep the page from scrolling.
    const turn = (event: WheelEvent) => wheel(event, element);
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, []);

  const drag = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    const element = stage.current;
    // Past the inner edge is the scroll bar, which has a mind of its own.
    if (!element || event.button !== 0 || event.pointerType === "touch" || event.nativeEvent.offsetX < 0) return;
    const frame = element.getBoundingClientRect();
    if (event.clientX - frame.left > element.clientWidth || event.clientY - frame.top > element.clientHeight) return;
    drag.current = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop };
    element.setPointerCapture(event.pointerId);
  };
  const pull = (event: PointerEvent<HTMLDivElement>) => {
    const element = stage.current;
    const from = drag.current;
    if (!element || !from) return;
    element.scrollLeft = from.left - (event.clientX - from.x);
    element.scrollTop = from.top - (event.clientY - from.y);
  };
  useKeys(viewer, (event) => {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !"+-=0".includes(event.key))) return;
    const act: Record<string, () => void> = {
      "+": () => zoomTo(zoomStep(zoom, 1)),
      "=": () => zoomTo(zoomStep(zoom, 1)),
      "-": () => zoomTo(zoomStep(zoom, -1)),
      "0": () => setFit("whole"),
      w: () => setFit("width"),
      "1": () => zoomTo(1),
      r: () => setViewed(turnedOn),
    };
    const found = act[event.key.toLowerCase()];
    if (!found) return;
    event.preventDefault();
    found();
  });

  const window = { left: scroll.left - margin.x, top: scroll.top - margin.y, right: scroll.left - margin.x + box.width, bottom: scroll.top - margin.y + box.height };
  return (
    <div ref={viewer} className="viewer">
      <ViewerBar facts={m.viewers_picture_size({ width: number(view.width), height: number(view.height), format: view.format.toUpperCase() })}>
        <IconButton size="s" icon="zoom-out" label={m.viewers_zoom_out()} shortcut="-" onPress={() => zoomTo(zoomStep(zoom, -1))} />
        <output className="viewer-zoom">{ready ? percent(zoom) : ""}</output>
        <IconButton size="s" icon="zoom-in" label={m.viewers_zoom_in()} shortcut="+" onPress={() => zoomTo(zoomStep(zoom, 1))} />
        <Button size="s" variant="ghost" onPress={() => setFit("whole")}>{m.viewers_fit()}</Button>
        <Button size="s" variant="ghost" onPress={() => setFit("width")}>{m.viewers_fit_width()}</Button>
        <Button size="s" variant="ghost" onPress={() => zoomTo(1)}>{m.viewers_actual()}</Button>
        <IconButton size="s" icon="rotate-right" label={m.viewers_rotate()} shortcut="R" onPress={() => setViewed(turnedOn)} />
        {viewed !== 0 && <span className="viewer-remark">{m.viewers_rotated()}</span>}
      </ViewerBar>
      {broken > 0 && (
        <div className="viewer-trouble">
          <Note
            tone="bad"
            live
            title={m.viewers_picture_gaps()}
            actions={<Button size="s" icon="refresh" onPress={() => { setBroken(0); setAttempt((before) => before + 1); }}>{m.common_retry()}</Button>}
          >
            {m.viewers_picture_gaps_body()}
          </Note>
        </div>
      )}
      <ScrollPane
        ref={stage}
        className="picture-stage"
        role="img"
        label={m.viewers_picture_named({ name })}
        data-movable={drawn.width > box.width || drawn.height > box.height || undefined}
        onScroll={(event) => setScroll({ left: event.currentTarget.scrollLeft, top: event.currentTarget.scrollTop })}
        onPointerDown={grab}
        onPointerMove={pull}
        onPointerUp={() => { drag.current = null; }}
        onPointerCancel={() => { drag.current = null; }}
        onDoubleClick={() => (fit === 1 ? setFit("first") : zoomTo(1))}
      >
        <div className="picture-sizer" style={{ width: drawn.width + 2 * margin.x, height: drawn.height + 2 * margin.y }}>
          {ready && (
            <PictureTiles
              key={attempt}
              address={(level, column, row) => bridge().tile(part, level, column, row)}
              size={stored}
              side={view.tile_side}
              zoom={zoom}
              pose={pose}
              margin={margin}
              drawn={drawn}
              window={window}
              onBroken={() => setBroken((before) => before + 1)}
            />
          )}
        </div>
      </ScrollPane>
    </div>
  );
}

function percent(zoom: number): string {
  const value = zoom * 100;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)}%`;
}
