// One command for each of several items, one after another: how far it is, what failed, and a way to stop.
// What failed never stops the rest, and can be tried again alone.
import { useRef, useState } from "react";
import type { Failure } from "../../bridge";

export interface Each {
  state: "idle" | "running" | "done";
  done: number;
  total: number;
  failed: { id: string; failure: Failure }[];
}

const IDLE: Each = { state: "idle", done: 0, total: 0, failed: [] };

export function useEachItem(): {
  each: Each;
  /** Resolves with the ids that went well. */
  start: (ids: readonly string[], act: (id: string) => Promise<unknown>) => Promise<string[]>;
  stop: () => void;
} {
  const [each, setEach] = useState<Each>(IDLE);
  const stopped = useRef(false);
  const start = async (ids: readonly string[], act: (id: string) => Promise<unknown>) => {
    stopped.current = false;
    const well: string[] = [];
    const failed: Each["failed"] = [];
    for (const id of ids) {
      if (stopped.current) break;
      setEach({ state: "running", done: well.length + failed.length, total: ids.length, failed: [...failed] });
      try {
        await act(id);
        well.push(id);
      } catch (failure) {
        failed.push({ id, failure: failure as Failure });
      }
    }
    setEach({ state: "done", done: well.length + failed.length, total: ids.length, failed });
    return well;
  };
  return { each, start, stop: () => { stopped.current = true; } };
}
