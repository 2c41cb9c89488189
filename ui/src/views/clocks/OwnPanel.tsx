// Authorities that the user added: asked whatever was answered about public ones, because adding one is the agreement.
import { useState } from "react";
import { bridge, type Failure, type TimeStatus } from "../../bridge";
import { Button, ConfirmDialog, ErrorNote, Panel } from "../../components";
import { m, visible } from "../../text";
import { AddDialog } from "./AddDialog";
import { AuthorityRow } from "./AuthorityRow";

export function OwnPanel({ status, onChanged }: { status: TimeStatus; onChanged: () => void }) {
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const own = status.authorities.filter((one) => !one.preset);
  const remove = (name: string) => {
    setLeaving(null);
    setFailure(null);
    bridge().call("time_authority_remove", name).then(onChanged, (why: Failure) => setFailure(why));
  };
  return (
    <Panel title={m.clocks_own()} count={own.length} actions={<Button size="s" variant="ghost" icon="plus" onPress={() => setAdding(true)}>{m.clocks_add()}</Button>}>
      {failure !== null && <div className="setting-block"><ErrorNote failure={failure} /></div>}
      {own.length === 0 ? (
        <div className="setting-block"><p className="setting-body">{m.clocks_own_empty()}</p></div>
      ) : (
        <ul className="clocks-list">
          {own.map((one) => (
            <AuthorityRow key={one.name} authority={one} publicClocks={status.public_clocks} onRemove={() => setLeaving(one.name)} onAsked={onChanged} />
          ))}
        </ul>
      )}
      {adding && (
        <AddDialog
          onAdded={() => {
            setAdding(false);
            onChanged();
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {leaving !== null && (
        <ConfirmDialog
          title={m.clocks_remove_title({ name: visible(leaving) })}
          body={<p>{m.clocks_remove_body()}</p>}
          confirm={m.clocks_remove_do()}
          onConfirm={() => remove(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Panel>
  );
}
