// The evidence screen: what was kept, as a grid or a list, with the filters above and the inspector beside.
//
// - The list never empties while another one is being asked; failures stand above it, and it stays usable.
// - From 1180 px on the inspector is a column that is open until closed; below, it is a sheet that is asked for.
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { ErrorNote, Icon, IconButton, Menu, SegmentedControl, toast, toastFailure } from "../../components";
import { pointed, useDesk, useSearch, useSettings } from "../../state";
import { m } from "../../text";
import { AttachDialog } from "./AttachDialog";
import { EvidenceEmpty } from "./EvidenceEmpty";
import { ExportDialog } from "./ExportDialog";
import { FilterBar } from "./FilterBar";
import { Inspector } from "./Inspector";
import { InspectorPane } from "./InspectorPane";
import { ItemGrid, type Look } from "./ItemGrid";
import { ItemViewer } from "./ItemViewer";
import type { KeyAction } from "./keys";
import { RemoveDialog } from "./RemoveDialog";
import { SelectionBar } from "./SelectionBar";
import { SelectionSummary } from "./SelectionSummary";
import { evidenceQuery, filterOf, narrows, withoutFilters } from "./query";
import { useItemList, type InView } from "./useItemList";
import { useSelection } from "./useSelection";
import { useWide } from "./useWide";
import { SORTS, sortWord } from "./words";
import "./evidence.css";
import "./inspector.css";

type Asking = { what: "attach" | "export" | "remove"; ids: string[] } | null;

