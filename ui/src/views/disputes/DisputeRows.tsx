// Disputes as rows of a panel; a row is one link to the dispute.

import type { DisputeLine } from "../../bridge";
import { Icon, Moment, Panel, StateBadge, Tag } from "../../components";
import { go, routeTo } from "../../state";
import { m } from "../../text";
import { outcomeOf } from "./outcome";
import { outcomeShort } from "./words";

interface DisputeRowsProps {
  title: string;
  disputes: readonly DisputeLine[];
}

export function DisputeRows({ title, disputes }: DisputeRowsProps) {
  return (
    <Panel title={title} count={disputes.length}>
      <ul className="dispute-rows">
        {disputes.map((dispute) => (
          <li key={dispute.id}>
            <button type="button" className="dispute-row" onClick={() => go(routeTo("disputes", dispute.name))}>
              <span className="dispute-row-what">
                <span className="dispute-row-title">{dispute.title}</span>
                <span className="dispute-row-meta">
                  <Tag>{dispute.name}</Tag>
                  <span>
                    {m.disputes_opened()} <Moment at={dispute.created_at} form="short" />
                  </span>
                </span>
              </span>
              <span className="dispute-row-count">{m.disputes_exhibit_count({ count: dispute.exhibits })}</span>
              <StateOf dispute={dispute} />
              <Icon name="chevron-right" size={16} />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function StateOf({ dispute }: { dispute: DisputeLine }) {
  if (dispute.state === "open") {
    return (
      <StateBadge shape="open" tone="open" pill>
        {m.disputes_collecting()}
      </StateBadge>
    );
  }
  return (
    <StateBadge shape="fixed" tone="open" pill>
      {m.disputes_ended({ outcome: outcomeShort(outcomeOf(dispute.outcome)) })}
    </StateBadge>
  );
}
