// Closing a dispute, with how it ended. It says what closing means before it is done: nothing can be changed after
// it, and there is no way back.

import { useState } from "react";
import { type Failure, bridge } from "../../bridge";
import { Button, Dialog, ErrorNote, Select, TextField } from "../../components";
import { m } from "../../text";
import { OUTCOMES, type OutcomeCode, outcomeText } from "./outcome";
import { outcomeName } from "./words";

interface DisputeCloseDialogProps {
  dispute: string;
  onClose: () => void;
}

export function DisputeCloseDialog({ dispute, onClose }: DisputeCloseDialogProps) {
  const [code, setCode] = useState<OutcomeCode>("unstated");
  const [words, setWords] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isWorking, setWorking] = useState(false);

  async function close() {
    setWorking(true);
    try {
      await bridge().call("dispute_close", { dispute, outcome: outcomeText({ code, words }) });
      onClose();
    } catch (problem) {
      setFailure(problem as Failure);
      setWorking(false);
    }
  }

  return (
    <Dialog
      title={m.disputes_close_title()}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onPress={onClose}>
            {m.common_cancel()}
          </Button>
          <Button variant="primary" isDisabled={isWorking} onPress={() => void close()}>
            {m.disputes_close_do()}
          </Button>
        </>
      }
    >
      <div className="dispute-form">
        <p>{m.disputes_close_means()}</p>
        <Select
          label={m.disputes_close_outcome()}
          options={OUTCOMES.map((outcome) => ({ id: outcome, label: outcomeName(outcome) }))}
          value={code}
          onChange={(chosen) => setCode(OUTCOMES.find((outcome) => outcome === chosen) ?? "unstated")}
        />
        <TextField
          label={m.disputes_close_words()}
          value={words}
          onChange={setWords}
          description={m.disputes_close_words_hint()}
          multiline
        />
        {failure !== null && <ErrorNote failure={failure} />}
      </div>
    </Dialog>
  );
}
