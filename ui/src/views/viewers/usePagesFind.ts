// Finding in a document while one types; an answer to an older word is nothing.
import { useEffect, useState } from "react";
import { bridge, type Failure, type PagesFound, type Ref } from "../../bridge";

const REST_MS = 250;

interface Held {
  key: string;
  found: PagesFound | null;
  failure: Failure | null;
  at: number;
}

const NOTHING: Held = { key: "", found: null, failure: null, at: 0 };

export function usePagesFind(part: Ref) {
  const [find, setFind] = useState("");
  const [turn, setTurn] = useState(0);
  const [held, setHeld] = useState<Held>(NOTHING);
  const key = JSON.stringify([part, find.trim(), turn]);
  const { found, failure, at } = held.key === key ? held : NOTHING;
  useEffect(() => {
    const [asked, word] = JSON.parse(key) as [Ref, string];
    if (word === "") return;
    let gone = false;
    const timer = setTimeout(() => {
      bridge().call("pages_find", { part: asked, find: word }).then(
        (answer) => !gone && setHeld({ key, found: answer, failure: null, at: 0 }),
        (thrown: Failure) => !gone && setHeld({ key, found: null, failure: thrown, at: 0 }),
      );
    }, REST_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key]);
  const goTo = (index: number) => setHeld((before) => ({ ...before, at: index }));
  return { find, setFind, found, failure, at, goTo, again: () => setTurn((before) => before + 1) };
}
