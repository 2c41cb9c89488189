// One dispute: its exhibits on the left, what the complainant says of it, its bundles and its history on the right.
// Files that are dropped anywhere on it are kept and become its exhibits.
import { Button, EmptyState, ErrorNote } from "../../components";
import { go, useAnswer } from "../../state";
import { m } from "../../text";
import { BundlesPanel } from "./BundlesPanel";
import { DisputeHead } from "./DisputeHead";
import { ExhibitsPanel } from "./ExhibitsPanel";
import { FactsPanel } from "./FactsPanel";
import { HistoryPanel } from "./HistoryPanel";
import "./disputes.css";

interface DisputeViewProps {
  /** The dispute's name, as in the route. */
  name: string;
}

export function DisputeView({ name }: DisputeViewProps) {
  const { answer, failure, again } = useAnswer("dispute_show", name, { nouns: ["dispute", "bundle", "item", "vault"] });
  const dispute = answer?.dispute ?? null;

  if (dispute === null) {
    if (failure === null) return <div className="dispute" aria-busy="true" />;
    if (failure.code !== "dispute-unknown") {
      return (
        <div className="dispute dispute-absent">
          <ErrorNote failure={failure} onRetry={again} />
        </div>
      );
    }
    return (
      <div className="dispute dispute-absent">
        <EmptyState
          glyph="scale"
          title={m.disputes_absent()}
          body={m.disputes_absent_about()}
          actions={
            <Button variant="plain" onPress={() => go("disputes")}>
              {m.disputes_all()}
            </Button>
          }
        />
      </div>
    );
  }
  return (
    <div className="dispute">
      <DisputeHead dispute={dispute} />
      <div className="dispute-body">
        {failure !== null && <ErrorNote failure={failure} onRetry={again} />}
        <div className="dispute-columns">
          <ExhibitsPanel dispute={dispute} />
          <div className="dispute-side">
            <FactsPanel dispute={dispute} />
            <BundlesPanel dispute={dispute} />
            <HistoryPanel dispute={dispute} />
          </div>
        </div>
      </div>
    </div>
  );
}
