// In the sample's vault: says that nothing of it is real, and throws it away with one click.
import { useState } from "react";
import { bridge, type Failure } from "../bridge";
import { Button, Icon, toastFailure } from "../components";
import { go, take, useDesk } from "../state";
import { m } from "../text";

export function SampleBar() {
  const { vault } = useDesk();
  const [busy, setBusy] = useState(false);
  if (!vault.sample) return null;
  const discard = () => {
    setBusy(true);
    bridge()
      .call("sample_discard", null)
      .then(
        (state) => {
          take(state);
          go("evidence");
        },
        (failure: Failure) => toastFailure(failure),
      )
      .finally(() => setBusy(false));
  };
  return (
    <aside className="sample-bar" aria-label={m.shell_vault_sample()}>
      <Icon name="info" />
      <span>{m.shell_sample_note()}</span>
      <Button size="s" icon="trash" busy={busy} onPress={discard}>{busy ? m.shell_sample_discarding() : m.shell_sample_discard()}</Button>
    </aside>
  );
}
