// Files as received, written into a folder one chooses: each item in a folder of its own, with its records, nothing made.
import { useState } from "react";
import { bridge, type Failure, type ItemCard } from "../../bridge";
import { Button, Dialog, ErrorNote, ProgressBar } from "../../components";
import { m } from "../../text";
import { useEachItem } from "./eachItem";

interface ExportDialogProps {
  ids: string[];
  cards: ItemCard[];
  onClose: () => void;
}

export function ExportDialog({ ids, cards, onClose }: ExportDialogProps) {
  const [folder, setFolder] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const { each, start, stop } = useEachItem();
  const running = each.state === "running";
  const ended = each.state === "done";

  const choose = async () => {
    setRefused(null);
    try {
      const chosen = await bridge().call("dialog_folder", null);
      if (chosen === null) return;
      setFolder(chosen);
      const names = new Map(cards.map((card) => [card.id, card.name]));
      await start(ids, (id) => bridge().call("item_export", { id, to: `${chosen}/${folderName(names.get(id) ?? "", id)}` }));
    } catch (failure) {
      setRefused(failure as Failure);
    }
  };
  const show = () => {
    if (folder !== null) bridge().call("place_show", { path: folder }).catch((failure: Failure) => setRefused(failure));
  };

  return (
    <Dialog
      title={m.evidence_export_title({ count: ids.length })}
      isOpen
      onClose={running ? stop : onClose}
      actions={
        ended ? (
          <>
            <Button onPress={onClose}>{m.evidence_done()}</Button>
            <Button variant="primary" icon="folder-open" onPress={show}>{m.common_show_folder()}</Button>
          </>
        ) : (
          <>
            <Button onPress={running ? stop : onClose}>{running ? m.evidence_stop() : m.common_cancel()}</Button>
            <Button variant="primary" busy={running} onPress={() => void choose()}>{m.evidence_export_choose()}</Button>
          </>
        )
      }
    >
      <div className="evidence-dialog">
        {!ended && <p>{m.evidence_export_body()}</p>}
        {running && <ProgressBar label={m.evidence_exporting()} value={each.done} max={each.total} />}
        {ended && <p role="status">{m.evidence_exported({ count: each.done - each.failed.length, folder: folder ?? "" })}</p>}
        {refused && <ErrorNote failure={refused} />}
        {each.failed.slice(0, 20).map(({ id, failure }) => <ErrorNote key={id} failure={failure} />)}
      </div>
    </Dialog>
  );
}

/** A folder's name that every system takes: the item's name made plain, and enough of its id to be the only one. */
export function folderName(name: string, id: string): string {
  const stem = name.replace(/\.[^.]{1,8}$/, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${[...stem].slice(0, 40).join("") || "item"}-${id.replaceAll("-", "").slice(-8)}`;
}
