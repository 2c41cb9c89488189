// A text of any length, line by line as it stands in the file: its number, its characters, nothing obeyed and nothing made
// pretty. HTML, SVG, mail and chat are text here as well. The encoding that was found is shown and can be chosen.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { bridge, type PartView, type Ref, type TextRead } from "../../bridge";
import { Checkbox, ErrorNote, Select } from "../../components";
import { m, message, number } from "../../text";
import type { Failure } from "../../bridge";
import { Pages } from "../evidence/pages";
import { FindBar } from "./FindBar";
import { HITS_MOST } from "./find";
import { ScrollPane } from "./ScrollPane";
import { TextLine } from "./TextLine";
import { useFind } from "./useFind";
import { ViewerBar } from "./ViewerBar";

export type TextView = Extract<PartView["view"], { kind: "text" }>;

const PIECE = 200;
const LINE_HEIGHT = 20;
/** Browsers stop laying out somewhere past thirty million pixels; longer texts are shown up to here, and found whole. */
const LINES_MOST = 1_200_000;
const ENCODINGS = ["UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "Shift_JIS", "EUC-JP", "EUC-KR", "windows-1252"];

interface TextPage extends TextRead {
  total: number;
  items: string[];
}

/** So many lines from here; a shorter answer is gone on with until all are here. */
async function readLines(part: Ref, encoding: string | null, from: number, count: number): Promise<TextPage> {
  const items: string[] = [];
  let cut = false;
  for (;;) {
    const answer = await bridge().call("text_read", { part, encoding, from_line: from + items.length, lines: count - items.length });
    items.push(...answer.lines);
    cut ||= answer.cut;
    const total = answer.total_lines;
    if (answer.lines.length === 0 || items.length >= count || from + items.length >= total) {
      return { ...answer, from_line: from, lines: items, items, total, cut };
    }
  }
}

export function TextViewer({ part, name, view }: { part: Ref; name: string; view: TextView }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [wrapped, setWrapped] = useState(true);
  const key = JSON.stringify([part, chosen]);
  const pages = useMemo(() => {
    const [asked, encoding] = JSON.parse(key) as [Ref, string | null];
    return new Pages<string, TextPage>((from, count) => readLines(asked, encoding, from, count), PIECE);
  }, [key]);
  useSyncExternalStore(pages.subscribe, () => pages.version);
  const total = pages.newest?.total ?? view.lines;
  const shown = Math.min(total, LINES_MOST);
  const search = useFind(key, (from, count) => readLines(part, chosen, from, count));

  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its values are read while drawing and passed to nothing that is memoised
  const virtual = useVirtualizer({
    count: shown,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
    paddingStart: 8,
    paddingEnd: 24,
  });
  const seen = virtual.getVirtualItems();
  useEffect(() => {
    const first = seen[0];
    const last = seen.at(-1);
    pages.want(first?.index ?? 0, (last?.index ?? 0) + 1);
  });
  useEffect(() => virtual.measure(), [wrapped, key, virtual]);
  const hit = search.hit;
  useEffect(() => {
    if (hit && hit.line < LINES_MOST) virtual.scrollToIndex(hit.line, { align: "center" });
  }, [hit, virtual]);

  const encoding = pages.newest?.encoding ?? view.encoding;
  const names = ENCODINGS.includes(view.encoding) ? ENCODINGS : [view.encoding, ...ENCODINGS];
  const digits = String(total).length;
  return (
    <div className="viewer">
      <ViewerBar facts={m.viewers_text_facts({ lines: number(total), syntax: message(`viewers_syntax_${view.syntax}`, view.syntax) })}>
        <FindBar
          find={search.find}
          onFind={search.setFind}
          at={search.at}
          count={search.hits.length}
          remark={search.running ? m.viewers_find_running({ searched: number(search.searched), total: number(total) }) : search.hits.length >= HITS_MOST ? m.viewers_find_capped() : null}
          onStep={search.step}
        />
        <Select
          label={m.viewers_encoding()}
          hideLabel
          value={encoding}
          onChange={setChosen}
          options={names.map((each) => ({ id: each, label: each, ...(each === view.encoding ? { detail: view.confident ? m.viewers_encoding_found() : m.viewers_encoding_guessed() } : {}) }))}
        />
        {chosen === null && !view.confident && <span className="viewer-remark">{m.viewers_encoding_remark()}</span>}
        <Checkbox isSelected={wrapped} onChange={setWrapped}>{m.viewers_wrap()}</Checkbox>
      </ViewerBar>
      {(pages.failure !== null || search.failure !== null) && (
        <div className="viewer-trouble">
          <ErrorNote failure={(pages.failure ?? search.failure) as Failure} onRetry={() => pages.again()} />
        </div>
      )}
      {pages.newest?.cut === true && <p className="viewer-caution">{m.viewers_text_cut()}</p>}
      {total > LINES_MOST && <p className="viewer-caution">{m.viewers_text_long({ shown: number(shown), total: number(total) })}</p>}
      <ScrollPane ref={scroller} className="text-lines" label={m.viewers_text_named({ name })} data-wrapped={wrapped || undefined}>
        <div className="text-sizer" style={{ height: virtual.getTotalSize() }}>
          {seen.map((line) => (
            <TextLine
              key={line.key}
              number={line.index + 1}
              digits={digits}
              text={pages.at(line.index)}
              find={search.find}
              current={hit?.line === line.index ? hit.from : null}
              start={line.start}
              measure={wrapped ? virtual.measureElement : undefined}
              index={line.index}
            />
          ))}
        </div>
      </ScrollPane>
    </div>
  );
}
