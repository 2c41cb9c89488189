// The vault that is open, the others that are known, and what one can do with them: open, make, check, copy, move.
import { useState } from "react";
import { bridge, type Failure, type VaultMoved } from "../../bridge";
import { Button, ErrorNote, Note, Panel, StateBadge } from "../../components";
import { take, useAnswer, useDesk } from "../../state";
import { m, vaultName } from "../../text";
import { CurrentVault } from "./CurrentVault";
import { SettingRow } from "./SettingRow";
import { VaultWork } from "./VaultWork";

export function VaultsPage() {
  const { vault } = useDesk();
  const { answer, failure, again } = useAnswer("vault_list", null, { nouns: ["vault", "settings"] });
  const [refused, setRefused] = useState<Failure | null>(null);
  const [moved, setMoved] = useState<VaultMoved | null>(null);
  const tried = (work: Promise<unknown>) => {
    setRefused(null);
    work.then(again, (why: Failure) => setRefused(why));
  };
  const place = async (make: boolean) => {
    const path = await bridge().call("dialog_folder", null);
    if (path !== null) take(make ? await bridge().call("vault_create", { path }) : await bridge().call("vault_choose", { path }));
  };
  const others = (answer?.vaults ?? []).filter((one) => one.path !== vault.path);
  return (
    <>
      <p className="settings-lead">{m.settings_vaults_lead()}</p>
      {refused !== null && <ErrorNote failure={refused} />}
      {moved !== null && moved.path === vault.path && (
        <>
          <Note tone="ok" live title={m.settings_moved()}>{moved.erased ? m.settings_moved_erased() : m.settings_moved_kept()}</Note>
          {moved.failure !== null && <ErrorNote failure={moved.failure} />}
        </>
      )}
      <CurrentVault onFailure={setRefused} />
      <VaultWork key={vault.path} onMoved={setMoved} />
      {failure !== null && <ErrorNote failure={failure} onRetry={again} />}
      <Panel
        title={m.settings_other_vaults()}
        actions={
          <>
            <Button size="s" variant="ghost" icon="folder-open" onPress={() => tried(place(false))}>{m.settings_vault_open()}</Button>
            <Button size="s" variant="ghost" icon="plus" onPress={() => tried(place(true))}>{m.settings_vault_new()}</Button>
          </>
        }
      >
        {others.length === 0 && <p className="setting-block setting-body">{m.settings_no_other_vaults()}</p>}
        {others.map((one) => (
          <SettingRow
            key={one.path}
            title={vaultName(one)}
            body={
              <>
                <span className="selectable path">{one.path}</span>
                {one.state !== "open" && <StateBadge shape={one.state === "absent" ? "absent" : "look"} tone={one.state === "absent" ? "open" : "warn"}>{one.state === "absent" ? m.settings_vault_absent() : m.settings_vault_unopened()}</StateBadge>}
              </>
            }
          >
            <Button size="s" label={m.settings_vault_turn_to({ name: vaultName(one) })} onPress={() => tried(bridge().call("vault_choose", { path: one.path }).then(take))}>{m.settings_vault_turn()}</Button>
            {!one.sample && (
              <Button size="s" variant="ghost" label={m.settings_vault_forget_named({ name: vaultName(one) })} onPress={() => tried(bridge().call("vault_forget", { path: one.path }))}>{m.settings_vault_forget()}</Button>
            )}
          </SettingRow>
        ))}
      </Panel>
    </>
  );
}
