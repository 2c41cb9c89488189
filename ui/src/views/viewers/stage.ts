// Where a picture lies and which of its tiles are in view: numbers only, no elements.
//
// - Sizes are the picture's stored pixels; `zoom` is screen pixels for one of them.
// - Level 0 is the picture at full size; each level above halves it. A level is chosen that is never coarser than
//   the screen, so that 100 % is always the picture's own pixels.
// - Tiles hold the stored pixels. A picture that says it lies on its side or is mirrored is mirrored first, then turned
//   to the right; a turn for viewing comes on top. Tiles are placed turned, no byte is made anew.

export type Turn = 0 | 90 | 180 | 270;

export interface Size {
  width: number;
  height: number;
}

/** How stored pixels come to be seen. */
export interface Pose {
  turn: Turn;
  mirrored: boolean;
}

export interface Tile {
  level: number;
  column: number;
  row: number;
  /** On the turned, zoomed picture, whole screen pixels: neighbours share an edge and leave no seam. */
  left: number;
  top: number;
  width: number;
  height: number;
}

export const ZOOM_MOST = 8;
const ZOOM_LEAST = 0.01;

/** The picture's size after the turn. */
export function turned(size: Size, turn: Turn): Size {
  return turn % 180 === 0 ? size : { width: size.height, height: size.width };
}

/** The next quarter turn to the right. */
export function turnedOn(turn: Turn): Turn {
  const next: Record<Turn, Turn> = { 0: 90, 90: 180, 180: 270, 270: 0 };
  return next[turn];
}

/** All of it in view, never larger than its own pixels. */
export function fitWhole(size: Size, view: Size): number {
  return bounded(Math.min(1, view.width / size.width, view.height / size.height));
}

/** Its width in view, never larger than its own pixels. */
export function fitWidth(size: Size, view: Size): number {
  return bounded(Math.min(1, view.width / size.width));
}

/** What to begin with: all of it, but a long page by its width, because all of it would be a thread. */
export function fitFirst(size: Size, view: Size): number {
  const whole = fitWhole(size, view);
  const width = fitWidth(size, view);
  return whole * 2.5 < width ? width : whole;
}

export function bounded(zoom: number): number {
  return Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, zoom));
}

const STEPS = [0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4, 6, 8];

/** The next round zoom in this direction. */
export function zoomStep(zoom: number, direction: -1 | 1): number {
  const slack = 1.001;
  if (direction > 0) return STEPS.find((step) => step > zoom * slack) ?? ZOOM_MOST;
  return [...STEPS].reverse().find((step) => step < zoom / slack) ?? ZOOM_LEAST;
}

/** Where to scroll so that what is under the pointer stays there. `at` is the pointer within the view. */
export function scrollAfterZoom(scroll: number, at: number, margin: { before: number; after: number }, ratio: number): number {
  return Math.max(0, (scroll + at - margin.before) * ratio + margin.after - at);
}

/** The level whose pixels are at least as fine as the screen's. */
export function levelFor(zoom: number, density: number, levels: number): number {
  const level = Math.floor(Math.log2(1 / (zoom * density)) + 1e-6);
  return Math.min(Math.max(level, 0), levels - 1);
}

/**
 * The level that lies beneath while finer tiles come: the coarsest that still shows something, the same one for most
 * zooms, because each level is one more decoding of the picture.
 */
export function beneathFor(size: Size, level: number, levels: number): number {
  const readable = Math.floor(Math.log2(Math.max(1, Math.min(size.width, size.height) / 96)));
  return Math.min(Math.max(level + 2, readable), levels - 1);
}

/** How many levels there are: the last is one tile. */
export function levelCount(size: Size, side: number): number {
  let level = 0;
  while (Math.max(size.width, size.height) / 2 ** level > side) level += 1;
  return level + 1;
}

/** The turn and one more. */
export function turnSum(one: Turn, other: Turn): Turn {
  return ((one + other) % 360) as Turn;
}

/** The tiles of a level that touch the window (on the turned, zoomed picture). */
export function tilesIn(
  size: Size,
  side: number,
  level: number,
  zoom: number,
  { turn, mirrored }: Pose,
  window: { left: number; top: number; right: number; bottom: number },
): Tile[] {
  const step = side * 2 ** level;
  const flip = (box: Box): Box => (mirrored ? mirroredBox(box, size, zoom) : box);
  const seen = flip(unturned(window, size, zoom, turn));
  const columns = Math.ceil(size.width / step);
  const rows = Math.ceil(size.height / step);
  const firstColumn = Math.max(0, Math.floor(seen.left / zoom / step));
  const firstRow = Math.max(0, Math.floor(seen.top / zoom / step));
  const untilColumn = Math.min(columns, Math.ceil(seen.right / zoom / step));
  const untilRow = Math.min(rows, Math.ceil(seen.bottom / zoom / step));
  const tiles: Tile[] = [];
  for (let row = firstRow; row < untilRow; row += 1) {
    for (let column = firstColumn; column < untilColumn; column += 1) {
      const left = Math.round(column * step * zoom);
      const top = Math.round(row * step * zoom);
      const right = Math.round(Math.min((column + 1) * step, size.width) * zoom);
      const bottom = Math.round(Math.min((row + 1) * step, size.height) * zoom);
      const box = turnedBox(flip({ left, top, right, bottom }), size, zoom, turn);
      // Width and height are the tile's own, before its turn about its middle.
      const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
      const width = right - left;
      const height = bottom - top;
      tiles.push({ level, column, row, left: middle.x - width / 2, top: middle.y - height / 2, width, height });
    }
  }
  return tiles;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function mirroredBox(box: Box, size: Size, zoom: number): Box {
  const width = Math.round(size.width * zoom);
  return { ...box, left: width - box.right, right: width - box.left };
}

/** A box of the upright picture, on the turned one. */
function turnedBox(box: Box, size: Size, zoom: number, turn: Turn): Box {
  const width = Math.round(size.width * zoom);
  const height = Math.round(size.height * zoom);
  switch (turn) {
    case 0:
      return box;
    case 90:
      return { left: height - box.bottom, top: box.left, right: height - box.top, bottom: box.right };
    case 180:
      return { left: width - box.right, top: height - box.bottom, right: width - box.left, bottom: height - box.top };
    case 270:
      return { left: box.top, top: width - box.right, right: box.bottom, bottom: width - box.left };
  }
}

/** A box of the turned picture, on the upright one. */
function unturned(box: Box, size: Size, zoom: number, turn: Turn): Box {
  const back: Record<Turn, Turn> = { 0: 0, 90: 270, 180: 180, 270: 90 };
  return turnedBox(box, turned(size, turn), zoom, back[turn]);
}
