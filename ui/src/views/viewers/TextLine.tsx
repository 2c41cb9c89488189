// One line: its number and its characters, hits marked. Characters that would turn or break the line are made visible.
import { memo } from "react";
import { visible } from "../../text";
import { marked } from "./find";

interface TextLineProps {
  number: number;
  digits: number;
  /** None while its page is not here yet. */
  text: string | undefined;
  find: string;
  /** Where the hit begins on which one stands. */
  current: number | null;
  start: number;
  index: number;
  measure: ((element: HTMLElement | null) => void) | undefined;
}

export const TextLine = memo(function TextLine({ number, digits, text, find, current, start, index, measure }: TextLineProps) {
  return (
    <div className="text-line" data-index={index} ref={measure} style={{ transform: `translateY(${start}px)` }}>
      <span className="text-number" aria-hidden="true" style={{ width: `${digits + 1}ch` }}>{number}</span>
      <span className="text-characters">
        {placed(marked(shown(text ?? ""), find)).map(({ from, piece, hit }) =>
          hit ? <mark key={from} data-current={from === current || undefined}>{piece}</mark> : piece,
        )}
      </span>
    </div>
  );
});

/** Tabs stay; other controls and turning marks are shown as what they are. */
function shown(text: string): string {
  return text.split("\t").map(visible).join("\t");
}

/** Each piece with where it begins in the line. */
function placed(pieces: { text: string; hit: boolean }[]): { from: number; piece: string; hit: boolean }[] {
  let from = 0;
  return pieces.map(({ text, hit }) => {
    const piece = { from, piece: text, hit };
    from += text.length;
    return piece;
  });
}
