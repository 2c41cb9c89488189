// Files dropped anywhere on this screen are checked; the frame around the screens shows that they are over it.
import { useEffect } from "react";
import { bridge } from "../../bridge";

export function useDrop(onDrop: (paths: string[]) => void): void {
  useEffect(
    () =>
      bridge().on("dropped", (said) => {
        if (said.kind === "drop") onDrop(said.paths);
      }),
    [onDrop],
  );
}