export function EvidenceView() {
  const { find, setFind } = useSearch();
  const query = evidenceQuery.use();
  const { settings, set } = useSettings();
  const { vault } = useDesk();
  // Not yet made is not a failure: the first thing kept makes it.
  const absent = vault.state === "absent";
  const filter = useMemo(() => filterOf(query, find), [query, find]);
  const inView = useRef<InView>({ from: 0, until: 1 });
  const { list: listed, failure, again } = useItemList(filter, query.sort, () => inView.current);
  const list = absent ? null : listed;
  const selecting = useSelection(list);
  const { selection, cards } = selecting;
  const wide = useWide();
  const [column, setColumn] = useState(true);
  const [sheet, setSheet] = useState(false);
  const [asking, setAsking] = useState<Asking>(null);
  const [viewing, setViewing] = useState<{ index: number; part: string | undefined } | null>(null);
  const screen = useRef<HTMLDivElement>(null);

  const look: Look = settings.evidence_view;
  const setLook = (next: Look) => void set({ evidence_view: next }).catch((thrown: Failure) => toastFailure(thrown));
  const ids = [...selection.ids];
  const ask = (what: "attach" | "export" | "remove") => ids.length > 0 && setAsking({ what, ids });
  const inspecting = wide ? column : sheet;
  const showInspector = wide ? setColumn : setSheet;
  const widen = () => {
    setFind("");
    evidenceQuery.set(withoutFilters);
  };
  const focusGrid = () => screen.current?.querySelector<HTMLElement>(".evidence-grid")?.focus();

  const open = useCallback(
    (index: number, part?: string) => {
      if (list?.pages.at(index)) setViewing({ index, part });
    },
    [list],
  );
  const copy = () => {
    const digests = cards.map((card) => `${card.seal_sha256}  ${card.name}`).join("\n");
    if (digests === "") return;
    bridge().call("text_copy", { text: digests }).then(
      () => toast({ message: m.evidence_copied({ count: cards.length }) }),
      (thrown: Failure) => toastFailure(thrown),
    );
  };
  const act = (action: KeyAction) => {
    switch (action.kind) {
      case "go":
        if (action.how === "select") selecting.select(action.index);
        else if (action.how === "extend") selecting.extend(action.index, false);
        else selecting.focus(action.index);
        return;
      case "toggle":
        return selecting.toggle(action.index);
      case "open":
        return open(action.index);
      case "all":
        return selecting.all();
      case "clear":
        return selecting.clear();
      case "inspect":
        return showInspector(!inspecting);
      case "copy":
        return copy();
      case "attach":
      case "remove":
        ask(action.kind);
    }
  };

  // Who comes to the screen begins with the keyboard in the list, unless the keyboard is somewhere already.
  const shown = list !== null;
  const begin = useEffectEvent(() => {
    if (shown && document.activeElement === document.body) focusGrid();
  });
  useEffect(() => begin(), [shown]);

  // Another screen points at an item: where the filters hide it they give way, then it is gone to.
  const wanted = pointed.use();
  const reveal = useEffectEvent(async (id: string) => {
    if (!list) return;
    const found = await selecting.reveal(id).catch(() => false);
    if (found || !narrows(list.filter)) pointed.set(null);
    else widen();
    if (found) showInspector(true);
  });
  useEffect(() => {
    if (wanted !== null && list !== null) void Promise.resolve(wanted).then(reveal);
  }, [wanted, list]);

  const single = selection.ids.size === 1 ? ids[0] : undefined;
  const empty = list !== null && list.total === 0;
  const viewed = viewing && list ? list.pages.at(viewing.index) : undefined;

  return (
    <div ref={screen} className="evidence" data-inspecting={inspecting || undefined} data-wide={wide || undefined}>
      <section className="evidence-main" aria-label={m.evidence_title()}>
        <header className="evidence-head">
          <h1>{m.evidence_title()}</h1>
          {list && (
            <span className="evidence-count" role="status">
              {narrows(list.filter) ? m.evidence_count_of({ some: list.total, all: list.vaultTotal }) : m.common_items({ count: list.total })}
            </span>
          )}
          <span className="evidence-head-tools">
            <Menu
              label={m.evidence_sort_by({ sort: sortWord(query.sort) })}
              variant="ghost"
              size="s"
              trigger={<><Icon name="arrow-down-up" /><span>{sortWord(query.sort)}</span></>}
              items={SORTS.map((sort) => ({
                id: sort,
                label: sortWord(sort),
                isCurrent: sort === query.sort,
                onAction: () => evidenceQuery.set((before) => ({ ...before, sort })),
              }))}
            />
            <SegmentedControl
              label={m.evidence_look()}
              value={look}
              onChange={setLook}
              options={[
                { id: "grid", label: m.evidence_look_grid(), icon: "grid", iconOnly: true },
                { id: "list", label: m.evidence_look_list(), icon: "list", iconOnly: true },
              ]}
            />
            <IconButton icon="panel" label={m.evidence_inspector()} shortcut="I" isPressed={inspecting} onPress={() => showInspector(!inspecting)} />
          </span>
        </header>
        <div className="evidence-tools">
          {/* The filters keep their room beneath the selection bar: nothing below moves when one selects. */}
          {list?.vaultTotal !== 0 && <FilterBar query={query} hidden={selection.ids.size > 1} />}
          {selection.ids.size > 1 && (
            <SelectionBar
              count={selection.ids.size}
              onAttach={() => ask("attach")}
              onExport={() => ask("export")}
              onCopy={copy}
              onRemove={() => ask("remove")}
              onClear={() => {
                selecting.clear();
                focusGrid();
              }}
            />
          )}
        </div>
        {failure && !absent && <div className="evidence-failure"><ErrorNote failure={failure} onRetry={again} /></div>}
        {empty || absent ? (
          <EvidenceEmpty
            narrowed={list !== null && narrows(list.filter)}
            vaultTotal={list?.vaultTotal ?? 0}
            find={find}
            onWiden={widen}
          />
        ) : list ? (
          <ItemGrid list={list} look={look} selecting={selecting} inView={inView} onAction={act} />
        ) : (
          !failure && <p className="evidence-first" role="status">{m.evidence_loading_vault({ name: vault.name })}</p>
        )}
      </section>
      {inspecting && (
        <InspectorPane onEscape={() => !wide && setSheet(false)}>
          {single !== undefined ? (
            <Inspector
              key={single}
              id={single}
              card={cards[0]}
              onOpen={(part) => selection.focus !== null && open(selection.focus, part)}
              onAttach={() => ask("attach")}
              onExport={() => ask("export")}
              onRemove={() => ask("remove")}
              onClose={() => showInspector(false)}
            />
          ) : selection.ids.size > 1 ? (
            <SelectionSummary count={selection.ids.size} cards={cards} onAttach={() => ask("attach")} onClose={() => showInspector(false)} />
          ) : (
            <div className="inspector-nothing">
              <h2>{m.evidence_nothing_selected()}</h2>
              <p>{m.evidence_nothing_selected_body()}</p>
            </div>
          )}
        </InspectorPane>
      )}
      {asking?.what === "attach" && <AttachDialog ids={asking.ids} onClose={() => setAsking(null)} />}
      {asking?.what === "export" && <ExportDialog ids={asking.ids} cards={cards} onClose={() => setAsking(null)} />}
      {asking?.what === "remove" && (
        <RemoveDialog ids={asking.ids} cards={cards} onRemoved={selecting.drop} onClose={() => setAsking(null)} />
      )}
      {viewing && viewed && list && (
        <ItemViewer
          key={viewed.id}
          list={list}
          card={viewed}
          index={viewing.index}
          part={viewing.part}
          onGo={(index) => {
            selecting.select(index);
            open(index);
          }}
          onClose={() => {
            setViewing(null);
            requestAnimationFrame(focusGrid);
          }}
        />
      )}
    </div>
  );
}
