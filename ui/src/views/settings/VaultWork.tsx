// What one does with the open vault: check it whole, copy it, move it, find again what is left of a damaged one.
// Each is a job with progress that can be stopped; its result stays here, with every finding.
import { useState } from "react";
import { bridge, type Failure, type VaultMoved } from "../../bridge";
import { Button, ErrorNote, Note, Panel } from "../../components";
import { loadDesk, useDesk, useJob } from "../../state";
import { m } from "../../text";
import { CheckResult } from "./CheckResult";
import { JobProgress } from "./JobProgress";
import { MoveDialog } from "./MoveDialog";
import { SettingRow } from "./SettingRow";

/** `onMoved` hears of a move: by then another vault is open, and this stands for the one before. */
export function VaultWork({ onMoved }: { onMoved: (moved: VaultMoved) => void }) {
  const { vault } = useDesk();
  const check = useJob("vault_check", { listed: false });
  const copy = useJob("vault_copy", { listed: false });
  const move = useJob("vault_move", { listed: false });
  const salvage = useJob("vault_salvage", { listed: false });
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Failure | null>(null);
  const busy = check.running || copy.running || move.running || salvage.running;
  const open = vault.state === "open";
  if (vault.state === "absent") return null;

  const copyTo = async () => {
    setRefused(null);
    try {
      const to = await bridge().call("dialog_folder", null);
      if (to !== null) copy.start({ to }, m.settings_copying()).catch(() => undefined);
    } catch (why) {
      setRefused(why as Failure);
    }
  };
  const moveTo = (to: string, erase_old: boolean) => {
    setAsking(false);
    move.start({ to, erase_old }, m.settings_moving()).then((moved) => {
      onMoved(moved);
      return loadDesk();
    }, () => undefined);
  };

  return (
    <Panel title={m.settings_vault_work()}>
      {refused !== null && <div className="setting-block"><ErrorNote failure={refused} /></div>}
      <SettingRow title={m.settings_check()} body={m.settings_check_body()}>
        <Button icon="list-checks" isDisabled={busy} busy={check.running} onPress={() => void check.start(null, m.settings_checking()).catch(() => undefined)}>{m.settings_check_do()}</Button>
      </SettingRow>
      <JobProgress job={check.job} onCancel={check.cancel} />
      {check.failure !== null && <div className="setting-block"><ErrorNote failure={check.failure} /></div>}
      {check.answer !== null && <CheckResult checked={check.answer} />}

      <SettingRow title={m.settings_copy()} body={m.settings_copy_body()}>
        <Button icon="copy" isDisabled={busy || !open} busy={copy.running} onPress={() => void copyTo()}>{m.settings_copy_do()}</Button>
      </SettingRow>
      <JobProgress job={copy.job} onCancel={copy.cancel} />
      {copy.failure !== null && <div className="setting-block"><ErrorNote failure={copy.failure} /></div>}
      {copy.answer !== null && (
        <div className="setting-block">
          <Note tone={copy.answer.check.whole ? "ok" : "bad"} live title={copy.answer.check.whole ? m.settings_copied() : m.settings_copied_damaged()}>
            <span className="selectable path">{copy.answer.path}</span>
          </Note>
        </div>
      )}

      <SettingRow title={m.settings_move()} body={m.settings_move_body()}>
        <Button icon="arrow-right" isDisabled={busy || !open || vault.sample} busy={move.running} onPress={() => setAsking(true)}>{m.settings_move_do()}</Button>
      </SettingRow>
      <JobProgress job={move.job} onCancel={move.cancel} />
      {move.failure !== null && <div className="setting-block"><ErrorNote failure={move.failure} /></div>}

      {(!open || vault.checked?.result === "damaged") && (
        <>
          <SettingRow title={m.settings_salvage()} body={m.settings_salvage_body()}>
            <Button icon="refresh" isDisabled={busy} busy={salvage.running} onPress={() => void salvage.start(null, m.settings_salvaging()).then(() => loadDesk(), () => undefined)}>{m.settings_salvage_do()}</Button>
          </SettingRow>
          <JobProgress job={salvage.job} onCancel={salvage.cancel} />
          {salvage.failure !== null && <div className="setting-block"><ErrorNote failure={salvage.failure} /></div>}
        </>
      )}
      {salvage.answer !== null && (
        <div className="setting-block">
          <Note tone={salvage.answer.salvaged.damaged.length === 0 ? "ok" : "warn"} live title={m.settings_salvaged({ items: m.common_items({ count: salvage.answer.salvaged.items }), disputes: salvage.answer.salvaged.disputes })}>
            {salvage.answer.salvaged.damaged.length > 0 && <p>{m.settings_salvaged_damaged({ count: salvage.answer.salvaged.damaged.length })}</p>}
            {salvage.answer.salvaged.old_database !== null && <p className="path">{m.settings_salvaged_old({ path: salvage.answer.salvaged.old_database })}</p>}
          </Note>
        </div>
      )}
      {asking && <MoveDialog onMove={moveTo} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
