// Choosing items of the vault as exhibits. What is one already is shown with its number and cannot be chosen again.
import { useState } from "react";
import { ListBox, type Key } from "react-aria-components";
import { type DisputeWhole, type Failure, bridge } from "../../bridge";
import { Button, Dialog, ErrorNote, SearchField } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";
import { PickerItem } from "./PickerItem";
import { attachedOf } from "./exhibits";

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

  const there = items.filter((item) => numbers.has(item.id)).map((item) => item.id);

  /** In the order of choosing. What is not on the list now, because one looks for something else, stays chosen. */
  function choose(selection: "all" | Set<Key>) {
    const listed = items.map((item) => item.id).filter((id) => !numbers.has(id));
    const isSelected = (id: string) => selection === "all" || selection.has(id);
    const still = [...chosen].filter((id) => !listed.includes(id) || isSelected(id));
    setChosen(new Set([...still, ...listed.filter(isSelected)]));
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
        <ListBox
          className="dispute-picker-items"
          aria-label={m.disputes_pick_items()}
          selectionMode="multiple"
          selectedKeys={[...chosen, ...there]}
          disabledKeys={there}
          onSelectionChange={choose}
          renderEmptyState={() => (answer === null ? null : find.trim() === "" ? m.disputes_pick_none() : m.disputes_pick_no_hit())}
        >
          {items.map((item) => (
            <PickerItem key={item.id} item={item} exhibit={numbers.get(item.id)} />
          ))}
        </ListBox>
        {answer !== null && answer.total > items.length && (
          <Button variant="ghost" size="s" onPress={() => setLimit(limit + ITEMS_AT_ONCE)}>
            {m.disputes_show_more({ count: Math.min(ITEMS_AT_ONCE, answer.total - items.length), total: answer.total })}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
