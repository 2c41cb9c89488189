// Finding in a text while one types: a moment's rest, then through all lines; a new word or another text stops the old search.
import { useEffect, useEffectEvent, useState } from "react";
import type { Failure } from "../../bridge";
import { findLines, type Hit, type Lines } from "./find";

const REST_MS = 200;

export interface Finding {
  find: string;
  setFind: (find: string) => void;
  hits: Hit[];
  /** Which hit one stands on, from 0. */
  at: number;
  hit: Hit | null;
  searched: number;
  running: boolean;
  failure: Failure | null;
  step: (by: 1 | -1) => void;
}

interface Found {
  /** Of the text and the word: what was found for another is nothing. */
  key: string;
  hits: Hit[];
  at: number;
  searched: number;
  ended: boolean;
  failure: Failure | null;
}

const NOTHING: Found = { key: "", hits: [], at: 0, searched: 0, ended: false, failure: null };

/** `text` names the text: another one is searched anew. */
export function useFind(text: string, read: (from: number, count: number) => Promise<Lines>): Finding {
  const [find, setFind] = useState("");
  const [held, setHeld] = useState<Found>(NOTHING);
  const reading = useEffectEvent(read);
  const key = JSON.stringify([text, find]);
  const found = held.key === key ? held : NOTHING;

  useEffect(() => {
    const [, word] = JSON.parse(key) as [string, string];
    if (word === "") return;
    const stop = new AbortController();
    const put = (change: Partial<Found>) => {
      if (!stop.signal.aborted) setHeld((before) => ({ ...(before.key === key ? before : NOTHING), key, ...change }));
    };
    const timer = setTimeout(() => {
      findLines((from, count) => reading(from, count), word, stop.signal, (hits, searched) => put({ hits, searched })).then(
        () => put({ ended: true }),
        (failure: Failure) => put({ ended: true, failure }),
      );
    }, REST_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key]);

  const step = (by: 1 | -1) => {
    const count = found.hits.length;
    if (count > 0) setHeld({ ...found, at: (found.at + by + count) % count });
  };
  const { hits, at, searched, ended, failure } = found;
  return { find, setFind, hits, at, hit: hits[at] ?? null, searched, running: find !== "" && !ended, failure, step };
}
