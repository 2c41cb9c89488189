// A failure in words: what happened, what is safe, what to do, and a way to try again where that can help.
import type { Failure } from "../bridge";
import { failureText, m } from "../text";
import { Button } from "./Button";
import { Note } from "./Note";

export function ErrorNote({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { message, help } = failureText(failure);
  return (
    <Note
      tone="bad"
      title={message}
      live
      {...(onRetry === undefined ? {} : { actions: <Button size="s" icon="refresh" onPress={onRetry}>{m.common_retry()}</Button> })}
    >
      {help}
    </Note>
  );
}
