// A new dispute needs a title and nothing else. The hint keeps names out of it: its plain words become the name of
// the file that is handed over.

import { useState } from "react";
import { type Failure, bridge } from "../../bridge";
import { Button, Dialog, TextField } from "../../components";
import { ensureVault, go, routeTo } from "../../state";
import { m } from "../../text";
import { failureLine } from "./words";

interface DisputeCreateDialogProps {
  onClose: () => void;
  /** What happens with the new dispute; without it, its page opens. */
  onCreated?: (name: string) => void;
}

export function DisputeCreateDialog({ onClose, onCreated }: DisputeCreateDialogProps) {
  const [title, setTitle] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isWorking, setWorking] = useState(false);

  async function create() {
    if (title.trim() === "" || isWorking) return;
    setWorking(true);
    try {
      await ensureVault();
      const { dispute } = await bridge().call("dispute_create", title);
      onClose();
      if (onCreated === undefined) go(routeTo("disputes", dispute.name));
      else onCreated(dispute.name);
    } catch (problem) {
      setFailure(problem as Failure);
      setWorking(false);
    }
  }

  return (
    <Dialog
      title={m.disputes_new()}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            {m.common_cancel()}
          </Button>
          <Button
            variant="primary"
            isDisabled={title.trim() === "" || isWorking}
            reason={title.trim() === "" ? m.disputes_title_needed() : undefined}
            onPress={() => void create()}
          >
            {m.disputes_create()}
          </Button>
        </>
      }
    >
      <div className="dispute-form">
        <TextField
          label={m.disputes_title_label()}
          value={title}
          onChange={(value) => {
            setTitle(value);
            setFailure(null);
          }}
          description={m.disputes_title_hint()}
          error={failure === null ? null : failureLine(failure)}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of a dialog takes the focus
          autoFocus
          onSubmit={() => void create()}
        />
        <p className="dispute-form-note">{m.disputes_title_later()}</p>
      </div>
    </Dialog>
  );
}
