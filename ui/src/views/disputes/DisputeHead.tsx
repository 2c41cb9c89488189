// The head of a dispute: its name, its title to be edited in place, whether it still changes, and what can be done.
import { useState } from "react";
import { type DisputeWhole, type Failure, bridge } from "../../bridge";
import { Button, Icon, Moment, Note, StateBadge, Tag, toast, toastFailure } from "../../components";
import { go, routeTo } from "../../state";
import { m } from "../../text";
import { DisputeCloseDialog } from "./DisputeCloseDialog";
import { InPlaceText } from "./InPlaceText";
import { outcomeOf } from "./outcome";
import { outcomeShort } from "./words";

interface DisputeHeadProps {
  dispute: DisputeWhole;
}

export function DisputeHead({ dispute }: DisputeHeadProps) {
  const [isClosing, setClosing] = useState(false);
  const isOpen = dispute.state === "open";
  const attached = dispute.exhibits.filter((exhibit) => exhibit.state === "attached").length;
  const outcome = outcomeOf(dispute.outcome);

  async function rename(title: string): Promise<Failure | null> {
    const set = (words: string) => bridge().call("dispute_title_set", { dispute: dispute.id, title: words });
    try {
      await set(title);
      toast({ message: m.disputes_title_kept(), undo: () => void set(dispute.title).catch(toastFailure) });
      return null;
    } catch (problem) {
      return problem as Failure;
    }
  }

  return (
    <header className="dispute-head">
      <nav className="dispute-crumb" aria-label={m.disputes_where()}>
        <button type="button" className="dispute-link" onClick={() => go("disputes")}>
          {m.disputes_title()}
        </button>
        <Icon name="chevron-right" size={14} />
        <Tag>{dispute.name}</Tag>
        <span>
          {m.disputes_opened()} <Moment at={dispute.created_at} form="short" />
        </span>
      </nav>
      <div className="dispute-head-row">
        <h1 className="dispute-title">
          <InPlaceText
            label={m.disputes_title_label()}
            value={dispute.title}
            invitation={m.disputes_title_label()}
            hint={m.disputes_title_hint()}
            isReadOnly={!isOpen}
            onKeep={rename}
          />
        </h1>
        {isOpen ? (
          <StateBadge shape="open" tone="open" pill>
            {m.disputes_collecting()}
          </StateBadge>
        ) : (
          <StateBadge shape="fixed" tone="open" pill>
            {m.disputes_ended({ outcome: outcomeShort(outcome) })}
          </StateBadge>
        )}
        <span className="grow" />
        {isOpen && (
          <Button variant="plain" onPress={() => setClosing(true)}>
            {m.disputes_close()}
          </Button>
        )}
        <Button
          variant="primary"
          icon="package"
          isDisabled={attached === 0}
          reason={attached > 0 ? undefined : isOpen ? m.disputes_export_empty() : m.disputes_no_exhibits_at_all()}
          onPress={() => go(routeTo("disputes", dispute.name, "export"))}
        >
          {m.disputes_export()}
        </Button>
      </div>
      {!isOpen && (
        <Note tone="open" title={m.disputes_is_closed()}>
          {outcome.words === "" ? m.disputes_is_closed_about() : `${m.disputes_close_words()}: ${outcome.words}. ${m.disputes_is_closed_about()}`}
        </Note>
      )}
      {isClosing && <DisputeCloseDialog dispute={dispute.id} onClose={() => setClosing(false)} />}
    </header>
  );
}
