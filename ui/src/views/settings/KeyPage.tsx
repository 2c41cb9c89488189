// The vault's key: its fingerprint to tell others, where it lies, a copy of it for a safe place.
import { useState } from "react";
import { bridge, type Failure } from "../../bridge";
import { Button, ConfirmDialog, ErrorNote, HashRow, Note, Panel } from "../../components";
import { useAnswer, useDesk } from "../../state";
import { m } from "../../text";
import { SettingRow } from "./SettingRow";

export function KeyPage() {
  const { vault } = useDesk();
  const { answer, failure, again } = useAnswer("vault_key_show", null, { nouns: ["vault"], enabled: vault.state === "open" });
  const [asking, setAsking] = useState(false);
  const [copied, setCopied] = useState<string | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const copy = async () => {
    setAsking(false);
    setRefused(null);
    try {
      const to = await bridge().call("dialog_save", { file_name: "holdfast-key" });
      if (to !== null) setCopied((await bridge().call("vault_key_copy", { to })).path);
    } catch (why) {
      setRefused(why as Failure);
    }
  };
  if (vault.state !== "open") return <Note tone="open" title={m.settings_key_no_vault()} />;
  return (
    <>
      <p className="settings-lead">{m.settings_key_lead()}</p>
      {failure !== null && <ErrorNote failure={failure} onRetry={again} />}
      {refused !== null && <ErrorNote failure={refused} />}
      {copied !== null && <Note tone="ok" live title={m.settings_key_copied()}>{m.settings_key_copied_body({ path: copied })}</Note>}
      {answer !== null && (
        <Panel>
          <div className="setting-block">
            <HashRow label={m.settings_key_fingerprint()} digest={answer.key.fingerprint} />
            <HashRow label={m.settings_key_public()} digest={answer.key.public_key} />
          </div>
          <SettingRow title={m.settings_key_place()} body={<span className="selectable">{m.settings_key_place_body({ path: vault.path })}</span>}>
            <Button size="s" icon="folder-open" onPress={() => void bridge().call("place_show", { path: vault.path }).catch(setRefused)}>{m.common_show_folder()}</Button>
          </SettingRow>
          <SettingRow title={m.settings_key_copy()} body={m.settings_key_copy_body()}>
            <Button size="s" icon="key" onPress={() => setAsking(true)}>{m.settings_key_copy_do()}</Button>
          </SettingRow>
        </Panel>
      )}
      {asking && (
        <ConfirmDialog
          title={m.settings_key_copy_title()}
          body={<p>{m.settings_key_copy_warning()}</p>}
          confirm={m.settings_key_copy_choose()}
          onConfirm={() => void copy()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
