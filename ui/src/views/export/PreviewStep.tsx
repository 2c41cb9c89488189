// The page a reader opens first, as it will be, on white paper in both themes; beside it what to look for before it
// goes out.
import type { BundlePlan, BundlePlanQuestion, Failure } from "../../bridge";
import { Button, ErrorNote, Panel } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";
import { PageSheet } from "./PageSheet";

interface PreviewStepProps {
  question: BundlePlanQuestion;
  plan: BundlePlan | null;
  failure: Failure | null;
  onBack: () => void;
  onMake: () => void;
}

export function PreviewStep({ question, plan, failure, onBack, onMake }: PreviewStepProps) {
  const preview = useAnswer("bundle_preview", question, { nouns: ["dispute", "item"], keep: true });
  return (
    <div className="export-preview">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the page cannot be scrolled by keyboard */}
      <div className="export-desk" tabIndex={0} role="region" aria-label={m.export_page()}>
        {preview.failure !== null && <ErrorNote failure={preview.failure} onRetry={preview.again} />}
        {preview.answer !== null && <PageSheet page={preview.answer} plan={plan} edition={question.edition} />}
      </div>
      <aside className="export-aside" aria-label={m.export_look()}>
        <Panel title={m.export_look()}>
          <ul className="export-look">
            <li>{m.export_look_names()}</li>
            <li>{m.export_look_pictures()}</li>
            <li>{m.export_look_words()}</li>
            <li>{m.export_look_withheld()}</li>
          </ul>
          <p className="export-about export-look-foot">{m.export_look_yourself()}</p>
        </Panel>
        <div className="export-go">
          {failure !== null && <ErrorNote failure={failure} />}
          <Button variant="primary" size="l" icon="package" isDisabled={plan === null || failure !== null} onPress={onMake}>
            {m.export_make()}
          </Button>
          <Button variant="ghost" onPress={onBack}>
            {m.export_back_to_plan()}
          </Button>
          <p>{m.export_nothing_sent()}</p>
        </div>
      </aside>
    </div>
  );
}
