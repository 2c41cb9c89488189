// The side bar's foot: running tasks made small, the vault's state with when it was checked, and where everything stays.
import type { DeskState } from "../bridge";
import { Icon, StateGlyph, type StateShape, type Tone } from "../components";
import { useDesk } from "../state";
import { day, m, moment } from "../text";
import { TaskChip } from "./TaskChip";

export function NavFoot() {
  const { vault } = useDesk();
  const { tone, shape, words } = vaultState(vault);
  return (
    <div className="nav-foot">
      <TaskChip />
      <p className="nav-state" title={words} data-tone={tone}>
        <StateGlyph shape={shape} size={14} />
        <span>{words}</span>
      </p>
      <p className="nav-state" title={m.shell_all_local()}>
        <Icon name="hard-drive" size={14} />
        <span>{m.shell_all_local()}</span>
      </p>
    </div>
  );
}

function vaultState(vault: DeskState["vault"]): { tone: Tone; shape: StateShape; words: string } {
  if (vault.state === "absent") return { tone: "open", shape: "open", words: m.shell_vault_absent() };
  if (vault.state !== "open") return { tone: "bad", shape: "broken", words: m.shell_vault_unopened() };
  if (vault.checked === null) return { tone: "open", shape: "open", words: m.shell_vault_unchecked() };
  if (vault.checked.result === "damaged") return { tone: "bad", shape: "broken", words: m.shell_vault_damaged() };
  const at = new Date(vault.checked.at);
  const words = day(at) === day(new Date()) ? m.shell_vault_whole_today({ at: moment(vault.checked.at, "time") }) : m.shell_vault_whole({ at: day(at) });
  return { tone: "ok", shape: "done", words };
}
