// A time authority of one's own: short name, address, and the file with its root, which comes from the authority itself.
// What is wrong is said at the field that it concerns, in the words of the failure.
import { useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, Dialog, ErrorNote, TextField } from "../../components";
import { failureText, fileName, knows, m, visible } from "../../text";

const FIELD: Record<string, "name" | "url"> = { "authority-name": "name", "authority-exists": "name", "authority-url": "url" };

export function AddDialog({ onAdded, onClose }: { onAdded: () => void; onClose: () => void }) {
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [root, setRoot] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = failure !== null && knows(`error.${failure.code}.message`) ? FIELD[failure.code] : undefined;
  const wrong = (of: "name" | "url") => (field === of && failure !== null ? Object.values(failureText(failure)).join(" ") : null);

  const choose = () => {
    bridge().call("dialog_files", null).then(([first]) => first !== undefined && setRoot(first), (why: Failure) => setFailure(why));
  };
  const add = () => {
    if (busy || name.trim() === "" || url.trim() === "") return;
    setBusy(true);
    setFailure(null);
    bridge().call("time_authority_add", { name: name.trim(), url: url.trim(), root }).then(onAdded, (why: Failure) => {
      setFailure(why);
      setBusy(false);
    });
  };
  return (
    <Dialog
      isOpen
      title={m.clocks_add_title()}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{m.common_cancel()}</Button>
          <Button variant="primary" busy={busy} isDisabled={name.trim() === "" || url.trim() === ""} onPress={add}>{m.clocks_add_do()}</Button>
        </>
      }
    >
      {failure !== null && field === undefined && <ErrorNote failure={failure} />}
      <TextField autoFocus label={m.clocks_add_name()} description={m.clocks_add_name_help()} value={name} onChange={setName} error={wrong("name")} onSubmit={add} />
      <TextField label={m.clocks_add_url()} description={m.clocks_add_url_help()} value={url} onChange={setUrl} error={wrong("url")} onSubmit={add} />
      <div className="clocks-add-root" role="group" aria-label={m.clocks_add_root()}>
        <p className="field-label">{m.clocks_add_root()}</p>
        <div className="move-place">
          <span className="path" title={root ?? undefined}>{root === null ? m.clocks_add_root_none() : visible(fileName(root))}</span>
          <span className="clocks-add-do">
            {root !== null && <Button size="s" variant="ghost" onPress={() => setRoot(null)}>{m.clocks_add_root_clear()}</Button>}
            <Button size="s" icon="file" onPress={choose}>{m.clocks_add_root_choose()}</Button>
          </span>
        </div>
        <p className="field-description">{m.clocks_add_root_help()}</p>
      </div>
    </Dialog>
  );
}
