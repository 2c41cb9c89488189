// Finding in a text of any length: lines are read through in pieces, hits are places, and it can be stopped.
//
// - Letters are compared without regard to case; everything else as it stands.
// - Hits are capped: past some thousands nobody steps through them, and the count says "at least".

export interface Hit {
  line: number;
  /** First character of the hit in the line, and how many. */
  from: number;
  length: number;
}

export const HITS_MOST = 5000;

/** All hits in one line, from left to right, not overlapping. */
export function hitsIn(line: string, text: string): { from: number; length: number }[] {
  if (text === "") return [];
  const hits: { from: number; length: number }[] = [];
  const there = fold(line);
  const wanted = fold(text);
  for (let at = there.indexOf(wanted); at >= 0; at = there.indexOf(wanted, at + wanted.length)) {
    hits.push({ from: at, length: wanted.length });
  }
  return hits;
}

/** Lower case only where it keeps the length, so that places stay true. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** The line cut into what was hit and what was not. */
export function marked(line: string, text: string): { text: string; hit: boolean }[] {
  const pieces: { text: string; hit: boolean }[] = [];
  let done = 0;
  for (const { from, length } of hitsIn(line, text)) {
    if (from > done) pieces.push({ text: line.slice(done, from), hit: false });
    pieces.push({ text: line.slice(from, from + length), hit: true });
    done = from + length;
  }
  if (done < line.length || pieces.length === 0) pieces.push({ text: line.slice(done), hit: false });
  return pieces;
}

export interface Lines {
  lines: string[];
  total_lines: number;
}

/**
 * Goes through all lines and tells hits as they come. Ends at the last line, at too many hits, or when stopped.
 * A failed read ends it by throwing.
 */
export async function findLines(
  read: (from: number, count: number) => Promise<Lines>,
  text: string,
  stop: AbortSignal,
  tell: (hits: Hit[], searched: number, total: number) => void,
  piece = 2000,
): Promise<void> {
  const hits: Hit[] = [];
  let from = 0;
  let total = 1;
  while (from < total && hits.length < HITS_MOST && !stop.aborted) {
    const answer = await read(from, piece);
    if (stop.aborted) return;
    total = answer.total_lines;
    answer.lines.forEach((line, at) => {
      for (const hit of hitsIn(line, text)) if (hits.length < HITS_MOST) hits.push({ line: from + at, ...hit });
    });
    if (answer.lines.length === 0) return;
    from += answer.lines.length;
    tell([...hits], from, total);
  }
}
