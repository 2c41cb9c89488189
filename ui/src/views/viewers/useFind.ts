// Finding in a text while one types: a moment's rest, then through all lines; a new word or another text stops the old search.
import { useEffect, useRef, useState } from "react";
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

/** `key` names the text: another text is searched anew. */
export function useFind(key: string, read: (from: number, count: number) => Promise<Lines>): Finding {
  const [find, setFind] = useState("");
  const [hits, setHits] = useState<Hit[]>([]);
  const [at, setAt] = useState(0);
  const [searched, setSearched] = useState(0);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reading = useRef(read);
  reading.current = read;

  useEffect(() => {
    setHits([]);
    setAt(0);
    setSearched(0);
    setFailure(null);
    setRunning(find !== "");
    if (find === "") return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      findLines((from, count) => reading.current(from, count), find, stop.signal, (found, done) => {
        setHits(found);
        setSearched(done);
      }).then(
        () => !stop.signal.aborted && setRunning(false),
        (thrown: Failure) => {
          if (stop.signal.aborted) return;
          setFailure(thrown);
          setRunning(false);
        },
      );
    }, REST_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [find, key]);

  const step = (by: 1 | -1) => setAt((now) => (hits.length === 0 ? 0 : (now + by + hits.length) % hits.length));
  return { find, setFind, hits, at, hit: hits[at] ?? null, searched, running, failure, step };
}
