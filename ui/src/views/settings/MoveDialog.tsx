// Where the vault is to go, and whether the old one is erased once the new one was checked whole.
import { useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, Checkbox, Dialog, ErrorNote } from "../../components";
import { m } from "../../text";

export function MoveDialog({ onMove, onClose }: { onMove: (to: string, eraseOld: boolean) => void; onClose: () => void }) {
  const [to, setTo] = useState<string | null>(null);
  const [erase, setErase] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choose = () => {
    bridge().call("dialog_folder", null).then((folder) => folder !== null && setTo(folder), (why: Failure) => setFailure(why));
  };
  return (
    <Dialog
      isOpen
      title={m.settings_move()}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{m.common_cancel()}</Button>
          <Button variant="primary" isDisabled={to === null} onPress={() => to !== null && onMove(to, erase)}>{m.settings_move_start()}</Button>
        </>
      }
    >
      <p>{m.settings_move_how()}</p>
      {failure !== null && <ErrorNote failure={failure} />}
      <div className="move-place">
        <span className="selectable path">{to ?? m.settings_move_no_place()}</span>
        <Button size="s" icon="folder-open" onPress={choose} autoFocus>{m.settings_move_choose()}</Button>
      </div>
      <Checkbox isSelected={erase} onChange={setErase}>{m.settings_move_erase()}</Checkbox>
    </Dialog>
  );
}
