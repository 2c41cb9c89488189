// Short messages at the foot of the window: to take something back, or to say that a press did not work.
import type { Failure } from "../bridge";
import { createStore } from "../state/store";
import { failureText } from "../text";

export interface Toast {
  key: number;
  message: string;
  help: string | null;
  undo: (() => void) | null;
}

export const toasts = createStore<Toast[]>([]);
let nextKey = 1;

function add(message: string, help: string | null, undo: (() => void) | null): void {
  const key = nextKey;
  nextKey += 1;
  toasts.set((all) => [...all.slice(-2), { key, message, help, undo }]);
}

/** Says that something was done, with the way to take it back. */
export function toast({ message, undo }: { message: string; undo?: () => void }): void {
  add(message, null, undo ?? null);
}

/** Says that a press did not work, where no screen has a better place for it. */
export function toastFailure(failure: Failure): void {
  const { message, help } = failureText(failure);
  add(message, help, null);
}

export function dismissToast(key: number): void {
  toasts.set((all) => all.filter((one) => one.key !== key));
}
