// Choosing items of the vault as exhibits. What is one already is shown with its number and cannot be chosen again.
import { useState } from "react";
import { type DisputeWhole, type Failure, bridge } from "../../bridge";
import { Button, Checkbox, Dialog, ErrorNote, ExhibitTag, KindIcon, Moment, SearchField, Thumbnail } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";
import { attachedOf } from "./exhibits";
import { kindName } from "./words";

const ITEMS_AT_ONCE = 60;

interface ExhibitPickerProps {
  dispute: DisputeWhole;
  onClose: () => void;
}

export function ExhibitPicker({ dispute, onClose }: ExhibitPickerProps) {
  const [find, setFind] = useState("");
  const [limit, setLimit] = useState(ITEMS_AT_ONCE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<Failure | null>(null);
  const { answer, failure: listFailure, again } = useAnswer(
    "item_page",
    { filter: { find: find.trim() === "" ? null : find.trim() }, sort: "newest", from: 0, limit },
    { nouns: ["item"], keep: true },
  );
  const items = answer?.items ?? [];
  const numbers = new Map(attachedOf(dispute).map((exhibit) => [exhibit.item_id, exhibit.exhibit]));

  function choose(id: string, isChosen: boolean) {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  async function attach() {
    try {
      await bridge().call("dispute_attach", { dispute: dispute.id, ids: [...chosen] });
      onClose();
    } catch (problem) {
      setFailure(problem as Failure);
    }
  }

  return (
    <Dialog
      title={m.disputes_pick_title()}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            {m.common_cancel()}
          </Button>
          <Button variant="primary" isDisabled={chosen.size === 0} onPress={() => void attach()}>
            {m.disputes_attach({ count: chosen.size })}
          </Button>
        </>
      }
    >
      <div className="dispute-picker">
        <SearchField label={m.disputes_pick_find()} value={find} onChange={setFind} />
        {listFailure !== null && <ErrorNote failure={listFailure} onRetry={again} />}
        {failure !== null && <ErrorNote failure={failure} />}
        <ul className="dispute-picker-items">
          {items.map((item) => {
            const number = numbers.get(item.id);
            return (
              <li key={item.id} className="dispute-picker-item">
                <Checkbox isSelected={number !== undefined || chosen.has(item.id)} isDisabled={number !== undefined} onChange={(isChosen) => choose(item.id, isChosen)}>
                  <span className="dispute-picker-picture">
                    {item.has_thumbnail ? <Thumbnail part={{ of: "vault", item: item.id, part: item.first_part.name }} alt="" /> : <KindIcon kind={item.kind} size={16} />}
                  </span>
                  <span className="dispute-picker-what">
                    <span className="cut">{item.name}</span>
                    <span className="dispute-picker-meta">
                      {kindName(item.kind)} · <Moment at={item.added_at} form="short" />
                    </span>
                  </span>
                  {number !== undefined && <ExhibitTag number={number} />}
                </Checkbox>
              </li>
            );
          })}
        </ul>
        {answer !== null && items.length === 0 && (
          <p className="dispute-picker-none">{find.trim() === "" ? m.disputes_pick_none() : m.disputes_pick_no_hit()}</p>
        )}
        {answer !== null && answer.total > items.length && (
          <Button variant="ghost" size="s" onPress={() => setLimit(limit + ITEMS_AT_ONCE)}>
            {m.disputes_show_more({ count: Math.min(ITEMS_AT_ONCE, answer.total - items.length), total: answer.total })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
