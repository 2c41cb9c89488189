// The shapes of states, drawn for Holdfast: each is told apart by its form alone, so that colour is never the only sign.
import type { ReactNode } from "react";

export type StateShape =
  | "done" | "half" | "look" | "broken" | "waiting" | "absent" | "open" | "left-out" | "stated" | "fixed" | "agrees" | "differs";

const ring = (dashed: boolean) => (
  <circle
    cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6"
    {...(dashed ? { strokeDasharray: "2.6 2.27", strokeLinecap: "round" } : {})}
  />
);

const DRAWN: Record<StateShape, ReactNode> = {
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.9 8.2l2.1 2.1 4.1-4.4" fill="none" stroke="var(--glyph-cut)" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  half: (
    <>
      {ring(false)}
      <path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor" />
    </>
  ),
  look: (
    <>
      <path d="M8 1.3c.5 0 .9.26 1.15.7l5.6 10.1c.5.9-.14 2-1.16 2H2.4c-1 0-1.65-1.1-1.15-2L6.85 2c.25-.44.66-.7 1.15-.7z" fill="currentColor" />
      <path d="M8 5.6v3.2" stroke="var(--glyph-cut)" strokeWidth="1.7" strokeLinecap="round" />
      <circle cx="8" cy="11.4" r="1" fill="var(--glyph-cut)" />
    </>
  ),
  broken: (
    <>
      <path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" />
      <path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" stroke="var(--glyph-cut)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  waiting: (
    <>
      {ring(true)}
      <path d="M8 5.2V8l1.8 1.3" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  absent: ring(true),
  open: ring(false),
  "left-out": (
    <>
      {ring(false)}
      <path d="M3.7 12.3l8.6-8.6" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  stated: (
    <>
      {ring(false)}
      <path d="M8 7.4v3.6" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="8" cy="5" r=".95" fill="currentColor" />
    </>
  ),
  fixed: (
    <>
      <rect x="2" y="1.8" width="12" height="12.4" rx="2.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 5.4h.01M7.4 5.4H11M5 8h.01M7.4 8H11M5 10.6h.01M7.4 10.6H11" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  agrees: <path d="M3.5 6h9M3.5 10h9" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  differs: <path d="M3.5 6h9M3.5 10h9M10.6 2.8l-5.2 10.4" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
};

export function StateGlyph({ shape, size = 16 }: { shape: StateShape; size?: number }) {
  return (
    <svg className="state-glyph" data-shape={shape} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {DRAWN[shape]}
    </svg>
  );
}
