// Into which dispute: an open one, or a new one by its title. Attaching twice changes nothing; taking back detaches.
import { useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, Dialog, ErrorNote, OptionCards, TextField, toast, toastFailure } from "../../components";
import { useAnswer } from "../../state";
import { m } from "../../text";

const NEW = "";

export function AttachDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const { answer, failure: unknown, again } = useAnswer("dispute_list", null, { nouns: ["dispute"] });
  const open = (answer?.disputes ?? []).filter((each) => each.state === "open").reverse();
  const [chosen, setChosen] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const target = chosen ?? (answer ? (open[0]?.name ?? NEW) : null);

  const attach = async () => {
    if (target === null) return;
    setBusy(true);
    setFailure(null);
    try {
      const dispute = target === NEW ? (await bridge().call("dispute_create", title.trim())).dispute.name : target;
      // A dispute made just now stays chosen, so that trying again does not make a second one.
      setChosen(dispute);
      const before = new Set((await bridge().call("dispute_show", dispute)).dispute.exhibits.filter(isAttached).map((each) => each.exhibit));
      const { exhibits } = await bridge().call("dispute_attach", { dispute, ids });
      const fresh = exhibits.map((each) => each.exhibit).filter((exhibit) => !before.has(exhibit));
      tell(dispute, fresh);
      onClose();
    } catch (thrown) {
      setFailure(thrown as Failure);
    }
    setBusy(false);
  };

  return (
    <Dialog
      title={m.evidence_attach_title({ count: ids.length })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{m.common_cancel()}</Button>
          <Button variant="primary" busy={busy} isDisabled={target === null || (target === NEW && title.trim() === "")} onPress={() => void attach()}>
            {m.evidence_attach_do()}
          </Button>
        </>
      }
    >
      <div className="evidence-dialog">
        <p>{m.evidence_attach_body()}</p>
        {unknown && <ErrorNote failure={unknown} onRetry={again} />}
        {answer && (
          <OptionCards
            label={m.evidence_attach_to()}
            hideLabel
            value={target}
            onChange={setChosen}
            options={[
              ...open.map((each) => ({ id: each.name, title: each.title, body: m.evidence_exhibits({ count: each.exhibits }) })),
              { id: NEW, title: m.evidence_attach_new() },
            ]}
          />
        )}
        {target === NEW && (
          <TextField label={m.evidence_attach_new_title()} description={m.evidence_attach_new_help()} value={title} onChange={setTitle} onSubmit={() => title.trim() !== "" && void attach()} />
        )}
        {failure && <ErrorNote failure={failure} />}
      </div>
    </Dialog>
  );
}

function isAttached(exhibit: { state: string }): boolean {
  return exhibit.state === "attached";
}

/** What was attached under which numbers, with the way back. */
function tell(dispute: string, fresh: string[]): void {
  if (fresh.length === 0) {
    toast({ message: m.evidence_attached_already() });
    return;
  }
  const first = fresh[0] ?? "";
  const last = fresh.at(-1) ?? "";
  const numbers = fresh.length === 1 ? first : m.evidence_numbers({ first, last });
  toast({
    message: m.evidence_attached({ numbers }),
    undo: () => {
      bridge().call("dispute_detach", { dispute, ids: fresh }).catch((failure: Failure) => toastFailure(failure));
    },
  });
}
