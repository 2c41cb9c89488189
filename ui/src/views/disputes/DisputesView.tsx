// All disputes: the open ones first, the closed ones below with how they ended. Without any, the screen says what a
// dispute is for.

import { useState } from "react";
import { Button, EmptyState, ErrorNote } from "../../components";
import { useAnswer, useDesk } from "../../state";
import { m } from "../../text";
import { DisputeCreateDialog } from "./DisputeCreateDialog";
import { DisputeRows } from "./DisputeRows";
import "./disputes.css";

export function DisputesView() {
  // A vault that is not made yet has no disputes; the first one makes it.
  const isAbsent = useDesk().vault.state === "absent";
  const { answer, failure, again } = useAnswer("dispute_list", null, { nouns: ["dispute", "vault"], enabled: !isAbsent });
  const [isCreating, setCreating] = useState(false);
  const disputes = (answer?.disputes ?? []).toReversed();
  const open = disputes.filter((dispute) => dispute.state === "open");
  const closed = disputes.filter((dispute) => dispute.state === "closed");
  const create = (
    <Button variant="primary" icon="plus" onPress={() => setCreating(true)}>
      {m.disputes_new()}
    </Button>
  );

  return (
    <div className="disputes">
      <header className="disputes-head">
        <h1>{m.disputes_title()}</h1>
        {disputes.length > 0 && <span className="disputes-count">{m.disputes_count({ open: open.length, closed: closed.length })}</span>}
        <span className="grow" />
        {disputes.length > 0 && create}
      </header>
      {failure !== null && !isAbsent && <ErrorNote failure={failure} onRetry={again} />}
      {(answer !== null || isAbsent) && disputes.length === 0 && (
        <EmptyState glyph="scale" title={m.disputes_none()} body={m.disputes_none_about()} actions={create} />
      )}
      {open.length > 0 && <DisputeRows title={m.disputes_group_open()} disputes={open} />}
      {answer !== null && disputes.length > 0 && open.length === 0 && <p className="disputes-none-open">{m.disputes_none_open()}</p>}
      {closed.length > 0 && <DisputeRows title={m.disputes_group_closed()} disputes={closed} />}
      {isCreating && <DisputeCreateDialog onClose={() => setCreating(false)} />}
    </div>
  );
}
