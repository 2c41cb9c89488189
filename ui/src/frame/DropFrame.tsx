// Files over the window: a frame inside the screen, how many, and where they go: into the dispute that is on the screen,
// else into the one that the capture bar names. On the Verify screen they are checked instead of kept; that screen
// listens itself.
import { useEffect, useState } from "react";
import { bridge } from "../bridge";
import { Icon } from "../components";
import { currentRoute, keepFiles, useAnswer, useDesk, useRoute } from "../state";
import { m } from "../text";

export function DropFrame() {
  const [count, setCount] = useState<number | null>(null);
  const { screen, rest } = useRoute();
  const { settings, vault } = useDesk();
  const { answer } = useAnswer("dispute_list", null, { nouns: ["dispute", "vault"], enabled: vault.state === "open" });
  const open = (answer?.disputes ?? []).filter((one) => one.state === "open");
  const shown = screen === "disputes" ? open.find((one) => one.name === rest[0]) : undefined;
  const into = shown ?? open.find((one) => one.name === settings.capture_dispute);
  const target = into?.name ?? null;
  useEffect(
    () =>
      bridge().on("dropped", (said) => {
        if (said.kind === "over") setCount(said.paths_count);
        else setCount(null);
        if (said.kind === "drop" && currentRoute().screen !== "verify") void keepFiles(said.paths, target);
      }),
    [target],
  );
  const checks = screen === "verify";
  return (
    <div className="drop-frame" role="status" data-over={count !== null || undefined}>
      {count !== null && (
        <div className="drop-card">
          <Icon name={checks ? "shield" : "download"} size={24} />
          <div>
            <p className="drop-title">{checks ? m.shell_drop_check() : m.shell_drop_keep()}</p>
            <p className="drop-where">
              {m.shell_drop_count({ count })} · {checks ? m.shell_drop_check_body() : into === undefined ? m.shell_drop_nowhere() : m.shell_drop_into({ title: into.title })}
            </p>
          </div>
        </div>
      )}
    </div>
  );
}
