// The open vault in facts; when it does not open, why, and the way out.
import { bridge, type Failure } from "../../bridge";
import { Button, ErrorNote, KeyValue, Note, Panel, StateBadge } from "../../components";
import { ensureVault, useAnswer, useDesk } from "../../state";
import { m, moment, number, size, vaultName } from "../../text";

export function CurrentVault({ onFailure }: { onFailure: (failure: Failure) => void }) {
  const { vault } = useDesk();
  const { answer, failure, again } = useAnswer("vault_info", null, { nouns: ["vault", "item", "dispute"], enabled: vault.state === "open" });
  const info = answer?.vault ?? null;
  return (
    <Panel
      title={vaultName(vault)}
      actions={
        vault.state === "absent" ? undefined : (
          <Button size="s" variant="ghost" icon="folder-open" onPress={() => void bridge().call("place_show", { path: vault.path }).catch(onFailure)}>{m.common_show_folder()}</Button>
        )
      }
    >
      <div className="setting-block">
        {vault.failure !== null && <ErrorNote failure={vault.failure} />}
        {failure !== null && <ErrorNote failure={failure} onRetry={again} />}
        {vault.state === "absent" && (
          <Note tone="open" title={m.settings_vault_none_yet()} actions={<Button size="s" onPress={() => void ensureVault().catch(onFailure)}>{m.settings_vault_make_here()}</Button>}>
            {m.settings_vault_none_yet_body()}
          </Note>
        )}
        <KeyValue
          rows={[
            { key: m.settings_vault_place(), value: <span className="path">{vault.path}</span> },
            ...(info === null
              ? []
              : [
                  { key: m.settings_vault_holds(), value: m.settings_vault_counts({ items: m.common_items({ count: info.items }), disputes: number(info.disputes), size: size(info.size_bytes) }) },
                  { key: m.settings_vault_since(), value: moment(info.created_at, "full") },
                  {
                    key: m.settings_vault_checked(),
                    value:
                      info.checked === null ? <StateBadge shape="open" tone="open">{m.shell_vault_unchecked()}</StateBadge>
                      : info.checked.result === "whole" ? <StateBadge shape="done" tone="ok">{m.settings_checked_whole({ at: moment(info.checked.at, "full") })}</StateBadge>
                      : <StateBadge shape="broken" tone="bad">{m.settings_checked_damaged({ at: moment(info.checked.at, "full") })}</StateBadge>,
                  },
                  ...(info.writable ? [] : [{ key: m.settings_vault_writing(), value: m.settings_vault_read_only() }]),
                ]),
          ]}
        />
        {info !== null && info.advice.map((code) => <Note key={code} tone="warn" title={adviceWords(code)} />)}
      </div>
    </Panel>
  );
}

function adviceWords(code: string): string {
  if (code === "network-folder") return m.settings_advice_network();
  if (code === "synchronised-folder") return m.settings_advice_synchronised();
  if (code === "open-to-others") return m.settings_advice_open();
  if (code === "read-only-media") return m.settings_vault_read_only();
  return m.settings_advice_other({ code });
}
