// What a vault is called on the screen: its folder's name, "My vault" for the one at the usual place.
import { fileName } from "./format";
import { m } from "./messages";

export function vaultName(vault: { name: string; path: string; sample: boolean }): string {
  if (vault.sample) return m.shell_vault_sample();
  const name = vault.name === "" ? fileName(vault.path) : vault.name;
  return name === "vault" ? m.shell_vault_mine() : name;
}
