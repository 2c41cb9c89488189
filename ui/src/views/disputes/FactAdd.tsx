// A fact of the user's own: its name follows the core's rule, because its form follows from its name.
import { useState } from "react";
import type { Failure } from "../../bridge";
import { Button, TextField } from "../../components";
import { m } from "../../text";
import { isFactName } from "./facts";
import { failureLine } from "./words";

interface FactAddProps {
  taken: readonly string[];
  onKeep: (field: string, value: string) => Promise<Failure | null>;
  onEnd: () => void;
}

export function FactAdd({ taken, onKeep, onEnd }: FactAddProps) {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const isTaken = taken.includes(name);
  const isWrong = name !== "" && !isFactName(name);
  const isReady = isFactName(name) && !isTaken && value.trim() !== "";

  async function keep() {
    if (!isReady) return;
    const refused = await onKeep(name, value);
    if (refused === null) onEnd();
    else setFailure(refused);
  }

  return (
    <form
      className="dispute-fact-add"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextField
        label={m.disputes_fact_name()}
        value={name}
        onChange={setName}
        description={m.disputes_fact_name_hint()}
        error={isTaken ? m.disputes_fact_name_taken() : isWrong ? m.disputes_fact_name_wrong() : undefined}
      />
      <TextField
        label={m.disputes_fact_value()}
        value={value}
        onChange={(typed) => {
          setValue(typed);
          setFailure(null);
        }}
        error={failure === null ? undefined : failureLine(failure)}
      />
      <div className="dispute-inplace-foot">
        <Button variant="ghost" size="s" onPress={onEnd}>
          {m.disputes_leave_as_is()}
        </Button>
        <Button variant="soft" size="s" isDisabled={!isReady} onPress={() => void keep()}>
          {m.common_save()}
        </Button>
      </div>
    </form>
  );
}
