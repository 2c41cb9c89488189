// Which vault is open, and the way to another one.
import { bridge, type Failure } from "../bridge";
import { Icon, Menu, toastFailure } from "../components";
import { go, take, useAnswer, useDesk } from "../state";
import { m, vaultName } from "../text";
import { Logo } from "./Logo";

export function VaultSwitcher() {
  const { vault } = useDesk();
  const { answer } = useAnswer("vault_list", null, { nouns: ["vault", "settings"] });
  const choose = (path: string) => {
    bridge().call("vault_choose", { path }).then(take, (failure: Failure) => toastFailure(failure));
  };
  return (
    <div className="vault-switcher">
      <Menu
        label={m.shell_vault_switch()}
        variant="ghost"
        trigger={
          <>
            <Logo />
            <span className="vault-words">
              <b>Holdfast</b>
              <span>{vaultName(vault)}</span>
            </span>
            <Icon name="chevron-down" size={14} />
          </>
        }
        items={[
          ...(answer?.vaults ?? []).map((one) => ({
            id: one.path,
            label: vaultName(one),
            detail: one.path,
            isCurrent: one.path === vault.path,
            onAction: () => choose(one.path),
          })),
          { id: "all", label: m.shell_vault_all(), icon: "settings" as const, separated: true, onAction: () => go("settings/vaults") },
        ]}
      />
    </div>
  );
}
