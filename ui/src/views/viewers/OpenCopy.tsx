// The way out of the window: a read-only copy in the program that the system uses for such files. Asked once more, because
// what that program does with a stranger's file is out of Holdfast's hands.
import { useState } from "react";
import { bridge, type Failure, type Ref } from "../../bridge";
import { Button, ConfirmDialog, toast, toastFailure } from "../../components";
import { m } from "../../text";

export function OpenCopy({ part, variant = "ghost" }: { part: Ref; variant?: "ghost" | "plain" }) {
  const [asking, setAsking] = useState(false);
  const open = () => {
    setAsking(false);
    bridge().call("part_open", { part }).then(
      () => toast({ message: m.viewers_copy_opened() }),
      (failure: Failure) => toastFailure(failure),
    );
  };
  return (
    <>
      <Button size="s" variant={variant} icon="external-link" onPress={() => setAsking(true)}>{m.viewers_copy_open()}</Button>
      {asking && (
        <ConfirmDialog title={m.viewers_copy_title()} body={<p>{m.viewers_copy_body()}</p>} confirm={m.viewers_copy_open()} onConfirm={open} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
