// The exhibits of a dispute in their order: by pointer, by Alt+Up and Alt+Down, or by each row's menu. What was taken
// out stays named below with its number, because that number is never given to anything else.
import { useState } from "react";
import type { DisputeWhole, ItemCard } from "../../bridge";
import { bridge } from "../../bridge";
import { Button, EmptyState, Panel } from "../../components";
import { keepFiles, useAnswer } from "../../state";
import { m } from "../../text";
import { ExhibitPicker } from "./ExhibitPicker";
import { ExhibitRow } from "./ExhibitRow";
import { ExhibitViewer } from "./ExhibitViewer";
import { FormerExhibits } from "./FormerExhibits";
import { attachedOf, order } from "./exhibits";
import { moved } from "./reorder";
import { useReorder } from "./useReorder";

/** So many rows are drawn at once; more on request. */
const ROWS_AT_ONCE = 100;

interface ExhibitsPanelProps {
  dispute: DisputeWhole;
}

export function ExhibitsPanel({ dispute }: ExhibitsPanelProps) {
  const attached = attachedOf(dispute);
  const standing = attached.map((exhibit) => exhibit.exhibit);
  const [wanted, setWanted] = useState<{ instead: string; order: readonly string[] } | null>(null);
  const [isPicking, setPicking] = useState(false);
  const [rows, setRows] = useState(ROWS_AT_ONCE);
  const [said, setSaid] = useState("");
  const [opened, setOpened] = useState<string | null>(null);
  const isOpen = dispute.state === "open";
  const cards = useAnswer(
    "item_page",
    { filter: { dispute: dispute.name }, sort: "oldest", from: 0, limit: 500 },
    { nouns: ["item", "dispute"] },
  );
  const byId = new Map<string, ItemCard>((cards.answer?.items ?? []).map((card) => [card.id, card]));

  // The order that was asked for is shown at once, until the vault's own answer stands.
  const key = standing.join(" ");
  const numbers = wanted?.instead === key ? wanted.order : standing;
  const exhibits = numbers.flatMap((number) => attached.find((exhibit) => exhibit.exhibit === number) ?? []);

  function move(from: number, to: number) {
    const next = moved(numbers, from, to);
    if (next === numbers) return;
    setWanted({ instead: key, order: next });
    setSaid(m.disputes_moved({ exhibit: numbers[from] ?? "", place: Math.min(to, next.length - 1) + 1, total: next.length }));
    void order(dispute.id, next).then((done) => {
      if (!done) setWanted(null);
    });
  }

  const { listRef, dragged, shift, begin } = useReorder(move);

  async function addFiles() {
    void keepFiles(await bridge().call("dialog_files", null), dispute.name);
  }

  const add = isOpen ? (
    <>
      <Button variant="plain" size="s" icon="layers" onPress={() => setPicking(true)}>
        {m.disputes_add_from_evidence()}
      </Button>
      <Button variant="plain" size="s" icon="file-plus" onPress={() => void addFiles()}>
        {m.disputes_add_files()}
      </Button>
    </>
  ) : undefined;

  return (
    <Panel title={m.disputes_exhibits()} count={attached.length} actions={attached.length > 0 ? add : undefined}>
      {attached.length === 0 && (
        <EmptyState
          glyph="layers"
          title={isOpen ? m.disputes_no_exhibits() : m.disputes_no_exhibits_at_all()}
          body={isOpen ? m.disputes_no_exhibits_about() : m.disputes_no_exhibits_closed()}
          actions={add}
        />
      )}
      <ol className={dragged === null ? "dispute-exhibits" : "dispute-exhibits dispute-exhibits-dragging"} ref={listRef}>
        {exhibits.slice(0, rows).map((exhibit, index) => (
          <ExhibitRow
            key={exhibit.exhibit}
            dispute={dispute}
            exhibit={exhibit}
            card={exhibit.item_id === null ? undefined : byId.get(exhibit.item_id)}
            index={index}
            total={exhibits.length}
            shift={shift(index)}
            isDragged={dragged === index}
            onGrip={begin}
            onMove={move}
            onOpen={setOpened}
          />
        ))}
      </ol>
      {exhibits.length > rows && (
        <div className="dispute-exhibits-more">
          <Button variant="ghost" size="s" onPress={() => setRows(rows + ROWS_AT_ONCE)}>
            {m.disputes_show_more({ count: Math.min(ROWS_AT_ONCE, exhibits.length - rows), total: exhibits.length })}
          </Button>
        </div>
      )}
      {isOpen && attached.length > 1 && <p className="dispute-exhibits-hint">{m.disputes_order_hint()}</p>}
      <FormerExhibits dispute={dispute} />
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {opened !== null && <ExhibitViewer exhibits={exhibits} number={opened} onGo={setOpened} onClose={() => setOpened(null)} />}
      {isPicking && <ExhibitPicker dispute={dispute} onClose={() => setPicking(false)} />}
    </Panel>
  );
}
