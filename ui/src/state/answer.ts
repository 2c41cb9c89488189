// Asking a command from a component: the answer, the failure, and asking again when something of that noun changed,
// whoever changed it. While it asks again the old answer stays, so nothing flickers or jumps.
import { useCallback, useEffect, useRef, useState } from "react";
import { bridge, type Answer, type CommandName, type Failure, type Noun, type Question } from "../bridge";

export interface Asked<C extends CommandName> {
  /** The newest answer; null before the first. */
  answer: Answer<C> | null;
  /** Why the newest asking failed; the old answer stays beside it. */
  failure: Failure | null;
  /** True until the first answer or failure of this question. */
  loading: boolean;
  /** Asks once more. */
  again: () => void;
}

interface Held<C extends CommandName> {
  key: string;
  answer: Answer<C> | null;
  failure: Failure | null;
  settled: boolean;
}

/**
 * Asks `command` with `question` (null as question is a question; `enabled: false` asks nothing). A changed question
 * keeps the old answer only when `keep` is set: one dispute's exhibits must not stand under another one's name.
 */
export function useAnswer<C extends CommandName>(
  command: C,
  question: Question<C>,
  options: { nouns?: Noun[]; enabled?: boolean; keep?: boolean } = {},
): Asked<C> {
  const { enabled = true, keep = false } = options;
  const key = JSON.stringify([command, question]);
  const nouns = (options.nouns ?? []).join(" ");
  const [held, setHeld] = useState<Held<C>>({ key, answer: null, failure: null, settled: false });
  const [turn, setTurn] = useState(0);
  const newest = useRef(0);

  useEffect(() => {
    if (!enabled) return;
    newest.current += 1;
    const mine = newest.current;
    const [, asked] = JSON.parse(key) as [C, Question<C>];
    bridge()
      .call(command, asked)
      .then(
        (answer) => {
          if (mine === newest.current) setHeld({ key, answer, failure: null, settled: true });
        },
        (failure: Failure) => {
          if (mine === newest.current) {
            setHeld((before) => ({ key, answer: before.key === key ? before.answer : null, failure, settled: true }));
          }
        },
      );
  }, [command, key, enabled, turn]);

  useEffect(() => {
    if (nouns === "") return;
    const wanted = new Set(nouns.split(" "));
    return bridge().on("changed", (said) => {
      if (said.nouns.some((noun) => wanted.has(noun))) setTurn((before) => before + 1);
    });
  }, [nouns]);

  // An answer that comes after the component is gone must not count as the newest of the next one.
  useEffect(
    () => () => {
      newest.current += 1;
    },
    [],
  );

  const again = useCallback(() => setTurn((before) => before + 1), []);
  const current = held.key === key;
  return {
    // What may not be asked now has no answer either: another vault's disputes are not this one's.
    answer: enabled && (current || keep) ? held.answer : null,
    failure: current ? held.failure : null,
    loading: enabled && !(current && held.settled),
    again,
  };
}
