// A document in pages, drawn by the reader process as pictures: only the pages in view, at the size they are seen in.
// Where the document has text it can be searched; a hit leads to its page.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { PartView, Ref } from "../../bridge";
import { Button, ErrorNote, IconButton } from "../../components";
import { failureText, m, number } from "../../text";
import { FindBar } from "./FindBar";
import { PageHits } from "./PageHits";
import { PageSheet } from "./PageSheet";
import { bounded, zoomStep } from "./stage";
import { ScrollPane } from "./ScrollPane";
import { useBox } from "./useBox";
import { useKeys } from "./useKeys";
import { usePagesFind } from "./usePagesFind";
import { ViewerBar } from "./ViewerBar";

export type PagesView = Extract<PartView["view"], { kind: "pages" }>;

/** Screen pixels for a point at 100 %. */
const POINT = 96 / 72;
const EDGE = 24;
const GAP = 16;

export function PagesViewer({ part, name, view }: { part: Ref; name: string; view: PagesView }) {
  const viewer = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const box = useBox(scroller);
  const [chosen, setChosen] = useState<number | null>(null);
  const widest = Math.max(1, ...view.pages.map((page) => page.width));
  const fitting = bounded(Math.min(1.6, Math.max(0.1, (box.width - 2 * EDGE) / (widest * POINT))));
  const zoom = chosen ?? fitting;
  const heightOf = (page: number) => Math.round((view.pages[page]?.height ?? 0) * POINT * zoom);

  // oxlint-disable-next-line react/incompatible-library -- its values are read while drawing and passed to nothing that is memoised
  const virtual = useVirtualizer({
    count: view.pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    overscan: 1,
    gap: GAP,
    paddingStart: EDGE,
    paddingEnd: EDGE,
  });
  const seen = virtual.getVirtualItems();
  const middle = (virtual.scrollOffset ?? 0) + box.height / 2;
  const current = (seen.find((page) => page.end + GAP > middle)?.index ?? 0) + 1;

  // The page that one looks at stays, whatever the zoom.
  const before = useRef(zoom);
  useEffect(() => {
    virtual.measure();
    const element = scroller.current;
    if (element && before.current !== zoom) element.scrollTop = (element.scrollTop - EDGE) * (zoom / before.current) + EDGE;
    before.current = zoom;
  }, [zoom, virtual]);

  const { find, setFind, found, failure, at, goTo, again } = usePagesFind(part);
  const hits = found?.hits ?? [];
  const show = (index: number) => {
    goTo(index);
    const hit = hits[index];
    if (hit) virtual.scrollToIndex(hit.page - 1, { align: "start" });
  };
  useKeys(viewer, (event) => {
    if (event.altKey || event.target instanceof HTMLInputElement) return;
    if (event.key === "+" || event.key === "=") setChosen(zoomStep(zoom, 1));
    else if (event.key === "-") setChosen(zoomStep(zoom, -1));
    else if (event.key === "w" || event.key === "0") setChosen(null);
    else return;
    event.preventDefault();
  });
  const advice = view.advice === null ? null : failureText({ code: view.advice, whose: "user", values: {} });
  const remark = found && found.searched_pages < view.pages.length ? m.viewers_pages_searched({ searched: number(found.searched_pages), total: number(view.pages.length) }) : null;

  return (
    <div ref={viewer} className="viewer">
      <ViewerBar facts={m.viewers_page_of({ at: number(current), total: number(view.pages.length) })}>
        <IconButton size="s" icon="zoom-out" label={m.viewers_zoom_out()} shortcut="-" onPress={() => setChosen(zoomStep(zoom, -1))} />
        <output className="viewer-zoom">{Math.round(zoom * 100)}%</output>
        <IconButton size="s" icon="zoom-in" label={m.viewers_zoom_in()} shortcut="+" onPress={() => setChosen(zoomStep(zoom, 1))} />
        <Button size="s" variant="ghost" onPress={() => setChosen(null)}>{m.viewers_fit_width()}</Button>
        {view.searchable ? (
          <FindBar find={find} onFind={setFind} at={at} count={hits.length} remark={remark} onStep={(by) => show((at + by + hits.length) % Math.max(1, hits.length))} />
        ) : (
          <span className="viewer-remark">{m.viewers_pages_no_text()}</span>
        )}
      </ViewerBar>
      {advice && <p className="viewer-caution">{advice.message} {advice.help}</p>}
      {failure && <div className="viewer-trouble"><ErrorNote failure={failure} onRetry={again} /></div>}
      <div className="pages-body">
        {hits.length > 0 && <PageHits hits={hits} total={found?.total ?? hits.length} at={at} onShow={show} />}
        <ScrollPane ref={scroller} className="pages-stage" label={m.viewers_pages_named({ name })}>
          <div className="pages-sizer" style={{ height: virtual.getTotalSize() }}>
            {seen.map((each) => {
              const page = view.pages[each.index];
              if (!page) return null;
              const width = Math.round(page.width * POINT * zoom);
              return (
                <PageSheet
                  key={each.key}
                  part={part}
                  number={each.index + 1}
                  width={width}
                  height={heightOf(each.index)}
                  top={each.start}
                  left={Math.max(EDGE, Math.floor((box.width - width) / 2))}
                  scale={POINT * zoom}
                />
              );
            })}
          </div>
        </ScrollPane>
      </div>
    </div>
  );
}
