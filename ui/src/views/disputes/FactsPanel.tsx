// What the complainant says of the dispute, each fact edited where it stands. They are the complainant's words and
// the panel says so, because the bundle will.
import { useState } from "react";
import { type DisputeWhole, type Failure, bridge } from "../../bridge";
import { Button, Panel, toast, toastFailure } from "../../components";
import { m } from "../../text";
import { FactAdd } from "./FactAdd";
import { InPlaceText } from "./InPlaceText";
import { EXAMPLE, KNOWN_FACTS, TOLD_FACTS, formOf, freeFacts } from "./facts";
import { factName } from "./words";

interface FactsPanelProps {
  dispute: DisputeWhole;
}

export function FactsPanel({ dispute }: FactsPanelProps) {
  const [isAdding, setAdding] = useState(false);
  const isOpen = dispute.state === "open";
  const { facts } = dispute;

  async function keep(field: string, value: string): Promise<Failure | null> {
    const before = facts[field] ?? "";
    try {
      await bridge().call("dispute_set", { dispute: dispute.id, facts: [[field, value]] });
      const undo = () => void bridge().call("dispute_set", { dispute: dispute.id, facts: [[field, before]] }).catch(toastFailure);
      toast({ message: value.trim() === "" ? m.disputes_fact_taken_away({ fact: factName(field) }) : m.disputes_fact_kept({ fact: factName(field) }), undo });
      return null;
    } catch (problem) {
      return problem as Failure;
    }
  }

  const inPlace = (field: string) => {
    const form = formOf(field);
    return (
      <InPlaceText
        key={`${dispute.id} ${field}`}
        label={factName(field)}
        value={facts[field] ?? ""}
        invitation={invitation(field)}
        hint={hint(form)}
        example={EXAMPLE[form] === "" ? undefined : EXAMPLE[form]}
        multiline={form === "text"}
        isReadOnly={!isOpen}
        onKeep={(value) => keep(field, value)}
      />
    );
  };

  return (
    <Panel title={m.disputes_facts()}>
      <p className="dispute-facts-about">{m.disputes_facts_about()}</p>
      <dl className="dispute-facts">
        {[...KNOWN_FACTS, ...freeFacts(facts)].map((field) => (
          <div className="dispute-fact" key={field}>
            <dt>{factName(field)}</dt>
            <dd>{inPlace(field)}</dd>
          </div>
        ))}
        {TOLD_FACTS.map((field) => (
          <div className="dispute-fact dispute-fact-told" key={field}>
            <dt>{factName(field)}</dt>
            <dd>{inPlace(field)}</dd>
          </div>
        ))}
      </dl>
      {isOpen && (
        <div className="dispute-facts-foot">
          {isAdding ? (
            <FactAdd taken={Object.keys(facts)} onKeep={keep} onEnd={() => setAdding(false)} />
          ) : (
            <Button variant="ghost" size="s" icon="plus" onPress={() => setAdding(true)}>
              {m.disputes_fact_add()}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}

function hint(form: string): string | undefined {
  switch (form) {
    case "amount":
      return m.disputes_hint_amount();
    case "day":
      return m.disputes_hint_day();
    case "moment":
      return m.disputes_hint_moment();
    case "text":
      return m.disputes_hint_text();
    default:
      return undefined;
  }
}

function invitation(field: string): string {
  switch (field) {
    case "claim":
      return m.disputes_invite_claim();
    case "demand":
      return m.disputes_invite_demand();
    default:
      return m.disputes_invite();
  }
}
