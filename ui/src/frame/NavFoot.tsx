// The side bar's foot: running tasks made small, the vault's state with when it was checked, and where everything stays.
import { Icon, StateGlyph } from "../components";
import { useDesk } from "../state";
import { day, m, moment } from "../text";
import { TaskChip } from "./TaskChip";

export function NavFoot() {
  const { vault } = useDesk();
  return (
    <div className="nav-foot">
      <TaskChip />
      <p className="nav-state" title={vaultWord(vault)} data-tone={vault.state !== "open" || vault.checked?.result === "damaged" ? "bad" : vault.checked === null ? "open" : "ok"}>
        <StateGlyph shape={vault.state !== "open" || vault.checked?.result === "damaged" ? "broken" : vault.checked === null ? "open" : "done"} size={14} />
        <span>{vaultWord(vault)}</span>
      </p>
      <p className="nav-state" title={m.shell_all_local()}>
        <Icon name="hard-drive" size={14} />
        <span>{m.shell_all_local()}</span>
      </p>
    </div>
  );
}

function vaultWord(vault: ReturnType<typeof useDesk>["vault"]): string {
  if (vault.state !== "open") return m.shell_vault_unopened();
  if (vault.checked === null) return m.shell_vault_unchecked();
  if (vault.checked.result === "damaged") return m.shell_vault_damaged();
  const at = new Date(vault.checked.at);
  if (day(at) === day(new Date())) return m.shell_vault_whole_today({ at: moment(vault.checked.at, "time") });
  return m.shell_vault_whole({ at: day(at) });
}
