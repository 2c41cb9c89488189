// Shows the newest short messages for eight seconds; hover and focus hold them. Focus is never taken.
import { useEffect, useState } from "react";
import { m } from "../text";
import { Button } from "./Button";
import { IconButton } from "./IconButton";
import { dismissToast, toasts, type Toast } from "./toasts";

export function ToastRegion() {
  const all = toasts.use();
  return (
    <div className="toast-region" role="status" aria-label={m.common_messages()}>
      {all.map((one) => <ToastCard key={one.key} one={one} />)}
    </div>
  );
}

function ToastCard({ one }: { one: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(one.key), 8000);
    return () => clearTimeout(timer);
  }, [held, one.key]);
  const { undo } = one;
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="toast-words">
        <p>{one.message}</p>
        {one.help !== null && <p className="toast-help">{one.help}</p>}
      </div>
      {undo !== null && (
        <Button size="s" icon="undo" onPress={() => { undo(); dismissToast(one.key); }}>{m.common_undo()}</Button>
      )}
      <IconButton size="s" icon="x" label={m.common_close()} onPress={() => dismissToast(one.key)} />
    </div>
  );
}
