// The page a reader opens first, as it will be, on white paper in both themes; beside it what to look for before it
// goes out.
import { type BundlePlan, type BundlePlanQuestion, type Failure, bridge } from "../../bridge";
import { Button, ErrorNote, Panel } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";
import { PageSheet } from "./PageSheet";

/** So many items are asked for their pictures. */
const PICTURES_AT_MOST = 500;

interface PreviewStepProps {
  question: BundlePlanQuestion;
  plan: BundlePlan | null;
  failure: Failure | null;
  onBack: () => void;
  onMake: () => void;
}

export function PreviewStep({ question, plan, failure, onBack, onMake }: PreviewStepProps) {
  const preview = useAnswer("bundle_preview", question, { nouns: ["dispute", "item"], keep: true });
  const cards = useAnswer(
    "item_page",
    { filter: { dispute: question.dispute }, sort: "oldest", from: 0, limit: PICTURES_AT_MOST },
    { nouns: ["item"] },
  );
  const pictures = new Map(
    (cards.answer?.items ?? [])
      .filter((card) => card.has_thumbnail)
      .map((card) => [card.id, bridge().thumbnail({ of: "vault", item: card.id, part: card.first_part.name })]),
  );
  return (
    <div className="export-preview">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the page cannot be scrolled by keyboard */}
      <div className="export-desk" tabIndex={0} role="region" aria-label={m.export_page()}>
        {preview.failure !== null && <ErrorNote failure={preview.failure} onRetry={preview.again} />}
        {preview.answer !== null && <PageSheet page={preview.answer} pictures={pictures} />}
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
