// The user's note on an item: saved when one leaves it or presses Ctrl+Enter, with the way back. Never saved twice for
// nothing: each save is a line in the log.
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, ErrorNote } from "../../components";
import { m } from "../../text";

export function ItemNote({ id, note }: { id: string; note: string }) {
  const [text, setText] = useState(note);
  const [kept, setKept] = useState(note);
  /** What stood there before the last save; null when there is nothing to take back. */
  const [before, setBefore] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  /** Sent last: leaving the field and leaving the item may be one act. */
  const sent = useRef(note);

  const save = async (next: string, undoable: boolean) => {
    const old = kept;
    if (next === old) return;
    sent.current = next;
    setBusy(true);
    setFailure(null);
    try {
      await bridge().call("item_note", { id, text: next });
      setKept(next);
      setBefore(undoable ? old : null);
    } catch (thrown) {
      sent.current = old;
      setFailure(thrown as Failure);
    }
    setBusy(false);
  };
  const undo = () => {
    if (before === null) return;
    setText(before);
    void save(before, false);
  };

  // A note of somebody else's making (another window, the command line) is taken over, unless one is being written.
  const [told, setTold] = useState(note);
  if (told !== note) {
    setTold(note);
    if (text === kept) setText(note);
    setKept(note);
  }
  // Another item is selected while this one's note is unsaved: nothing typed is lost.
  const leave = useEffectEvent(() => {
    if (text !== kept && text !== sent.current) bridge().call("item_note", { id, text }).catch(() => undefined);
  });
  useEffect(() => () => leave(), []);

  const dirty = text !== kept;
  return (
    <div className="item-note">
      <textarea
        className="input area"
        aria-label={m.evidence_note()}
        placeholder={m.evidence_note_placeholder()}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => void save(text, true)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(text, true);
        }}
      />
      <div className="item-note-foot" role="status">
        {dirty && !busy && <span>{m.evidence_note_unsaved()}</span>}
        {!dirty && before !== null && (
          <>
            <span>{m.evidence_note_saved()}</span>
            <Button variant="ghost" size="s" icon="undo" onPress={undo}>{m.common_undo()}</Button>
          </>
        )}
      </div>
      {failure && <ErrorNote failure={failure} onRetry={() => void save(text, true)} />}
    </div>
  );
}
