// The way to keep the bundle file itself: it becomes one document in the vault, as received. Its exhibits stay where
// they are; a case that was looked at leaves no trace.
import { useState } from "react";
import type { Failure, ItemLine } from "../../bridge";
import { Button, ErrorNote } from "../../components";
import { startJob, useDesk } from "../../state";
import { m, visible } from "../../text";
import { lastName } from "../verify/words";

export function KeepBundle({ path, zipped }: { path: string; zipped: boolean }) {
  const { vault } = useDesk();
  const [kept, setKept] = useState<ItemLine | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const reason = !zipped ? m.verify_case_keep_folder() : vault.state !== "open" ? m.verify_case_keep_no_vault() : null;
  const keep = () => {
    setBusy(true);
    setFailure(null);
    const { answer } = startJob("item_add", { paths: [path], kind: "document", dispute: null }, m.verify_case_keep());
    answer.then(
      (said) => {
        setBusy(false);
        setKept(said.items[0] ?? null);
        setFailure(said.failed[0]?.failure ?? null);
      },
      (thrown: Failure) => {
        setBusy(false);
        if (thrown.code !== "cancelled") setFailure(thrown);
      },
    );
  };
  if (kept !== null) {
    const name = visible(lastName(kept.name));
    return (
      <span className="case-kept" role="status">
        {kept.already_kept ? m.verify_case_kept_already({ name }) : m.verify_case_kept({ name })}
      </span>
    );
  }
  return (
    <span className="case-keep">
      {failure !== null && <ErrorNote failure={failure} />}
      <span className={reason === null ? "case-keep-hint" : "case-keep-hint reason"}>{reason ?? m.verify_case_keep_body()}</span>
      <Button icon="download" onPress={keep} busy={busy} isDisabled={reason !== null}>
        {m.verify_case_keep()}
      </Button>
    </span>
  );
}
