// Asks before contents are erased for good, and says what stays, what it is used in, and which bundles still hold it.
import { useState } from "react";
import { bridge, type BundleLine, type ItemCard } from "../../bridge";
import { Button, Dialog, ErrorNote, Moment, Note, ProgressBar, TextField } from "../../components";
import { m } from "../../text";
import { useEachItem } from "./eachItem";

interface RemoveDialogProps {
  ids: string[];
  /** As many of them as are known by name. */
  cards: ItemCard[];
  onRemoved: (ids: string[]) => void;
  onClose: () => void;
}

export function RemoveDialog({ ids, cards, onRemoved, onClose }: RemoveDialogProps) {
  const [reason, setReason] = useState("");
  const [sent, setSent] = useState<BundleLine[]>([]);
  const { each, start, stop } = useEachItem();
  const exhibits = cards.flatMap((card) => card.exhibits);

  const remove = async () => {
    const again = each.state === "done" ? each.failed.map(({ id }) => id) : ids;
    const bundles = new Map(sent.map((bundle) => [bundle.export_id, bundle]));
    const gone = await start(again, async (id) => {
      const removed = await bridge().call("item_remove", { id, reason: reason.trim() });
      for (const bundle of removed.bundles) bundles.set(bundle.export_id, bundle);
    });
    setSent([...bundles.values()]);
    onRemoved(gone);
    if (gone.length === again.length && bundles.size === 0) onClose();
  };

  const ended = each.state === "done";
  const running = each.state === "running";
  return (
    <Dialog
      title={m.evidence_remove_title({ count: ids.length })}
      role="alertdialog"
      isOpen
      onClose={running ? stop : onClose}
      actions={
        ended && each.failed.length === 0 ? (
          <Button variant="primary" onPress={onClose}>{m.evidence_done()}</Button>
        ) : (
          <>
            <Button onPress={running ? stop : onClose}>{running ? m.evidence_stop() : m.common_cancel()}</Button>
            <Button variant="danger" busy={running} isDisabled={reason.trim() === ""} onPress={() => void remove()}>
              {ended ? m.evidence_remove_again() : m.evidence_remove_do({ count: ids.length })}
            </Button>
          </>
        )
      }
    >
      <div className="evidence-dialog">
        {!ended && <p>{m.evidence_remove_body()}</p>}
        {!ended && cards.length === 1 && <p className="evidence-dialog-name">{cards[0]?.name}</p>}
        {!ended && exhibits.length > 0 && (
          <Note tone="warn" title={m.evidence_remove_exhibits({ count: exhibits.length })}>{m.evidence_remove_exhibits_body()}</Note>
        )}
        {!ended && (
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for in this dialog
          <TextField label={m.evidence_remove_reason()} description={m.evidence_remove_reason_help()} value={reason} onChange={setReason} autoFocus isDisabled={running} />
        )}
        {running && <ProgressBar label={m.evidence_removing()} value={each.done} max={each.total} />}
        {ended && <p role="status">{m.evidence_removed({ count: each.done - each.failed.length })}</p>}
        {each.failed.slice(0, 20).map(({ id, failure }) => <ErrorNote key={id} failure={failure} />)}
        {sent.length > 0 && (
          <Note tone="warn" title={m.evidence_removed_sent({ count: sent.length })}>
            <ul>
              {sent.map((bundle) => (
                <li key={bundle.export_id}>{bundle.file_name ?? bundle.export_id} · <Moment at={bundle.begun_at} form="full" /></li>
              ))}
            </ul>
          </Note>
        )}
      </div>
    </Dialog>
  );
}
