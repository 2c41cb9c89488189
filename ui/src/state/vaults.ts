// Which vault the window works on: making sure that there is one, and turning to a folder that may hold one or be empty.
import { bridge, type DeskState, type Failure } from "../bridge";
import { desk, take } from "./desk";

/** Makes the vault at its place when none is there yet. Rejects with the failure of making it. */
export async function ensureVault(): Promise<void> {
  const state = desk.get();
  if (state === null || state.vault.state !== "absent") return;
  take(await bridge().call("vault_create", { path: state.vault.path }));
}

/** Turns to the vault in this folder; in an empty or absent folder one is made. */
export async function chooseVault(path: string): Promise<DeskState> {
  try {
    return await bridge().call("vault_choose", { path });
  } catch (failure) {
    if ((failure as Failure).code !== "not-a-vault") throw failure;
    return bridge().call("vault_create", { path });
  }
}
