// Handing a dispute over, in steps: plan, preview, make; then the result. Plan and preview are asked from the same
// draft that makes the bundle, so what is shown is what goes out. Choices stay while one goes back and forth.
import { useState } from "react";
import { type Failure, bridge } from "../../bridge";
import { Button, EmptyState, ErrorNote, Icon, Stepper, Tag } from "../../components";
import { go, routeTo, useAnswer } from "../../state";
import { m, useLanguage } from "../../text";
import { MakeCard } from "./MakeCard";
import { PlanStep } from "./PlanStep";
import { PreviewStep } from "./PreviewStep";
import { ResultStep } from "./ResultStep";
import { type Choices, FIRST_CHOICES, questionOf } from "./choices";
import { forgetMaking, make, useMaking } from "./making";
import "./export.css";

interface ExportViewProps {
  /** The dispute's name, as in the route. */
  name: string;
}

export function ExportView({ name }: ExportViewProps) {
  const { language } = useLanguage();
  const [choices, setChoices] = useState<Choices>(FIRST_CHOICES);
  const [isPreviewing, setPreviewing] = useState(false);
  const [placeFailure, setPlaceFailure] = useState<Failure | null>(null);
  const making = useMaking(name);
  const shown = useAnswer("dispute_show", name, { nouns: ["dispute", "item", "vault"] });
  const dispute = shown.answer?.dispute ?? null;
  const attached = (dispute?.exhibits ?? []).filter((exhibit) => exhibit.state === "attached");
  const question = questionOf(name, choices, attached.map((exhibit) => exhibit.exhibit), language);
  const plan = useAnswer("bundle_plan", question, { nouns: ["dispute", "item"], enabled: attached.length > 0, keep: true });
  const back = () => go(routeTo("disputes", name));

  /** Asks for the place, then makes the bundle there. */
  async function chooseAndMake() {
    if (plan.answer === null) return;
    setPlaceFailure(null);
    try {
      const to = await bridge().call("dialog_save", { file_name: plan.answer.file_name });
      if (to !== null) make(name, { question, plan: plan.answer, to });
    } catch (problem) {
      setPlaceFailure(problem as Failure);
    }
  }

  function again() {
    forgetMaking(name);
    setPreviewing(true);
  }

  const step = making !== null ? (making.phase === "made" ? 3 : 2) : isPreviewing ? 1 : 0;
  return (
    <div className="export">
      <header className="export-head">
        <button type="button" className="export-link-quiet export-back" onClick={back}>
          <Icon name="arrow-left" size={16} />
          <span className="cut">{dispute?.title ?? name}</span>
        </button>
        <Tag>{name}</Tag>
        <h1 className="visually-hidden">{m.export_title()}</h1>
        <span className="grow" />
        <Stepper steps={[m.export_step_plan(), m.export_step_preview(), m.export_step_make()]} current={step} />
      </header>
      {shown.failure !== null && <ErrorNote failure={shown.failure} onRetry={shown.again} />}
      {dispute !== null && attached.length === 0 && making === null && (
        <EmptyState
          glyph="package"
          title={m.export_empty()}
          body={m.export_empty_about()}
          actions={
            <Button variant="primary" onPress={back}>
              {m.export_to_exhibits()}
            </Button>
          }
        />
      )}
      {making?.phase === "made" && <ResultStep making={making} onAgain={again} onDone={back} />}
      {making !== null && making.phase !== "made" && (
        <MakeCard name={name} making={making} onAgain={again} onElsewhere={() => void chooseAndMake()} />
      )}
      {making === null && dispute !== null && attached.length > 0 && !isPreviewing && (
        <PlanStep
          dispute={name}
          exhibits={attached}
          choices={choices}
          plan={plan.answer}
          failure={plan.failure}
          onRetry={plan.again}
          onChoose={setChoices}
          onPreview={() => setPreviewing(true)}
        />
      )}
      {making === null && attached.length > 0 && isPreviewing && (
        <PreviewStep
          question={question}
          plan={plan.answer}
          failure={placeFailure ?? plan.failure}
          onBack={() => setPreviewing(false)}
          onMake={() => void chooseAndMake()}
        />
      )}
    </div>
  );
}
